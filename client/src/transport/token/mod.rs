//! Access tokens: having one, sharing it, renewing it.

mod fetch;
mod memory;
mod source;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::HeaderValue;

use super::{App, BoxFuture};
use crate::{BuildError, endpoint};

pub use memory::MemoryTokens;
pub(super) use source::{Held, TokenSource};

/// An access token of an app, cheap to clone. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Arc<Kept>);

#[derive(PartialEq, Eq)]
struct Kept {
    value: String,
    /// The header that carries it, made once for all calls; none if no header can hold the token.
    header: Option<HeaderValue>,
    expires_at: SystemTime,
}

impl Token {
    /// A token that is valid until then.
    #[must_use]
    pub fn new(value: impl Into<String>, expires_at: SystemTime) -> Self {
        let value = value.into();
        let header = endpoint::bearer(&value).ok();
        Self(Arc::new(Kept { value, header, expires_at }))
    }

    /// The token itself, a secret.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.0.value
    }

    fn header(&self) -> Result<HeaderValue, BuildError> {
        self.0.header.clone().ok_or(BuildError::Token)
    }

    /// When it ceases to be valid.
    #[must_use]
    pub fn expires_at(&self) -> SystemTime {
        self.0.expires_at
    }

    /// How long it is valid from now on.
    fn remaining(&self) -> Duration {
        self.0.expires_at.duration_since(SystemTime::now()).unwrap_or_default()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires_at", &self.0.expires_at).finish_non_exhaustive()
    }
}

/// Where tokens are kept. Put them where several machines find them, and one of them fetches a token for all.
///
/// A store that fails costs a token fetched in vain, not the call: the client tells the failure in its log and goes
/// on as if there were no token.
pub trait TokenStore: Send + Sync + 'static {
    /// The token of the app, if there is one.
    fn load<'a>(&'a self, app: &'a App) -> BoxFuture<'a, Result<Option<Token>, StoreError>>;

    /// Keeps the token of the app, in place of the one before.
    fn save<'a>(&'a self, app: &'a App, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Drops this token of the app, which the service has refused. Another one, which somebody may have saved in the
    /// meantime, stays.
    fn discard<'a>(&'a self, app: &'a App, refused: &'a Token) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// Why a store failed.
pub type StoreError = Box<dyn std::error::Error + Send + Sync>;
