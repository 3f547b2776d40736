//! `export`, as a command, and whether all that a description says is in the documents.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod complete;

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::tempdir;

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const PAGE: &str = "schema/pages/create_by_resume.md";
const ENDPOINT: &str = "schema/endpoints/hire.v1.websites.website_id.deliveries.create_by_resume.post.json";

/// The exit code, and what it says.
fn export(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feishu-codegen"));
    let output = command.arg("export").args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn in_workspace(arguments: &[&str]) -> Value {
    let (code, out, err) = export(Path::new(WORKSPACE), arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    serde_json::from_str(&out).unwrap()
}

/// The workspace's lexicon, as options.
fn lexicons() -> Vec<&'static str> {
    let files = [
        "schema/lexicon.toml",
        "schema/lexicon.career-site.toml",
        "schema/lexicon.lookups.toml",
        "schema/lexicon.talents.toml",
    ];
    files.into_iter().flat_map(|file| ["--lexicon", file]).collect()
}

#[test]
fn a_page_and_its_description_give_the_same() {
    for format in ["openapi", "json-schema"] {
        let of_page = in_workspace(&[format, PAGE, "--lexicon", "schema/lexicon.toml"]);
        assert_eq!(of_page, in_workspace(&[format, ENDPOINT, "--lexicon", "schema/lexicon.toml"]));
        let all = in_workspace(&[format]);
        assert_eq!(
            all,
            in_workspace(&[&[format, "schema/endpoints"], &*lexicons()].concat()),
            "the settings"
        );
        let plain = in_workspace(&[format, "schema/pages"]);
        assert_ne!(of_page, plain);
        assert!(
            !plain.to_string().contains("OutsideMainlandChina"),
            "without a lexicon only the page's words"
        );
    }
}

#[test]
fn the_file_is_written_whole_and_nothing_printed() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("new/openapi.json");
    let out = file.display().to_string();
    let (code, printed, err) = export(Path::new(WORKSPACE), &["openapi", "--out", &out]);
    assert_eq!((code, printed.as_str(), err.as_str()), (0, "", ""));
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(written, in_workspace(&["openapi"]));
    assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn bad_input_is_reported_and_the_file_is_kept() {
    let folder = tempdir().unwrap();
    std::fs::write(folder.path().join("a.json"), "{}").unwrap();
    std::fs::write(folder.path().join("out.json"), "mine").unwrap();
    let (code, out, err) = export(folder.path(), &["openapi", "a.json", "--out", "out.json"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("not a description") && err.contains("a.json"), "{err}");
    assert_eq!(std::fs::read_to_string(folder.path().join("out.json")).unwrap(), "mine");

    let (code, _, err) = export(folder.path(), &["openapi"]);
    assert_eq!(code, 2);
    assert!(err.contains("schema/endpoints"), "{err}");
    let (code, _, err) = export(folder.path(), &["json-schema", "missing.md"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot read missing.md"), "{err}");
}
