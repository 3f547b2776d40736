//! What a caller decides about a crate.

use crate::CrateVersion;

/// What a crate is called, and how it finds the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateOptions {
    /// The package's name: one that [`check_crate_name`](super::check_crate_name) accepts.
    pub name: String,
    /// The package's version, and that of the packages of its services.
    pub version: CrateVersion,
    /// Where `feishu-client` comes from.
    pub client: Client,
    /// Whether the crate stands outside of every workspace, and says so.
    pub alone: bool,
    /// What becomes of several services.
    pub services: Services,
}

impl CrateOptions {
    /// A crate outside of every workspace, its services apart.
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
    /// Each service is a package of its own, below the crate's: cargo compiles them on all cores, only those that are
    /// asked for, and anew only those whose pages changed. A single service stands in the crate itself.
    #[default]
    Apart,
    /// All services are modules of one package, which is less to publish.
    Together,
}

/// Where a generated crate finds `feishu-client`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Client {
    /// In the registry, in this version.
    Version(String),
    /// In this folder; in the registry once the crate is published.
    Path(String),
    /// In the git repository at this URL; in the registry once the crate is published.
    Git(String),
}
