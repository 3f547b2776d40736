//! How the services are divided into packages, which are what cargo compiles at a time.

use super::{CrateOptions, Services};
use crate::plan::{Plan, Service};

/// Where the code of the services stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In modules of the crate.
    Modules,
    /// In packages below the crate's own, which re-exports them.
    Packages,
}

impl Place {
    /// A service that is the only one stands in the crate.
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
    format!("{crate_name}-{}", service.name.replace('_', "-"))
}

/// A package's name in code.
pub(super) fn library(package: &str) -> String {
    package.replace('-', "_")
}
