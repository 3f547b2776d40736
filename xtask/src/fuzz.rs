//! Fuzzing with cargo-fuzz, which needs a nightly toolchain and a C++ compiler.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Failure, Shell, workspace};

/// A fuzz target, and where its first inputs come from.
struct Target {
    name: &'static str,
    /// Folders of the workspace, and what the names of the inputs end in.
    seeds: &'static [(&'static str, &'static str)],
    /// The longest input, in bytes.
    max_len: u32,
}

const TARGETS: &[Target] = &[
    Target {
        name: "page",
        seeds: &[("codegen/tests/dialects/pairs", ".md"), ("tests/pages/broken", "page.md")],
        max_len: 20_000,
    },
    Target {
        name: "lexicon",
        seeds: &[("schema", "lexicon.toml"), ("tests/pages/broken", ".toml")],
        max_len: 20_000,
    },
    Target { name: "description", seeds: &[("mock/tests/endpoints", ".json")], max_len: 20_000 },
    Target { name: "answer", seeds: &[("fuzz/seeds/answer", "")], max_len: 5_000 },
    Target { name: "content_disposition", seeds: &[("fuzz/seeds/content_disposition", "")], max_len: 500 },
];

/// Fuzzes each target for ten minutes, or for as many seconds as `FUZZ_SECONDS` says.
pub fn run_all(shell: &Shell) -> Result<(), Failure> {
    if shell.output("rustup", &["run", "nightly", "rustc", "--version"]).is_none() {
        return Err(Failure::Missing("a nightly toolchain is not installed".to_owned()));
    }
    let program = shell.cargo_tool("cargo-fuzz")?.display().to_string();
    let seconds = env::var("FUZZ_SECONDS").unwrap_or_else(|_| "600".to_owned());
    // cargo-fuzz calls the cargo of the toolchain that is in force.
    let shell = shell.with("RUSTUP_TOOLCHAIN", "nightly");
    for target in TARGETS {
        let corpus = workspace().join("fuzz/corpus").join(target.name);
        fs::create_dir_all(&corpus).map_err(|error| Failure::File(corpus.clone(), error))?;
        for (folder, end) in target.seeds {
            copy_seeds(&workspace().join(folder), end, &corpus)?;
        }
        let mut arguments = vec!["run".to_owned(), target.name.to_owned(), "--".to_owned()];
        let dictionary = format!("fuzz/{}.dict", target.name);
        if workspace().join(&dictionary).exists() {
            arguments.push(format!("-dict={dictionary}"));
        }
        arguments.push(format!("-max_len={}", target.max_len));
        arguments.push(format!("-max_total_time={seconds}"));
        arguments.extend(["-timeout=10", "-print_final_stats=1"].map(str::to_owned));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        shell.run(&program, &[&["fuzz"], arguments.as_slice()].concat())?;
    }
    Ok(())
}

/// Copies the files below a folder, under names that are made of their paths.
fn copy_seeds(folder: &Path, end: &str, corpus: &Path) -> Result<(), Failure> {
    let unreadable = |error| Failure::File(folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            copy_seeds(&path, end, corpus)?;
        } else if path.to_string_lossy().ends_with(end) {
            let file: PathBuf = corpus.join(path.to_string_lossy().replace(['/', '\\', ':'], "_"));
            fs::copy(&path, &file).map_err(|error| Failure::File(path.clone(), error))?;
        }
    }
    Ok(())
}
