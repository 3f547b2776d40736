//! The app that a client acts for, and its secret.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// An app at a service: what tokens belong to and what limits are counted for.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct App(Arc<Name>);

#[derive(PartialEq, Eq, Hash)]
struct Name {
    base_url: String,
    id: String,
}

impl App {
    /// The app of that id at the service of that base URL.
    #[must_use]
    pub fn new(base_url: impl Into<String>, id: impl Into<String>) -> Self {
        Self(Arc::new(Name { base_url: base_url.into(), id: id.into() }))
    }

    /// The service's address, such as `https://open.feishu.cn`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// The app's id, such as `cli_a1b2c3`; empty if the client has no credentials.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "App({} at {})", self.id(), self.base_url())
    }
}

/// An app's secret. Nothing shows it but the request for a token; it has no `Debug` at all.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub(super) struct Secret(String);

impl Secret {
    pub(super) fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }
}
