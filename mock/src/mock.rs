//! A running mock.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::task::JoinHandle;

use crate::documented::{self, DocumentedError};
use crate::platform::Platform;
use crate::{CannedAnswer, CannedAnswerState, Error, Fault, FaultState, MockBuilder, RecordedRequest};

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

    /// What was received, those for tokens among them, in the order in which they were answered. The oldest requests
    /// are dropped if there are too many; see [`MockBuilder::recorded_requests`].
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.platform.log.all()
    }

    /// How many requests [`Mock::requests`] lacks because they were dropped.
    #[must_use]
    pub fn dropped_requests(&self) -> u64 {
        self.platform.log.dropped()
    }

    /// Forgets what was received.
    pub fn clear_requests(&self) {
        self.platform.log.clear();
    }

    /// Answers calls of an endpoint with this JSON, in place of the documented example: the whole answer if it has a
    /// numeric member `code`, otherwise what the platform puts into `data`.
    ///
    /// ```
    /// use feishu_mock::{CannedAnswer, Mock};
    /// use serde_json::json;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mock = Mock::builder().endpoints("tests/endpoints").start().await?;
    /// mock.answer("demo.v1.greetings.greeting_id.get", json!({ "text": "Good morning" }))?;
    ///
    /// // For some calls only, one answer after another, or a list that is cut into pages:
    /// let greetings = [json!({ "text": "Hello" }), json!({ "text": "Hello again" })];
    /// mock.answer_with(CannedAnswer::sequence("demo.v1.greetings.greeting_id.get", greetings).when("greeting_id", "7"))?;
    /// let shelves = (1..=25).map(|number| json!({ "name": format!("Shelf {number}") }));
    /// mock.answer_with(CannedAnswer::items("demo.v1.shelves.search.post", shelves))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The mock does not serve the endpoint.
    pub fn answer(&self, endpoint: impl Into<String>, json: serde_json::Value) -> Result<(), Error> {
        self.answer_with(CannedAnswer::new(endpoint, json))
    }

    /// Answers calls of an endpoint as [`CannedAnswer`] says. It replaces an earlier answer to the same calls; where
    /// several apply to a call, the latest one answers it.
    ///
    /// # Errors
    /// The mock does not serve the endpoint, the endpoint does not return pages of items, or there is no answer.
    pub fn answer_with(&self, answer: CannedAnswer) -> Result<(), Error> {
        self.platform.canned.add(answer, &self.platform.routes)
    }

    /// All canned answers, and how often each was given.
    #[must_use]
    pub fn answers(&self) -> Vec<CannedAnswerState> {
        self.platform.canned.all()
    }

    /// Removes all canned answers.
    pub fn clear_answers(&self) {
        self.platform.canned.clear();
    }

    /// The errors that the documentation of an endpoint lists, each of which [`FaultKind::code`](crate::FaultKind::code)
    /// injects.
    ///
    /// # Errors
    /// The mock does not serve the endpoint.
    pub fn documented_errors(&self, endpoint: &str) -> Result<Vec<DocumentedError>, Error> {
        let endpoint = self
            .platform
            .routes
            .by_id(endpoint)
            .ok_or_else(|| Error::UnknownEndpoint(endpoint.to_owned()))?;
        Ok(documented::errors(endpoint))
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
