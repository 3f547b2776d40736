//! The real binary, in folders of its own.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::{folder, workspace};

/// What a run of the tool left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// The results.
    pub out: String,
    /// The findings.
    pub err: String,
}

/// The tool as a command: `path` is where cargo has put the binary.
pub fn command(path: &str, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(path);
    command.args(arguments).current_dir(folder);
    // These variables change the output.
    for variable in ["RUST_BACKTRACE", "COLUMNS", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    // Keeps the results of tests out of the user's cache.
    command.env("XDG_CACHE_HOME", std::env::temp_dir().join("feishu-codegen-tests"));
    command
}

/// Runs the tool until it exits.
pub fn run(path: &str, folder: &Path, arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } =
        command(path, folder, arguments).output().expect("the tool starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the tool speaks UTF-8");
    Run { code: status.code().expect("an exit code"), out: text(stdout), err: text(stderr) }
}

/// The files of the workspace's lexicon.
pub fn lexicons() -> Vec<String> {
    let entries = std::fs::read_dir(workspace().join("schema")).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
    let mut files: Vec<String> = names
        .filter(|name| name.ends_with(".toml") && name != "Cargo.toml")
        .map(|name| format!("schema/{name}"))
        .collect();
    files.sort();
    files
}

/// A folder with a copy of the workspace's pages, descriptions, lexicon and generated code.
pub fn copy_of_the_workspace() -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for part in ["schema/pages", "schema/endpoints", "schema/.feishu-codegen", "generated"] {
        let tree = folder::tree(&workspace().join(part));
        let tree = tree.into_iter().filter(|(path, _)| !path.starts_with("target/")).collect();
        folder::write(&copy.path().join(part), &tree);
    }
    std::fs::create_dir(copy.path().join("client")).expect("a folder");
    let schemas = ["endpoint", "feishu", "lexicon"].map(|name| format!("schema/{name}.schema.json"));
    let others = ["feishu.toml", "client/Cargo.toml"].map(str::to_owned);
    for file in others.into_iter().chain(lexicons()).chain(schemas) {
        std::fs::copy(workspace().join(&file), copy.path().join(&file)).expect(&file);
    }
    copy
}
