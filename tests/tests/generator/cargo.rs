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

/// The same where it has to fail.
pub fn run_to_fail(folder: &Path, arguments: &[&str]) -> String {
    let output = output(folder, arguments);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!output.status.success(), "cargo {}:\n{out}", arguments.join(" "));
    out
}

fn output(folder: &Path, arguments: &[&str]) -> Output {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    command.env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true");
    command.output().expect("cargo starts")
}
