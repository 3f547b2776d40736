//! The app that a client acts for.

use std::fmt;
use std::sync::Arc;

/// An app at a service: the owner of tokens and of rate limits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct App(Arc<AppInner>);

#[derive(PartialEq, Eq, Hash)]
struct AppInner {
    base_url: String,
    id: String,
}

impl App {
    /// The app with this id at the service with this base URL.
    #[must_use]
    pub fn new(base_url: impl Into<String>, id: impl Into<String>) -> Self {
        Self(Arc::new(AppInner { base_url: base_url.into(), id: id.into() }))
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
