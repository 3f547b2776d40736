//! The type of futures in the traits of this crate.

use std::pin::Pin;

/// A future behind a pointer, as traits need that are used through `dyn`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
