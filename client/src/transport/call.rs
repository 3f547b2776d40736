//! One call and the options that apply to it alone.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};

use super::auth::Auth;
use super::deadline::Deadline;
use super::engine::Terms;
use super::exchange::Destination;
use super::options::{CallOptions, Validation};
use super::{Client, Error, Items, Pages};
use crate::validate::FieldPattern;
use crate::{
    Endpoint, File, Listed, Paged, RequestField, ResponseKind, TokenKind, ValidationOptions, Violations,
};

/// A call with options of its own.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'a, E> {
    client: &'a Client,
    request: &'a E,
    options: CallOptions<'a>,
}

impl<'a, E: Endpoint> Call<'a, E> {
    pub(super) const fn new(client: &'a Client, request: &'a E, options: CallOptions<'a>) -> Self {
        Self { client, request, options }
    }

    /// Validates the request with these options in place of the client's.
    pub fn validation(mut self, options: &'a ValidationOptions) -> Self {
        self.options.validation = Validation::With(options);
        self
    }

    /// Validates the request with these options beside the client's.
    pub fn extra_validation(mut self, options: &'a ValidationOptions) -> Self {
        self.options.validation = Validation::And(options);
        self
    }

    /// Sends the request without validating it.
    pub fn without_validation(mut self) -> Self {
        self.options.validation = Validation::Off;
        self
    }

    /// Uses this access token, for example a user's, in place of the app's own. It is not renewed if the service
    /// refuses it.
    pub fn token(mut self, token: &'a str) -> Self {
        self.options.token = Some(token);
        self
    }

    /// Declares that it does no harm if the service carries out the call twice, so that it may be repeated when its
    /// outcome is unknown. A GET is repeatable without this.
    pub fn repeatable(mut self) -> Self {
        self.options.is_repeatable = true;
        self
    }

    /// The longest time for one exchange, in place of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// The longest time for the whole call, in place of the client's; see
    /// [`ClientBuilder::deadline`](super::ClientBuilder::deadline). Pages are calls of their own.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// Adds a header to the request. It replaces a header of the same name that the client sets, except for
    /// `Authorization`; see [`Call::token`].
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.options.headers.insert(name, value);
        self
    }

    /// Sends `null` for a member of a JSON body, which in an update commonly removes its value. Without this, a member
    /// that is `None` is not sent. In lists, the member is null in every element.
    pub fn null(mut self, field: RequestField<E>) -> Self {
        self.options.nulls.push(FieldPattern::new(field.path()));
        self
    }

    fn validate(&self) -> Result<(), Violations> {
        let client = self.client.inner();
        match self.options.validation {
            Validation::Off => Ok(()),
            Validation::With(options) => self.request.validate_with(&options.for_endpoint(E::INFO.id)),
            Validation::And(options) => self
                .request
                .validate_with(&options.for_endpoint(E::INFO.id).and(client.validation(E::INFO.id))),
            Validation::Default if client.validates => {
                self.request.validate_with(client.validation(E::INFO.id))
            }
            Validation::Default => Ok(()),
        }
    }

    fn auth(&self) -> Result<Auth<'a>, Error<E::Code>> {
        let tokens = &self.client.inner().tokens;
        match (self.options.token, tokens) {
            (Some(token), _) => Ok(Auth::Caller(token)),
            (None, _) if E::INFO.tokens.is_empty() => Ok(Auth::None),
            (None, Some(tokens)) if E::INFO.tokens.contains(&TokenKind::Tenant) => Ok(Auth::Tenant(tokens)),
            (None, _) => Err(Error::NoToken(E::INFO.tokens)),
        }
    }

    /// Starts the call: from here on its deadline counts.
    fn begin<'b>(&'b self, path: Option<&'b Path>) -> Result<Terms<'b>, Error<E::Code>> {
        let client = self.client.inner();
        let deadline = match self.options.deadline.or(client.deadline) {
            Some(deadline) => Deadline::after(deadline),
            None => Deadline::never(),
        };
        self.validate().map_err(Error::Invalid)?;
        let limit = match E::RESPONSE_KIND {
            ResponseKind::Json => client.engine.size_limits.json,
            ResponseKind::File => client.engine.size_limits.file,
        };
        Ok(Terms {
            options: &self.options,
            auth: self.auth()?,
            deadline,
            destination: Destination { path, limit },
        })
    }
}

impl<E: Endpoint + Sync> Call<'_, E> {
    /// Sends the call; see [`Client::send`], also about cancellation.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<E::Response, Error<E::Code>> {
        let terms = self.begin(None)?;
        let engine = &self.client.inner().engine;
        engine.call(self.request, &terms, |received| E::read(&received.response())).await
    }

    /// Sends the call and writes the file that it returns to `path`, without having the whole of it in memory.
    ///
    /// The file appears under `path` when it is complete, in place of a file that was there before. Its name and
    /// media type are those of the response.
    ///
    /// # Errors
    ///
    /// See [`Error`]; in particular [`Error::File`] if the file cannot be written.
    pub async fn save_to(self, path: impl AsRef<Path>) -> Result<File, Error<E::Code>>
    where
        E: Endpoint<Response = File>,
    {
        let terms = self.begin(Some(path.as_ref()))?;
        let engine = &self.client.inner().engine;
        engine
            .call(self.request, &terms, |received| match received.saved() {
                Some(file) => Ok(file),
                None => E::read(&received.response()),
            })
            .await
    }
}

impl<'a, E: Paged + Clone> Call<'a, E> {
    /// All pages from that of the request on, each by a call like this one; see [`Client::pages`].
    pub fn pages(self) -> Pages<'a, E> {
        Pages::new(self.client.clone(), self.request.clone(), self.options)
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
