//! The calls that wait for one endpoint, in this process.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use feishu_client::{
    App, Permit, RateLimitKey, RateLimiter as _, RateWindow, SlidingWindowLimiter, WouldWait,
};
use tokio::sync::MutexGuard;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::calls::{Admission, Call, Calls};
use crate::server::Unavailable;

/// How often the server is asked again while it waits for calls that are under way: it does not say when they end.
const ASK_EVERY: Duration = Duration::from_millis(20);

/// Longer than any program runs, and short enough for every clock.
const FOREVER: Duration = Duration::from_secs(60 * 60 * 24 * 365);

pub(super) struct Queue {
    app: App,
    endpoint: &'static str,
    /// This process's part of the limits, and all the calls that it has made.
    part: Box<[RateWindow]>,
    own: Arc<SlidingWindowLimiter>,
    calls: Arc<Calls>,
    /// Held by the first of the calls that wait; the others wait for it, in their order.
    head: tokio::sync::Mutex<()>,
    /// No call may begin before.
    begin_at: Mutex<Instant>,
}

impl Queue {
    pub(super) fn new(
        key: RateLimitKey<'_>,
        part: Box<[RateWindow]>,
        own: Arc<SlidingWindowLimiter>,
        calls: Calls,
    ) -> Self {
        Self {
            app: key.app.clone(),
            endpoint: key.endpoint,
            part,
            own,
            calls: Arc::new(calls),
            head: tokio::sync::Mutex::new(()),
            begin_at: Mutex::new(Instant::now()),
        }
    }

    /// Waits until the limits have room for a call. Takes longer than `max_wait` only by an operation of the server.
    pub(super) async fn acquire(&self, max_wait: Duration) -> Result<Permit, WouldWait> {
        let deadline = Deadline::new(max_wait, self.calls.longest_operation());
        let mut call = Call::new(&self.calls);
        let (admitted_by, part) = self.admit(&mut call, deadline).await?;
        let part = match (part, admitted_by) {
            (Some(part), _) => part,
            (None, Admitted::ByServer) => self.own.count(self.part_key()),
            (None, Admitted::Alone) => self.part(deadline).await?,
        };
        Ok(Permit::new((call, part)))
    }

    /// Asks the server until it admits the call, or is away.
    async fn admit(
        &self,
        call: &mut Call,
        deadline: Deadline,
    ) -> Result<(Admitted, Option<Permit>), WouldWait> {
        let _head = self.head(deadline).await?;
        let mut part = None;
        loop {
            self.wait_to_begin(deadline).await?;
            let asked = timeout_at(deadline.give_up_at, call.begin(part.is_some())).await;
            match asked.unwrap_or(Err(Unavailable)) {
                Ok(Admission::Begun) => return Ok((Admitted::ByServer, part)),
                Ok(Admission::WithinPart) => match self.own.acquire(self.part_key(), Duration::ZERO).await {
                    Ok(room) => part = Some(room),
                    Err(full) => self.begin_not_before(Instant::now() + full.retry_after.max(ASK_EVERY)),
                },
                Ok(Admission::Wait(wait)) => self.begin_not_before(Instant::now() + wait.min(FOREVER)),
                Ok(Admission::Full) => self.begin_not_before(Instant::now() + ASK_EVERY),
                Err(Unavailable) => return Ok((Admitted::Alone, part)),
            }
        }
    }

    /// Waits for the calls before this one.
    async fn head(&self, deadline: Deadline) -> Result<MutexGuard<'_, ()>, WouldWait> {
        if let Ok(head) = self.head.try_lock() {
            return Ok(head);
        }
        let begin_at = *self.begin_at();
        deadline.check(begin_at)?;
        let head = timeout_at(deadline.give_up_at, self.head.lock()).await;
        head.map_err(|_| WouldWait { retry_after: self.begin_at().saturating_duration_since(Instant::now()) })
    }

    async fn wait_to_begin(&self, deadline: Deadline) -> Result<(), WouldWait> {
        loop {
            let begin_at = *self.begin_at();
            if begin_at <= Instant::now() {
                return Ok(());
            }
            deadline.check(begin_at)?;
            sleep_until(begin_at).await;
        }
    }

    /// Waits for room in this process's part of the limits.
    async fn part(&self, deadline: Deadline) -> Result<Permit, WouldWait> {
        self.own.acquire(self.part_key(), deadline.begin_by.saturating_duration_since(Instant::now())).await
    }

    fn part_key(&self) -> RateLimitKey<'_> {
        RateLimitKey::new(&self.app, self.endpoint, &self.part)
    }

    /// Lets no call begin for so long.
    pub(super) fn pause(&self, wait: Duration) {
        self.own.pause(self.part_key(), wait);
        self.begin_not_before(Instant::now() + wait.min(FOREVER));
        self.calls.pause(wait);
    }

    fn begin_not_before(&self, time: Instant) {
        let mut begin_at = self.begin_at();
        *begin_at = time.max(*begin_at);
    }

    fn begin_at(&self) -> std::sync::MutexGuard<'_, Instant> {
        self.begin_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who lets a call begin.
enum Admitted {
    ByServer,
    /// This process, with a part of the limits.
    Alone,
}

/// For how long a call waits.
#[derive(Clone, Copy)]
struct Deadline {
    /// The call may begin until then.
    begin_by: Instant,
    /// With the time of one operation, so that a call that does not want to wait can still ask.
    give_up_at: Instant,
}

impl Deadline {
    fn new(max_wait: Duration, operation: Duration) -> Self {
        let begin_by = Instant::now() + max_wait.min(FOREVER);
        Self { begin_by, give_up_at: begin_by + operation.min(FOREVER) }
    }

    fn check(self, begin_at: Instant) -> Result<(), WouldWait> {
        if begin_at > self.begin_by {
            return Err(WouldWait { retry_after: begin_at.saturating_duration_since(Instant::now()) });
        }
        Ok(())
    }
}
