//! The default rate limiter: sliding windows in memory.

use std::collections::HashMap;
use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until, timeout};

use super::usage::{Usage, Wait};
use super::{Permit, RateLimitKey, RateLimiter, WouldWait};
use crate::transport::{App, BoxFuture};

/// The default limiter: exact sliding windows, kept in memory.
///
/// As many calls as a window allows may be sent at once, and never more within any span of the window's length by
/// the service's own clock: a call counts until a window's length after its response. First come, first served.
#[derive(Default)]
pub struct SlidingWindowLimiter {
    queues: Mutex<HashMap<(App, &'static str), Arc<Queue>>>,
}

impl SlidingWindowLimiter {
    /// A limiter that has seen no calls yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts a call that somebody else allows, such as a limiter that several machines share, whether or not these
    /// limits have room for it.
    #[must_use]
    pub fn count(&self, key: RateLimitKey<'_>) -> Permit {
        self.queue(key).count()
    }

    fn queue(&self, key: RateLimitKey<'_>) -> Arc<Queue> {
        let mut queues = lock(&self.queues);
        let queue = queues.entry((key.app.clone(), key.endpoint));
        Arc::clone(queue.or_insert_with(|| Arc::new(Queue::new(key))))
    }
}

impl RateLimiter for SlidingWindowLimiter {
    fn acquire<'a>(
        &'a self,
        key: RateLimitKey<'a>,
        max_wait: Duration,
    ) -> BoxFuture<'a, Result<Permit, WouldWait>> {
        let queue = self.queue(key);
        if let Some(permit) = queue.try_acquire() {
            return Box::pin(ready(Ok(permit)));
        }
        Box::pin(async move {
            match timeout(max_wait, queue.acquire()).await {
                Ok(permit) => Ok(permit),
                Err(_) => Err(WouldWait { retry_after: queue.wait() }),
            }
        })
    }

    fn pause(&self, key: RateLimitKey<'_>, wait: Duration) {
        lock(&self.queue(key).usage).pause(Instant::now(), wait);
    }
}

impl fmt::Debug for SlidingWindowLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SlidingWindowLimiter({} endpoints)", lock(&self.queues).len())
    }
}

/// The calls that wait for one endpoint.
struct Queue {
    usage: Mutex<Usage>,
    /// Held by the first of the calls that wait; the others wait for it, in their order.
    head: tokio::sync::Mutex<()>,
    ended: Notify,
}

impl Queue {
    fn new(key: RateLimitKey<'_>) -> Self {
        Self {
            usage: Mutex::new(Usage::new(key.windows)),
            head: tokio::sync::Mutex::new(()),
            ended: Notify::new(),
        }
    }

    /// The permit of a call that need not wait: there is room, and no call before it.
    fn try_acquire(self: &Arc<Self>) -> Option<Permit> {
        let _head = self.head.try_lock().ok()?;
        lock(&self.usage).begin(Instant::now()).ok()?;
        Some(Permit::new(UnderWay(Arc::clone(self))))
    }

    fn count(self: &Arc<Self>) -> Permit {
        lock(&self.usage).count();
        Permit::new(UnderWay(Arc::clone(self)))
    }

    async fn acquire(self: &Arc<Self>) -> Permit {
        let _head = self.head.lock().await;
        loop {
            let begun = lock(&self.usage).begin(Instant::now());
            match begun {
                Ok(()) => return Permit::new(UnderWay(Arc::clone(self))),
                Err(Wait::Until(time)) => sleep_until(time).await,
                Err(Wait::ForSlot) => self.ended.notified().await,
            }
        }
    }

    /// How long a call would have to wait at least.
    fn wait(&self) -> Duration {
        let now = Instant::now();
        match lock(&self.usage).room(now) {
            Err(Wait::Until(time)) => time - now,
            _ => Duration::ZERO,
        }
    }
}

/// A call that has begun.
struct UnderWay(Arc<Queue>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        lock(&self.0.usage).end(Instant::now());
        self.0.ended.notify_one();
    }
}

/// The usages are consistent after a panic elsewhere: nothing panics between two of their changes.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
