//! `diff` on the command line: what it takes, its exit codes, and what it says of bad input.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::{NEW_PAGE, PAGE, describe, with};

fn run(arguments: &[&str], folder: &Path) -> Output {
    let tool = env!("CARGO_BIN_EXE_feishu-codegen");
    Command::new(tool).current_dir(folder).arg("diff").args(arguments).output().expect("the tool runs")
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

#[track_caller]
fn fails(arguments: &[&str], folder: &Path, message: &str) {
    let output = run(arguments, folder);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.as_str()), (Some(2), message));
    assert!(output.stdout.is_empty());
}

#[test]
fn the_exit_code_says_whether_anything_is_breaking() {
    let more = with(PAGE, &[("- 2：馆内阅览\n", "- 2：馆内阅览  \n- 3：馆际互借\n")]);
    let folder = folder(&[("old.md", PAGE), ("more.md", &more), ("new.md", NEW_PAGE)]);
    for (new, code) in [("old.md", 0), ("more.md", 0), ("new.md", 1)] {
        assert_eq!(run(&["old.md", new], folder.path()).status.code(), Some(code), "{new}");
    }
}

#[test]
fn the_json_form_is_the_contract() {
    let more = with(PAGE, &[("- 2：馆内阅览\n", "- 2：馆内阅览  \n- 3：馆际互借\n")]);
    let folder = folder(&[("old.md", PAGE), ("more.md", &more)]);
    let output = run(&["old.md", "more.md", "--format", "json"], folder.path());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = serde_json::json!({
        "verdict": "additive",
        "bump": "minor",
        "pages": [{
            "id": "library.v1.branches.branch_id.loans.post",
            "verdict": "additive",
            "changes": [{
                "weight": "additive",
                "kind": "options",
                "section": "body",
                "path": "kind",
                "before": null,
                "after": "3: 馆际互借",
                "before_line": 54,
                "after_line": 58,
                "message": "`kind` takes `3` (馆际互借) as well.",
            }],
        }],
    });
    assert_eq!(report, expected);
}

#[test]
fn descriptions_and_folders_are_taken_as_well() {
    let other = PAGE.replace("loans", "returns");
    let gone = PAGE.replace("loans", "fines");
    let description = describe(PAGE).to_json().unwrap();
    let folder = folder(&[
        ("old/a.md", PAGE),
        ("old/b.md", &gone),
        ("old/guide.md", "# 指南\n"),
        ("new/b.md", &other),
        ("new/deep/a.md", NEW_PAGE),
        ("described/a.json", &description),
    ]);
    let same = run(&["old/a.md", "described/a.json"], folder.path());
    assert_eq!(same.status.code(), Some(0), "{}", String::from_utf8_lossy(&same.stdout));
    let output = run(&["old", "new", "--format", "json"], folder.path());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let pages = report["pages"].as_array().unwrap();
    let verdicts: Vec<_> =
        pages.iter().map(|page| (page["id"].as_str().unwrap(), page["verdict"].as_str().unwrap())).collect();
    // All three pages have one address, and the rows of these two are the same: the path of one changed.
    assert_eq!(
        verdicts,
        [
            ("library.v1.branches.branch_id.loans.post", "breaking"),
            ("library.v1.branches.branch_id.returns.post", "breaking")
        ]
    );
    assert_eq!(pages[1]["changes"][0]["kind"], "path");
    let from_descriptions = run(&["described", "new/deep", "--format", "json"], folder.path());
    let report: Value = serde_json::from_slice(&from_descriptions.stdout).unwrap();
    assert_eq!(report["pages"][0], pages[0]);
}

#[test]
fn endpoints_come_and_go() {
    let other =
        PAGE.replace("loans", "notices").replace("loan/create", "notice").replace("# 登记借书", "# 通知读者");
    let folder = folder(&[("few/a.md", PAGE), ("many/a.md", PAGE), ("many/b.md", &other)]);
    let verdict = |old: &str, new: &str| {
        let output = run(&[old, new, "--format", "json"], folder.path());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        (report["bump"].clone(), report["pages"][1]["changes"][0]["kind"].clone())
    };
    assert_eq!(verdict("few", "many"), ("minor".into(), "added".into()));
    assert_eq!(verdict("many", "few"), ("major".into(), "removed".into()));
}

#[test]
fn what_cannot_be_described_is_not_gone() {
    let broken = PAGE.replace("HTTP Method | POST\n", "");
    let other =
        PAGE.replace("loans", "notices").replace("loan/create", "notice").replace("# 登记借书", "# 通知读者");
    let folder =
        folder(&[("old/a.md", PAGE), ("old/b.md", &other), ("new/a.md", &broken), ("new/b.md", &other)]);
    let output = run(&["old", "new"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("new/a.md"));
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        said,
        "1 page compared, 0 changed: 0 breaking, 0 additive, 0 documentation\nverdict: none; version: none\n"
    );
}

#[test]
fn bad_input_is_reported_and_not_compared() {
    let other =
        PAGE.replace("loans", "notices").replace("loan/create", "notice").replace("# 登记借书", "# 通知读者");
    let third =
        other.replace("notices", "readers").replace("notice", "reader").replace("# 通知读者", "# 读者");
    let folder = folder(&[
        ("page.md", PAGE),
        ("guide.md", "# 指南\n"),
        ("image.png", "\u{89}PNG"),
        ("one/a.md", PAGE),
        ("one/b.md", &other),
        ("two/a.md", &third),
        ("none/notes.txt", ""),
        ("bad.json", "{\"id\": 1}"),
    ]);
    let path = folder.path();
    fails(&["page.md", "guide.md"], path, "error: no page or description in guide.md\n");
    fails(&["image.png", "page.md"], path, "error: no page or description in image.png\n");
    fails(&["none", "page.md"], path, "error: no page or description in none\n");
    fails(&["one", "two"], path, "error: one and two have no endpoint in common\n");
    let gone = run(&["page.md", "gone.md"], path);
    assert_eq!(gone.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&gone.stderr).starts_with("error: cannot read gone.md: "));
    let bad = run(&["page.md", "bad.json"], path);
    assert_eq!((bad.status.code(), bad.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("not a description"));
}

#[test]
fn two_pages_that_have_nothing_in_common_are_not_one() {
    let other = "# 借阅统计\n\n## 请求\n名称 | 值\n---|---\n\
        HTTP URL | https://open.feishu.cn/open-apis/library/v1/counts\nHTTP Method | GET\n\n\
        ### 查询参数\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\nday | string | 是 | 哪天\n";
    let folder = folder(&[("loan.md", PAGE), ("count.md", other)]);
    let output = run(&["loan.md", "count.md", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let changes: Vec<(&str, &str)> = report["pages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| (page["id"].as_str().unwrap(), page["changes"][0]["kind"].as_str().unwrap()))
        .collect();
    assert_eq!(
        changes,
        [("library.v1.branches.branch_id.loans.post", "removed"), ("library.v1.counts.get", "added")]
    );
}
