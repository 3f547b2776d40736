//! Fetches, shares and renews the token of an app.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use http::header::HeaderValue;
use secrecy::SecretString;
use tokio::sync::{OwnedMutexGuard, oneshot};
use tokio::time::Instant;
use tracing::{Instrument, debug, warn};

use super::fetch::GetToken;
use super::{BoundedStore, Token};
use crate::transport::auth::Auth;
use crate::transport::deadline::Deadline;
use crate::transport::engine::{Engine, Terms};
use crate::transport::exchange::{Destination, TransportError};
use crate::transport::options::CallOptions;
use crate::transport::{BoxFuture, Error};
use crate::{AnyCode, BuildError, Defect, Endpoint as _};

/// With less than this left, a new token is fetched while the old one is still used. The service issues a new token
/// only when less than 30 minutes are left of the old one; the minute is for clocks that differ.
const RENEW_BELOW: Duration = Duration::from_secs(29 * 60);

/// A token with less than this left may expire on its way to the service.
pub(super) const USELESS_BELOW: Duration = Duration::from_secs(30);

/// How soon after one renewal the next may follow, if the service returns the old token, or fails.
const RENEW_PAUSE: Duration = Duration::from_secs(60);

/// The longest time for a fetch with its repetitions.
const FETCH_DEADLINE: Duration = Duration::from_secs(60);

/// Hands out the access token of one app, and fetches it once for all who ask for it.
pub(in crate::transport) struct TokenSource {
    engine: Arc<Engine>,
    secret: SecretString,
    store: BoundedStore,
    /// Held while a token is fetched, and by no operation of the store.
    fetching: Arc<tokio::sync::Mutex<()>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What the last fetch returned. Those who waited for it share it.
    last_fetch: Option<Fetched>,
    /// How many fetches are over.
    fetches: u64,
    /// How many of them returned a token.
    generation: u64,
    /// The store does not have the token of the last fetch, at least not yet.
    is_unsaved: bool,
    /// A token that the service has refused, and has not issued again since.
    refused: Option<Token>,
    last_renewal: Option<Instant>,
}

/// Many may wait for one fetch, so its failure is shared.
type Fetched = Result<Token, Arc<Error<AnyCode>>>;

/// A token, and how many fetches had returned one when it was handed out.
pub(in crate::transport) struct IssuedToken {
    token: Token,
    generation: u64,
}

impl IssuedToken {
    pub(in crate::transport) fn header(&self) -> Result<HeaderValue, BuildError> {
        self.token.header()
    }
}

impl TokenSource {
    pub(in crate::transport) fn new(engine: Arc<Engine>, secret: SecretString, store: BoundedStore) -> Self {
        Self { engine, secret, store, fetching: Arc::default(), state: Mutex::default() }
    }

    /// A token that can be used.
    pub(in crate::transport) async fn token(self: &Arc<Self>) -> Result<IssuedToken, Arc<Error<AnyCode>>> {
        let (fetches, generation) = {
            let state = self.state();
            (state.fetches, state.generation)
        };
        match self.known().await {
            Some(token) => {
                self.renew_in_time(&token);
                Ok(IssuedToken { token, generation })
            }
            None => self.fetch_once(fetches).await,
        }
    }

    /// Drops a token that the service has refused, unless a new one was fetched since it was handed out.
    pub(in crate::transport) async fn refused(&self, issued: &IssuedToken) {
        {
            let mut state = self.state();
            if state.generation != issued.generation {
                return;
            }
            state.refused = Some(issued.token.clone());
        }
        // If the store keeps it, the token is still known to be refused.
        let _ = self.store.discard(&self.engine.app, &issued.token).await;
    }

    /// The token of the store; that of the last fetch if the store does not have it or fails.
    async fn known(&self) -> Option<Token> {
        if let Some(token) = self.state().unsaved() {
            return Some(token);
        }
        match self.store.load(&self.engine.app).await {
            Ok(stored) => stored.filter(|token| self.state().can_use(token)),
            Err(_) => self.state().last_token(),
        }
    }

    /// Fetches a token, or shares what somebody else has fetched since `fetches` were over.
    ///
    /// The fetch goes on when the call is cancelled: others may wait for it.
    async fn fetch_once(self: &Arc<Self>, fetches: u64) -> Result<IssuedToken, Arc<Error<AnyCode>>> {
        let fetching = Arc::clone(&self.fetching).lock_owned().await;
        if let Some(shared) = self.state().fetched_since(fetches) {
            return shared;
        }
        let (reply, fetched) = oneshot::channel();
        tokio::spawn(Arc::clone(self).fetch(fetching, reply).in_current_span());
        match fetched.await {
            Ok(token) => Ok(IssuedToken { token: token?, generation: self.state().generation }),
            Err(_) => Err(Arc::new(Error::Transport(TransportError::aborted()))),
        }
    }

    /// Fetches a token, hands it out, and saves it. Boxed, since to fetch a token is a call, and calls fetch tokens.
    fn fetch(
        self: Arc<Self>,
        fetching: OwnedMutexGuard<()>,
        reply: oneshot::Sender<Fetched>,
    ) -> BoxFuture<'static, ()> {
        Box::pin(async move { self.fetch_and_save(fetching, reply).await })
    }

    async fn fetch_and_save(&self, fetching: OwnedMutexGuard<()>, reply: oneshot::Sender<Fetched>) {
        let fetched = self.request().await;
        self.state().add(&fetched);
        drop(fetching);
        let Ok(token) = fetched.clone() else {
            // Nobody may be waiting any more.
            let _ = reply.send(fetched);
            return;
        };
        debug!(valid_for = ?token.remaining(), "got an access token");
        let mut saving = pin!(self.store.save(&self.engine.app, &token));
        // A store in memory is done at once, and a slow one must not keep the callers waiting.
        let saved = poll_fn(|context| Poll::Ready(saving.as_mut().poll(context))).await;
        let _ = reply.send(fetched);
        let saved = match saved {
            Poll::Ready(saved) => saved,
            Poll::Pending => saving.await,
        };
        if saved.is_ok() {
            self.state().saved(&token);
        }
    }

    /// Asks the service for a token, and once more if it returns one that cannot be used.
    async fn request(&self) -> Fetched {
        let deadline = Deadline::after(FETCH_DEADLINE);
        match self.request_once(deadline).await {
            Err(Error::Unreadable(error)) if error.defect() == Defect::WrongData => {
                self.request_once(deadline).await.map_err(Arc::new)
            }
            requested => requested.map_err(Arc::new),
        }
    }

    async fn request_once(&self, deadline: Deadline) -> Result<Token, Error<AnyCode>> {
        let asked_at = SystemTime::now();
        let request = GetToken::new(&self.engine.app, &self.secret);
        // To ask for a token twice does no harm: the service returns the same one.
        let options = CallOptions { is_repeatable: true, ..CallOptions::default() };
        let destination = Destination { path: None, limit: self.engine.size_limits.token };
        let terms = Terms { options: &options, auth: Auth::None, deadline, destination };
        // A token needs no token, but the compiler cannot know that this recursion ends.
        let call =
            Box::pin(self.engine.call(&request, &terms, |received| GetToken::read(&received.response())));
        call.await.map(|response| response.into_token(asked_at))
    }

    /// Fetches a new token in the background, if the old one expires soon.
    fn renew_in_time(self: &Arc<Self>, token: &Token) {
        if token.remaining() >= RENEW_BELOW || !self.state().may_renew() {
            return;
        }
        let source = Arc::clone(self);
        let fetches = self.state().fetches;
        tokio::spawn(async move {
            if source.fetch_once(fetches).await.is_err() {
                warn!("the access token cannot be renewed; the old one is used as long as it is valid");
            }
        });
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn add(&mut self, fetched: &Fetched) {
        self.fetches += 1;
        if fetched.is_ok() {
            self.generation += 1;
            self.is_unsaved = true;
            self.refused = None;
        }
        // A failure does not make the old token worse.
        if fetched.is_ok() || !matches!(self.last_fetch, Some(Ok(_))) || self.last_token().is_none() {
            self.last_fetch = Some(fetched.clone());
        }
    }

    fn saved(&mut self, token: &Token) {
        if matches!(&self.last_fetch, Some(Ok(last)) if last == token) {
            self.is_unsaved = false;
        }
    }

    /// The result of a fetch that ended since `fetches` were over.
    fn fetched_since(&self, fetches: u64) -> Option<Result<IssuedToken, Arc<Error<AnyCode>>>> {
        let last = self.last_fetch.clone().filter(|_| self.fetches != fetches)?;
        Some(last.map(|token| IssuedToken { token, generation: self.generation }))
    }

    fn last_token(&self) -> Option<Token> {
        let token = self.last_fetch.as_ref()?.as_ref().ok()?;
        self.can_use(token).then(|| token.clone())
    }

    fn unsaved(&self) -> Option<Token> {
        self.last_token().filter(|_| self.is_unsaved)
    }

    /// Whether the token is valid for a while, fits a header, and was not refused.
    fn can_use(&self, token: &Token) -> bool {
        // By its value: a store may keep the expiry less exactly.
        let is_refused = self.refused.as_ref().is_some_and(|refused| refused.value() == token.value());
        token.remaining() > USELESS_BELOW && token.header().is_ok() && !is_refused
    }

    /// Whether the last renewal was long enough ago.
    fn may_renew(&mut self) -> bool {
        let now = Instant::now();
        let may_renew = self.last_renewal.is_none_or(|last| now - last >= RENEW_PAUSE);
        if may_renew {
            self.last_renewal = Some(now);
        }
        may_renew
    }
}
