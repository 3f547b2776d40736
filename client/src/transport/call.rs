//! One call and the options that apply to it alone.

use std::fmt;
use std::time::Duration;

use super::auth::Auth;
use super::engine::How;
use super::{Client, Error, Items, Pages};
use crate::{Endpoint, Listed, Paged, TokenKind, ValidationOptions, Violations};

/// A call that differs from the usual ones.
#[must_use = "a call is made by `send`"]
pub struct Call<'a, E> {
    client: &'a Client,
    request: &'a E,
    manner: Manner<'a>,
}

/// What differs from the usual.
#[derive(Clone, Copy, Default)]
pub(super) struct Manner<'a> {
    validation: Validation<'a>,
    token: Option<&'a str>,
    how: How,
}

#[derive(Clone, Copy, Default)]
enum Validation<'a> {
    #[default]
    AsUsual,
    With(&'a ValidationOptions),
    Off,
}

impl<'a, E: Endpoint> Call<'a, E> {
    pub(super) fn new(client: &'a Client, request: &'a E) -> Self {
        Self::in_manner(client, request, Manner::default())
    }

    pub(super) const fn in_manner(client: &'a Client, request: &'a E, manner: Manner<'a>) -> Self {
        Self { client, request, manner }
    }

    /// Checks the request with these checks in place of the client's.
    pub fn checks(mut self, checks: &'a ValidationOptions) -> Self {
        self.manner.validation = Validation::With(checks);
        self
    }

    /// Sends the request without checking it.
    pub fn without_validation(mut self) -> Self {
        self.manner.validation = Validation::Off;
        self
    }

    /// Uses this access token, such as a user's, in place of the app's own. It is not renewed if the service refuses
    /// it.
    pub fn token(mut self, token: &'a str) -> Self {
        self.manner.token = Some(token);
        self
    }

    /// Says that it does no harm if the service carries out the call twice, so that it may be made again when its
    /// outcome is unknown. A GET is taken to be so without being told.
    pub fn repeatable(mut self) -> Self {
        self.manner.how.is_repeatable = true;
        self
    }

    /// The longest time for one exchange, in place of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.manner.how.timeout = Some(timeout);
        self
    }

    fn validate(&self) -> Result<(), Violations> {
        let client = self.client.inner();
        match self.manner.validation {
            Validation::Off => Ok(()),
            Validation::AsUsual if !client.validates => Ok(()),
            Validation::AsUsual => self.request.validate_with(client.checks(E::INFO.id)),
            Validation::With(checks) => self.request.validate_with(checks),
        }
    }

    fn auth(&self) -> Result<Auth<'a>, Error<E::Code>> {
        let tokens = &self.client.inner().tokens;
        match (self.manner.token, tokens) {
            (Some(token), _) => Ok(Auth::Caller(token)),
            (None, _) if E::INFO.tokens.is_empty() => Ok(Auth::None),
            (None, Some(tokens)) if E::INFO.tokens.contains(&TokenKind::Tenant) => Ok(Auth::Tenant(tokens)),
            (None, _) => Err(Error::NoToken(E::INFO.tokens)),
        }
    }
}

impl<E: Endpoint + Sync> Call<'_, E> {
    /// Makes the call; see [`Client::send`].
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<E::Response, Error<E::Code>> {
        self.validate().map_err(Error::Invalid)?;
        let auth = self.auth()?;
        self.client.inner().engine.call(self.request, &self.manner.how, auth).await
    }
}

impl<'a, E: Paged + Clone> Call<'a, E> {
    /// All pages from that of the request on, each by a call like this one; see [`Client::pages`].
    pub fn pages(self) -> Pages<'a, E> {
        Pages::new(self.client.clone(), self.request.clone(), self.manner)
    }

    /// The items of all pages from that of the request on, each page by a call like this one; see [`Client::items`].
    pub fn items(self) -> Items<'a, E>
    where
        E: Listed,
    {
        Items::new(self.pages())
    }
}

impl<E: Endpoint> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("endpoint", &E::INFO.id).finish_non_exhaustive()
    }
}
