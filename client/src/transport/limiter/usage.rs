//! How much of an endpoint's rate limits is used.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::RateWindow;

/// The calls that count, and until when.
pub(super) struct Usage {
    windows: Vec<Window>,
    paused_until: Option<Instant>,
}

/// What a call has to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// A time.
    Until(Instant),
    /// Until a call that is under way ends.
    ForSlot,
}

impl Usage {
    pub(super) fn new(windows: &[RateWindow]) -> Self {
        Self { windows: windows.iter().map(Window::new).collect(), paused_until: None }
    }

    /// Whether every window has room for a call.
    pub(super) fn room(&mut self, now: Instant) -> Result<(), Wait> {
        match self.paused_until.filter(|end| *end > now) {
            Some(end) => Err(Wait::Until(end)),
            None => self.windows.iter_mut().try_for_each(|window| window.room(now)),
        }
    }

    /// Begins a call, if every window has room for it.
    pub(super) fn begin(&mut self, now: Instant) -> Result<(), Wait> {
        self.room(now)?;
        self.count();
        Ok(())
    }

    /// Begins a call, whether or not there is room for it.
    pub(super) fn count(&mut self) {
        for window in &mut self.windows {
            window.under_way += 1;
        }
    }

    /// Ends a call.
    pub(super) fn end(&mut self, now: Instant) {
        for window in &mut self.windows {
            window.end(now);
        }
    }

    /// Lets no call begin for so long.
    pub(super) fn pause(&mut self, now: Instant, wait: Duration) {
        // A moment that the clock cannot express is never waited for.
        let Some(end) = now.checked_add(wait) else { return };
        self.paused_until = Some(self.paused_until.map_or(end, |paused| paused.max(end)));
    }
}

/// A limit on the number of calls within a span of time.
///
/// The service counts a call at some moment between its start and its response. Here a call counts from its start
/// until a window's length after its *end*, so that the service never sees more calls within a window than are counted
/// here, however long they were on their way.
struct Window {
    calls: usize,
    length: Duration,
    under_way: usize,
    /// When the calls that are over cease to count, soonest first.
    counted_until: VecDeque<Instant>,
}

impl Window {
    fn new(window: &RateWindow) -> Self {
        Self {
            calls: usize::try_from(window.calls).unwrap_or(usize::MAX).max(1),
            length: Duration::from_secs(window.seconds.into()),
            under_way: 0,
            counted_until: VecDeque::new(),
        }
    }

    fn room(&mut self, now: Instant) -> Result<(), Wait> {
        while self.counted_until.front().is_some_and(|end| *end <= now) {
            self.counted_until.pop_front();
        }
        if self.under_way + self.counted_until.len() < self.calls {
            return Ok(());
        }
        Err(self.counted_until.front().map_or(Wait::ForSlot, |end| Wait::Until(*end)))
    }

    fn end(&mut self, now: Instant) {
        self.under_way = self.under_way.saturating_sub(1);
        self.counted_until.push_back(now + self.length);
    }
}
