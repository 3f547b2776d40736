//! Settings of a client.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;

use super::app::Secret;
use super::client::Inner;
use super::engine::Engine;
use super::token::TokenSource;
use super::{App, Client, MemoryTokens, RateLimiter, RetryPolicy, SlidingWindowLimiter, TokenStore};
use crate::{BuildError, ValidationOptions, endpoint};

/// The address of Feishu, in China.
pub const FEISHU_BASE_URL: &str = "https://open.feishu.cn";

/// The address of Lark, elsewhere.
pub const LARK_BASE_URL: &str = "https://open.larksuite.com";

/// Makes a [`Client`]. `Debug` hides the secret.
#[must_use = "a client is made by `build`"]
pub struct ClientBuilder {
    base_url: String,
    credentials: Option<(String, Secret)>,
    http: Option<reqwest::Client>,
    connect_timeout: Duration,
    proxy: Proxy,
    user_agent: String,
    timeout: Duration,
    retry: RetryPolicy,
    max_wait: Duration,
    limiter: Arc<dyn RateLimiter>,
    tokens: Arc<dyn TokenStore>,
    validates: bool,
    checks: ValidationOptions,
    checks_of: HashMap<&'static str, ValidationOptions>,
}

enum Proxy {
    OfTheSystem,
    At(String),
    None,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            base_url: FEISHU_BASE_URL.to_owned(),
            credentials: None,
            http: None,
            connect_timeout: Duration::from_secs(10),
            proxy: Proxy::OfTheSystem,
            user_agent: concat!("feishu-client/", env!("CARGO_PKG_VERSION")).to_owned(),
            timeout: Duration::from_secs(30),
            retry: RetryPolicy::default(),
            max_wait: Duration::MAX,
            limiter: Arc::new(SlidingWindowLimiter::new()),
            tokens: Arc::new(MemoryTokens::new()),
            validates: true,
            checks: ValidationOptions::new(),
            checks_of: HashMap::new(),
        }
    }

    /// The app's id and secret, from the developer console. Without them only calls with a [token of their
    /// own](super::Call::token) can be made.
    pub fn credentials(self, app_id: impl Into<String>, app_secret: impl Into<String>) -> Self {
        Self { credentials: Some((app_id.into(), Secret::new(app_secret))), ..self }
    }

    /// The service's address: [`FEISHU_BASE_URL`] (the default), [`LARK_BASE_URL`], or any other.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        Self { base_url: base_url.into(), ..self }
    }

    /// The longest time for one exchange, from connecting to the end of the answer. 30 s by default.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// The longest time for connecting. 10 s by default. Keep it below the other one: a call that fails while it
    /// connects can be made again, a call that was sent cannot.
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self { connect_timeout, ..self }
    }

    /// The URL of a proxy, which may hold credentials. By default the environment decides (`HTTPS_PROXY` and so on).
    pub fn proxy(self, url: impl Into<String>) -> Self {
        Self { proxy: Proxy::At(url.into()), ..self }
    }

    /// Uses no proxy, whatever the environment says.
    pub fn without_proxy(self) -> Self {
        Self { proxy: Proxy::None, ..self }
    }

    /// Sends with this client, in place of one of our own making. Its proxies and its time for connecting are its
    /// own then; let it not follow redirects, or it may repeat calls that must not be repeated.
    pub fn http_client(self, http: reqwest::Client) -> Self {
        Self { http: Some(http), ..self }
    }

    /// How the client presents itself. `feishu-client/` and its version by default.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        Self { user_agent: user_agent.into(), ..self }
    }

    /// How often calls are repeated that may be.
    pub fn retry(self, retry: RetryPolicy) -> Self {
        Self { retry, ..self }
    }

    /// The longest time that a call waits for its turn when an endpoint's limits are reached; then it fails with
    /// [`Error::Limited`](super::Error::Limited). No bound by default; with zero it fails at once.
    pub fn max_wait(self, max_wait: Duration) -> Self {
        Self { max_wait, ..self }
    }

    /// The limiter, which several clients may share. By default a [`SlidingWindowLimiter`] of the client's own.
    pub fn limiter(self, limiter: Arc<dyn RateLimiter>) -> Self {
        Self { limiter, ..self }
    }

    /// Where access tokens are kept, which several clients and machines may share. By default [`MemoryTokens`] of the
    /// client's own.
    pub fn token_store(self, tokens: Arc<dyn TokenStore>) -> Self {
        Self { tokens, ..self }
    }

    /// Checks to make beside the usual ones. Those that [require fields](ValidationOptions::requiring) hold for their endpoint,
    /// the others for all endpoints that have none of their own; the last ones told count.
    pub fn checks(mut self, checks: ValidationOptions) -> Self {
        match checks.endpoint() {
            Some(endpoint) => drop(self.checks_of.insert(endpoint, checks)),
            None => self.checks = checks,
        }
        self
    }

    /// Sends requests without checking them.
    pub fn without_validation(self) -> Self {
        Self { validates: false, ..self }
    }

    /// The client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// The settings cannot be used.
    pub fn build(self) -> Result<Client, ConfigError> {
        let base_url = endpoint::base_url(&self.base_url).map_err(ConfigError::BaseUrl)?;
        let url = reqwest::Url::parse(base_url).map_err(|_| ConfigError::BaseUrl(BuildError::BaseUrl))?;
        let user_agent = HeaderValue::try_from(&self.user_agent).map_err(|_| ConfigError::UserAgent)?;
        let http = match self.http {
            Some(http) => http,
            None => http_client(self.connect_timeout, &self.proxy)?,
        };
        let (app_id, secret) = self.credentials.unzip();
        let engine = Arc::new(Engine {
            app: App::new(base_url, app_id.unwrap_or_default()),
            base_url: url,
            http,
            user_agent,
            timeout: self.timeout,
            retry: self.retry,
            max_wait: self.max_wait,
            limiter: self.limiter,
        });
        let tokens =
            secret.map(|secret| Arc::new(TokenSource::new(Arc::clone(&engine), secret, self.tokens)));
        let Self { validates, checks, checks_of, .. } = self;
        Ok(Client::new(Inner { engine, tokens, validates, checks, checks_of }))
    }
}

fn http_client(connect_timeout: Duration, proxy: &Proxy) -> Result<reqwest::Client, ConfigError> {
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        // A redirect would send a call again, somewhere else.
        .redirect(reqwest::redirect::Policy::none())
        // Below what servers commonly allow, so that no call is written to a connection that is being closed.
        .pool_idle_timeout(Duration::from_secs(20));
    let builder = match proxy {
        Proxy::OfTheSystem => builder,
        Proxy::None => builder.no_proxy(),
        Proxy::At(url) => {
            let proxy = reqwest::Proxy::all(url).map_err(|error| ConfigError::Proxy(error.without_url()))?;
            builder.proxy(proxy)
        }
    };
    builder.build().map_err(|error| ConfigError::Http(error.without_url()))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base_url)
            .field("app_id", &self.credentials.as_ref().map(|(id, _)| id))
            .field("user_agent", &self.user_agent)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("retry", &self.retry)
            .field("max_wait", &self.max_wait)
            .field("validates", &self.validates)
            .field("checks", &self.checks)
            .field("checks_of", &self.checks_of)
            .finish_non_exhaustive()
    }
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The base URL cannot be used.
    #[error(transparent)]
    BaseUrl(BuildError),
    /// The user agent holds characters that no header can hold.
    #[error("the user agent holds characters that are not allowed in a header")]
    UserAgent,
    /// The proxy's URL cannot be used.
    #[error("the proxy's URL cannot be used")]
    Proxy(#[source] reqwest::Error),
    /// There is no HTTP client to be had, as when the system has no certificates.
    #[error("the HTTP client cannot be made")]
    Http(#[source] reqwest::Error),
}
