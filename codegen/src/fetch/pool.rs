use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::portal::Portal;
use super::{Fault, FetchedPage, Options, WantedPage};

/// How often a stop is checked.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Downloads pages concurrently, without writing them. The results are in the order of `wanted`. Once `stop` is set,
/// the remaining pages fail. `done` is called after each page.
pub fn fetch(
    wanted: &[WantedPage],
    options: &Options,
    stop: &Arc<AtomicBool>,
    done: impl Fn(),
) -> Vec<Result<FetchedPage, Fault>> {
    let portal = Arc::new(Portal::new(options, stop, wanted));
    let pages: Arc<[WantedPage]> = wanted.into();
    let next = Arc::new(AtomicUsize::new(0));
    let (sender, receiver) = mpsc::channel();
    for _ in 0..options.jobs.clamp(1, wanted.len().max(1)) {
        let (portal, pages, next) = (Arc::clone(&portal), Arc::clone(&pages), Arc::clone(&next));
        let sender = sender.clone();
        // Not joined, so that a stop does not wait for the portal. The thread only touches memory.
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
    let mut results: Vec<Result<FetchedPage, Fault>> = wanted.iter().map(|_| Err(Fault::Stopped)).collect();
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
