//! The outbox, for asynchronous code.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::outbox::{Key, Outbox, ResumeFile};

/// The outbox, whose operations wait for the disk on threads of their own.
pub struct Store {
    outbox: Arc<Outbox>,
    work: Notify,
}

/// The outbox failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The operation panicked or was given up.
    #[error("an operation of the database did not end")]
    Interrupted,
}

impl Store {
    /// A store of this outbox.
    #[must_use]
    pub fn new(outbox: Outbox) -> Self {
        Store { outbox: Arc::new(outbox), work: Notify::new() }
    }

    /// Runs an operation. It is carried out even if the future is dropped.
    ///
    /// # Errors
    /// The operation fails.
    pub async fn run<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&Outbox) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let outbox = Arc::clone(&self.outbox);
        let done = tokio::task::spawn_blocking(move || operation(&outbox)).await;
        Ok(done.map_err(|_| StoreError::Interrupted)??)
    }

    /// Stores an application and wakes a worker. Returns false if there is one with this key.
    ///
    /// # Errors
    /// The database fails.
    pub async fn accept(&self, key: Key, job_post_id: String, resume: String) -> Result<bool, StoreError> {
        let is_new = self.run(move |outbox| outbox.accept(&key, &job_post_id, &resume)).await?;
        self.work.notify_one();
        Ok(is_new)
    }

    /// Stores a resume file for the application that will have this key.
    ///
    /// # Errors
    /// The database fails.
    pub async fn store_file(&self, key: Key, file: ResumeFile) -> Result<(), StoreError> {
        self.run(move |outbox| outbox.store_file(&key, &file)).await
    }

    /// Waits until an application was stored.
    pub async fn work_arrived(&self) {
        self.work.notified().await;
    }

    /// Wakes a worker.
    pub fn announce_work(&self) {
        self.work.notify_one();
    }
}
