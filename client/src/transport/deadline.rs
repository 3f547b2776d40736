//! The deadline of a whole call.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

/// When a call has to be over. Without a moment it may take as long as it needs.
#[derive(Clone, Copy)]
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// A deadline that the clock cannot express is ignored.
    pub(super) fn after(duration: Duration) -> Self {
        Self(Instant::now().checked_add(duration))
    }

    pub(super) const fn never() -> Self {
        Self(None)
    }

    pub(super) fn remaining(self) -> Duration {
        self.0.map_or(Duration::MAX, |end| end.saturating_duration_since(Instant::now()))
    }

    /// Whether a call that waits so long still has time to be sent.
    pub(super) fn allows(self, wait: Duration) -> bool {
        self.remaining() > wait
    }

    /// The future's output; `None` if it is not there in time.
    pub(super) async fn bound<F: Future>(self, future: F) -> Option<F::Output> {
        match self.0 {
            Some(end) => timeout_at(end, future).await.ok(),
            None => Some(future.await),
        }
    }
}
