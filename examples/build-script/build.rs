//! Generates Rust from a page, each time that the page or the lexicon changes.

fn main() -> Result<(), feishu_codegen::Error> {
    feishu_codegen::Config::new()
        .pages(["../../schema/pages/create_by_resume.md"])
        .lexicon("../../schema/lexicon.toml")
        .generate()?;
    Ok(())
}
