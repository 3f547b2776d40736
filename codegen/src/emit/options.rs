//! The options of a generated crate.

use crate::CrateVersion;

/// The name of a generated crate, its client and its packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateOptions {
    /// The package's name: one that [`check_crate_name`](super::check_crate_name) accepts.
    pub name: String,
    /// The version of the package, and of the packages of its services.
    pub version: CrateVersion,
    /// The source of `feishu-client`.
    pub client: Client,
    /// Whether the crate is outside of every workspace, which its manifest then declares.
    pub alone: bool,
    /// How several services are divided into packages.
    pub services: Services,
}

impl CrateOptions {
    /// Creates the options of a crate outside of every workspace, with one package per service.
    #[must_use]
    pub fn new(name: impl Into<String>, client: Client) -> Self {
        Self {
            name: name.into(),
            version: CrateVersion::default(),
            client,
            alone: true,
            services: Services::default(),
        }
    }
}

/// Whether services are compiled together. The paths and features of the crate are the same either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Services {
    /// Each service is a separate package below the crate's. Cargo compiles them in parallel, only those that a caller
    /// enables, and again only those whose pages changed. A single service is in the crate itself.
    #[default]
    Apart,
    /// All services are modules of one package: fewer packages to publish.
    Together,
}

/// The source of `feishu-client` for a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Client {
    /// This version in the registry.
    Version(String),
    /// This folder; the registry once the crate is published.
    Path(String),
    /// The git repository at this URL; the registry once the crate is published.
    Git(String),
}
