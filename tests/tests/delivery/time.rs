//! Time that passes by itself, but is not waited for.

use std::sync::mpsc;
use std::time::Duration;

/// So much passes at once.
const STEP: Duration = Duration::from_millis(5);

/// How often all tasks and sockets have their turn before time goes on. A call needs several of these turns, so it
/// takes a while of this time too.
const TURNS: u32 = 8;

/// No test needs as much.
const END: Duration = Duration::from_secs(900);

/// Carries out what takes long, on a runtime whose time is paused.
///
/// Left to itself, paused time jumps to the next timer as soon as no task can go on, even if that is because an answer
/// is on its way through a socket: the call would time out. So that is prevented, and time goes on in small steps.
pub async fn pass_time_for<T>(work: impl Future<Output = T>) -> T {
    let (_end, until_end) = mpsc::channel::<()>();
    // Time does not jump as long as a blocking task is there.
    tokio::task::spawn_blocking(move || until_end.recv());
    tokio::select! {
        biased;
        output = work => output,
        () = pass() => panic!("not done after {END:?}"),
    }
}

async fn pass() {
    for _ in 0..END.as_millis() / STEP.as_millis() {
        for _ in 0..TURNS {
            tokio::task::yield_now().await;
        }
        tokio::time::advance(STEP).await;
    }
}
