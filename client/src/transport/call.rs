use std::fmt;
use std::time::Duration;

use super::auth::Auth;
use super::engine::How;
use super::{Client, Error};
use crate::{Checks, Endpoint, TokenKind, Violations};

/// A call that differs from the usual ones.
#[must_use = "a call is made by `send`"]
pub struct Call<'a, E> {
    client: &'a Client,
    request: &'a E,
    validation: Validation<'a>,
    token: Option<&'a str>,
    how: How,
}

enum Validation<'a> {
    AsUsual,
    With(&'a Checks),
    Off,
}

impl<'a, E: Endpoint> Call<'a, E> {
    pub(super) fn new(client: &'a Client, request: &'a E) -> Self {
        Self { client, request, validation: Validation::AsUsual, token: None, how: How::default() }
    }

    /// Checks the request with these checks in place of the client's.
    pub fn checks(self, checks: &'a Checks) -> Self {
        Self { validation: Validation::With(checks), ..self }
    }

    /// Sends the request without checking it.
    pub fn without_validation(self) -> Self {
        Self { validation: Validation::Off, ..self }
    }

    /// Uses this access token, such as a user's, in place of the app's own. It is not renewed if the service refuses
    /// it.
    pub fn token(self, token: &'a str) -> Self {
        Self { token: Some(token), ..self }
    }

    /// Says that it does no harm if the service carries out the call twice, so that it may be made again when its
    /// outcome is unknown. A GET is taken to be so without being told.
    pub fn repeatable(mut self) -> Self {
        self.how.is_repeatable = true;
        self
    }

    /// The longest time for one exchange, in place of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.how.timeout = Some(timeout);
        self
    }

    fn validate(&self) -> Result<(), Violations> {
        let client = self.client.inner();
        match self.validation {
            Validation::Off => Ok(()),
            Validation::AsUsual if !client.validates => Ok(()),
            Validation::AsUsual => self.request.validate_with(client.checks(E::INFO.id)),
            Validation::With(checks) => self.request.validate_with(checks),
        }
    }

    fn auth(&self) -> Result<Auth<'a>, Error<E::Code>> {
        let tokens = &self.client.inner().tokens;
        match (self.token, tokens) {
            (Some(token), _) => Ok(Auth::Given(token)),
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
        self.client.inner().engine.call(self.request, &self.how, auth).await
    }
}

impl<E: Endpoint> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("endpoint", &E::INFO.id).finish_non_exhaustive()
    }
}
