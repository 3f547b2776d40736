//! The default token store: memory.

use std::collections::HashMap;
use std::fmt;
use std::future::ready;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::{StoreError, Token, TokenStore};
use crate::transport::{App, BoxFuture};

/// The usual store: the memory of this process.
#[derive(Default)]
pub struct MemoryTokens {
    tokens: RwLock<HashMap<App, Token>>,
}

impl MemoryTokens {
    /// A store without tokens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<App, Token>> {
        self.tokens.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<App, Token>> {
        self.tokens.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for MemoryTokens {
    fn load<'a>(&'a self, app: &'a App) -> BoxFuture<'a, Result<Option<Token>, StoreError>> {
        Box::pin(ready(Ok(self.read().get(app).cloned())))
    }

    fn save<'a>(&'a self, app: &'a App, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        self.write().insert(app.clone(), token.clone());
        Box::pin(ready(Ok(())))
    }

    fn discard<'a>(&'a self, app: &'a App, refused: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        let mut tokens = self.write();
        if tokens.get(app) == Some(refused) {
            tokens.remove(app);
        }
        Box::pin(ready(Ok(())))
    }
}

impl fmt::Debug for MemoryTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemoryTokens({} apps)", self.read().len())
    }
}
