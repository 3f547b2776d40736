//! Keeps calls within the documented rate limits.

mod sliding;
mod usage;

use std::fmt;
use std::time::Duration;

use super::{App, BoxFuture};
use crate::RateWindow;

pub use sliding::SlidingWindowLimiter;

/// Decides when calls may be sent. A client has one; several clients may share one.
pub trait RateLimiter: Send + Sync + 'static {
    /// Waits until the limits have room for a call, at most `max_wait`. A limiter that takes noticeably longer is given
    /// up: the call fails as if the limits were reached.
    ///
    /// The call is under way as long as the permit lives: the client drops it when it has the response.
    ///
    /// # Errors
    ///
    /// The call would have to wait longer.
    fn acquire<'a>(
        &'a self,
        key: RateLimitKey<'a>,
        max_wait: Duration,
    ) -> BoxFuture<'a, Result<Permit, WouldWait>>;

    /// The service reports too many calls: no call with this key may start for the next `wait`. Must not block.
    fn pause(&self, key: RateLimitKey<'_>, wait: Duration);
}

/// The calls that are counted together: those of one app to one endpoint.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RateLimitKey<'a> {
    /// The app.
    pub app: &'a App,
    /// The endpoint's [id](crate::EndpointInfo::id).
    pub endpoint: &'static str,
    /// Its limits, all of which are in force.
    pub windows: &'a [RateWindow],
}

impl<'a> RateLimitKey<'a> {
    /// The calls of an app to an endpoint with these limits.
    #[must_use]
    pub const fn new(app: &'a App, endpoint: &'static str, windows: &'a [RateWindow]) -> Self {
        Self { app, endpoint, windows }
    }
}

/// The permission to send one call. The call is under way until the permit is dropped.
pub struct Permit(#[expect(dead_code, reason = "held for its `Drop`")] Option<Box<dyn Send>>);

impl Permit {
    /// A permit that drops the guard when the call is over.
    #[must_use]
    pub fn new(guard: impl Send + 'static) -> Self {
        Self(Some(Box::new(guard)))
    }

    /// A permit that nobody counts.
    #[must_use]
    pub const fn unlimited() -> Self {
        Self(None)
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Permit")
    }
}

/// A call would have to wait longer than it is willing to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WouldWait {
    /// How long it would have to wait at least.
    pub retry_after: Duration,
}
