//! Where the token of a call comes from.

use std::sync::Arc;

use http::header::HeaderValue;

use super::Error;
use super::token::{IssuedToken, TokenSource};
use crate::{AnyCode, BuildError, endpoint};

/// Where the token of a call comes from.
pub(super) enum Auth<'a> {
    /// The call needs none.
    None,
    /// The caller passed one.
    Caller(&'a str),
    /// It is the app's own.
    Tenant(&'a Arc<TokenSource>),
}

impl<'a> Auth<'a> {
    pub(super) async fn bearer(&self) -> Result<Bearer<'a>, Arc<Error<AnyCode>>> {
        Ok(match self {
            Self::None => Bearer::None,
            Self::Caller(token) => Bearer::Caller(token),
            Self::Tenant(tokens) => Bearer::Tenant(tokens.token().await?),
        })
    }
}

/// The token of one exchange.
pub(super) enum Bearer<'a> {
    None,
    Caller(&'a str),
    Tenant(IssuedToken),
}

impl Bearer<'_> {
    pub(super) fn header(&self) -> Result<Option<HeaderValue>, BuildError> {
        match self {
            Self::None => Ok(None),
            Self::Caller(token) => endpoint::bearer(token).map(Some),
            Self::Tenant(token) => token.header().map(Some),
        }
    }
}
