//! Keeping within the rate limits that the documentation states.

mod sliding;
mod usage;

use std::fmt;
use std::time::Duration;

use super::{App, BoxFuture};
use crate::RateWindow;

pub use sliding::SlidingWindowLimiter;

/// Decides when calls may be made. A client has one; several may share one.
pub trait RateLimiter: Send + Sync + 'static {
    /// Waits for the turn of a call, no longer than `max_wait`.
    ///
    /// The call is under way as long as the permit lives: the client drops it when it has the answer.
    ///
    /// # Errors
    ///
    /// The turn would come later.
    fn acquire<'a>(
        &'a self,
        key: RateLimitKey<'a>,
        max_wait: Duration,
    ) -> BoxFuture<'a, Result<Permit, WouldWait>>;

    /// The service itself says that there are too many calls: none of this kind may begin for so long.
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
    pub windows: &'static [RateWindow],
}

impl<'a> RateLimitKey<'a> {
    /// The calls of an app to an endpoint with these limits.
    #[must_use]
    pub const fn new(app: &'a App, endpoint: &'static str, windows: &'static [RateWindow]) -> Self {
        Self { app, endpoint, windows }
    }
}

/// The leave to make one call, until it is dropped.
pub struct Permit(#[expect(dead_code, reason = "held for its `Drop`")] Option<Box<dyn Send>>);

impl Permit {
    /// A permit that drops the guard when the call is over.
    #[must_use]
    pub fn new(guard: impl Send + 'static) -> Self {
        Self(Some(Box::new(guard)))
    }

    /// A permit of which nobody keeps usage.
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

/// The turn of a call has not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WouldWait {
    /// How long it is until then at least.
    pub retry_after: Duration,
}
