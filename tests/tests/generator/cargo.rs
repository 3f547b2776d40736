//! Cargo, called by a test.

use std::path::Path;
use std::process::{Command, Output};

/// Runs cargo in a folder with what the workspace has built already, and without the network. Gives what it prints.
pub fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = output(folder, arguments);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}:\n{out}\n{err}", arguments.join(" "));
    out
}

/// Lints the libraries of the workspace in a folder, warnings denied; without clippy, only that of the folder's own
/// package, with the compiler's lints alone.
pub fn lint(folder: &Path) {
    let clippy = output(folder, &["clippy", "--version"]).status.success();
    let command: &[&str] = if clippy { &["clippy", "--workspace"] } else { &["rustc"] };
    let rest = ["--lib", "--quiet", "--", "--deny", "warnings", "--deny", "missing-docs"];
    run(folder, &[command, &rest].concat());
}

/// Documents the libraries of the workspace in a folder, warnings denied.
pub fn document(folder: &Path) {
    let arguments = ["doc", "--workspace", "--no-deps", "--quiet"];
    let output =
        command(folder, &arguments).env("RUSTDOCFLAGS", "--deny warnings").output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The warnings of the build script, one a line.
pub fn build_warnings(folder: &Path) -> Vec<String> {
    let output = output(folder, &["build"]);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{err}");
    let warnings = err.lines().filter_map(|line| line.strip_prefix("warning: "));
    warnings.filter_map(|line| Some(line.split_once(": ")?.1.to_owned())).collect()
}

/// The same as [`run`] where it has to fail.
pub fn run_to_fail(folder: &Path, arguments: &[&str]) -> String {
    let output = output(folder, arguments);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!output.status.success(), "cargo {}:\n{out}", arguments.join(" "));
    out
}

fn output(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("cargo starts")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    command.env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true");
    command
}
