//! Rate limits.

mod calls;
mod part;
mod queue;

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use feishu_client::{
    App, BoxFuture, Permit, RateLimitKey, RateLimiter, RateWindow, SlidingWindowLimiter, WouldWait,
};

use self::calls::Calls;
use self::part::part_of;
use self::queue::Queue;
use crate::Redis;

/// Keeps the calls of all processes and machines that share a server within the limits.
///
/// All windows of an endpoint are checked at once, by the server's clock. As in a
/// [`SlidingWindowLimiter`], a call counts from its start until a window's length after its end, so that the service
/// never sees more calls within a window than are allowed. Within a process calls are made first come, first served.
/// Endpoints without documented limits are not counted; a pause that the service asks for then applies to the process.
///
/// See the [crate's documentation](crate) for what happens when the server is away.
pub struct RedisRateLimiter {
    redis: Redis,
    processes: u32,
    longest_call: Duration,
    /// The calls of this process, and its part of the limits.
    own: Arc<SlidingWindowLimiter>,
    ids: Arc<CallIds>,
    queues: Mutex<HashMap<(App, &'static str), Arc<Queue>>>,
}

/// Ids of calls, unique among all processes.
struct CallIds {
    process: u64,
    next: AtomicU64,
}

impl RedisRateLimiter {
    /// A limiter that counts in this server.
    #[must_use]
    pub fn new(redis: Redis) -> Self {
        Self {
            redis,
            processes: 2,
            longest_call: Duration::from_secs(30),
            own: Arc::new(SlidingWindowLimiter::new()),
            ids: Arc::new(CallIds { process: RandomState::new().hash_one(0), next: AtomicU64::new(0) }),
            queues: Mutex::default(),
        }
    }

    /// How many processes share the limits, 2 by default. Each keeps to its part of them while the server is away, and
    /// when it has not counted for long.
    #[must_use]
    pub fn processes(self, processes: u32) -> Self {
        Self { processes: processes.max(1), ..self }
    }

    /// For how long a call is under way at most: the client's [`timeout`](feishu_client::ClientBuilder::timeout). 30 s
    /// by default, as there. The calls of a process that crashes count for this long.
    #[must_use]
    pub fn longest_call(self, longest_call: Duration) -> Self {
        Self { longest_call, ..self }
    }

    fn queue(&self, key: RateLimitKey<'_>) -> Arc<Queue> {
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = queues.entry((key.app.clone(), key.endpoint)).or_insert_with(|| {
            let calls = Calls::new(self.redis.clone(), key, self.longest_call, Arc::clone(&self.ids));
            let part: Box<[RateWindow]> =
                key.windows.iter().map(|window| part_of(*window, self.processes)).collect();
            Arc::new(Queue::new(key, part, Arc::clone(&self.own), calls))
        });
        Arc::clone(queue)
    }
}

impl RateLimiter for RedisRateLimiter {
    fn acquire<'a>(
        &'a self,
        key: RateLimitKey<'a>,
        max_wait: Duration,
    ) -> BoxFuture<'a, Result<Permit, WouldWait>> {
        if key.windows.is_empty() {
            return self.own.acquire(key, max_wait);
        }
        let queue = self.queue(key);
        Box::pin(async move { queue.acquire(max_wait).await })
    }

    fn pause(&self, key: RateLimitKey<'_>, wait: Duration) {
        if key.windows.is_empty() {
            self.own.pause(key, wait);
        } else {
            self.queue(key).pause(wait);
        }
    }
}

impl fmt::Debug for RedisRateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisRateLimiter")
            .field("redis", &self.redis)
            .field("processes", &self.processes)
            .field("longest_call", &self.longest_call)
            .finish_non_exhaustive()
    }
}
