//! Carries out a call: as many exchanges as it takes, and as are allowed.

use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;
use tokio::time::sleep;
use tracing::field::Empty;
use tracing::{Instrument, Span, debug, info_span, warn};

use super::auth::{Auth, Bearer};
use super::exchange::{PreparedRequest, Received, TransportError};
use super::verdict::Verdict;
use super::{App, Error, RateLimitKey, RateLimiter, RetryPolicy, WouldWait};
use crate::{ApiError, BuildError, Endpoint, ErrorCode};

/// What all calls of a client have in common.
pub(super) struct Engine {
    pub(super) app: App,
    /// The app's, read.
    pub(super) base_url: reqwest::Url,
    pub(super) http: reqwest::Client,
    pub(super) user_agent: HeaderValue,
    pub(super) timeout: Duration,
    pub(super) retry: RetryPolicy,
    pub(super) max_wait: Duration,
    pub(super) limiter: Arc<dyn RateLimiter>,
}

/// What is particular about one call.
#[derive(Clone, Copy, Default)]
pub(super) struct How {
    /// It does no harm if the service carries out the call twice.
    pub(super) is_repeatable: bool,
    /// In place of the usual one.
    pub(super) timeout: Option<Duration>,
}

impl Engine {
    /// Makes the call, again and again if need be and if allowed.
    pub(super) async fn call<E: Endpoint + Sync>(
        &self,
        request: &E,
        how: &How,
        auth: Auth<'_>,
    ) -> Result<E::Response, Error<E::Code>> {
        let mut progress = Progress::new(self, RateLimitKey::new(&self.app, E::INFO.id, E::INFO.rate_limits));
        let mut prepared = self.prepared(request, how).map_err(Error::Unbuildable)?;
        let is_repeatable = how.is_repeatable || E::INFO.method.is_safe();
        loop {
            let bearer = auth.bearer().await.map_err(Error::Token)?;
            let exchange = progress.exchange(prepared, &bearer).await?;
            match Verdict::<E>::of(exchange, is_repeatable) {
                Verdict::Over(result) => return result,
                Verdict::TokenRefused(refusal) => progress.renew_token(&auth, bearer, refusal).await?,
                Verdict::Limited { asked_wait, refusal } => {
                    progress.wait_for_limit(asked_wait, refusal).await?
                }
                Verdict::Failed(error) => progress.back_off(error).await?,
            }
            // Made anew, since most calls are made once and need no copy of what they send.
            prepared = self.prepared(request, how).map_err(Error::Unbuildable)?;
        }
    }

    fn prepared<E: Endpoint>(&self, request: &E, how: &How) -> Result<PreparedRequest, BuildError> {
        let timeout = how.timeout.unwrap_or(self.timeout);
        PreparedRequest::new(request, &self.base_url, &self.user_agent, timeout)
    }
}

/// How far a call has come.
struct Progress<'a> {
    engine: &'a Engine,
    key: RateLimitKey<'a>,
    /// The number of the next exchange, from 1. One that only fails for its token does not count.
    attempt: u32,
    has_new_token: bool,
}

impl<'a> Progress<'a> {
    const fn new(engine: &'a Engine, key: RateLimitKey<'a>) -> Self {
        Self { engine, key, attempt: 1, has_new_token: false }
    }

    /// Sends the request when its turn has come.
    async fn exchange<C: ErrorCode>(
        &self,
        prepared: PreparedRequest,
        bearer: &Bearer<'_>,
    ) -> Result<Result<Received, TransportError>, Error<C>> {
        let header = bearer.header().map_err(Error::Unbuildable)?;
        let turn = self.engine.limiter.acquire(self.key, self.engine.max_wait).await;
        let permit = turn.map_err(|WouldWait { retry_after }| Error::Limited {
            retry_after: Some(retry_after),
            refusal: None,
        })?;
        let span = info_span!(
            "feishu_attempt",
            endpoint = self.key.endpoint,
            attempt = self.attempt,
            status = Empty,
            log_id = Empty
        );
        let exchange = prepared.send(&self.engine.http, header).instrument(span.clone()).await;
        drop(permit);
        span.in_scope(|| tell(&exchange));
        Ok(exchange)
    }

    /// Gets a new token in place of a refused one, once: the service may hand out the very same token again.
    async fn renew_token<C: ErrorCode>(
        &mut self,
        auth: &Auth<'_>,
        refused: Bearer<'_>,
        refusal: Box<ApiError<C>>,
    ) -> Result<(), Error<C>> {
        match (auth, refused) {
            (Auth::Tenant(tokens), Bearer::Tenant(token)) if !self.has_new_token => {
                warn!(
                    endpoint = self.key.endpoint,
                    code = refusal.code.code(),
                    "the service refuses the token"
                );
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
        let Some(wait) = self.engine.retry.limit_wait_after(self.attempt, asked) else {
            return Err(Error::Limited { retry_after: asked, refusal });
        };
        warn!(endpoint = self.key.endpoint, ?wait, "the service says that there are too many calls");
        self.engine.limiter.pause(self.key, wait);
        self.wait(wait).await;
        Ok(())
    }

    async fn back_off<C: ErrorCode>(&mut self, error: Error<C>) -> Result<(), Error<C>> {
        let Some(wait) = self.engine.retry.backoff_after(self.attempt) else { return Err(error) };
        warn!(endpoint = self.key.endpoint, ?wait, %error, "the call failed and is tried again");
        self.wait(wait).await;
        Ok(())
    }

    async fn wait(&mut self, wait: Duration) {
        sleep(wait).await;
        self.attempt += 1;
    }
}

/// Tells how an exchange went, to the span that is entered.
fn tell(exchange: &Result<Received, TransportError>) {
    match exchange {
        Ok(received) => {
            let answer = received.answer();
            let span = Span::current();
            if !span.is_disabled() {
                span.record("status", answer.status().as_u16());
                span.record("log_id", answer.log_id());
            }
            debug!("answered");
        }
        Err(error) => debug!(%error, "not answered"),
    }
}
