//! How the services are divided into packages.

use super::options::{CrateOptions, Services};
use crate::device::is_device;
use crate::plan::{Plan, Service, is_keyword};

/// The location of the services' code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ServiceLayout {
    /// In modules of the crate.
    Modules,
    /// In packages below the crate's own, which re-exports them.
    Packages,
}

impl ServiceLayout {
    /// A single service is a module of the crate.
    pub(super) fn of(plan: &Plan, options: &CrateOptions) -> Self {
        match options.services {
            Services::Apart if plan.services.len() > 1 => Self::Packages,
            Services::Apart | Services::Together => Self::Modules,
        }
    }

    /// The file of a service's module.
    pub(super) fn file(self, service: &Service) -> String {
        match self {
            Self::Modules => format!("src/{}.rs", service.name),
            Self::Packages => format!("{}/src/lib.rs", folder(service)),
        }
    }

    /// The folder of the modules in it.
    pub(super) fn modules(self, service: &Service) -> String {
        match self {
            Self::Modules => format!("src/{}", service.name),
            Self::Packages => format!("{}/src", folder(service)),
        }
    }
}

/// The folder of a service's package.
pub(super) fn folder(service: &Service) -> String {
    format!("services/{}", service.name)
}

/// The name of a service's package.
pub(super) fn name(crate_name: &str, service: &Service) -> String {
    let name = format!("{crate_name}-{}", service.name.replace('_', "-"));
    // `feishu` with a service `client`.
    if is_taken(&name) { format!("{name}-service") } else { name }
}

/// The crates that generated code uses.
const NAMED: [&str; 7] = ["alloc", "core", "feishu_client", "proc_macro", "serde", "std", "test"];

fn is_taken(package: &str) -> bool {
    let library = library(package);
    NAMED.contains(&library.as_str()) || is_keyword(&library)
}

/// Cargo's own folders in its target folder.
const FOLDERS: [&str; 4] = ["deps", "examples", "build", "incremental"];

/// Whether a package can have the name: `cargo new` accepts it, and no dependency of the package has it.
///
/// # Errors
/// What is wrong with the name.
pub fn check_crate_name(name: &str) -> Result<(), String> {
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let why = if !begins || !name.chars().all(allowed) {
        "has to be a letter or `_`, then letters, digits, `-` and `_`"
    } else if !name.contains(|c: char| c.is_ascii_alphanumeric()) {
        "needs a letter or a digit"
    } else if is_taken(name) {
        "is a keyword of Rust, or a crate that generated code depends on"
    } else if FOLDERS.contains(&name) {
        "is the name of one of cargo's own folders"
    } else if is_device(name) {
        "is the name of a device on Windows"
    } else {
        return Ok(());
    };
    Err(format!("the name of a crate {why}"))
}

/// A package's name in code.
pub(super) fn library(package: &str) -> String {
    package.replace('-', "_")
}
