//! Access tokens: fetched once, shared, renewed in time.

mod bounded;
mod fetch;
mod memory;
mod source;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::{App, BoxFuture};
use crate::{BuildError, endpoint};

pub(super) use bounded::BoundedStore;
pub use memory::MemoryTokens;
pub(super) use source::{IssuedToken, TokenSource};

/// An access token of an app, cheap to clone. `Debug` does not show it.
#[derive(Clone)]
pub struct Token(Arc<TokenInner>);

struct TokenInner {
    value: SecretString,
    /// The header that carries it, created once for all calls; `None` if the token does not fit a header.
    header: Option<HeaderValue>,
    expires_at: SystemTime,
}

impl Token {
    /// A token that is valid until `expires_at`.
    #[must_use]
    pub fn new(value: impl Into<String>, expires_at: SystemTime) -> Self {
        let value = SecretString::from(value.into());
        let header = endpoint::bearer(value.expose_secret()).ok();
        Self(Arc::new(TokenInner { value, header, expires_at }))
    }

    /// The token itself, a secret.
    #[must_use]
    pub fn value(&self) -> &str {
        self.0.value.expose_secret()
    }

    fn header(&self) -> Result<HeaderValue, BuildError> {
        self.0.header.clone().ok_or(BuildError::Token)
    }

    /// When it expires.
    #[must_use]
    pub fn expires_at(&self) -> SystemTime {
        self.0.expires_at
    }

    /// How long it is still valid.
    fn remaining(&self) -> Duration {
        self.0.expires_at.duration_since(SystemTime::now()).unwrap_or_default()
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.value() == other.value() && self.expires_at() == other.expires_at())
    }
}

impl Eq for Token {}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires_at", &self.0.expires_at).finish_non_exhaustive()
    }
}

/// Where tokens are kept. Machines that share a store share one token.
///
/// A store that fails or hangs costs a token that is fetched in vain, not the call: the client logs the failure, uses
/// the token that it fetched last, and leaves the store alone for 10 s. Every operation is bounded by
/// [`token_store_timeout`](crate::ClientBuilder::token_store_timeout).
pub trait TokenStore: Send + Sync + 'static {
    /// The token of the app, if there is one.
    fn load<'a>(&'a self, app: &'a App) -> BoxFuture<'a, Result<Option<Token>, StoreError>>;

    /// Saves the token of the app in place of the previous one.
    fn save<'a>(&'a self, app: &'a App, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Removes this token of the app, which the service has refused. Another token, which somebody may have saved in
    /// the meantime, stays.
    fn discard<'a>(&'a self, app: &'a App, refused: &'a Token) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// Why a store failed.
pub type StoreError = Box<dyn std::error::Error + Send + Sync>;
