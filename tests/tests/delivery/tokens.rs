//! Tokens are one app's at one service, whoever shares the store.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use feishu_client::MemoryTokens;
use feishu_mock::{Fault, FaultKind, Mock, TOKEN_ENDPOINT};
use feishu_tests::ID;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::support::{Service, client_of, mock, received, request};
use crate::time::pass_time_for;

const APPS: [(&str, &str); 2] = [("cli_a", "secret-a"), ("cli_b", "secret-b")];

async fn two_apps() -> Mock {
    APPS.into_iter().fold(mock(), |mock, (app, secret)| mock.app(app, secret)).start().await.unwrap()
}

/// The tokens, or what stands for them, with which an app called.
fn tokens_of(mock: &Mock, app: &str) -> BTreeSet<String> {
    let records = received(mock, ID).into_iter().filter(|record| record.app.as_deref() == Some(app));
    records.map(|record| record.headers["authorization"].clone()).collect()
}

#[tokio::test]
async fn tokens_are_never_shared_between_apps_or_services() {
    let store = Arc::new(MemoryTokens::new());
    let mocks = [two_apps().await, two_apps().await];
    for _ in 0..2 {
        for mock in &mocks {
            for (app, secret) in APPS {
                let client = client_of(mock, app, secret).token_store(store.clone()).build().unwrap();
                client.send(&request()).await.unwrap();
            }
        }
    }
    let used: Vec<_> = mocks.iter().flat_map(|mock| APPS.map(|(app, _)| tokens_of(mock, app))).collect();
    assert!(used.iter().all(|tokens| tokens.len() == 1), "one token for each app at each service: {used:?}");
    assert_eq!(used.iter().flatten().collect::<BTreeSet<_>>().len(), 4, "all of them different");
    // The second round found them all in the store.
    assert!(mocks.iter().all(|mock| received(mock, TOKEN_ENDPOINT).len() == 2));
}

#[tokio::test]
async fn one_fetch_serves_all_who_ask_at_once_and_all_whose_token_was_revoked() {
    let service = Service::start().await;
    for fetches in [1, 2] {
        let mut tasks = JoinSet::new();
        for _ in 0..20 {
            let client = service.client.clone();
            tasks.spawn(async move { client.send(&request()).await.unwrap() });
        }
        tasks.join_all().await;
        assert_eq!(service.token_fetches(), fetches);
        service.mock.revoke_tokens();
    }
    assert_eq!(service.carried_out(), 40);
}

/// How many tokens are fetched for five deliveries, with tokens that last so long.
async fn fetches_with(lifetime: Duration) -> usize {
    let service = Service::with(mock().token_lifetime(lifetime), |client| client).await;
    for _ in 0..5 {
        service.deliver().await.unwrap();
        // What is fetched beside the deliveries has its turn.
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
