//! Times two ways of doing the same.

use std::time::{Duration, Instant};

/// Both take turns this often, so that whatever slows the machine down slows both down.
const ROUNDS: usize = 121;

/// What either takes, and how much longer ours does.
pub struct Times {
    ours: Duration,
    plain: Duration,
    ratio: f64,
}

/// Times rounds in which both do their work so many times.
///
/// The ratio is the median of the rounds' own ratios: what else the machine does changes from round to round, but
/// hardly within one. Which of the two goes first changes too.
pub fn compare(times: u32, mut ours: impl FnMut(), mut plain: impl FnMut()) -> Times {
    let mut rounds = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        if round % 2 == 0 {
            rounds.0.push(time(times, &mut ours));
            rounds.1.push(time(times, &mut plain));
        } else {
            rounds.1.push(time(times, &mut plain));
            rounds.0.push(time(times, &mut ours));
        }
    }
    let ratios = rounds.0.iter().zip(&rounds.1).map(|(ours, plain)| ours.as_secs_f64() / plain.as_secs_f64());
    Times {
        ratio: median(ratios.collect(), f64::total_cmp),
        ours: median(rounds.0, Ord::cmp) / times,
        plain: median(rounds.1, Ord::cmp) / times,
    }
}

fn time(times: u32, work: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..times).for_each(|_| work());
    start.elapsed()
}

fn median<T: Copy>(mut rounds: Vec<T>, order: impl Fn(&T, &T) -> std::cmp::Ordering) -> T {
    rounds.sort_unstable_by(order);
    rounds[rounds.len() / 2]
}

impl Times {
    /// Prints both, and the ratio with its bound.
    pub fn print(&self, what: &str, plainly: &str, bound: &str) {
        let Self { ours, plain, ratio } = self;
        println!("{what}: {ours:?}; {plainly}: {plain:?}; {ratio:.2} times the time ({bound})");
    }
}
