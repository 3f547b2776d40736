//! The server: its settings, and a connection that is opened when it is needed, and again when it fails.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use feishu_client::App;
use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, FromRedisValue, RedisResult, ScriptInvocation};
use tokio::time::{Instant, timeout};
use tracing::{info, warn};

/// How long the server is left alone after a failure, so that not every call waits for it.
const PAUSE: Duration = Duration::from_secs(1);

/// The longest time for connecting. Operations do not wait so long; the next ones find the connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A server of Redis or Valkey. Cheap to clone; all clones share one connection.
///
/// `Debug` shows the host and the database, and neither the user nor the password.
#[derive(Clone)]
pub struct Redis {
    prefix: Arc<str>,
    timeout: Duration,
    connection: Arc<Connection>,
}

impl Redis {
    /// A server with a URL such as `redis://user:password@host:6379/0`, or `rediss://…` with the feature `tls`. Nothing
    /// is sent yet: the first operation connects.
    ///
    /// # Errors
    ///
    /// The URL cannot be used. The error does not show it.
    pub fn open(url: &str) -> Result<Self, InvalidUrl> {
        if url.starts_with("rediss://") {
            prepare_tls()?;
        }
        let client = redis::Client::open(url).map_err(|_| InvalidUrl::Syntax)?;
        Ok(Self {
            prefix: "feishu".into(),
            timeout: Duration::from_millis(200),
            connection: Arc::new(Connection { client, current: Arc::default(), health: Mutex::default() }),
        })
    }

    /// What all keys begin with, `feishu` by default. Processes share what has the same prefix.
    #[must_use]
    pub fn prefix(self, prefix: impl Into<Arc<str>>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// The longest time for an operation; then the call goes on without it. 200 ms by default.
    ///
    /// Keep it below the 250 ms after which a client gives up its rate limiter, and below
    /// [`token_store_timeout`](feishu_client::ClientBuilder::token_store_timeout).
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    pub(crate) fn longest_operation(&self) -> Duration {
        self.timeout
    }

    /// The key of what belongs to the app. The part in braces decides where a cluster keeps it.
    pub(crate) fn key(&self, app: &App, name: &str, part: &str) -> String {
        format!("{}:{{{}|{}|{name}}}:{part}", self.prefix, app.base_url(), app.id())
    }

    /// Runs a script.
    pub(crate) async fn run<T: FromRedisValue>(
        &self,
        script: &ScriptInvocation<'_>,
    ) -> Result<T, Unavailable> {
        self.connection.run(script, self.timeout).await
    }
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let info = self.connection.client.get_connection_info();
        f.debug_struct("Redis")
            .field("address", &format_args!("{}", info.addr()))
            .field("database", &info.redis_settings().db())
            .field("prefix", &self.prefix)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// A URL that cannot be used for a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidUrl {
    /// It is not of the form `redis://user:password@host:port/database`.
    #[error("the URL of the server is not of the form redis://user:password@host:port/database")]
    Syntax,
    /// It begins with `rediss://`, which needs the feature `tls`.
    #[error(
        "the URL of the server begins with rediss://, which needs the feature `tls` of feishu-client-redis"
    )]
    Tls,
}

/// The server failed, or did not respond in time. The log has the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the Redis server is not available")]
pub(crate) struct Unavailable;

struct Connection {
    client: redis::Client,
    current: Arc<tokio::sync::Mutex<Option<Current>>>,
    health: Mutex<Health>,
}

/// A connection, and when it was opened, which distinguishes it from the next.
type Current = (MultiplexedConnection, Instant);

#[derive(Default)]
struct Health {
    is_down: bool,
    paused_until: Option<Instant>,
}

impl Connection {
    async fn run<T: FromRedisValue>(
        &self,
        script: &ScriptInvocation<'_>,
        longest: Duration,
    ) -> Result<T, Unavailable> {
        if self.is_paused() {
            return Err(Unavailable);
        }
        let mut opened = None;
        let operation = async {
            let (mut connection, at) = self.current().await?;
            opened = Some(at);
            script.invoke_async(&mut connection).await
        };
        let reason = match timeout(longest, operation).await {
            Ok(Ok(result)) => {
                self.works();
                return Ok(result);
            }
            // The category names the kind of failure; the message could repeat what was sent.
            Ok(Err(error)) => error.category().to_owned(),
            Err(_) => "no response in time".to_owned(),
        };
        self.fails(&reason);
        if let Some(opened) = opened {
            self.close(opened);
        }
        Err(Unavailable)
    }

    /// The connection. It is opened by a task of its own, so that an operation that gives up does not stop that.
    async fn current(&self) -> RedisResult<Current> {
        let mut current = Arc::clone(&self.current).lock_owned().await;
        if let Some(current) = &*current {
            return Ok(current.clone());
        }
        let client = self.client.clone();
        let opening = tokio::spawn(async move {
            let config = AsyncConnectionConfig::new()
                .set_connection_timeout(Some(CONNECT_TIMEOUT))
                .set_response_timeout(None);
            let connection = client.get_multiplexed_async_connection_with_config(&config).await?;
            Ok(current.insert((connection, Instant::now())).clone())
        });
        opening.await.unwrap_or_else(|_| Err((redis::ErrorKind::Io, "the runtime shuts down").into()))
    }

    /// Closes a connection that failed: it may never recover, for example if the server has a new address.
    fn close(&self, opened: Instant) {
        // Somebody who holds the lock opens a new one, or uses this one and finds out as well.
        let Ok(mut current) = self.current.try_lock() else { return };
        if current.as_ref().is_some_and(|(_, at)| *at == opened) {
            *current = None;
        }
    }

    fn is_paused(&self) -> bool {
        self.health().paused_until.is_some_and(|end| Instant::now() < end)
    }

    fn works(&self) {
        let mut health = self.health();
        if std::mem::take(&mut health.is_down) {
            info!("the Redis server is available again");
        }
    }

    fn fails(&self, reason: &str) {
        let mut health = self.health();
        health.paused_until = Some(Instant::now() + PAUSE);
        if !std::mem::replace(&mut health.is_down, true) {
            warn!(reason, "the Redis server is not available; calls go on without it");
        }
    }

    fn health(&self) -> MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// rustls panics if it was compiled with two implementations of its cryptography and nobody has chosen one. The client
/// uses this one for HTTPS.
#[cfg(feature = "tls")]
fn prepare_tls() -> Result<(), InvalidUrl> {
    // It fails if the application has chosen another one, which is fine.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    Ok(())
}

#[cfg(not(feature = "tls"))]
fn prepare_tls() -> Result<(), InvalidUrl> {
    Err(InvalidUrl::Tls)
}
