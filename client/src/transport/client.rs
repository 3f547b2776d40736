//! The client.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::call::Manner;
use super::engine::Engine;
use super::token::TokenSource;
use super::{App, Call, ClientBuilder, Error, Items, Pages};
use crate::{Endpoint, Listed, Paged, ValidationOptions};

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
    pub(super) checks: ValidationOptions,
    pub(super) checks_of: HashMap<&'static str, ValidationOptions>,
}

impl Inner {
    /// The checks for the calls of an endpoint.
    pub(super) fn checks(&self, endpoint: &str) -> &ValidationOptions {
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

    /// The items of all pages, one after the other, as a stream that fetches a page when it needs one.
    ///
    /// Each page is a call of its own, as [`Client::send`] makes it. The request says where to begin: without a page
    /// token with the first page. The stream ends when the service says that there are no more, with no token, an
    /// empty one or one that was there before, and after an error.
    ///
    /// ```
    /// use feishu_client::{Client, Error, Listed};
    ///
    /// /// The first item that will do; no page is fetched beyond it.
    /// async fn find<E>(
    ///     client: &Client,
    ///     request: E,
    ///     will_do: impl Fn(&E::Item) -> bool,
    /// ) -> Result<Option<E::Item>, Error<E::Code>>
    /// where
    ///     E: Listed<Response: Send> + Send + Sync + 'static,
    /// {
    ///     let mut items = client.items(request);
    ///     while let Some(item) = items.next().await.transpose()? {
    ///         if will_do(&item) {
    ///             return Ok(Some(item));
    ///         }
    ///     }
    ///     Ok(None)
    /// }
    /// ```
    ///
    /// [`Call::items`] does the same as another user, or in some other way unlike the usual.
    pub fn items<E: Listed>(&self, request: E) -> Items<'static, E> {
        Items::new(self.pages(request))
    }

    /// The pages themselves, for what they hold beside their items; other than that as [`Client::items`].
    pub fn pages<E: Paged>(&self, request: E) -> Pages<'static, E> {
        Pages::new(self.clone(), request, Manner::default())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("app", self.app()).finish_non_exhaustive()
    }
}
