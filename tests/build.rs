//! Generates the endpoints that the tests of paging call, from pages made for them.

fn main() -> Result<(), feishu_codegen::Error> {
    feishu_codegen::Config::new().pages(["pages/paged"]).generate()?;
    Ok(())
}
