//! Bad input is reported, and nothing is changed.

use std::fs;

use feishu_tests::tool::{Run, copy_of_the_workspace, run};
use feishu_tests::{GIVEN, folder, read};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use crate::TOOL;

/// The page without its URL.
fn without_url() -> String {
    let page = read(GIVEN);
    let lines = page.lines().filter(|line| !line.starts_with("HTTP URL | "));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// A copy of the workspace with a file changed, and what a run says; nothing but that file may differ.
fn with(file: &str, text: &str, arguments: &[&str]) -> (TempDir, Run) {
    let copy = copy_of_the_workspace();
    fs::write(copy.path().join(file), text).expect("written");
    let before = folder::tree(copy.path());
    let run = run(TOOL, copy.path(), arguments);
    assert!(folder::tree(copy.path()) == before, "something was written:\n{}{}", run.out, run.err);
    (copy, run)
}

#[test]
fn a_page_that_cannot_be_read_is_shown_and_nothing_changes() {
    let (_copy, run) = with(GIVEN, &without_url(), &[]);
    assert_eq!(run.code, 2);
    let expected = "\
error[P001]: the page does not name its request URL
  --> schema/pages/create_by_resume.md:20:1
   |
20 | HTTP Method | POST
   | ^^^^^^^^^^^^^^^^^^ this table has no row `HTTP URL`
   |
   = help: add the row `HTTP URL` to the table under the heading of the request
";
    assert_eq!(
        run.err.trim_end(),
        expected.trim_end(),
        "nothing else: the lexicon's entries for the page are not stale"
    );
    assert!(run.out.contains("no Rust written"), "{}", run.out);
}

#[test]
fn in_place_one_bad_page_keeps_all_as_it_was() {
    let copy = copy_of_the_workspace();
    fs::write(copy.path().join("schema/pages/bad.md"), without_url()).expect("written");
    let changed = read(GIVEN).replace("- 3：专职", "- 3：专取");
    fs::write(copy.path().join(GIVEN), changed).expect("written");
    let before = folder::tree(copy.path());
    let run = run(TOOL, copy.path(), &[]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("--> schema/pages/bad.md:20:1"), "{}", run.err);
    assert!(folder::tree(copy.path()) == before, "all or nothing");
}

#[test]
fn findings_are_json_objects_if_asked() {
    let (_copy, run) = with(GIVEN, &without_url(), &["--message-format", "json"]);
    assert_eq!(run.code, 2);
    assert!(!run.err.is_empty());
    for line in run.err.lines() {
        let finding: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(["error", "warning"].contains(&finding["severity"].as_str().expect("a severity")), "{line}");
        for text in ["code", "message", "file"] {
            assert!(finding[text].as_str().is_some_and(|text| !text.is_empty()), "{text}: {line}");
        }
    }
    let first: Value = serde_json::from_str(run.err.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["code"], "P001");
    assert_eq!(first["file"], GIVEN);
    assert_eq!((&first["line"], &first["column"]), (&20.into(), &1.into()));
    assert!(first["help"].as_str().is_some_and(|help| help.contains("HTTP URL")), "{first}");
}

#[test]
fn a_broken_lexicon_is_shown_where_it_is_broken() {
    let lexicon = read("schema/lexicon.toml").replacen("[services.hire]\ndoc", "[services.hire]\ndok", 1);
    let line = 1 + lexicon.lines().position(|line| line.starts_with("dok")).expect("the changed line");
    let (_copy, run) = with("schema/lexicon.toml", &lexicon, &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains(&format!("--> schema/lexicon.toml:{line}:1")), "{}", run.err);
    assert!(run.err.contains("dok") && run.err.contains("^^^") && run.err.contains("help:"), "{}", run.err);
}

#[test]
fn an_entry_of_the_lexicon_that_applies_to_nothing_is_an_error() {
    let gone = "\n[services.hire.structs.website_delivery_gone]\nname = \"Gone\"\n";
    let lexicon = read("schema/lexicon.toml") + gone;
    let line = 2 + read("schema/lexicon.toml").lines().count();
    let (_copy, run) = with("schema/lexicon.toml", &lexicon, &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("website_delivery_gone` applies to nothing"), "{}", run.err);
    assert!(run.err.contains(&format!("--> schema/lexicon.toml:{line}:")), "{}", run.err);
}

#[test]
fn in_a_crate_of_its_own_the_good_pages_go_on_without_the_bad() {
    let (copy, out) = (copy_of_the_workspace(), tempdir().expect("a folder"));
    fs::write(copy.path().join("bad.md"), without_url()).expect("written");
    let path = out.path().display().to_string();
    let run = run(TOOL, copy.path(), &["generate", "--pages", "bad.md", GIVEN, "--out", &path]);
    assert_eq!(run.code, 1, "{}", run.err);
    let files = folder::tree(out.path());
    assert!(files.contains_key("src/hire/v1/websites_website_id_deliveries_create_by_resume_post.rs"));
    assert!(run.out.contains("without 1 input"), "{}", run.out);
}

#[test]
fn nothing_but_bad_pages_writes_nothing() {
    let (copy, out) = (copy_of_the_workspace(), tempdir().expect("a folder"));
    fs::write(copy.path().join("bad.md"), without_url()).expect("written");
    let path = out.path().display().to_string();
    let run = run(TOOL, copy.path(), &["generate", "--pages", "bad.md", "--out", &path]);
    assert_eq!(run.code, 2);
    assert!(folder::tree(out.path()).is_empty());
}

#[test]
fn a_page_of_another_kind_is_skipped_and_counted() {
    let copy = copy_of_the_workspace();
    fs::write(copy.path().join("schema/pages/overview.md"), "# 概述\n\n这里没有接口。\n").expect("written");
    let run = run(TOOL, copy.path(), &["--check"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.contains("skipped 1 page"), "{}", run.out);
}

#[test]
fn broken_descriptions_are_reported_with_their_place() {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("bad.json"), "{\n  \"$schema\": \"x\",\n  \"colour\": 1\n}\n")
        .expect("written");
    let run = run(TOOL, folder.path(), &["generate", "--endpoints", "bad.json", "--out", "out"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("--> bad.json:3:") && run.err.contains("colour"), "{}", run.err);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn what_could_not_be_done_is_two() {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("page.md"), read(GIVEN)).expect("written");
    fs::write(folder.path().join("file"), "no folder").expect("written");
    let before = folder::tree(folder.path());
    for arguments in [
        &[][..],
        &["--no-such-option"],
        &["no-such-command"],
        &["describe"],
        &["describe", "no-such-page.md"],
        &["fields", "no-such-page.md"],
        &["generate", "--pages", "no-such-page.md"],
        &["generate", "--pages", "page.md", "--lexicon", "no-such-lexicon.toml"],
        &["generate", "--pages", "page.md", "--out", "file"],
        &["generate", "--pages", "page.md", "--crate", "../no name"],
    ] {
        let run = run(TOOL, folder.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}{}", run.out, run.err);
        assert!(run.err.contains("error"), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{arguments:?}: {}", run.err);
    }
    assert!(folder::tree(folder.path()) == before);
}

#[test]
fn a_guess_is_an_error_if_asked() {
    let page = read("tests/pages/broken/type_that_nobody_knows/page.md");
    let guessed = page.split("### 请求体示例").next().expect("text").to_owned();
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("page.md"), guessed).expect("written");
    let run_with = |arguments: &[&str]| run(TOOL, folder.path(), arguments);
    let lenient = run_with(&["describe", "page.md"]);
    assert_eq!(lenient.code, 0, "{}", lenient.err);
    assert!(lenient.err.contains("warning[N001]"), "{}", lenient.err);
    let strict = run_with(&["describe", "page.md", "--strict"]);
    assert_eq!(strict.code, 1, "{}", strict.err);
    assert!(strict.err.contains("error[N001]"), "{}", strict.err);
}

#[test]
fn results_and_findings_are_kept_apart() {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("page.md"), read("tests/pages/broken/option_twice/page.md"))
        .expect("written");
    let run = run(TOOL, folder.path(), &["describe", "page.md"]);
    assert_eq!(run.code, 0);
    let endpoint = feishu_schema::Endpoint::from_json(&run.out).expect("nothing but the description");
    assert_eq!(endpoint.id, "demo.v1.option_twice.post");
    assert!(run.err.contains("warning[D021]"), "{}", run.err);
}
