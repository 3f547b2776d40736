//! Settings, and what is shown of them.

use feishu_client_redis::{InvalidUrl, Redis, RedisRateLimiter, RedisTokens};

#[test]
fn neither_debug_nor_an_error_shows_the_password() {
    let redis = Redis::open("redis://somebody:hunter2@cache.internal:6380/3").unwrap().prefix("site");
    let shown = [
        format!("{redis:?}"),
        format!("{:#?}", RedisTokens::new(redis.clone())),
        format!("{:#?}", RedisRateLimiter::new(redis)),
    ];
    for shown in &shown {
        assert!(shown.contains("cache.internal:6380") && shown.contains("site"), "{shown}");
        assert!(!shown.contains("hunter2") && !shown.contains("somebody"), "{shown}");
    }
    for url in ["http://:hunter2@host", "redis://:hunter2@host:port", "redis://:hunter2@host/x", "hunter2"] {
        let error = Redis::open(url).unwrap_err();
        assert_eq!(error, InvalidUrl::Syntax, "{url}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn tls_is_a_feature() {
    let opened = Redis::open("rediss://:hunter2@cache.internal:6380");
    assert_eq!(opened.err(), (!cfg!(feature = "tls")).then_some(InvalidUrl::Tls));
}
