//! Tokens with the platform's rule for renewals: it issues a new token in the last half hour of the old one only.

use std::time::Duration;

use feishu_mock::{Fault, FaultKind, TOKEN_ENDPOINT};
use tokio::time::Instant;

use crate::support::{Service, mock};
use crate::time::pass_time_for;

/// The number of tokens fetched for five deliveries, with tokens of this lifetime.
async fn fetches_with(lifetime: Duration) -> usize {
    let service = Service::with(mock().token_lifetime(lifetime), |client| client).await;
    for _ in 0..5 {
        service.deliver().await.unwrap();
        // Lets the renewal in the background run.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    service.token_fetches()
}

#[tokio::test]
async fn a_token_is_renewed_in_its_last_half_hour_and_not_fetched_for_each_call() {
    let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
    assert_eq!(fetches_with(minutes(31)).await, 1, "good for all of them");
    assert_eq!(fetches_with(minutes(28)).await, 2, "renewed, and not again within a minute");
    assert_eq!(fetches_with(Duration::from_secs(20)).await, 2, "renewed, however short it lasts");
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_a_renewal() {
    let service = Service::with(mock().token_lifetime(Duration::from_secs(600)), |client| client).await;
    pass_time_for(service.deliver()).await.unwrap();
    let slow = Fault::new(FaultKind::Slow { milliseconds: 20_000 }).on(TOKEN_ENDPOINT);
    service.mock.inject(slow).unwrap();
    let start = Instant::now();
    pass_time_for(service.deliver()).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}
