//! The calls to one endpoint, as the server counts them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use feishu_client::{RateLimitKey, RateWindow};
use tokio::runtime::Handle;

use super::CallIds;
use crate::Redis;
use crate::script::{BEGIN_CALL, END_CALL, PAUSE_CALLS};
use crate::server::Unavailable;

pub(super) struct Calls {
    redis: Redis,
    longest_call: Duration,
    windows: Box<[RateWindow]>,
    ids: Arc<CallIds>,
    keys: Keys,
    /// Calls were made that the server does not know.
    has_uncounted: AtomicBool,
}

/// Where the server keeps the calls, since when it counts them, and for how long none may begin.
struct Keys {
    calls: String,
    counted_since: String,
    pause: String,
}

/// Whether a call may begin.
pub(super) enum Admission {
    Begun,
    /// Only with room in this process's part of the limits: the server has not counted for long enough.
    WithinPart,
    /// After so long.
    Wait(Duration),
    /// After one that is under way has ended.
    Full,
}

impl Calls {
    pub(super) fn new(
        redis: Redis,
        key: RateLimitKey<'_>,
        longest_call: Duration,
        ids: Arc<CallIds>,
    ) -> Self {
        let key_of = |part| redis.key(key.app, key.endpoint, part);
        let keys =
            Keys { calls: key_of("calls"), counted_since: key_of("counted-since"), pause: key_of("pause") };
        let windows = key.windows.into();
        Self { redis, longest_call, windows, ids, keys, has_uncounted: AtomicBool::new(false) }
    }

    pub(super) fn longest_operation(&self) -> Duration {
        self.redis.longest_operation()
    }

    /// Lets no process begin a call for so long.
    pub(super) fn pause(self: &Arc<Self>, wait: Duration) {
        let calls = Arc::clone(self);
        in_background(async move {
            let mut script = PAUSE_CALLS.prepare_invoke();
            script.key(&calls.keys.pause).arg(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).max(1));
            let _ = calls.redis.run::<()>(&script).await;
        });
    }

    async fn begin(&self, id: &str, has_part: bool) -> Result<Admission, Unavailable> {
        let has_uncounted = self.has_uncounted.swap(false, Ordering::Relaxed);
        let mut script = BEGIN_CALL.prepare_invoke();
        script.key(&self.keys.calls).key(&self.keys.counted_since).key(&self.keys.pause);
        script.arg(id).arg(micros(self.longest_call)).arg(u8::from(has_uncounted)).arg(u8::from(has_part));
        for window in &self.windows {
            script.arg(window.calls.max(1)).arg(micros(length(*window)));
        }
        let reply = self.redis.run(&script).await;
        let (kind, wait): (String, u64) = reply.inspect_err(|_| self.begun_alone())?;
        Ok(match kind.as_str() {
            "begun" => Admission::Begun,
            "part" => Admission::WithinPart,
            "full" => Admission::Full,
            _ => Admission::Wait(Duration::from_micros(wait)),
        })
    }

    fn begun_alone(&self) {
        self.has_uncounted.store(true, Ordering::Relaxed);
    }

    async fn end(&self, id: &str) {
        let longest_window = self.windows.iter().map(|window| length(*window)).max().unwrap_or_default();
        let mut script = END_CALL.prepare_invoke();
        script.key(&self.keys.calls).arg(id).arg(micros(self.longest_call.saturating_add(longest_window)));
        if self.redis.run::<()>(&script).await.is_err() {
            self.begun_alone();
        }
    }
}

/// A call. If it has begun, it ends when this is dropped.
pub(super) struct Call {
    calls: Arc<Calls>,
    id: String,
    /// It has begun, or the server did not say.
    may_have_begun: bool,
}

impl Call {
    pub(super) fn new(calls: &Arc<Calls>) -> Self {
        let CallIds { process, next } = &*calls.ids;
        let id = format!("{process:x}-{:x}", next.fetch_add(1, Ordering::Relaxed));
        Self { calls: Arc::clone(calls), id, may_have_begun: false }
    }

    /// Asks the server to begin the call.
    pub(super) async fn begin(&mut self, has_part: bool) -> Result<Admission, Unavailable> {
        self.may_have_begun = true;
        let admission = self.calls.begin(&self.id, has_part).await?;
        self.may_have_begun = matches!(admission, Admission::Begun);
        Ok(admission)
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if self.may_have_begun {
            let (calls, id) = (Arc::clone(&self.calls), std::mem::take(&mut self.id));
            in_background(async move { calls.end(&id).await });
        }
    }
}

/// Outside of a runtime nothing can be sent; what the server knows expires there.
fn in_background(task: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = Handle::try_current() {
        runtime.spawn(task);
    }
}

fn length(window: RateWindow) -> Duration {
    Duration::from_secs(window.seconds.into())
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
