//! The client.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::engine::Engine;
use super::options::CallOptions;
use super::token::TokenSource;
use super::{App, Call, ClientBuilder, Error, Items, Pages};
use crate::{Endpoint, Listed, Paged, ValidationOptions};

/// Sends calls as an app. Cheap to clone; clones share connections, tokens and limits.
///
/// See [`Client::send`] for what it takes care of.
///
/// ```
/// use feishu_client::{Client, Endpoint, ErrorClass};
///
/// let client = Client::builder().credentials("cli_a1b2c3", "the app's secret").interactive().build()?;
///
/// /// Sends a call, and maps an error to an HTTP status.
/// async fn submit<E: Endpoint + Sync>(client: &Client, request: &E) -> Result<E::Response, u16> {
///     client.send(request).await.map_err(|error| match error.class() {
///         ErrorClass::Invalid => 422,
///         ErrorClass::Limited { .. } => 429,
///         ErrorClass::Unavailable => 503,
///         // Look at the service whether the call took effect before you send it again.
///         ErrorClass::OutcomeUnknown => 504,
///         _ => 500,
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
    pub(super) deadline: Option<Duration>,
    pub(super) validates: bool,
    /// For endpoints of which it requires nothing.
    pub(super) validation: ValidationOptions,
    /// For endpoints of which it requires fields.
    pub(super) validation_of: HashMap<&'static str, ValidationOptions>,
}

impl Inner {
    /// The validation options for the calls of an endpoint.
    pub(super) fn validation(&self, endpoint: &str) -> &ValidationOptions {
        self.validation_of.get(endpoint).unwrap_or(&self.validation)
    }
}

impl Client {
    /// Starts building a client, by default for Feishu.
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

    /// Sends a call.
    ///
    /// * The request is validated first.
    /// * The access token is fetched once for all calls, and renewed in time. If the service refuses it, it is
    ///   dropped and the call is sent once more with a new one.
    /// * The call waits until the endpoint's rate limits have room for it. If the service still reports too many
    ///   calls, the call is repeated when the service says so.
    /// * The call is repeated if it cannot have reached the service. If it may have, it is repeated only if that does
    ///   no harm: if it is a GET, or if the caller [says so](Call::repeatable).
    /// * All of this ends within the client's [deadline](ClientBuilder::deadline), and the response within its
    ///   [size limits](ClientBuilder::size_limits).
    ///
    /// # Cancellation
    ///
    /// A future that is dropped while its call is under way leaves the outcome unknown, without an error that says
    /// so: web frameworks drop the futures of a request whose connection is closed. A warning is logged for calls that
    /// must not be repeated. Send such a call in a task of its own, and wait for the task: it runs to its end even if
    /// nobody waits any more.
    ///
    /// ```
    /// use feishu_client::{Client, Endpoint, Error};
    ///
    /// /// Submits in a task that runs to its end, whatever happens to the future that waits for it.
    /// async fn submit<E>(client: &Client, request: E) -> Result<Result<E::Response, Error<E::Code>>, tokio::task::JoinError>
    /// where
    ///     E: Endpoint<Response: Send> + Send + Sync + 'static,
    /// {
    ///     let client = client.clone();
    ///     tokio::spawn(async move {
    ///         let outcome = client.send(&request).await;
    ///         // Record the outcome here, for example in a database: this line is reached in any case.
    ///         outcome
    ///     })
    ///     .await
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`Error`]. First look for [`Error::OutcomeUnknown`]: the call may have been carried out.
    pub async fn send<E: Endpoint + Sync>(&self, request: &E) -> Result<E::Response, Error<E::Code>> {
        self.call(request).send().await
    }

    /// A call with options of its own; [`Call::send`] sends it.
    pub fn call<'a, E: Endpoint>(&'a self, request: &'a E) -> Call<'a, E> {
        Call::new(self, request, CallOptions::default())
    }

    /// The items of all pages, as a stream that fetches a page when it needs one.
    ///
    /// Each page is a call of its own, sent as by [`Client::send`]. The page token of the request says where to start;
    /// without one, it is the first page. The stream ends when the service says that there are no more pages, with no
    /// token, an empty one or one that it returned before, and after an error.
    ///
    /// ```
    /// use feishu_client::{Client, Error, Listed};
    ///
    /// /// The first item that matches; no page is fetched beyond it.
    /// async fn find<E>(
    ///     client: &Client,
    ///     request: E,
    ///     matches: impl Fn(&E::Item) -> bool,
    /// ) -> Result<Option<E::Item>, Error<E::Code>>
    /// where
    ///     E: Listed<Response: Send> + Send + Sync + 'static,
    /// {
    ///     let mut items = client.items(request);
    ///     while let Some(item) = items.next().await.transpose()? {
    ///         if matches(&item) {
    ///             return Ok(Some(item));
    ///         }
    ///     }
    ///     Ok(None)
    /// }
    /// ```
    ///
    /// [`Call::items`] does the same with options, for example with the token of a user.
    pub fn items<E: Listed>(&self, request: E) -> Items<'static, E> {
        Items::new(self.pages(request))
    }

    /// The pages themselves, for what they hold beside their items; everything else is as in [`Client::items`].
    pub fn pages<E: Paged>(&self, request: E) -> Pages<'static, E> {
        Pages::new(self.clone(), request, CallOptions::default())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("app", self.app()).finish_non_exhaustive()
    }
}
