//! Times two ways of doing the same.

use std::time::{Duration, Instant};

/// Both take turns this often, so that whatever slows the machine down slows both down.
const ROUNDS: usize = 61;

/// What one round of either takes: the median, and how often it does its work in that time.
pub struct Times {
    ours: Duration,
    plain: Duration,
    times: u32,
}

/// Times rounds in which both do their work so many times.
pub fn compare(times: u32, mut ours: impl FnMut(), mut plain: impl FnMut()) -> Times {
    let mut rounds = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        rounds.0.push(time(times, &mut ours));
        rounds.1.push(time(times, &mut plain));
    }
    Times { ours: median(rounds.0), plain: median(rounds.1), times }
}

fn time(times: u32, work: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..times).for_each(|_| work());
    start.elapsed()
}

fn median(mut rounds: Vec<Duration>) -> Duration {
    rounds.sort_unstable();
    rounds[rounds.len() / 2]
}

impl Times {
    /// Prints both, and the ratio with its bound.
    pub fn tell(&self, what: &str, plainly: &str, bound: &str) {
        let (ours, plain) = (self.ours / self.times, self.plain / self.times);
        let ratio = self.ours.as_secs_f64() / self.plain.as_secs_f64();
        println!("{what}: {ours:?}; {plainly}: {plain:?}; {ratio:.2} times the time ({bound})");
    }
}
