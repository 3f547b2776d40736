//! Fetches, shares and renews the token of an app.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http::header::HeaderValue;
use tokio::time::Instant;
use tracing::{debug, warn};

use super::fetch::GetToken;
use super::{Token, TokenStore};
use crate::transport::Error;
use crate::transport::app::Secret;
use crate::transport::auth::Auth;
use crate::transport::engine::{Engine, How};
use crate::{AnyCode, BuildError};

/// With less than this left, a new token is fetched while the old one is still used. The service hands out a new
/// token only when less than 30 minutes are left of the old one; the minute is for clocks that differ.
const RENEW_BELOW: Duration = Duration::from_secs(29 * 60);

/// A token with less than this left may expire on its way to the service.
const USELESS_BELOW: Duration = Duration::from_secs(30);

/// How long after one attempt at renewing the next may follow, should the service hand back the old token, or fail.
const RENEW_PAUSE: Duration = Duration::from_secs(60);

/// Hands out the access token of one app, and fetches it once however many ask for it.
pub(in crate::transport) struct TokenSource {
    engine: Arc<Engine>,
    secret: Secret,
    store: Arc<dyn TokenStore>,
    /// What the last fetch brought. Held by the one who fetches; those who wait for it share what it brings.
    last_fetch: tokio::sync::Mutex<Option<Fetched>>,
    /// How many fetches are over.
    fetches: AtomicU64,
    last_renewal: Mutex<Option<Instant>>,
}

/// Many may wait for one fetch, so its failure is shared.
type Fetched = Result<Token, Arc<Error<AnyCode>>>;

/// A token, and how many fetches were over when it was handed out.
pub(in crate::transport) struct Held {
    token: Token,
    fetches: u64,
}

impl Held {
    pub(in crate::transport) fn header(&self) -> Result<HeaderValue, BuildError> {
        self.token.header()
    }
}

impl TokenSource {
    pub(in crate::transport) fn new(engine: Arc<Engine>, secret: Secret, store: Arc<dyn TokenStore>) -> Self {
        Self {
            engine,
            secret,
            store,
            last_fetch: tokio::sync::Mutex::new(None),
            fetches: AtomicU64::new(0),
            last_renewal: Mutex::new(None),
        }
    }

    /// A token that can be used.
    pub(in crate::transport) async fn token(self: &Arc<Self>) -> Result<Held, Arc<Error<AnyCode>>> {
        let fetches = self.fetches();
        match self.stored().await.filter(|token| token.remaining() > USELESS_BELOW) {
            Some(token) => {
                self.renew_in_time(&token);
                Ok(Held { token, fetches })
            }
            None => self.fetch_once(fetches).await,
        }
    }

    /// Drops a token that the service has refused, unless a new one was fetched since it was handed out.
    pub(in crate::transport) async fn refused(&self, held: &Held) {
        let _last_fetch = self.last_fetch.lock().await;
        if self.fetches() == held.fetches
            && let Err(error) = self.store.discard(&self.engine.app, &held.token).await
        {
            warn!(%error, "the token store cannot discard a refused access token");
        }
    }

    /// Fetches a token, or shares what somebody else has fetched since `fetches` were over.
    async fn fetch_once(&self, fetches: u64) -> Result<Held, Arc<Error<AnyCode>>> {
        let mut last_fetch = self.last_fetch.lock().await;
        let token = match &*last_fetch {
            Some(fetched) if self.fetches() != fetches => fetched.clone()?,
            _ => self.fetch(&mut last_fetch).await?,
        };
        Ok(Held { token, fetches: self.fetches() })
    }

    fn fetches(&self) -> u64 {
        self.fetches.load(Ordering::Acquire)
    }

    async fn fetch(&self, last_fetch: &mut Option<Fetched>) -> Fetched {
        let asked_at = SystemTime::now();
        let request = GetToken::new(&self.engine.app, &self.secret);
        // Asking for a token twice does no harm: the service hands out the same one.
        let how = How { is_repeatable: true, ..How::default() };
        // A token needs no token, but the compiler cannot know that this recursion ends.
        let answer = Box::pin(self.engine.call(&request, &how, Auth::None)).await;
        let fetched = answer.map(|answer| answer.into_token(asked_at)).map_err(Arc::new);
        if let Ok(token) = &fetched {
            debug!(valid_for = ?token.remaining(), "got an access token");
            if let Err(error) = self.store.save(&self.engine.app, token).await {
                warn!(%error, "the token store cannot save an access token");
            }
        }
        *last_fetch = Some(fetched.clone());
        self.fetches.fetch_add(1, Ordering::Release);
        fetched
    }

    async fn stored(&self) -> Option<Token> {
        self.store.load(&self.engine.app).await.unwrap_or_else(|error| {
            warn!(%error, "the token store cannot load an access token");
            None
        })
    }

    /// Fetches a new token beside the calls, if the old one will expire soon.
    fn renew_in_time(self: &Arc<Self>, token: &Token) {
        if token.remaining() < RENEW_BELOW && self.may_renew() {
            let source = Arc::clone(self);
            tokio::spawn(async move {
                let mut last_fetch = source.last_fetch.lock().await;
                if let Err(error) = source.fetch(&mut last_fetch).await {
                    warn!(%error, "the access token cannot be renewed; the old one is used as long as it is valid");
                }
            });
        }
    }

    /// Whether the last renewal was long enough ago.
    fn may_renew(&self) -> bool {
        let now = Instant::now();
        let mut last = self.last_renewal.lock().unwrap_or_else(PoisonError::into_inner);
        let may_renew = last.is_none_or(|last| now - last >= RENEW_PAUSE);
        if may_renew {
            *last = Some(now);
        }
        may_renew
    }
}
