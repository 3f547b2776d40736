//! A running mock.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::task::JoinHandle;

use crate::platform::Platform;
use crate::{Error, Fault, FaultState, MockBuilder, RecordedRequest};

/// A running mock. It stops, and cuts all connections, when it is dropped.
pub struct Mock {
    base_url: String,
    platform: Arc<Platform>,
    server: JoinHandle<()>,
}

impl Mock {
    /// The app that the mock knows by default.
    pub const APP_ID: &str = "cli_mock";

    /// The secret of [`Mock::APP_ID`].
    pub const APP_SECRET: &str = "mock-secret";

    /// Starts building a mock.
    pub fn builder() -> MockBuilder {
        MockBuilder::new()
    }

    pub(crate) fn new(address: SocketAddr, platform: Arc<Platform>, server: JoinHandle<()>) -> Self {
        Mock { base_url: format!("http://{address}"), platform, server }
    }

    /// The address of the mock: `http://127.0.0.1:PORT`, with no slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The ids of the endpoints that it serves, the token endpoint's ([`TOKEN_ENDPOINT`](crate::TOKEN_ENDPOINT))
    /// among them.
    #[must_use]
    pub fn endpoints(&self) -> Vec<&str> {
        self.platform.routes.endpoints().map(|endpoint| endpoint.id.as_str()).collect()
    }

    /// What was received, those for tokens among them, in the order in which they were answered.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.platform.log.all()
    }

    /// Forgets what was received.
    pub fn clear_requests(&self) {
        self.platform.log.clear();
    }

    /// Injects a fault from the next call on.
    ///
    /// # Errors
    /// The fault names an unknown endpoint, error or status.
    pub fn inject(&self, fault: impl Into<Fault>) -> Result<(), Error> {
        self.platform.faults.add(fault.into(), &self.platform.routes)
    }

    /// All injected faults, including those that are over.
    #[must_use]
    pub fn faults(&self) -> Vec<FaultState> {
        self.platform.faults.all()
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.platform.faults.clear();
    }

    /// Makes every tenant access token invalid, as when an administrator resets the app's secret; the next that
    /// is asked for is a new one.
    pub fn revoke_tokens(&self) {
        self.platform.tokens.revoke();
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl std::fmt::Debug for Mock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mock").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}
