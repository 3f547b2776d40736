//! When a call is repeated.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// The longest wait between two attempts.
const MAX_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// How often, and after how long, a call is repeated that may be repeated.
///
/// Which calls may be repeated cannot be set here: see [`Client::send`](super::Client::send). Every wait is at most
/// 24 hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    max_retry_after: Duration,
}

impl Default for RetryPolicy {
    /// Four attempts; waits of 200 ms, doubled up to 5 s; as the service asks after a limit, up to 65 s.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            initial_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(5),
            max_retry_after: Duration::from_secs(65),
        }
    }
}

impl RetryPolicy {
    /// The default policy.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Never repeats a call, except once with a new token in place of a refused one.
    #[must_use]
    pub fn never() -> Self {
        Self::default().max_attempts(1)
    }

    /// How often a call is sent at most, the first time included; at least 1.
    #[must_use]
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: attempts.max(1), ..self }
    }

    /// The wait before the second attempt, which doubles from then on, and the longest wait. The actual wait is chosen
    /// between half of it and all of it, so that callers do not come back all at once.
    #[must_use]
    pub fn backoff(self, initial: Duration, max: Duration) -> Self {
        Self { initial_backoff: initial.min(MAX_WAIT), max_backoff: max.min(MAX_WAIT), ..self }
    }

    /// The longest wait that the service may ask for when a limit is reached; if it asks for more, the call fails.
    #[must_use]
    pub fn max_retry_after(self, max: Duration) -> Self {
        Self { max_retry_after: max.min(MAX_WAIT), ..self }
    }

    /// The wait after the attempt with this number, from 1; `None` if it was the last.
    pub(super) fn backoff_after(&self, attempt: u32) -> Option<Duration> {
        if attempt >= self.max_attempts {
            return None;
        }
        let doubled = self.initial_backoff.saturating_mul(2_u32.saturating_pow(attempt - 1));
        let half = doubled.min(self.max_backoff) / 2;
        Some(half + half.mul_f64(random_fraction()))
    }

    /// The wait after a limit was reached; `None` if it was the last attempt, or the service asks for too much.
    pub(super) fn limit_wait_after(&self, attempt: u32, asked: Option<Duration>) -> Option<Duration> {
        let backoff = self.backoff_after(attempt)?;
        // A service that asks for no wait at all would be asked again at once.
        Some(asked.filter(|wait| !wait.is_zero()).unwrap_or(backoff))
            .filter(|wait| *wait <= self.max_retry_after)
    }
}

/// A number from 0 to 1.
fn random_fraction() -> f64 {
    f64::from(random() as u32) / f64::from(u32::MAX)
}

/// A random number, good enough to spread calls and to name files.
pub(super) fn random() -> u64 {
    RandomState::new().hash_one(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_setting_leads_to_a_panic_or_an_endless_wait() {
        let policy = RetryPolicy::new()
            .max_attempts(u32::MAX)
            .backoff(Duration::MAX, Duration::MAX)
            .max_retry_after(Duration::MAX);
        for attempt in [1, 2, 40, u32::MAX - 1] {
            assert!(policy.backoff_after(attempt).is_some_and(|wait| wait <= MAX_WAIT));
        }
        assert_eq!(policy.limit_wait_after(1, Some(MAX_WAIT + Duration::from_secs(1))), None);
        assert_eq!(
            RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO).backoff_after(1),
            Some(Duration::ZERO)
        );
    }
}
