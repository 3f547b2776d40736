//! Rate limits.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use feishu_schema::{Endpoint, Window};

use crate::refusal::Refusal;

/// How the documented rate limits are enforced; the platform does not document how it enforces its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RateLimitMode {
    /// In no stretch of the window's length are there more calls than the limit: the stricter reading.
    #[default]
    Sliding,
    /// Windows lie end to end, from the start of the mock on, and each begins with nothing counted.
    Fixed,
    /// Not at all.
    Off,
}

/// The calls of each app to each endpoint.
pub(crate) struct Limiter {
    limits: RateLimitMode,
    calls: Mutex<BTreeMap<(String, String), VecDeque<Duration>>>,
}

impl Limiter {
    pub(crate) fn new(limits: RateLimitMode) -> Self {
        Limiter { limits, calls: Mutex::default() }
    }

    /// Counts a call, or refuses it when one of the endpoint's windows is full.
    pub(crate) fn admit(&self, app: &str, endpoint: &Endpoint, now: Duration) -> Result<(), Refusal> {
        let Some(limit) = endpoint.rate_limit.as_ref().filter(|_| self.limits != RateLimitMode::Off) else {
            return Ok(());
        };
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let log = calls.entry((app.to_owned(), endpoint.id.clone())).or_default();
        let full =
            limit.windows.iter().filter_map(|window| Some((self.wait(*window, log, now)?, window.calls)));
        if let Some((wait, calls)) = full.max() {
            return Err(Refusal::limited(429, Some((calls, whole_seconds(wait)))));
        }
        log.push_back(now);
        let longest = limit.windows.iter().map(|window| window.calls).max().unwrap_or(0);
        while log.len() > longest as usize {
            log.pop_front();
        }
        Ok(())
    }

    /// How long until the window has room for one more call; `None` if it has.
    ///
    /// The window is full exactly as long as the call that lies `window.calls` back still counts.
    fn wait(&self, window: Window, log: &VecDeque<Duration>, now: Duration) -> Option<Duration> {
        let length = Duration::from_secs(window.seconds.into());
        if window.calls == 0 {
            return Some(length);
        }
        let oldest = log.len().checked_sub(window.calls as usize).and_then(|index| log.get(index))?;
        self.counts_until(*oldest, length).checked_sub(now).filter(|wait| !wait.is_zero())
    }

    /// When a call at `time` leaves a window of that length.
    fn counts_until(&self, time: Duration, length: Duration) -> Duration {
        match self.limits {
            RateLimitMode::Fixed if !length.is_zero() => {
                let windows = time.as_secs() / length.as_secs() + 1;
                Duration::from_secs(windows * length.as_secs())
            }
            _ => time + length,
        }
    }
}

/// For the header: rounded up, so that there is room again by then.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Window = Window { calls: 2, seconds: 10 };

    fn wait(limits: RateLimitMode, calls: &[u64], now: u64) -> Option<u64> {
        let log = calls.iter().map(|second| Duration::from_secs(*second)).collect();
        let wait = Limiter::new(limits).wait(WINDOW, &log, Duration::from_secs(now));
        wait.map(|wait| wait.as_secs())
    }

    #[test]
    fn a_sliding_window_has_room_once_the_oldest_call_is_its_length_ago() {
        assert_eq!(wait(RateLimitMode::Sliding, &[3], 9), None);
        assert_eq!(wait(RateLimitMode::Sliding, &[3, 9], 9), Some(4));
        assert_eq!(wait(RateLimitMode::Sliding, &[3, 9], 12), Some(1));
        assert_eq!(wait(RateLimitMode::Sliding, &[3, 9], 13), None);
    }

    #[test]
    fn a_fixed_window_has_room_at_its_end() {
        assert_eq!(wait(RateLimitMode::Fixed, &[8, 9], 9), Some(1));
        assert_eq!(wait(RateLimitMode::Fixed, &[8, 9], 10), None);
        assert_eq!(wait(RateLimitMode::Fixed, &[9, 10], 11), None);
        assert_eq!(wait(RateLimitMode::Fixed, &[10, 11], 11), Some(9));
    }

    #[test]
    fn the_header_never_promises_room_too_early() {
        assert_eq!(whole_seconds(Duration::from_millis(1)), 1);
        assert_eq!(whole_seconds(Duration::from_secs(3)), 3);
        assert_eq!(whole_seconds(Duration::from_millis(3001)), 4);
    }
}
