//! Access tokens: fetched once, renewed, replaced when refused.

use std::future::{pending, ready};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use feishu_client::{
    App, BoxFuture, Client, Error, ErrorCode as _, GenericCode, MemoryTokens, StoreError, Token, TokenStore,
};
use tokio::sync::Notify;
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
         (HTTP 200, log id 20230807192712DD4F1F2F0123456789AB)"
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

/// The reserved codes with which the platform refuses a token.
const REFUSED: [i64; 4] = [99_991_661, 99_991_663, 99_991_665, 99_991_671];

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
async fn a_token_that_is_refused_twice_is_an_error() {
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
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let store = Arc::new(MemoryTokens::new());
    let soon = SystemTime::now() + Duration::from_secs(1);
    store.save(&App::new(&server.url, "cli_1"), &Token::new("t-old", soon)).await.unwrap();
    let client = builder(&server).token_store(store).build().unwrap();
    client.send(&deliver()).await.unwrap();
    client.send(&deliver()).await.unwrap();
    assert!(server.calls().iter().all(|call| call.token() == "t-1"));
    assert_eq!(server.counts(), (1, 2));
}

#[tokio::test]
async fn no_validity_leads_to_a_token_for_each_call() {
    for seconds in [i64::MAX, i64::MIN, -1, 0, 1] {
        let server =
            Server::with_tokens(move |_, _| Reply::token("t-1", seconds), |_, _| Reply::json(200, DELIVERED))
                .await;
        let client = client(&server);
        for _ in 0..20 {
            client.send(&deliver()).await.unwrap();
        }
        // The first, and perhaps one renewal in the background.
        let (tokens, calls) = server.counts();
        assert!(tokens <= 2 && calls == 20, "{seconds}: {tokens} tokens");
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_used_is_neither_sent_nor_kept() {
    for token in ["", r"t\u0001", r"t\n-1"] {
        let server = Server::with_tokens(
            move |_, nth| Reply::token(if nth == 1 { token } else { "t-2" }, 7200),
            |_, _| Reply::json(200, DELIVERED),
        )
        .await;
        let client = client(&server);
        client.send(&deliver()).await.unwrap();
        assert_eq!(server.calls()[0].token(), "t-2");
        assert_eq!(server.counts(), (2, 1), "{token:?}");

        let server = Server::with_tokens(move |_, _| Reply::token(token, 7200), |_, _| Reply::Cut).await;
        let client = self::client(&server);
        for calls in 1..3 {
            let error = client.send(&deliver()).await.unwrap_err();
            assert!(matches!(error, Error::Token(_)), "{error:?}");
            assert_eq!(server.counts(), (2 * calls, 0), "the next call asks again: {token:?}");
        }
    }
}

#[tokio::test]
async fn a_token_that_a_store_should_not_have_is_not_sent() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let store = Arc::new(MemoryTokens::new());
    let soon = SystemTime::now() + Duration::from_secs(7200);
    store.save(&App::new(&server.url, "cli_1"), &Token::new("", soon)).await.unwrap();
    let client = builder(&server).token_store(store).build().unwrap();
    client.send(&deliver()).await.unwrap();
    assert_eq!(server.counts(), (1, 1));
}

/// Seen in an attack: the failed renewal counted as a new token, so that the refused one stayed.
#[tokio::test]
async fn a_refused_token_is_not_sent_again_after_a_renewal_failed() {
    let renewed = Arc::new(Notify::new());
    let after = Arc::clone(&renewed);
    let server = Server::with_tokens(
        move |_, nth| match nth {
            1 => Reply::token("t-1", 1700),
            2 => {
                after.notify_one();
                Reply::refusal(400, 10_003)
            }
            _ => Reply::token("t-2", 7200),
        },
        |seen, nth| match seen.token() {
            "t-1" if nth > 1 => Reply::refusal(400, 99_991_663),
            _ => Reply::json(200, DELIVERED),
        },
    )
    .await;
    let client = client(&server);
    client.send(&deliver()).await.unwrap();
    // The second call starts the renewal in the background, and is refused itself. It may share the failure.
    let _ = client.send(&deliver()).await;
    renewed.notified().await;
    let _ = client.send(&deliver()).await;
    for _ in 0..5 {
        client.send(&deliver()).await.unwrap();
    }
    let refused = server.calls()[1..].iter().filter(|call| call.token() == "t-1").count();
    assert_eq!(refused, 1, "the refused token was sent once");
}

/// A store whose operations never end.
struct Hanging;

impl TokenStore for Hanging {
    fn load<'a>(&'a self, _: &'a App) -> BoxFuture<'a, Result<Option<Token>, StoreError>> {
        Box::pin(pending())
    }

    fn save<'a>(&'a self, _: &'a App, _: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(pending())
    }

    fn discard<'a>(&'a self, _: &'a App, _: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(pending())
    }
}

#[tokio::test]
async fn a_store_that_hangs_costs_a_token_and_not_the_calls() {
    let server = Server::start(|seen, _| match seen.token() {
        "t-1" => Reply::refusal(400, 99_991_663),
        _ => Reply::json(200, DELIVERED),
    })
    .await;
    let client = builder(&server)
        .token_store(Arc::new(Hanging))
        .token_store_timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let start = Instant::now();
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&deliver()).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    for _ in 0..20 {
        client.send(&deliver()).await.unwrap();
    }
    assert_eq!(server.tokens().len(), 2, "the first token, and one in place of the refused one");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_fetch_goes_on_when_the_call_that_started_it_is_cancelled() {
    let word = Arc::new(Notify::new());
    let held = Arc::clone(&word);
    let server = Server::with_tokens(
        move |_, nth| Reply::token(&format!("t-{nth}"), 7200).when(&held),
        |_, _| Reply::json(200, DELIVERED),
    )
    .await;
    let client = client(&server);
    let first = tokio::spawn({
        let client = client.clone();
        async move { client.send(&deliver()).await }
    });
    while server.tokens().is_empty() {
        tokio::task::yield_now().await;
    }
    first.abort();
    let second = tokio::spawn(async move { client.send(&deliver()).await });
    tokio::task::yield_now().await;
    word.notify_one();
    second.await.unwrap().unwrap();
    assert_eq!(server.counts(), (1, 1));
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
