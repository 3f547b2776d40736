//! Time since the mock started.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

/// The mock's time: tokio's, so that a test may pause it and turn it forward.
pub(crate) struct Clock {
    start: Instant,
    epoch: Duration,
}

impl Clock {
    pub(crate) fn start() -> Self {
        let epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Clock { start: Instant::now(), epoch }
    }

    /// The time since the mock started.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// The time of day at which `elapsed` had passed, as epoch milliseconds.
    pub(crate) fn epoch_ms(&self, elapsed: Duration) -> u64 {
        u64::try_from((self.epoch + elapsed).as_millis()).unwrap_or(u64::MAX)
    }
}
