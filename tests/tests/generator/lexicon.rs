//! What the lexicon says holds everywhere, and what it cannot mean is told.

use std::fs;

use feishu_codegen::config::Outcome;
use feishu_codegen::emit::{self, Client, CrateOptions, Files};
use feishu_codegen::{Config, plan};
use feishu_tests::{GIVEN, read, workspace};
use tempfile::tempdir;

/// The given page with the lexicon changed in one place.
fn with(entry: &str, by: &str) -> (Outcome, Files) {
    let lexicon = read("schema/lexicon.toml");
    assert_eq!(lexicon.matches(entry).count(), 1, "{entry}");
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("lexicon.toml");
    fs::write(&path, lexicon.replace(entry, by)).expect("written");
    let outcome = Config::new().pages([workspace().join(GIVEN)]).lexicon(path).run().expect("readable");
    let client = Client::Path("../client".to_owned());
    let files = emit::emit_crate(&outcome.plan, &CrateOptions::new("feishu-api", client)).expect("Rust");
    (outcome, files)
}

fn code(files: &Files) -> &str {
    &files["src/hire/v1/create_by_resume.rs"]
}

/// The kinds of findings, and their messages.
fn told(outcome: &Outcome) -> Vec<(&'static str, &str)> {
    let findings = outcome.findings.iter().flat_map(|findings| &findings.diagnostics);
    findings.map(|diagnostic| (diagnostic.code.name, diagnostic.message.as_str())).collect()
}

#[test]
fn a_personal_parameter_is_hidden_too() {
    let entry = "website_id = \"Id of the career site, from the List Career Sites endpoint.\"";
    let (_, files) = with(entry, "website_id = { personal = true, doc = \"Id of the career site.\" }");
    let code = code(&files);
    assert!(code.contains("impl std::fmt::Debug for Request {"));
    assert!(code.contains(".field(\"website_id\", &Hidden)"));
    let (derive, _) = code.split_once("pub struct Request {").expect("the request");
    assert!(!derive.rsplit("#[derive(").next().expect("its derive").contains("Debug"));
}

#[test]
fn a_name_that_rust_does_not_allow_is_told_and_not_used() {
    for (entry, by) in [
        ("school           = { personal = true, ", "school = { name = \"self\", personal = true, "),
        ("school           = { personal = true, ", "school = { name = \"School\", personal = true, "),
        ("gender.options_name  = \"Gender\"", "gender.options_name = \"gender\""),
        ("gender.options.1     = \"Male\"", "gender.options.1 = \"Self\""),
        ("name   = \"SystemError\"", "name = \"Self\""),
        ("module = \"create_by_resume\"", "module = \"type\""),
    ] {
        let (outcome, files) = with(entry, by);
        let told = told(&outcome);
        let name = by.split('"').nth(1).expect("a name");
        assert!(
            told.iter().any(|(code, text)| *code == plan::codes::BAD_NAME.name && text.contains(name)),
            "{told:?}"
        );
        for text in files.values().filter(|text| !text.starts_with('#')) {
            syn::parse_file(text).expect("Rust all the same");
        }
    }
}

#[test]
fn a_keyword_is_a_name_all_the_same() {
    let entry = "school           = { personal = true, ";
    let (outcome, files) = with(entry, "school = { name = \"type\", personal = true, ");
    assert_eq!(told(&outcome), []);
    assert!(code(&files).contains("    pub r#type: Option<String>,"));
    assert!(code(&files).contains("to.optional_personal(\"school\", &self.r#type);"));
}
