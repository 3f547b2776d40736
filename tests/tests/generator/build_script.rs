//! The generator in a build script: what has not changed is not built again.

use std::fs;
use std::path::Path;

use feishu_tests::{read, workspace};
use serde_json::Value;

use crate::cargo;

/// The packages of the example that cargo compiled or whose build script it ran.
fn built(example: &Path) -> Vec<String> {
    let messages = cargo::run(example, &["build", "--message-format", "json"]);
    let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let rebuilt =
        messages.filter(|message| message["reason"] == "compiler-artifact" && message["fresh"] == false);
    rebuilt.map(|message| message["target"]["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn the_second_build_compiles_nothing() {
    let example = workspace().join("examples/build-script");
    built(&example);
    assert_eq!(built(&example), Vec::<String>::new());
}

/// A page with findings, and a crate that generates from it with these settings.
fn crate_with_findings(name: &str, settings: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("removed");
    }
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let tool = workspace().join("codegen").canonicalize().expect("a folder").display().to_string();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[build-dependencies]\n\
         feishu-codegen = {{ path = {tool:?}, default-features = false }}\n\n[workspace]\n"
    );
    let script = "fn main() -> Result<(), feishu_codegen::Error> {\n    \
                  feishu_codegen::Config::from_file(\"feishu.toml\")?.generate().map(drop)\n}\n";
    for (path, text) in [
        ("Cargo.toml", &*manifest),
        ("build.rs", script),
        ("src/lib.rs", ""),
        ("page.md", &read("tests/pages/broken/option_twice/page.md")),
        ("feishu.toml", &format!("pages = [\"page.md\"]\n{settings}")),
        ("Cargo.lock", &read("Cargo.lock")),
    ] {
        fs::write(folder.join(path), text).expect("written");
    }
    cargo::build_warnings(&folder)
}

#[test]
fn findings_are_one_line_unless_all_are_wanted() {
    let summary = crate_with_findings("findings-summary", "");
    assert_eq!(summary.len(), 1, "{summary:?}");
    assert!(summary[0].contains("findings about the documentation, see "), "{summary:?}");
    let file = summary[0].split(" see ").nth(1).expect("a path");
    let findings = fs::read_to_string(file).expect("the file of the findings");
    assert!(findings.contains("warning[D021]") && findings.contains("--> page.md:"), "{findings}");

    let all = crate_with_findings("findings-all", "build-report = \"all\"\n");
    assert!(
        all.len() > 1 && all.iter().any(|line| line.starts_with("page.md:") && line.ends_with("[D021]")),
        "{all:?}"
    );
    assert_eq!(crate_with_findings("findings-none", "build-report = \"none\"\n"), [""; 0]);
}
