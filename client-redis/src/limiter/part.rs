//! What a process may do on its own.

use feishu_client::RateWindow;

/// The part of a limit for each of this number of processes. Together they keep to the whole limit.
pub(super) fn part_of(window: RateWindow, processes: u32) -> RateWindow {
    match window.calls / processes {
        // Less than one call a window: one in as many windows as there are processes to a call.
        0 => {
            let windows = processes.div_ceil(window.calls.max(1));
            RateWindow { calls: 1, seconds: window.seconds.saturating_mul(windows) }
        }
        calls => RateWindow { calls, ..window },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_together_are_not_more_than_the_limit() {
        let window = |calls, seconds| RateWindow { calls, seconds };
        assert_eq!(part_of(window(1000, 60), 3), window(333, 60));
        assert_eq!(part_of(window(50, 1), 50), window(1, 1));
        assert_eq!(part_of(window(2, 1), 5), window(1, 3));
        for (calls, seconds, processes) in [(1, 1, 7), (5, 60, 6), (50, 1, 33), (3, 2, 8), (u32::MAX, 9, 2)] {
            let part = part_of(window(calls, seconds), processes);
            let together = u64::from(part.calls) * u64::from(processes) * u64::from(seconds);
            assert!(together <= u64::from(calls) * u64::from(part.seconds), "{calls} {seconds} {processes}");
        }
    }
}
