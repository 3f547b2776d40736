//! Pairs of published pages: the report has every difference, and no row that did not change.
//!
//! What changed in each is in `pairs.txt`, as weights and paths without any of the pages' words. To renew it, and then
//! to read it: `RENEW=1 FEISHU_PAGES=… cargo test -p feishu-codegen --test changes -- --ignored published`.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use crate::{compare, complete, describe, rows};

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/changes/pairs.txt");

/// The pairs by name: what was, and what is.
fn pairs() -> Vec<(String, String, String)> {
    let folder = std::env::var_os("FEISHU_PAGES").expect("FEISHU_PAGES names a folder of pages");
    let folder = PathBuf::from(folder).join("updates");
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        files.filter_map(|file| Some(file.strip_suffix(".before.md")?.to_owned())).collect();
    names.sort();
    let read =
        |name: &str, which: &str| fs::read_to_string(folder.join(format!("{name}.{which}.md"))).unwrap();
    names.into_iter().map(|name| (name.clone(), read(&name, "before"), read(&name, "after"))).collect()
}

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn reports_of_published_changes_are_complete_and_correct() {
    let pairs = pairs();
    assert_eq!(pairs.len(), 22);
    for (name, before, after) in &pairs {
        let report = compare(before, after);
        let faults = complete::faults(&describe(before), &describe(after), &report);
        assert_eq!(faults, [""; 0], "{name}: the descriptions");
        assert_eq!(rows::faults(before, after, &report), [""; 0], "{name}: the rows");
        // And back.
        let back = compare(after, before);
        assert_eq!(complete::faults(&describe(after), &describe(before), &back), [""; 0], "{name}, back");
        assert_eq!(rows::faults(after, before, &back), [""; 0], "{name}, back: the rows");
    }
}

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn published_changes_are_those_of_the_list() {
    let mut list = String::new();
    for (name, before, after) in pairs() {
        let report = compare(&before, &after);
        writeln!(list, "{name}: {}", report.verdict.as_str()).unwrap();
        for change in &report.changes {
            let line = format!(
                "{} {} {} {}",
                change.weight.as_str(),
                change.kind.as_str(),
                change.section.as_str(),
                change.path
            );
            writeln!(list, "  {}", line.trim_end()).unwrap();
        }
    }
    if std::env::var_os("RENEW").is_some() {
        fs::write(LIST, &list).unwrap();
    }
    assert!(fs::read_to_string(LIST).unwrap() == list, "other changes than in {LIST}; RENEW=1 renews it");
}
