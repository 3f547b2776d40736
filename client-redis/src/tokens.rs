//! Access tokens.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use feishu_client::{App, BoxFuture, StoreError, Token, TokenStore};
use tokio::time::{Instant, sleep, timeout_at};

use crate::Redis;
use crate::script::{DISCARD_TOKEN, LOAD_TOKEN, SAVE_TOKEN};
use crate::server::Unavailable;

/// How often somebody who waits for a token looks for it.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Keeps tokens in a server, so that processes and machines share them.
///
/// A token is stored with the time for which it is still valid, by the server's clock, and removed when it expires. If
/// there is none, the first process that asks for one fetches it, and the others wait for it; see
/// [`fetch_time`](Self::fetch_time).
///
/// See the [crate's documentation](crate) for what happens when the server is away.
#[derive(Clone, Debug)]
pub struct RedisTokens {
    redis: Redis,
    fetch_time: Duration,
    /// For each app a lock for those who wait for its token: one of them looks for it, not all.
    waiting: Arc<Mutex<HashMap<App, Arc<tokio::sync::Mutex<()>>>>>,
}

/// What the server knows of a token.
enum Loaded {
    Token(Token),
    /// It has none, and whoever asked first fetches it.
    Fetch,
    /// It has none, and somebody else fetches it.
    Wait,
}

impl RedisTokens {
    /// A store in this server.
    #[must_use]
    pub fn new(redis: Redis) -> Self {
        Self { redis, fetch_time: Duration::from_millis(700), waiting: Arc::default() }
    }

    /// How long a process waits for the token that another one fetches, before it fetches one itself. 700 ms by default.
    ///
    /// Keep it below [`token_store_timeout`](feishu_client::ClientBuilder::token_store_timeout), after which the client
    /// gives up the store for a while.
    #[must_use]
    pub fn fetch_time(self, fetch_time: Duration) -> Self {
        Self { fetch_time, ..self }
    }

    fn token_key(&self, app: &App) -> String {
        self.redis.key(app, "token", "value")
    }

    fn claim_key(&self, app: &App) -> String {
        self.redis.key(app, "token", "fetching")
    }

    async fn load(&self, app: &App) -> Result<Option<Token>, Unavailable> {
        let give_up_at = Instant::now() + self.fetch_time;
        let first = self.look(app).await?;
        if !matches!(first, Loaded::Wait) {
            return Ok(first.token());
        }
        let waiting = self.waiting(app);
        let Ok(_turn) = timeout_at(give_up_at, waiting.lock()).await else { return Ok(None) };
        loop {
            match self.look(app).await? {
                Loaded::Wait if Instant::now() < give_up_at => sleep(LOOK_EVERY).await,
                loaded => return Ok(loaded.token()),
            }
        }
    }

    async fn look(&self, app: &App) -> Result<Loaded, Unavailable> {
        // Read before the server says how long the token is valid, so that it is not taken to be valid for longer.
        let now = SystemTime::now();
        let mut script = LOAD_TOKEN.prepare_invoke();
        script.key(self.token_key(app)).key(self.claim_key(app)).arg(millis(self.fetch_time).max(1));
        let (kind, token, remaining): (String, String, u64) = self.redis.run(&script).await?;
        Ok(match kind.as_str() {
            "token" => Loaded::Token(Token::new(token, now + Duration::from_millis(remaining))),
            "fetch" => Loaded::Fetch,
            _ => Loaded::Wait,
        })
    }

    async fn save(&self, app: &App, token: &Token) -> Result<(), Unavailable> {
        let remaining = token.expires_at().duration_since(SystemTime::now()).unwrap_or_default();
        let mut script = SAVE_TOKEN.prepare_invoke();
        script.key(self.token_key(app)).key(self.claim_key(app)).arg(token.value()).arg(millis(remaining));
        self.redis.run(&script).await
    }

    async fn discard(&self, app: &App, refused: &Token) -> Result<(), Unavailable> {
        let mut script = DISCARD_TOKEN.prepare_invoke();
        script.key(self.token_key(app)).arg(refused.value());
        self.redis.run(&script).await
    }

    fn waiting(&self, app: &App) -> Arc<tokio::sync::Mutex<()>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(waiting.entry(app.clone()).or_default())
    }
}

impl Loaded {
    fn token(self) -> Option<Token> {
        match self {
            Self::Token(token) => Some(token),
            Self::Fetch | Self::Wait => None,
        }
    }
}

impl TokenStore for RedisTokens {
    fn load<'a>(&'a self, app: &'a App) -> BoxFuture<'a, Result<Option<Token>, StoreError>> {
        Box::pin(async move { Ok(self.load(app).await?) })
    }

    fn save<'a>(&'a self, app: &'a App, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move { Ok(self.save(app, token).await?) })
    }

    fn discard<'a>(&'a self, app: &'a App, refused: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move { Ok(self.discard(app, refused).await?) })
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
