//! Carries out a call: as many exchanges as it takes, and as are allowed.

use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;
use tokio::time::{sleep, timeout};
use tracing::field::Empty;
use tracing::{Instrument, Span, debug, info_span, warn};

use super::auth::{Auth, Bearer};
use super::deadline::Deadline;
use super::exchange::{Destination, ExchangeError, PreparedRequest, Received, TransportError};
use super::options::CallOptions;
use super::verdict::Verdict;
use super::{App, Error, RateLimitKey, RateLimiter, RetryPolicy, SizeLimits, WouldWait};
use crate::answer::printable;
use crate::{ApiError, BuildError, Endpoint, ErrorCode, ReadError};

/// How much longer than asked a rate limiter may take before the call fails as if the limits were reached.
const LIMITER_GRACE: Duration = Duration::from_millis(250);

/// What all calls of a client have in common.
pub(super) struct Engine {
    pub(super) app: App,
    /// The app's base URL, parsed.
    pub(super) base_url: reqwest::Url,
    pub(super) http: reqwest::Client,
    pub(super) user_agent: HeaderValue,
    pub(super) timeout: Duration,
    pub(super) retry: RetryPolicy,
    pub(super) max_rate_limit_wait: Duration,
    pub(super) size_limits: SizeLimits,
    pub(super) limiter: Arc<dyn RateLimiter>,
}

/// How a call is carried out.
pub(super) struct Terms<'a> {
    pub(super) options: &'a CallOptions<'a>,
    pub(super) auth: Auth<'a>,
    pub(super) deadline: Deadline,
    pub(super) destination: Destination<'a>,
}

impl Engine {
    /// Sends the request, repeatedly if necessary and allowed. `read` reads what was received.
    pub(super) async fn call<E: Endpoint + Sync, T>(
        &self,
        request: &E,
        terms: &Terms<'_>,
        read: fn(&Received) -> Result<T, ReadError<E::Code>>,
    ) -> Result<T, Error<E::Code>> {
        let is_repeatable = terms.options.is_repeatable || E::INFO.method.is_safe();
        let key = RateLimitKey::new(&self.app, E::INFO.id, E::INFO.rate_limits);
        let mut progress =
            Progress { engine: self, key, terms, is_repeatable, attempt: 1, has_new_token: false };
        let mut prepared = self.prepare(request, terms.options).map_err(Error::Unbuildable)?;
        loop {
            let bearer = progress.bearer().await?;
            let exchange = progress.exchange(prepared, &bearer).await?;
            match Verdict::from_exchange::<E>(exchange, is_repeatable, read) {
                Verdict::Done(result) => return result,
                Verdict::TokenRefused(refusal) => progress.renew_token(bearer, refusal).await?,
                Verdict::Limited { asked_wait, refusal } => {
                    progress.wait_for_limit(asked_wait, refusal).await?
                }
                Verdict::Failed(error) => progress.back_off(error).await?,
            }
            // Prepared again rather than kept: most calls are sent once, and need no copy of what they send.
            prepared = self.prepare(request, terms.options).map_err(Error::Unbuildable)?;
        }
    }

    fn prepare<E: Endpoint>(
        &self,
        request: &E,
        options: &CallOptions<'_>,
    ) -> Result<PreparedRequest, BuildError> {
        PreparedRequest::new(request, &self.base_url, &self.user_agent, options)
    }
}

/// How far a call has come.
struct Progress<'a> {
    engine: &'a Engine,
    key: RateLimitKey<'a>,
    terms: &'a Terms<'a>,
    is_repeatable: bool,
    /// The number of the next exchange, from 1. One that only fails for its token does not count.
    attempt: u32,
    has_new_token: bool,
}

impl<'a> Progress<'a> {
    async fn bearer<C: ErrorCode>(&self) -> Result<Bearer<'a>, Error<C>> {
        let bearer = self.terms.deadline.bound(self.terms.auth.bearer()).await;
        let too_late = || Err(Arc::new(Error::Transport(TransportError::deadline())));
        bearer.unwrap_or_else(too_late).map_err(Error::Token)
    }

    /// Sends the request when the rate limits allow it.
    async fn exchange<C: ErrorCode>(
        &self,
        prepared: PreparedRequest,
        bearer: &Bearer<'_>,
    ) -> Result<Result<Received, ExchangeError>, Error<C>> {
        let header = bearer.header().map_err(Error::Unbuildable)?;
        let permit = self.permit().await?;
        let remaining = self.terms.deadline.remaining();
        if remaining.is_zero() {
            return Err(Error::Transport(TransportError::deadline()));
        }
        let span = info_span!(
            "feishu_attempt",
            endpoint = self.key.endpoint,
            attempt = self.attempt,
            status = Empty,
            log_id = Empty
        );
        let under_way = UnderWay { endpoint: self.key.endpoint, is_answered: self.is_repeatable };
        let timeout = self.terms.options.timeout.unwrap_or(self.engine.timeout).min(remaining);
        let exchange = prepared
            .send(&self.engine.http, header, timeout, self.terms.destination)
            .instrument(span.clone())
            .await;
        under_way.end();
        drop(permit);
        span.in_scope(|| record_outcome(&exchange));
        Ok(exchange)
    }

    async fn permit<C: ErrorCode>(&self) -> Result<super::Permit, Error<C>> {
        let max_wait = self.engine.max_rate_limit_wait.min(self.terms.deadline.remaining());
        let permit = self.engine.limiter.acquire(self.key, max_wait);
        let limited = |retry_after| Error::Limited { retry_after, refusal: None };
        match timeout(max_wait.saturating_add(LIMITER_GRACE), permit).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(WouldWait { retry_after })) => Err(limited(Some(retry_after))),
            Err(_) => {
                warn!(endpoint = self.key.endpoint, "the rate limiter does not respond in time");
                Err(limited(None))
            }
        }
    }

    /// Gets a new token in place of a refused one, once: the service may return the same token again.
    async fn renew_token<C: ErrorCode>(
        &mut self,
        refused: Bearer<'_>,
        refusal: Box<ApiError<C>>,
    ) -> Result<(), Error<C>> {
        match (&self.terms.auth, refused) {
            (Auth::Tenant(tokens), Bearer::Tenant(token)) if !self.has_new_token => {
                let code = refusal.code.code();
                warn!(endpoint = self.key.endpoint, code, "the service refuses the access token");
                tokens.refused(&token).await;
                self.has_new_token = true;
                Ok(())
            }
            _ => Err(Error::Refused(refusal)),
        }
    }

    async fn wait_for_limit<C: ErrorCode>(
        &mut self,
        asked: Option<Duration>,
        refusal: Option<Box<ApiError<C>>>,
    ) -> Result<(), Error<C>> {
        let wait = self.engine.retry.limit_wait_after(self.attempt, asked);
        let Some(wait) = wait.filter(|wait| self.terms.deadline.allows(*wait)) else {
            return Err(Error::Limited { retry_after: asked, refusal });
        };
        warn!(endpoint = self.key.endpoint, ?wait, "the service reports too many calls");
        self.engine.limiter.pause(self.key, wait);
        self.wait(wait).await;
        Ok(())
    }

    async fn back_off<C: ErrorCode>(&mut self, error: Error<C>) -> Result<(), Error<C>> {
        let wait = self.engine.retry.backoff_after(self.attempt);
        let Some(wait) = wait.filter(|wait| self.terms.deadline.allows(*wait)) else { return Err(error) };
        warn!(endpoint = self.key.endpoint, ?wait, %error, "the call failed and is repeated");
        self.wait(wait).await;
        Ok(())
    }

    async fn wait(&mut self, wait: Duration) {
        sleep(wait).await;
        self.attempt += 1;
    }
}

/// An exchange that is under way. If the call is cancelled meanwhile, its outcome is unknown, and nobody is left to
/// return that to.
struct UnderWay {
    endpoint: &'static str,
    /// Also set if it does not matter, because the call may be repeated.
    is_answered: bool,
}

impl UnderWay {
    fn end(mut self) {
        self.is_answered = true;
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if !self.is_answered {
            warn!(endpoint = self.endpoint, "the call was cancelled while it was under way: outcome unknown");
        }
    }
}

/// Records how an exchange ended in the current span.
fn record_outcome(exchange: &Result<Received, ExchangeError>) {
    match exchange {
        Ok(received) => {
            let response = received.response();
            let span = Span::current();
            if !span.is_disabled() {
                span.record("status", response.status().as_u16());
                span.record("log_id", response.log_id().and_then(printable::log_id));
            }
            debug!("received a response");
        }
        Err(ExchangeError::Transport(error)) => debug!(%error, "received no response"),
        Err(ExchangeError::Open(error) | ExchangeError::Save(error)) => {
            debug!(kind = ?error.kind(), "cannot read or write a file");
        }
    }
}
