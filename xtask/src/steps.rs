//! The steps. `.ci/run` and the workflows of GitHub run these, and hold no list of their own.

use std::env;
use std::path::Path;

use crate::fuzz;
use crate::shell::{Failure, Shell};

/// Sets of steps; each holds those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suite {
    /// Before a commit.
    Quick,
    /// Before a merge.
    Merge,
    /// With other programs, on one machine.
    Ci,
    /// What takes long, or needs more of a network than a package registry.
    Nightly,
}

impl Suite {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Merge => "merge",
            Self::Ci => "ci",
            Self::Nightly => "nightly",
        }
    }
}

/// Something that has to hold.
pub struct Step {
    pub name: &'static str,
    /// The smallest suite that it belongs to.
    pub suite: Suite,
    pub about: &'static str,
    pub run: fn(&Shell) -> Result<(), Failure>,
}

/// The crates that are published.
const PUBLISHED: &str = "--package feishu-schema --package feishu-client --package feishu-client-redis \
                         --package feishu-api --package feishu-hire --package feishu-mock \
                         --package feishu-codegen";

/// The features that are off by default, without `native-tls`, which needs OpenSSL on Linux.
const FEATURES: &str = "feishu-client/chrono,feishu-client/jiff,feishu-client-redis/tls";

/// All steps, in the order in which they run.
pub const STEPS: &[Step] = &[
    Step {
        name: "format",
        suite: Suite::Quick,
        about: "rustfmt would change nothing",
        run: |shell| shell.cargo("fmt --all --check"),
    },
    Step {
        name: "generated",
        suite: Suite::Quick,
        about: "the generated code and the descriptions are what the pages say",
        run: |shell| shell.cargo("run --quiet --package feishu-codegen -- --check"),
    },
    Step {
        name: "clippy",
        suite: Suite::Quick,
        about: "clippy has nothing to say",
        run: |shell| {
            shell.cargo(&format!("clippy --workspace --all-targets --features {FEATURES} -- --deny warnings"))
        },
    },
    Step {
        name: "tests",
        suite: Suite::Quick,
        about: "the tests pass, those in the documentation included",
        run: |shell| shell.cargo("test --workspace"),
    },
    Step {
        name: "documentation",
        suite: Suite::Merge,
        about: "rustdoc has nothing to say",
        run: |shell| {
            let shell = shell.with("RUSTDOCFLAGS", "--deny warnings");
            shell.cargo(&format!("doc --workspace --no-deps --features {FEATURES}"))
        },
    },
    Step {
        name: "features",
        suite: Suite::Merge,
        about: "each crate compiles without its features, and the client with each TLS provider",
        run: |shell| {
            shell.cargo("check --package feishu-client --no-default-features")?;
            // HTTPS without a TLS provider is an error of its own.
            shell.cargo("test --package feishu-client --no-default-features --features transport --lib")?;
            shell.cargo("check --package feishu-codegen --no-default-features")?;
            if cfg!(target_os = "linux") {
                shell.library("openssl", "libssl-dev")?;
            }
            let native_tls = "--package feishu-client --no-default-features --features native-tls";
            shell.cargo(&format!("check {native_tls}"))?;
            compiles_no_c(shell, native_tls)
        },
    },
    Step {
        name: "dependencies",
        suite: Suite::Merge,
        about: "licences, duplicates and sources of dependencies are those in deny.toml",
        run: |shell| deny(shell, "bans licenses sources"),
    },
    Step {
        name: "packages",
        suite: Suite::Merge,
        about: "the crates can be packaged, and compile from their packages",
        run: |shell| shell.cargo(&format!("package {PUBLISHED} --allow-dirty")),
    },
    Step {
        name: "large-files",
        suite: Suite::Ci,
        about: "large files take little memory",
        run: |shell| shell.cargo("test --package feishu-client --test transport -- --ignored large_files"),
    },
    Step {
        name: "redis",
        suite: Suite::Ci,
        about: "several processes share a server of Redis or Valkey",
        run: |shell| {
            let server = match env::var("FEISHU_REDIS_SERVER") {
                Ok(server) if !server.is_empty() => server,
                _ => shell.program(&["redis-server", "valkey-server"], "redis-server")?.display().to_string(),
            };
            // Each test starts a server of its own on a free port, and ends it.
            let shell = shell.with("FEISHU_REDIS_SERVER", server);
            shell.cargo("test --package feishu-client-redis -- --ignored")
        },
    },
    Step {
        name: "sdks",
        suite: Suite::Ci,
        about: "the official Python and Node SDKs send what our client sends",
        run: |shell| {
            shell.run("interop/ours.sh", &[])?;
            shell.run("interop/python.sh", &["--body", "target/interop/body.json"])?;
            shell.run("interop/node.sh", &["--body", "target/interop/body.json"])?;
            shell.run("interop/workflow.sh", &[])
        },
    },
    Step {
        name: "exports",
        suite: Suite::Ci,
        about: "public tools read what export writes",
        run: |shell| {
            shell.run("interop/export.sh", &[])?;
            shell.run("interop/progenitor.sh", &[])
        },
    },
    Step {
        name: "browser",
        suite: Suite::Ci,
        about: "a browser shows the report of a change, and the career site",
        run: |shell| {
            let name = env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
            shell.program(&[&name], "chromium")?;
            shell.cargo("test --package feishu-codegen --test changes -- --ignored browser")?;
            shell.cargo("test --package career-site --test site -- --ignored browser")
        },
    },
    Step {
        name: "real-pages",
        suite: Suite::Ci,
        about: "published pages are read as before",
        run: |shell| {
            let Some(pages) = env::var("FEISHU_PAGES").ok().filter(|pages| Path::new(pages).is_dir()) else {
                return Err(Failure::Missing("FEISHU_PAGES names no folder of pages".to_owned()));
            };
            shell.cargo(
                "test --release --package feishu-codegen --lib --test damage --test dialects --test export --test facts --test languages -- --ignored",
            )?;
            shell.cargo("test --release --package feishu-codegen --test changes -- --ignored published")?;
            shell.run("interop/export.sh", &[&format!("{pages}/flat")])
        },
    },
    Step {
        name: "minimum",
        suite: Suite::Nightly,
        about: "the crates compile with the versions of Rust that their manifests promise",
        run: |shell| {
            let callers = "--package feishu-client --package feishu-client-redis --package feishu-api --package feishu-hire \
                           --package feishu-mock";
            with_rust(shell, "1.88", &format!("check {callers}"))?;
            with_rust(shell, "1.89", "check --package feishu-codegen --package career-site")
        },
    },
    Step {
        name: "advisories",
        suite: Suite::Nightly,
        about: "no dependency has a known vulnerability",
        run: |shell| deny(shell, "advisories"),
    },
    Step {
        name: "semver",
        suite: Suite::Nightly,
        about: "what changed in the interfaces agrees with the versions",
        run: semver,
    },
    Step {
        name: "fuzzing",
        suite: Suite::Nightly,
        about: "no input makes the tool or the client panic or hang",
        run: fuzz::run_all,
    },
];

/// Renews everything that the tool writes, and the list of its findings.
pub fn regenerate(shell: &Shell) -> Result<(), Failure> {
    shell.cargo("run --quiet --package feishu-codegen")?;
    shell.with("RENEW", "1").cargo("test --quiet --package feishu-codegen --test findings")?;
    println!(
        "Read `git diff` before you commit. Snapshots are not renewed: CONTRIBUTING.md says how to review them."
    );
    Ok(())
}

/// The TLS providers that are written in C are not among the dependencies.
fn compiles_no_c(shell: &Shell, package: &str) -> Result<(), Failure> {
    let arguments = format!("tree {package} --edges normal,build --prefix none --format {{p}}");
    let tree = shell.output("cargo", &arguments.split_whitespace().collect::<Vec<_>>()).unwrap_or_default();
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    match names.iter().find(|name| ["aws-lc-sys", "ring"].contains(name)) {
        None if names.contains(&"native-tls") => Ok(()),
        found => Err(Failure::Broken(format!("{package} depends on {}", found.unwrap_or(&"no native-tls")))),
    }
}

fn deny(shell: &Shell, checks: &str) -> Result<(), Failure> {
    let program = shell.cargo_tool("cargo-deny")?.display().to_string();
    let arguments = ["--workspace", "--all-features", "check", "--hide-inclusion-graph"];
    shell.run(&program, &[arguments.as_slice(), &checks.split(' ').collect::<Vec<_>>()].concat())
}

/// Runs cargo with another version of Rust.
fn with_rust(shell: &Shell, version: &str, arguments: &str) -> Result<(), Failure> {
    if shell.output("rustup", &["run", version, "rustc", "--version"]).is_none() {
        return Err(Failure::Missing(format!(
            "Rust {version} is not installed: `rustup toolchain install {version}`"
        )));
    }
    // A folder of its own, so that the usual one stays as it is.
    shell.cargo(&format!("+{version} {arguments} --target-dir target/xtask/rust-{version}"))
}

/// Compares with the last version that was published, which a tag marks.
fn semver(shell: &Shell) -> Result<(), Failure> {
    let Some(tag) = shell.output("git", &["describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^"])
    else {
        println!("there is no previous version");
        return Ok(());
    };
    if shell.output("cargo", &["semver-checks", "--version"]).is_none() {
        return Err(Failure::Missing("cargo-semver-checks is not installed".to_owned()));
    }
    shell.cargo(&format!("semver-checks --baseline-rev {tag} {PUBLISHED}"))
}
