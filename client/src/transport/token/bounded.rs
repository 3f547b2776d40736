//! A token store whose every operation ends in time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tracing::warn;

use super::{StoreError, Token, TokenStore};
use crate::transport::{App, BoxFuture};

/// How long a store is left alone after an operation failed, so that not every call waits for it.
const PAUSE: Duration = Duration::from_secs(10);

/// Calls a store, and goes on without it if it fails or does not respond in time.
pub(in crate::transport) struct BoundedStore {
    store: Arc<dyn TokenStore>,
    timeout: Duration,
    paused_until: Mutex<Option<Instant>>,
}

/// The store did not do what it was asked; the log says why.
pub(super) struct StoreFailed;

impl BoundedStore {
    pub(in crate::transport) fn new(store: Arc<dyn TokenStore>, timeout: Duration) -> Self {
        Self { store, timeout, paused_until: Mutex::new(None) }
    }

    pub(super) async fn load(&self, app: &App) -> Result<Option<Token>, StoreFailed> {
        self.run("load", None, || self.store.load(app)).await
    }

    pub(super) async fn save(&self, app: &App, token: &Token) -> Result<(), StoreFailed> {
        self.run("save", Some(token), || self.store.save(app, token)).await
    }

    pub(super) async fn discard(&self, app: &App, refused: &Token) -> Result<(), StoreFailed> {
        self.run("discard", Some(refused), || self.store.discard(app, refused)).await
    }

    async fn run<'a, T>(
        &'a self,
        operation: &'static str,
        token: Option<&Token>,
        start: impl FnOnce() -> BoxFuture<'a, Result<T, StoreError>>,
    ) -> Result<T, StoreFailed> {
        if self.is_paused() {
            return Err(StoreFailed);
        }
        match timeout(self.timeout, start()).await {
            Ok(Ok(done)) => return Ok(done),
            Ok(Err(error)) => {
                let error = printable(&error, token);
                warn!(operation, error, "the token store failed");
            }
            Err(_) => warn!(operation, "the token store does not respond in time"),
        }
        self.pause();
        Err(StoreFailed)
    }

    fn is_paused(&self) -> bool {
        let paused_until = self.paused_until.lock().unwrap_or_else(PoisonError::into_inner);
        paused_until.is_some_and(|end| Instant::now() < end)
    }

    fn pause(&self) {
        let mut paused_until = self.paused_until.lock().unwrap_or_else(PoisonError::into_inner);
        *paused_until = Some(Instant::now() + PAUSE);
    }
}

/// The store's message in one line, without the token.
fn printable(error: &StoreError, token: Option<&Token>) -> String {
    let message = error.to_string().escape_debug().to_string();
    match token {
        Some(token) if !token.value().is_empty() => message.replace(token.value(), "[redacted]"),
        _ => message,
    }
}
