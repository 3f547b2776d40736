//! How often and after how long a call is repeated.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// How often, and after how long, a call is repeated that may be repeated.
///
/// What may be repeated is not a matter of taste and cannot be set here: see [`Client::send`](super::Client::send).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    max_retry_after: Duration,
}

impl Default for RetryPolicy {
    /// Four attempts in all; waits from 200 ms on, doubling, up to 5 s; as the service asks after a limit, up to 65 s.
    fn default() -> Self {
        Self {
            attempts: 4,
            initial_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(5),
            max_retry_after: Duration::from_secs(65),
        }
    }
}

impl RetryPolicy {
    /// The usual bounds.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Never repeats a call, except once with a new token in place of a refused one.
    #[must_use]
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// How often a call is made at most, the first time included; at least 1.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts: attempts.max(1), ..self }
    }

    /// The wait before the second attempt, which doubles from then on, and the longest one. What is really waited is
    /// chosen between half of it and all of it, so that callers do not come back all at once.
    #[must_use]
    pub fn backoff(self, first: Duration, longest: Duration) -> Self {
        Self { initial_backoff: first, max_backoff: longest, ..self }
    }

    /// The longest wait that the service may ask for when a limit is reached; if it asks for more, the call fails.
    #[must_use]
    pub fn max_retry_after(self, longest: Duration) -> Self {
        Self { max_retry_after: longest, ..self }
    }

    /// The wait after the attempt of that number, from 1; `None` if it was the last.
    pub(super) fn backoff_after(&self, attempt: u32) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let doubled = self.initial_backoff.saturating_mul(2_u32.saturating_pow(attempt - 1));
        let longest = doubled.min(self.max_backoff);
        Some((longest / 2).saturating_add((longest / 2).mul_f64(random_fraction())))
    }

    /// The wait after a limit was reached; `None` if it was the last attempt, or the service asks for too much.
    pub(super) fn limit_wait_after(&self, attempt: u32, asked: Option<Duration>) -> Option<Duration> {
        let backoff = self.backoff_after(attempt)?;
        Some(asked.unwrap_or(backoff)).filter(|wait| *wait <= self.max_retry_after)
    }
}

/// A number from 0 to 1.
fn random_fraction() -> f64 {
    f64::from(RandomState::new().hash_one(0) as u32) / f64::from(u32::MAX)
}
