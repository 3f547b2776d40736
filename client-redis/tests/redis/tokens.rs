//! Tokens in a server.

use std::time::{Duration, SystemTime};

use feishu_client::{App, Token, TokenStore};
use feishu_client_redis::RedisTokens;
use tokio::time::Instant;

use crate::redis_server::RedisServer;

fn token(value: &str, seconds: u64) -> Token {
    Token::new(value, SystemTime::now() + Duration::from_secs(seconds))
}

fn app(id: &str) -> App {
    App::new("https://open.feishu.cn", id)
}

async fn value(store: &RedisTokens, app: &App) -> Option<String> {
    store.load(app).await.unwrap().map(|token| token.value().to_owned())
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn a_token_is_shared_and_expires_when_it_does() {
    let server = RedisServer::start().await;
    let (here, there) = (RedisTokens::new(server.redis()), RedisTokens::new(server.redis()));
    let saved = token("t-1", 7200);
    here.save(&app("cli_1"), &saved).await.unwrap();
    let loaded = there.load(&app("cli_1")).await.unwrap().unwrap();
    assert_eq!(loaded.value(), "t-1");
    let differ =
        saved.expires_at().duration_since(loaded.expires_at()).unwrap_or_else(|later| later.duration());
    assert!(differ < Duration::from_secs(60), "{differ:?}");
    // The server forgets it then.
    let keys: Vec<String> = server.query(&["KEYS", "*"]).await.unwrap();
    assert_eq!(keys, ["feishu:{https://open.feishu.cn|cli_1|token}:value"]);
    let seconds: i64 = server.query(&["TTL", &keys[0]]).await.unwrap();
    assert!((7100..=7200).contains(&seconds), "{seconds}");

    there.save(&app("cli_1"), &token("t-2", 7200)).await.unwrap();
    assert_eq!(value(&here, &app("cli_1")).await.as_deref(), Some("t-2"));
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn a_token_that_has_expired_is_forgotten() {
    let server = RedisServer::start().await;
    let store = RedisTokens::new(server.redis()).fetch_time(Duration::from_millis(10));
    store.save(&app("cli_1"), &Token::new("t-1", SystemTime::UNIX_EPOCH)).await.unwrap();
    assert_eq!(value(&store, &app("cli_1")).await, None);
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn apps_addresses_and_prefixes_are_apart() {
    let server = RedisServer::start().await;
    let (store, other) = (RedisTokens::new(server.redis()), RedisTokens::new(server.redis().prefix("other")));
    let lark = App::new("https://open.larksuite.com", "cli_1");
    for (store, app, name) in [
        (&store, &app("cli_1"), "a"),
        (&store, &app("cli_2"), "b"),
        (&store, &lark, "c"),
        (&other, &lark, "d"),
    ] {
        store.save(app, &token(name, 7200)).await.unwrap();
    }
    assert_eq!(value(&store, &app("cli_1")).await.as_deref(), Some("a"));
    assert_eq!(value(&store, &app("cli_2")).await.as_deref(), Some("b"));
    assert_eq!(value(&store, &lark).await.as_deref(), Some("c"));
    assert_eq!(value(&other, &lark).await.as_deref(), Some("d"));
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn only_the_refused_token_is_discarded() {
    let server = RedisServer::start().await;
    let (store, app) = (RedisTokens::new(server.redis()), app("cli_1"));
    store.save(&app, &token("t-new", 7200)).await.unwrap();
    store.discard(&app, &token("t-old", 7200)).await.unwrap();
    assert_eq!(value(&store, &app).await.as_deref(), Some("t-new"));
    // Whatever the expiry: it is never read back exactly.
    store.discard(&app, &token("t-new", 60)).await.unwrap();
    assert_eq!(value(&store, &app).await, None);
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn one_fetches_and_the_others_wait_for_it() {
    let server = RedisServer::start().await;
    let patient = || RedisTokens::new(server.redis()).fetch_time(Duration::from_secs(60));
    let (here, there) = (patient(), patient());
    assert_eq!(value(&here, &app("cli_1")).await, None);
    let waiting: Vec<_> = (0..20)
        .map(|task| {
            let store = if task % 2 == 0 { here.clone() } else { there.clone() };
            tokio::spawn(async move { value(&store, &app("cli_1")).await })
        })
        .collect();
    // Nobody waits for another app.
    assert_eq!(value(&there, &app("cli_2")).await, None);
    here.save(&app("cli_1"), &token("t-1", 7200)).await.unwrap();
    for task in waiting {
        assert_eq!(task.await.unwrap().as_deref(), Some("t-1"));
    }
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn nobody_waits_for_long_for_one_who_died() {
    let server = RedisServer::start().await;
    let store = || RedisTokens::new(server.redis()).fetch_time(Duration::from_millis(300));
    assert_eq!(value(&store(), &app("cli_1")).await, None);
    let start = Instant::now();
    assert_eq!(value(&store(), &app("cli_1")).await, None);
    assert!(start.elapsed() >= Duration::from_millis(250), "{:?}", start.elapsed());
}
