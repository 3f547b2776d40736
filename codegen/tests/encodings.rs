//! Files in other encodings than UTF-8, and files that are too large: an error that says so, and the other pages of the
//! folder are still read.

// The helpers below serve tests only.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const PAGE: &str = "# 借书\n\n## 请求\n名称 | 值\n---|---\nHTTP URL | https://open.feishu.cn/open-apis/library/v1/books\n\
                    HTTP Method | GET\n\n### 响应体\n名称 | 类型 | 描述\n--- | --- | ---\ncode | int | 错误码\n";

fn describe(folder: &Path, what: &str) -> Output {
    let tool = env!("CARGO_BIN_EXE_feishu-codegen");
    let arguments = ["describe", "--message-format", "json", what];
    Command::new(tool).current_dir(folder).args(arguments).output().expect("the tool runs")
}

/// The message of the only finding.
fn message(output: &Output) -> String {
    let finding: Value = serde_json::from_slice(&output.stderr).expect("one finding");
    assert_eq!((&finding["severity"], &finding["code"]), (&Value::from("error"), &Value::from("P017")));
    finding["message"].as_str().unwrap().to_owned()
}

#[test]
fn the_encoding_is_named_and_never_displaces_a_good_page() {
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| PAGE.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let cases = [
        (encoding_rs::GB18030.encode(PAGE).0.into_owned(), "GB18030 (GBK)"),
        (utf_16(u16::to_le_bytes), "UTF-16 LE"),
        (utf_16(u16::to_be_bytes), "UTF-16 BE"),
        ([PAGE.as_bytes(), b"\xff"].concat(), "UTF-8 with broken bytes"),
        (PAGE.chars().map(|c| u8::try_from(c).unwrap_or(0xe9)).collect(), "Latin-1"),
    ];
    for (bytes, encoding) in cases {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), &bytes).unwrap();
        let alone = describe(folder.path(), "a.md");
        assert!(message(&alone).ends_with(encoding), "{}", message(&alone));
        assert_eq!((alone.stdout.as_slice(), alone.status.code()), (&b""[..], Some(2)));

        fs::write(folder.path().join("b.md"), PAGE).unwrap();
        let both = describe(folder.path(), ".");
        assert!(message(&both).ends_with(encoding));
        let found: Value = serde_json::from_slice(&both.stdout).expect("JSON");
        assert_eq!(found[0]["source"]["page"], "b.md");
        assert_eq!((found.as_array().map(Vec::len), both.status.code()), (Some(1), Some(1)));
    }
}

#[test]
fn line_ends_and_a_mark_make_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let write = |text: String| fs::write(folder.path().join("a.md"), text).unwrap();
    write(PAGE.to_owned());
    let plain = describe(folder.path(), "a.md");
    assert!(plain.status.success() && plain.stderr.is_empty());
    for text in [PAGE.replace('\n', "\r\n"), format!("\u{feff}{PAGE}"), PAGE.replace('\n', "\r")] {
        write(text);
        assert_eq!(describe(folder.path(), "a.md").stdout, plain.stdout);
    }
}

#[test]
fn a_file_can_be_too_large() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), format!("{PAGE}\n{}", "x".repeat(16 << 20))).unwrap();
    let output = describe(folder.path(), "a.md");
    assert_eq!(message(&output), "this file has more than 16 MB");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn findings_of_a_kind_are_counted_from_some_number_on() {
    let folder = tempfile::tempdir().unwrap();
    let bars = "|\n".repeat(156_000);
    fs::write(folder.path().join("a.md"), PAGE.replace("错误码\n", &format!("错误码\n\n{bars}"))).unwrap();
    let output = describe(folder.path(), "a.md");
    assert!(output.stderr.len() < 1 << 20, "{} bytes", output.stderr.len());
}
