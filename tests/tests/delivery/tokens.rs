//! Tokens are one app's at one service, whoever shares the store.

use std::collections::BTreeSet;
use std::sync::Arc;

use feishu_client::MemoryTokens;
use feishu_mock::{Mock, TOKEN_ENDPOINT};
use feishu_tests::ID;
use tokio::task::JoinSet;

use crate::support::{Service, client_of, mock, received, request};

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
