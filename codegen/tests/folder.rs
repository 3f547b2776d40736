//! `describe` and `fields` on a folder.

// The helpers below serve tests only.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str], folder: &Path) -> Output {
    let tool = env!("CARGO_BIN_EXE_feishu-codegen");
    Command::new(tool).current_dir(folder).args(arguments).output().expect("the tool runs")
}

/// A folder with these pages: a name, and the last part of the endpoint's path; without one it is a guide.
fn folder(pages: &[(&str, Option<&str>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, path) in pages {
        let text = match path {
            Some(path) => format!(
                "# 查\n\n## 请求\n名称 | 值\n---|---\nHTTP URL | https://open.feishu.cn/open-apis/library/v1/{path}\n\
                 HTTP Method | GET\n\n### 响应体\n名称 | 类型 | 描述\n--- | --- | ---\ncode | int | 错误码\n"
            ),
            None => "# 指南\n\n怎样借书。\n".to_owned(),
        };
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn ids(output: &Output) -> Vec<String> {
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let endpoints = value.as_array().expect("an array");
    endpoints.iter().map(|endpoint| endpoint["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn descriptions_come_in_the_order_of_the_paths_and_other_pages_are_counted() {
    let folder = folder(&[
        ("b.md", Some("b")),
        ("a/z.md", Some("z")),
        ("c.md", Some("c")),
        ("guide.md", None),
        ("a/guide.md", None),
        ("a/notes.txt", None),
    ]);
    let output = run(&["describe", "."], folder.path());
    assert_eq!(ids(&output), ["library.v1.z.get", "library.v1.b.get", "library.v1.c.get"]);
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "note: 2 pages that do not describe an endpoint were skipped\n"
    );
    assert_eq!(output.status.code(), Some(0));
    // However they are named, and however often: each once, in one order.
    let again = run(&["describe", "c.md", "b.md", "a", "c.md"], folder.path());
    assert_eq!(ids(&again), ["library.v1.z.get", "library.v1.b.get", "library.v1.c.get"]);
}

#[test]
fn a_folder_gives_an_array_and_a_page_an_object() {
    let folder = folder(&[("one/page.md", Some("a")), ("none/guide.md", None)]);
    assert_eq!(ids(&run(&["describe", "one"], folder.path())), ["library.v1.a.get"]);
    let page = run(&["describe", "one/page.md"], folder.path());
    assert_eq!(serde_json::from_slice::<Value>(&page.stdout).unwrap()["id"], "library.v1.a.get");
    assert_eq!(run(&["describe", "none"], folder.path()).stdout, b"[]\n");
    let guide = run(&["describe", "none/guide.md"], folder.path());
    assert_eq!((guide.stdout.as_slice(), guide.status.code()), (&b""[..], Some(0)));
}

#[test]
fn json_findings_are_not_mixed_with_words() {
    let folder = folder(&[("a.md", Some("a")), ("guide.md", None)]);
    let output = run(&["fields", "--message-format", "json", "."], folder.path());
    assert_eq!(output.stderr, b"");
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
}
