use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::portal::Portal;
use super::{Fault, Fetched, Options, Wanted};

/// How soon a stop is noticed.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Brings pages, several at a time; the results are in the order of what is wanted. Nothing is written. Once `stop` is
/// set, what has not come is given up. `done` is called after each page.
pub fn fetch(
    wanted: &[Wanted],
    options: &Options,
    stop: &Arc<AtomicBool>,
    done: impl Fn(),
) -> Vec<Result<Fetched, Fault>> {
    let portal = Arc::new(Portal::new(options, stop, wanted));
    let pages: Arc<[Wanted]> = wanted.into();
    let next = Arc::new(AtomicUsize::new(0));
    let (sender, receiver) = mpsc::channel();
    for _ in 0..options.jobs.clamp(1, wanted.len().max(1)) {
        let (portal, pages, next) = (Arc::clone(&portal), Arc::clone(&pages), Arc::clone(&next));
        let sender = sender.clone();
        // Not joined: a stop does not wait for the portal. The thread touches nothing but memory.
        thread::spawn(move || {
            while !portal.is_stopped() {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(page) = pages.get(index) else { break };
                if sender.send((index, portal.bring(page))).is_err() {
                    break;
                }
            }
        });
    }
    drop(sender);
    let mut results: Vec<Result<Fetched, Fault>> = wanted.iter().map(|_| Err(Fault::Stopped)).collect();
    loop {
        match receiver.recv_timeout(POLL_INTERVAL) {
            Ok((index, result)) => {
                results[index] = result;
                done();
            }
            Err(RecvTimeoutError::Timeout) if !stop.load(Ordering::Relaxed) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return results,
        }
    }
}
