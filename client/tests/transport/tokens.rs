//! Access tokens: fetched once, renewed, replaced when refused.

use std::collections::HashSet;
use std::future::ready;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use feishu_client::{
    App, BoxFuture, Client, Error, ErrorCode as _, GenericCode, MemoryTokens, StoreError, Token, TokenStore,
};
use tokio::time::sleep;

use crate::calls::{DELIVERED, Look, SECRET, builder, client, deliver};
use crate::server::{Reply, Server};

#[tokio::test]
async fn one_token_is_fetched_however_many_ask_at_once() {
    let server = Server::with_tokens(
        |_, nth| Reply::token(&format!("t-{nth}"), 7200).after(50),
        |_, _| Reply::json(200, DELIVERED),
    )
    .await;
    let client = client(&server);
    let tasks: Vec<_> = (0..200)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&deliver()).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(server.counts(), (1, 200));
    assert!(server.calls().iter().all(|call| call.token() == "t-1"));
}

#[tokio::test]
async fn one_failure_to_fetch_a_token_is_shared() {
    let server = Server::with_tokens(|_, _| Reply::refusal(200, 10015).after(100), |_, _| Reply::Cut).await;
    let client = client(&server);
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&deliver()).await })
        })
        .collect();
    for task in tasks {
        match task.await.unwrap() {
            Err(Error::Token(error)) => {
                assert_eq!(error.api_error().unwrap().generic(), Some(GenericCode::CredentialsWrong));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(server.counts(), (1, 0));

    let error = client.send(&deliver()).await.unwrap_err();
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "no access token: refused with code 10015: the app id or the app secret is wrong \
         (HTTP 200, log id log-1); the service says: no"
    );
    assert_eq!(server.tokens().len(), 2, "the next call tries again");
}

#[tokio::test]
async fn fetching_a_token_is_tried_again() {
    let faults: [fn() -> Reply; 4] =
        [|| Reply::html(502), || Reply::Cut, || Reply::refusal(200, 10013), || Reply::refusal(500, 1)];
    for fault in faults {
        let server = Server::with_tokens(
            move |_, nth| if nth == 1 { fault() } else { Reply::token("t-1", 7200) },
            |_, _| Reply::json(200, DELIVERED),
        )
        .await;
        client(&server).send(&deliver()).await.unwrap();
        assert_eq!(server.counts(), (2, 1));
    }
}

/// The codes with which the service refuses a tenant's token.
const REFUSED: [i64; 5] = [99_991_663, 99_991_665, 99_991_671, 20_013, 4001];

#[tokio::test]
async fn a_refused_token_is_dropped_and_the_call_made_again_with_a_new_one() {
    for status in [400, 200] {
        for code in REFUSED {
            let server = Server::start(move |seen, _| match seen.token() {
                "t-1" => Reply::refusal(status, code),
                _ => Reply::json(200, DELIVERED),
            })
            .await;
            let client = client(&server);
            client.send(&deliver()).await.unwrap();
            assert_eq!(server.counts(), (2, 2), "{status} {code}");
            assert_eq!(server.calls()[1].token(), "t-2");

            client.send(&deliver()).await.unwrap();
            assert_eq!(server.counts(), (2, 3), "the new token is kept");
        }
    }
}

#[tokio::test]
async fn a_token_that_is_refused_twice_is_told() {
    let server =
        Server::with_tokens(|_, _| Reply::token("t-same", 7200), |_, _| Reply::refusal(400, 99_991_663))
            .await;
    let error = client(&server).send(&deliver()).await.unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
    assert_eq!(error.code().unwrap().code(), 99_991_663);
    assert_eq!(server.counts(), (2, 2));
}

#[tokio::test]
async fn many_refusals_of_one_token_fetch_one_new_token() {
    let server = Server::start(|seen, _| match seen.token() {
        "t-1" => Reply::refusal(400, 99_991_663).after(50),
        _ => Reply::json(200, DELIVERED),
    })
    .await;
    let client = client(&server);
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&deliver()).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(server.counts(), (2, 200));
}

#[tokio::test]
async fn many_refusals_of_a_token_that_the_service_hands_out_again_fetch_it_once() {
    let server = Server::with_tokens(
        |_, _| Reply::token("t-same", 7200),
        // Half of the first refusals come when the token was fetched again already.
        |_, nth| Reply::refusal(400, 99_991_663).after([50, 300, 0][(nth - 1) / 50 % 3]),
    )
    .await;
    let client = builder(&server).token_store(Arc::new(Careless::default())).build().unwrap();
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&deliver()).await })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap().is_err());
    }
    assert_eq!(server.counts(), (2, 200));
}

#[tokio::test]
async fn a_token_of_the_caller_s_own_is_not_renewed() {
    let server = Server::start(|_, _| Reply::refusal(400, 99_991_668)).await;
    let error = client(&server).call(&Look).token("u-1").send().await.unwrap_err();
    assert_eq!(error.code().unwrap().code(), 99_991_668);
    assert_eq!(server.counts(), (0, 1));
}

#[tokio::test]
async fn a_token_is_renewed_beside_the_calls_when_less_than_half_an_hour_is_left() {
    let server = Server::with_tokens(
        |_, nth| Reply::token(&format!("t-{nth}"), if nth == 1 { 1700 } else { 7200 }).after(50),
        |_, _| Reply::json(200, DELIVERED),
    )
    .await;
    let client = client(&server);
    for _ in 0..5 {
        client.send(&deliver()).await.unwrap();
    }
    sleep(Duration::from_millis(200)).await;
    client.send(&deliver()).await.unwrap();
    let tokens: Vec<_> = server.calls().iter().map(|call| call.token().to_owned()).collect();
    assert_eq!(tokens[..2], ["t-1", "t-1"], "calls do not wait for the new token");
    assert_eq!(tokens[5], "t-2");
    assert_eq!(server.counts(), (2, 6));
}

#[tokio::test]
async fn a_service_that_hands_out_the_old_token_is_not_asked_again_and_again() {
    let server =
        Server::with_tokens(|_, _| Reply::token("t-old", 1700), |_, _| Reply::json(200, DELIVERED)).await;
    let client = client(&server);
    for _ in 0..20 {
        client.send(&deliver()).await.unwrap();
        sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(server.counts(), (2, 20), "the first time, and one renewal");
}

#[tokio::test]
async fn a_renewal_that_fails_does_no_harm() {
    let server = Server::with_tokens(
        |_, nth| if nth == 1 { Reply::token("t-1", 1700) } else { Reply::html(500) },
        |_, _| Reply::json(200, DELIVERED),
    )
    .await;
    let client = client(&server);
    for _ in 0..10 {
        client.send(&deliver()).await.unwrap();
        sleep(Duration::from_millis(20)).await;
    }
    assert!(server.calls().iter().all(|call| call.token() == "t-1"));
}

#[tokio::test]
async fn a_token_that_has_expired_is_not_used() {
    let server = Server::with_tokens(
        |_, nth| Reply::token(&format!("t-{nth}"), if nth == 1 { 1 } else { 7200 }),
        |_, _| Reply::json(200, DELIVERED),
    )
    .await;
    let client = client(&server);
    client.send(&deliver()).await.unwrap();
    client.send(&deliver()).await.unwrap();
    client.send(&deliver()).await.unwrap();
    let tokens: HashSet<_> = server.calls()[1..].iter().map(|call| call.token().to_owned()).collect();
    assert_eq!(tokens, HashSet::from(["t-2".to_owned()]));
    assert_eq!(server.counts(), (2, 3));
}

#[tokio::test]
async fn clients_share_the_token_of_one_app_and_no_other() {
    let one = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let other = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let store = Arc::new(MemoryTokens::new());
    let client = |url: &str, app_id: &str| {
        let builder = Client::builder().base_url(url).credentials(app_id, SECRET).without_proxy();
        builder.token_store(store.clone()).build().unwrap()
    };
    client(&one.url, "cli_1").send(&Look).await.unwrap();
    client(&one.url, "cli_1").send(&Look).await.unwrap();
    assert_eq!(one.counts(), (1, 2));
    client(&one.url, "cli_2").send(&Look).await.unwrap();
    assert_eq!(one.counts(), (2, 3));
    client(&other.url, "cli_1").send(&Look).await.unwrap();
    assert_eq!(other.counts(), (1, 1));
}

#[tokio::test]
async fn a_token_that_another_machine_has_fetched_is_used() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let store = Arc::new(MemoryTokens::new());
    let soon = SystemTime::now() + Duration::from_secs(7200);
    store.save(&App::new(&server.url, "cli_1"), &Token::new("t-shared", soon)).await.unwrap();
    let client = builder(&server).token_store(store).build().unwrap();
    client.send(&Look).await.unwrap();
    assert_eq!(server.calls()[0].token(), "t-shared");
    assert_eq!(server.counts(), (0, 1));
}

#[tokio::test]
async fn memory_drops_the_refused_token_only() {
    let (store, app) = (MemoryTokens::new(), App::new("https://open.feishu.cn", "cli_1"));
    let soon = SystemTime::now() + Duration::from_secs(7200);
    let (old, new) = (Token::new("t-old", soon), Token::new("t-new", soon));
    store.save(&app, &new).await.unwrap();
    store.discard(&app, &old).await.unwrap();
    assert_eq!(store.load(&app).await.unwrap(), Some(new.clone()));
    store.discard(&app, &new).await.unwrap();
    assert_eq!(store.load(&app).await.unwrap(), None);
}

/// A store that drops whatever token it has.
#[derive(Default)]
struct Careless(MemoryTokens);

impl TokenStore for Careless {
    fn load<'a>(&'a self, app: &'a App) -> BoxFuture<'a, Result<Option<Token>, StoreError>> {
        self.0.load(app)
    }

    fn save<'a>(&'a self, app: &'a App, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        self.0.save(app, token)
    }

    fn discard<'a>(&'a self, app: &'a App, _: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            match self.0.load(app).await? {
                Some(token) => self.0.discard(app, &token).await,
                None => Ok(()),
            }
        })
    }
}

/// A store that is down.
struct Broken;

impl TokenStore for Broken {
    fn load<'a>(&'a self, _: &'a App) -> BoxFuture<'a, Result<Option<Token>, StoreError>> {
        Box::pin(ready(Err("down".into())))
    }

    fn save<'a>(&'a self, _: &'a App, _: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(ready(Err("down".into())))
    }

    fn discard<'a>(&'a self, _: &'a App, _: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(ready(Err("down".into())))
    }
}

#[tokio::test]
async fn a_store_that_fails_does_not_fail_the_call() {
    let server = Server::start(|seen, _| match seen.token() {
        "t-1" => Reply::refusal(400, 99_991_663),
        _ => Reply::json(200, DELIVERED),
    })
    .await;
    let client = builder(&server).token_store(Arc::new(Broken)).build().unwrap();
    client.send(&deliver()).await.unwrap();
    assert_eq!(server.counts(), (2, 2));
}
