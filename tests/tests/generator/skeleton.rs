//! The skeleton of a lexicon: filled in, it names everything, and each of its entries applies.

use std::fs;
use std::path::Path;

use feishu_tests::tool::run;
use feishu_tests::{GIVEN, workspace};
use tempfile::tempdir;

use crate::TOOL;

/// Writes a sentence or a name into each blank.
fn filled(skeleton: &str) -> String {
    let mut text = String::new();
    for (number, line) in skeleton.lines().enumerate() {
        let is_sentence = line.split(" = ").next().is_some_and(|key| key == "doc" || key.ends_with(".doc"));
        let words = if is_sentence { format!("Sentence {number}.") } else { format!("Name{number}") };
        text += &line.replacen("= \"\"", &format!("= \"{words}\""), 1);
        text.push('\n');
    }
    assert!(!text.contains("\"\""), "{text}");
    text
}

fn blanks(skeleton: &str) -> usize {
    skeleton.lines().filter(|line| line.contains(" = \"\"")).count()
}

fn skeleton(folder: &Path, pages: &[String], lexicon: &[&str]) -> String {
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let run = run(TOOL, folder, &[&["lexicon"], pages.as_slice(), lexicon].concat());
    assert!(run.code < 2, "{}", run.err);
    run.out
}

/// The given page, those of the tests of paging, and all others that are endpoints'.
fn pages() -> Vec<String> {
    let path = |path: &str| workspace().join(path).canonicalize().expect(path).display().to_string();
    let broken = fs::read_dir(workspace().join("tests/pages/broken")).expect("a folder");
    let mut pages = vec![path(GIVEN), path("tests/pages/paged")];
    pages.extend(broken.map(|entry| entry.expect("an entry").path().display().to_string()));
    pages
}

#[test]
fn every_blank_applies_to_something_and_nothing_is_left() {
    let folder = tempdir().expect("a folder");
    let pages = pages();
    let empty = skeleton(folder.path(), &pages, &[]);
    assert!(blanks(&empty) > 200, "{}", blanks(&empty));
    // The page's words stand beside the blank.
    for line in [
        "[services.hire.structs.website_delivery_education.fields]",
        "school.doc = \"\" # 学校",
        "degree.options.3 = \"\" # 专职",
        "1002002.name = \"\" # 参数错误",
    ] {
        assert!(empty.lines().any(|found| found == line), "{line} is not in\n{empty}");
    }
    fs::write(folder.path().join("lexicon.toml"), filled(&empty)).expect("written");

    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let rest = ["--lexicon", "lexicon.toml", "--out", "out", "--message-format", "json"];
    let generated = run(TOOL, folder.path(), &[&["generate", "--pages"], pages.as_slice(), &rest].concat());
    for code in ["L001", "L002", "L003", "G002"] {
        let found = generated.err.lines().find(|line| line.contains(&format!("\"{code}\"")));
        assert_eq!(found, None, "every entry is used, and names everything");
    }
    assert!(folder.path().join("out/src/lib.rs").exists(), "{}", generated.err);
    let left = skeleton(folder.path(), &self::pages(), &["--lexicon", "lexicon.toml"]);
    assert_eq!(left, "");
}

#[test]
fn what_has_a_name_is_left_out() {
    let folder = tempdir().expect("a folder");
    let given = workspace().join(GIVEN).canonicalize().expect("a page").display().to_string();
    let lexicon = workspace().join("schema/lexicon.toml").display().to_string();
    let all = skeleton(folder.path(), std::slice::from_ref(&given), &[]);
    let left = skeleton(folder.path(), &[given], &["--lexicon", &lexicon]);
    assert!(blanks(&left) * 10 < blanks(&all), "{left}");
    assert!(!left.contains("school"), "{left}");
}
