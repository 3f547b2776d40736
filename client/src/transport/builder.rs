//! Settings of a client.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;

use secrecy::SecretString;

use super::client::Inner;
use super::engine::Engine;
use super::token::{BoundedStore, TokenSource};
use super::{
    App, Client, MemoryTokens, RateLimiter, RetryPolicy, SizeLimits, SlidingWindowLimiter, TokenStore,
};
use crate::{BuildError, ValidationOptions, endpoint};

/// The address of Feishu, in China.
pub const FEISHU_BASE_URL: &str = "https://open.feishu.cn";

/// The address of Lark, elsewhere.
pub const LARK_BASE_URL: &str = "https://open.larksuite.com";

/// Builds a [`Client`]. `Debug` does not show the secret.
#[must_use = "call `build` to create the client"]
pub struct ClientBuilder {
    base_url: String,
    allows_plain_http: bool,
    credentials: Option<(String, SecretString)>,
    http: Option<reqwest::Client>,
    connect_timeout: Duration,
    proxy: Proxy,
    user_agent: String,
    timeout: Duration,
    deadline: Option<Duration>,
    retry: RetryPolicy,
    max_rate_limit_wait: Duration,
    size_limits: SizeLimits,
    limiter: Arc<dyn RateLimiter>,
    tokens: Arc<dyn TokenStore>,
    token_store_timeout: Duration,
    validates: bool,
    validation: ValidationOptions,
}

enum Proxy {
    System,
    Url(String),
    None,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            base_url: FEISHU_BASE_URL.to_owned(),
            allows_plain_http: false,
            credentials: None,
            http: None,
            connect_timeout: Duration::from_secs(10),
            proxy: Proxy::System,
            user_agent: concat!("feishu-client/", env!("CARGO_PKG_VERSION")).to_owned(),
            timeout: Duration::from_secs(30),
            deadline: Some(Duration::from_secs(5 * 60)),
            retry: RetryPolicy::default(),
            max_rate_limit_wait: Duration::MAX,
            size_limits: SizeLimits::default(),
            limiter: Arc::new(SlidingWindowLimiter::new()),
            tokens: Arc::new(MemoryTokens::new()),
            token_store_timeout: Duration::from_secs(1),
            validates: true,
            validation: ValidationOptions::new(),
        }
    }

    /// The app's id and secret, from the developer console. Without them only calls with a [token of their
    /// own](super::Call::token) can be sent. The secret is cleared from memory with the client.
    pub fn credentials(self, app_id: impl Into<String>, app_secret: impl Into<SecretString>) -> Self {
        Self { credentials: Some((app_id.into(), app_secret.into())), ..self }
    }

    /// The service's address: [`FEISHU_BASE_URL`] (the default), [`LARK_BASE_URL`], or any other. It must begin with
    /// `https://` unless its host is this machine.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        Self { base_url: base_url.into(), ..self }
    }

    /// Allows a base URL that begins with `http://` for a host other than this machine: everything, the secret
    /// included, travels unencrypted. No proxy is used then.
    pub fn allow_plain_http(self) -> Self {
        Self { allows_plain_http: true, ..self }
    }

    /// Settings for a person who waits: a call takes at most 15 s, one exchange 10 s and connecting 3 s; it is sent at
    /// most twice, and waits at most 3 s for rate limits.
    pub fn interactive(self) -> Self {
        let limit_wait = Duration::from_secs(3);
        self.deadline(Duration::from_secs(15))
            .timeout(Duration::from_secs(10))
            .connect_timeout(Duration::from_secs(3))
            .max_rate_limit_wait(limit_wait)
            .retry(RetryPolicy::new().max_attempts(2).max_retry_after(limit_wait))
    }

    /// Settings for many calls in the background: a call may take an hour, mostly for waiting until rate limits have
    /// room; one exchange takes at most 60 s; a call is sent at most six times, with waits of up to 30 s.
    pub fn batch(self) -> Self {
        self.deadline(Duration::from_secs(60 * 60))
            .timeout(Duration::from_secs(60))
            .connect_timeout(Duration::from_secs(10))
            .max_rate_limit_wait(Duration::MAX)
            .retry(
                RetryPolicy::new().max_attempts(6).backoff(Duration::from_secs(1), Duration::from_secs(30)),
            )
    }

    /// The longest time for a whole call: validation, tokens, waiting for rate limits, repetition and receiving the
    /// response. 5 minutes by default.
    ///
    /// A call that runs out of time ends with the error that is true: [`Error::Limited`](super::Error::Limited) if it
    /// waited for a limit, [`Error::OutcomeUnknown`](super::Error::OutcomeUnknown) if it was under way and must not be
    /// repeated, the last failure if there was one, and else [`Error::Transport`](super::Error::Transport).
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline: Some(deadline), ..self }
    }

    /// Lets a call take as long as it needs.
    pub fn without_deadline(self) -> Self {
        Self { deadline: None, ..self }
    }

    /// The longest time for one exchange, from connecting to the end of the response. 30 s by default.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// The longest time for connecting. 10 s by default. Keep it below the timeout: a call that fails while it
    /// connects can be repeated, a call that was sent cannot.
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self { connect_timeout, ..self }
    }

    /// The URL of a proxy, which may hold credentials. By default the environment decides (`HTTPS_PROXY` and so on).
    /// Calls to this machine use no proxy.
    pub fn proxy(self, url: impl Into<String>) -> Self {
        Self { proxy: Proxy::Url(url.into()), ..self }
    }

    /// Uses no proxy, whatever the environment says.
    pub fn without_proxy(self) -> Self {
        Self { proxy: Proxy::None, ..self }
    }

    /// Sends with this HTTP client. Its own proxies and connect timeout apply then. It must not follow redirects, since
    /// it may then repeat calls that must not be repeated.
    pub fn http_client(self, http: reqwest::Client) -> Self {
        Self { http: Some(http), ..self }
    }

    /// The user agent. `feishu-client/` and its version by default.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        Self { user_agent: user_agent.into(), ..self }
    }

    /// How often calls are repeated that may be.
    pub fn retry(self, retry: RetryPolicy) -> Self {
        Self { retry, ..self }
    }

    /// The longest time that a call waits while an endpoint's rate limits are reached; then it fails with
    /// [`Error::Limited`](super::Error::Limited). Only the deadline bounds it by default; with zero it fails at once.
    pub fn max_rate_limit_wait(self, max_wait: Duration) -> Self {
        Self { max_rate_limit_wait: max_wait, ..self }
    }

    /// The largest responses that are read.
    pub fn size_limits(self, limits: SizeLimits) -> Self {
        Self { size_limits: limits, ..self }
    }

    /// The rate limiter, which several clients may share. By default a [`SlidingWindowLimiter`] of the client's own.
    pub fn limiter(self, limiter: Arc<dyn RateLimiter>) -> Self {
        Self { limiter, ..self }
    }

    /// Where access tokens are kept, which several clients and machines may share. By default [`MemoryTokens`] of the
    /// client's own.
    pub fn token_store(self, tokens: Arc<dyn TokenStore>) -> Self {
        Self { tokens, ..self }
    }

    /// The longest time that the token store may take for an operation; then the client goes on without it. 1 s by
    /// default.
    pub fn token_store_timeout(self, timeout: Duration) -> Self {
        Self { token_store_timeout: timeout, ..self }
    }

    /// Adds validation options. What they require of an endpoint applies to that endpoint, everything else to all
    /// endpoints.
    pub fn validation(self, options: &ValidationOptions) -> Self {
        Self { validation: self.validation.and(options), ..self }
    }

    /// Sends requests without validating them.
    pub fn without_validation(self) -> Self {
        Self { validates: false, ..self }
    }

    /// Creates the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// The settings are not valid.
    pub fn build(self) -> Result<Client, ConfigError> {
        let base_url = endpoint::base_url(&self.base_url).map_err(ConfigError::BaseUrl)?;
        let url = reqwest::Url::parse(base_url).map_err(|_| ConfigError::BaseUrl(BuildError::BaseUrl))?;
        let user_agent = HeaderValue::try_from(&self.user_agent).map_err(|_| ConfigError::UserAgent)?;
        let is_plain = url.scheme() == "http";
        if is_plain && !is_loopback(&url) && !self.allows_plain_http {
            return Err(ConfigError::PlainHttp);
        }
        let proxy = match self.proxy {
            _ if is_loopback(&url) => Proxy::None,
            Proxy::Url(_) if is_plain => return Err(ConfigError::PlainHttpThroughProxy),
            // What a proxy sees of plain HTTP is everything.
            _ if is_plain => Proxy::None,
            proxy => proxy,
        };
        let http = match self.http {
            Some(http) => http,
            None if !is_plain && !HAS_TLS => return Err(ConfigError::NoTls),
            None => http_client(self.connect_timeout, &proxy)?,
        };
        let (app_id, secret) = self.credentials.unzip();
        let engine = Arc::new(Engine {
            app: App::new(base_url, app_id.unwrap_or_default()),
            base_url: url,
            http,
            user_agent,
            timeout: self.timeout,
            retry: self.retry,
            max_rate_limit_wait: self.max_rate_limit_wait,
            size_limits: self.size_limits,
            limiter: self.limiter,
        });
        let store = BoundedStore::new(self.tokens, self.token_store_timeout);
        let tokens = secret.map(|secret| Arc::new(TokenSource::new(Arc::clone(&engine), secret, store)));
        Ok(Client::new(Inner {
            engine,
            tokens,
            deadline: self.deadline,
            validates: self.validates,
            validation: self.validation.for_endpoint(""),
            validation_of: self.validation.by_endpoint(),
        }))
    }
}

/// Whether the HTTP client can send to addresses that begin with `https://`.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

/// Whether the host is this machine.
fn is_loopback(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn http_client(connect_timeout: Duration, proxy: &Proxy) -> Result<reqwest::Client, ConfigError> {
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        // A redirect would send a call again, somewhere else.
        .redirect(reqwest::redirect::Policy::none())
        // Below what servers commonly allow, so that no call is written to a connection that is being closed.
        .pool_idle_timeout(Duration::from_secs(20));
    let builder = match proxy {
        Proxy::System => builder,
        Proxy::None => builder.no_proxy(),
        Proxy::Url(url) => {
            let proxy = reqwest::Proxy::all(url).map_err(|error| ConfigError::Proxy(error.without_url()))?;
            builder.proxy(proxy)
        }
    };
    builder.build().map_err(|error| ConfigError::Http(error.without_url()))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &endpoint::base_url(&self.base_url).ok())
            .field("app_id", &self.credentials.as_ref().map(|(id, _)| id))
            .field("user_agent", &self.user_agent)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("connect_timeout", &self.connect_timeout)
            .field("retry", &self.retry)
            .field("max_rate_limit_wait", &self.max_rate_limit_wait)
            .field("size_limits", &self.size_limits)
            .field("validates", &self.validates)
            .field("validation", &self.validation)
            .finish_non_exhaustive()
    }
}

/// Settings of a client that are not valid.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The base URL cannot be used.
    #[error(transparent)]
    BaseUrl(BuildError),
    /// The base URL begins with `http://`, and its host is not this machine. See [`ClientBuilder::allow_plain_http`].
    #[error("the base URL must begin with https:// unless its host is this machine")]
    PlainHttp,
    /// Calls would pass through the proxy unencrypted.
    #[error(
        "a base URL that begins with http:// cannot be used with a proxy, which would see the app's secret"
    )]
    PlainHttpThroughProxy,
    /// The base URL begins with `https://`, but neither the feature `rustls` nor the feature `native-tls` of
    /// feishu-client is on.
    #[error("https:// needs the feature `rustls` or `native-tls` of feishu-client")]
    NoTls,
    /// The user agent holds characters that are not allowed in a header.
    #[error("the user agent holds characters that are not allowed in a header")]
    UserAgent,
    /// The proxy's URL cannot be used.
    #[error("the proxy's URL cannot be used")]
    Proxy(#[source] reqwest::Error),
    /// The HTTP client cannot be created, for example because the system has no certificates.
    #[error("the HTTP client cannot be created")]
    Http(#[source] reqwest::Error),
}

#[cfg(all(test, not(any(feature = "rustls", feature = "native-tls"))))]
mod tests {
    use super::*;

    #[test]
    fn without_tls_only_plain_http_can_be_used() {
        assert!(matches!(Client::builder().build(), Err(ConfigError::NoTls)));
        assert!(Client::builder().base_url("http://127.0.0.1:8099").build().is_ok());
        assert!(Client::builder().http_client(reqwest::Client::new()).build().is_ok());
    }
}
