//! Mistakes of a caller that must not compile, with what the compiler says about each: its code, its place and its
//! message, which change less from version to version than all that it prints.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use feishu_tests::workspace;
use serde_json::Value;

use crate::{assert_snapshot, cargo};

/// A crate of its own with the mistakes as examples, so that one call compiles them all.
fn write_crate(folder: &Path) {
    let root = workspace().display().to_string();
    let manifest = format!(
        "[package]\nname = \"mistakes\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nfeishu-api = {{ path = \
         \"{root}/generated\" }}\nfeishu-client = {{ path = \"{root}/client\", default-features = false }}\n\n[workspace]\n"
    );
    fs::create_dir_all(folder.join("src")).expect("a folder");
    fs::create_dir_all(folder.join("examples")).expect("a folder");
    fs::write(folder.join("Cargo.toml"), manifest).expect("written");
    fs::write(folder.join("src/lib.rs"), "").expect("written");
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    for old in fs::read_dir(folder.join("examples")).expect("a folder") {
        fs::remove_file(old.expect("an entry").path()).expect("removed");
    }
    for name in names() {
        let file = format!("{name}.rs");
        fs::copy(workspace().join("tests/mistakes").join(&file), folder.join("examples").join(&file))
            .expect("copied");
    }
}

/// The names of the cases, in order.
fn names() -> Vec<String> {
    let entries = fs::read_dir(workspace().join("tests/mistakes")).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut names: Vec<String> =
        paths.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// `error[E0308] 4:41 mismatched types: expected …`, by case.
fn errors(output: &str) -> BTreeMap<String, Vec<String>> {
    let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in output.lines() {
        let message: Value = serde_json::from_str(line).expect("cargo prints JSON");
        let error = &message["message"];
        if message["reason"] == "compiler-message" && error["level"] == "error" && error["code"].is_object() {
            let spans = error["spans"].as_array().expect("places");
            let place = spans.iter().find(|span| span["is_primary"] == true).expect("a place");
            let (line, column) = (&place["line_start"], &place["column_start"]);
            let code = error["code"]["code"].as_str().expect("a code");
            let text = error["message"].as_str().expect("a message");
            let case = message["target"]["name"].as_str().expect("a name").to_owned();
            let label = place["label"].as_str().map(|label| format!(": {label}")).unwrap_or_default();
            errors.entry(case).or_default().push(format!("error[{code}] {line}:{column} {text}{label}"));
        }
    }
    errors
}

#[test]
fn none_of_them_compiles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mistakes");
    write_crate(&folder);
    let arguments = ["check", "--quiet", "--examples", "--keep-going", "--message-format", "json"];
    let errors = errors(&cargo::run_to_fail(&folder, &arguments));
    let names = names();
    assert!(names.len() > 8);
    let mut listing = String::new();
    for name in &names {
        let said = errors.get(name).cloned().unwrap_or_default();
        assert_eq!(name == "right", said.is_empty(), "{name}: {said:?}");
        listing += &format!("{name}\n");
        said.iter().for_each(|line| listing += &format!("  {line}\n"));
    }
    assert_snapshot("mistakes", &listing);
}
