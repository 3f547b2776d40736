//! Entries of the lexicon apply everywhere, and entries without meaning are reported.

use std::fs;

use feishu_codegen::config::Outcome;
use feishu_codegen::emit::{self, Client, CrateOptions, Files};
use feishu_codegen::{Config, plan};
use feishu_tests::{GIVEN, read, tool, workspace};
use tempfile::tempdir;

use crate::TOOL;

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
fn findings(outcome: &Outcome) -> Vec<(&'static str, &str)> {
    let findings = outcome.findings.iter().flat_map(|findings| &findings.diagnostics);
    findings.map(|diagnostic| (diagnostic.code.name, diagnostic.message.as_str())).collect()
}

#[test]
fn a_personal_parameter_is_hidden_too() {
    let entry = "website_id = \"Id of the career site, from the List Career Sites endpoint.\"";
    let (_, files) = with(entry, "website_id = { personal = true, doc = \"Id of the career site.\" }");
    let code = code(&files);
    assert!(code.contains("impl std::fmt::Debug for Request {"));
    assert!(code.contains(".field(\"website_id\", &Redacted)"));
    let (derive, _) = code.split_once("pub struct Request {").expect("the request");
    assert!(!derive.rsplit("#[derive(").next().expect("its derive").contains("Debug"));
}

#[test]
fn what_is_public_is_shown() {
    let (_, files) = with("school           = { personal = true, ", "school = { public = true, ");
    assert!(code(&files).contains(r#"writer.optional_public("school", &self.school);"#));
    let (_, files) = with("school           = { personal = true, ", "school = { ");
    assert!(code(&files).contains(r#"writer.optional("school", &self.school);"#));
}

/// A value that is not among the options may be a person's own words.
#[test]
fn an_unknown_text_is_shown_only_where_the_options_are_public() {
    let entry = "user_id_type.options_name      = \"UserIdType\"";
    for (public, shown) in [("", false), ("\nuser_id_type.public = true", true)] {
        let (_, files) = with(entry, &format!("{entry}{public}"));
        let code = code(&files);
        let (before, _) = code.split_once("pub enum UserIdType {").expect("the enum");
        let derived = before.rsplit("#[derive(").next().expect("its derive").contains("Debug");
        let hidden = code.contains("UserIdType(redacted str) {");
        assert_eq!((derived, hidden), (shown, !shown));
    }
}

#[test]
fn a_name_that_rust_does_not_allow_is_reported_and_not_used() {
    for (entry, by) in [
        ("school           = { personal = true, ", "school = { name = \"self\", personal = true, "),
        ("school           = { personal = true, ", "school = { name = \"School\", personal = true, "),
        ("gender.options_name  = \"Gender\"", "gender.options_name = \"gender\""),
        ("gender.options.1     = \"Male\"", "gender.options.1 = \"Self\""),
        ("name   = \"SystemError\"", "name = \"Self\""),
        ("module = \"create_by_resume\"", "module = \"type\""),
    ] {
        let (outcome, files) = with(entry, by);
        let findings = findings(&outcome);
        let name = by.split('"').nth(1).expect("a name");
        assert!(
            findings.iter().any(|(code, text)| *code == plan::findings::BAD_NAME.name && text.contains(name)),
            "{findings:?}"
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
    assert_eq!(findings(&outcome), []);
    assert!(code(&files).contains("    pub r#type: Option<String>,"));
    assert!(code(&files).contains("writer.optional(\"school\", &self.r#type);"));
}

/// A struct of two fields, whose rows stand at the second.
const ELSEWHERE: &str = r#"{
  "$schema": "../endpoint.schema.json",
  "id": "demo.v1.tries.post",
  "title": "t",
  "source": { "page": "c.md", "digest": "0" },
  "method": "POST",
  "host": "open.feishu.cn",
  "path": "/open-apis/demo/v1/tries",
  "request": { "body": { "content": "json", "fields": [
    { "name": "other", "line": 1, "placed": "only", "type": { "struct": "pet" }, "spelled": "pet" },
    { "name": "pet", "line": 2, "placed": "only", "type": { "struct": "pet" }, "spelled": "pet", "fields": [
      { "name": "name", "line": 3, "placed": "only", "type": "string", "spelled": "string" } ] }
  ] } },
  "response": { "form": "empty" }
}"#;

/// Generates from the description with these files as its lexicon.
fn generate_elsewhere(lexicons: &[&str]) -> (tool::Run, String) {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("try.json"), ELSEWHERE).expect("written");
    let mut arguments = vec!["generate", "--endpoints", "try.json", "--out", "out"];
    for (name, text) in ["a.toml", "b.toml"].iter().zip(lexicons) {
        fs::write(folder.path().join(name), text).expect("written");
        arguments.extend(["--lexicon", name]);
    }
    let run = tool::run(TOOL, folder.path(), &arguments);
    let code = fs::read_to_string(folder.path().join("out/src/demo/v1/tries_post.rs")).unwrap_or_default();
    (run, code)
}

#[test]
fn an_entry_that_is_applied_is_not_stale() {
    let entry = "[endpoints.\"demo.v1.tries.post\".body]\n\"other.name\" = \"ENGLISH.\"\n";
    let (run, code) = generate_elsewhere(&[entry]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(code.contains("/// ENGLISH."), "{code}");
    // The other way to the same member is not the one that is looked up, and is not silently left out.
    let (run, code) = generate_elsewhere(&[&entry.replace("other.name", "pet.name")]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[L001]") && run.err.contains("--> a.toml:2:1"), "{}", run.err);
    assert!(!code.contains("ENGLISH."));
}

#[test]
fn findings_name_the_file_of_the_lexicon() {
    let good = "[services.demo.structs.pet]\nname = \"Animal\"\n";
    let (run, code) = generate_elsewhere(&[good, "[services.demo]\ndoc = \"Demo.\"\n"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(code.contains("pub struct Animal"), "{code}");

    let (run, _) =
        generate_elsewhere(&[good, "\n[services.demo.structs.pet.fields]\nname = { name = \"Name\" }\n"]);
    assert!(run.err.contains("warning[L003]") && run.err.contains("--> b.toml:3:10"), "{}", run.err);

    let (run, _) = generate_elsewhere(&[good, "[services.demo.structs.cat]\nname = \"Cat\"\n"]);
    assert!(run.err.contains("error[L001]") && run.err.contains("--> b.toml:1:24"), "{}", run.err);

    let (run, _) = generate_elsewhere(&[good, "[services.demo.structs.pet]\nnmae = \"Pet\"\n"]);
    assert!(run.err.contains("error[L002]") && run.err.contains("--> b.toml:2:1"), "{}", run.err);

    let (run, _) = generate_elsewhere(&[good, "\n[services.demo.structs.pet]\nname = \"Pet\"\n"]);
    assert!(run.err.contains("error[L002]") && run.err.contains("--> b.toml:3:1"), "{}", run.err);
    assert!(run.err.contains("also in a.toml:2"), "{}", run.err);
}

#[test]
fn a_shared_file_serves_any_pages_of_its_service() {
    let service =
        "[services.demo.structs.cat]\nname = \"Cat\"\n[endpoints.\"demo.v1.cats.get\"]\ndoc = \"Cats.\"\n";
    let (run, _) = generate_elsewhere(&[service]);
    assert_eq!(run.err.matches("error[L001]").count(), 2, "{}", run.err);
    let (run, _) = generate_elsewhere(&[&format!("shared = true\n{service}")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let typo =
        format!("shared = true\n{service}[endpoints.\"demo.v1.tries.post\".body]\nothre = \"Other.\"\n");
    let (run, _) = generate_elsewhere(&[&typo]);
    assert_eq!(run.err.matches("error[L001]").count(), 1, "{}", run.err);
    assert!(run.err.contains("othre` applies to nothing"), "{}", run.err);
}
