use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::engine::Engine;
use super::token::TokenSource;
use super::{App, Call, ClientBuilder, Error};
use crate::{Checks, Endpoint};

/// Sends calls as an app. Cheap to clone; clones share connections, tokens and limits.
///
/// See [`Client::send`] for what it takes care of.
///
/// ```
/// use feishu_client::{Client, Endpoint, Error};
///
/// let client = Client::builder().credentials("cli_a1b2c3", "the app's secret").build()?;
///
/// /// Makes a call, and tells what can be done if it fails.
/// async fn submit<E: Endpoint + Sync>(client: &Client, request: &E) -> Result<E::Response, &'static str> {
///     client.send(request).await.map_err(|error| match error {
///         Error::Invalid(_) => "correct the request: nothing was sent",
///         Error::OutcomeUnknown(_) => "look at the service whether it took effect",
///         error if error.is_retryable() => "send it again later",
///         _ => "see the message",
///     })
/// }
/// # Ok::<(), feishu_client::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) engine: Arc<Engine>,
    pub(super) tokens: Option<Arc<TokenSource>>,
    pub(super) validates: bool,
    pub(super) checks: Checks,
    pub(super) checks_of: HashMap<&'static str, Checks>,
}

impl Inner {
    /// The checks for the calls of an endpoint.
    pub(super) fn checks(&self, endpoint: &str) -> &Checks {
        self.checks_of.get(endpoint).unwrap_or(&self.checks)
    }
}

impl Client {
    /// Begins a client, for Feishu unless told otherwise.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    pub(super) fn new(inner: Inner) -> Self {
        Self { inner: Arc::new(inner) }
    }

    pub(super) fn inner(&self) -> &Inner {
        &self.inner
    }

    /// The app that the client sends as.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.inner.engine.app
    }

    /// Makes a call.
    ///
    /// * The request is validated first.
    /// * The access token is fetched once, whoever asks for it, and renewed in time. If the service refuses it, it is
    ///   dropped and the call is made once more with a new one.
    /// * The call waits until the endpoint's rate limits have room for it. If the service says all the same that
    ///   there are too many calls, it is made again when the service says so.
    /// * It is made again if it cannot have reached the service. If it may have, it is made again only if that does
    ///   no harm: if it is a GET, or if the caller [says so](Call::repeatable).
    ///
    /// # Errors
    ///
    /// See [`Error`]. Before all else look for [`Error::OutcomeUnknown`]: the call may have been carried out.
    pub async fn send<E: Endpoint + Sync>(&self, request: &E) -> Result<E::Response, Error<E::Code>> {
        self.call(request).send().await
    }

    /// A call that differs from the usual ones; [`Call::send`] makes it.
    pub fn call<'a, E: Endpoint>(&'a self, request: &'a E) -> Call<'a, E> {
        Call::new(self, request)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("app", self.app()).finish_non_exhaustive()
    }
}
