//! Several services: each is a package of its own, or all are one, and whoever uses the crate does not notice.

use std::fs;
use std::path::{Path, PathBuf};

use feishu_tests::{GIVEN, folder, tool, workspace};
use serde_json::Value;

use crate::{TOOL, cargo};

/// Uses both services by their paths.
const CALLER: &str = r#"
use feishu_client::Endpoint;
use two_services::{harbour, hire};

fn main() {
    let ids = [harbour::v1::harbours_harbour_id_boats_get::Request::INFO.id, hire::v1::create_by_resume::Request::INFO.id];
    println!("{}", ids.join(" "));
}
"#;

/// Writes the crate `two-services` with pages of `harbour` and `hire`, and an example that is not the tool's.
fn generate(folder: &Path, pages: &[&str], options: &[&str]) {
    let paths = |path: &str| workspace().join(path).display().to_string();
    let pages: Vec<String> = pages.iter().map(|path| paths(path)).collect();
    let (client, lexicon, out) =
        (paths("client"), paths("schema/lexicon.toml"), folder.display().to_string());
    let rest = ["--client", &client, "--lexicon", &lexicon, "--out", &out, "--crate", "two-services"];
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let run = tool::run(TOOL, folder, &[&["generate", "--pages"], pages.as_slice(), &rest, options].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

const HARBOUR: &str = "tests/pages/paged/boats.md";

/// An empty folder where what the crate depends on is built already, with a caller.
fn empty(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("removed");
    }
    fs::create_dir_all(folder.join("examples")).expect("a folder");
    fs::write(folder.join("examples/caller.rs"), CALLER).expect("written");
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    folder
}

/// The paths of the files of Rust and of the manifests.
fn paths(crate_folder: &Path) -> Vec<String> {
    let paths = folder::tree(crate_folder).into_keys();
    paths.filter(|path| path.contains("src/") || path.ends_with("Cargo.toml")).collect()
}

#[test]
fn callers_find_the_same_wherever_the_services_stand() {
    let folder = empty("two-services");
    let expected = "harbour.v1.harbours.harbour_id.boats.get \
                    hire.v1.websites.website_id.deliveries.create_by_resume.post\n";
    let apart = [
        "Cargo.toml",
        "services/harbour/Cargo.toml",
        "services/harbour/src/lib.rs",
        "services/harbour/src/v1.rs",
        "services/harbour/src/v1/harbours_harbour_id_boats_get.rs",
        "services/hire/Cargo.toml",
        "services/hire/src/lib.rs",
        "services/hire/src/v1.rs",
        "services/hire/src/v1/create_by_resume.rs",
        "src/lib.rs",
    ];
    let together = [
        "Cargo.toml",
        "src/harbour.rs",
        "src/harbour/v1.rs",
        "src/harbour/v1/harbours_harbour_id_boats_get.rs",
        "src/hire.rs",
        "src/hire/v1.rs",
        "src/hire/v1/create_by_resume.rs",
        "src/lib.rs",
    ];
    for (options, files) in [(&[][..], &apart[..]), (&["--one-package"], &together), (&[], &apart)] {
        generate(&folder, &[HARBOUR, GIVEN], options);
        assert_eq!(paths(&folder), files);
        assert_eq!(folder.join("services").exists(), options.is_empty());
        assert_eq!(cargo::run(&folder, &["run", "--quiet", "--example", "caller"]), expected);
        cargo::lint(&folder);
    }
    cargo::document(&folder);
}

#[test]
fn a_service_alone_is_no_package_beside_the_crate() {
    let folder = empty("one-service");
    generate(&folder, &[GIVEN], &[]);
    let expected =
        ["Cargo.toml", "src/hire.rs", "src/hire/v1.rs", "src/hire/v1/create_by_resume.rs", "src/lib.rs"];
    assert_eq!(paths(&folder), expected);
}

/// The packages of services that cargo compiles or finds compiled.
fn compiled(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let messages = cargo::run(folder, &[&["check", "--message-format", "json"], arguments].concat());
    let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let artifacts = messages.filter(|message| message["reason"] == "compiler-artifact");
    let names = artifacts.map(|message| message["target"]["name"].as_str().expect("a name").to_owned());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("two_services")).collect();
    names.sort();
    names
}

#[test]
fn a_feature_compiles_its_service_and_no_other() {
    let folder = empty("some-services");
    generate(&folder, &[HARBOUR, GIVEN], &[]);
    assert_eq!(compiled(&folder, &[]), ["two_services", "two_services_harbour", "two_services_hire"]);
    assert_eq!(compiled(&folder, &["--no-default-features"]), ["two_services"]);
    let one = ["--no-default-features", "--features", "harbour"];
    assert_eq!(compiled(&folder, &one), ["two_services", "two_services_harbour"]);
}
