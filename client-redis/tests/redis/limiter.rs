//! Rate limits in a server.

use std::time::{Duration, SystemTime};

use feishu_client::{App, Permit, RateLimitKey, RateLimiter, RateWindow, WouldWait};
use feishu_client_redis::RedisRateLimiter;
use tokio::time::Instant;

use crate::redis_server::RedisServer;

/// A service's address and app, and an endpoint, as they stand in keys.
const KEY: &str = "feishu:{u|a|x}";

fn app() -> App {
    App::new("u", "a")
}

/// Lets the server count since the beginning of time, as if it had been running for long.
pub async fn has_been_running(server: &RedisServer, key: &str) {
    server.query::<String>(&["SET", &format!("{key}:counted-since"), "0"]).await.unwrap();
}

async fn acquire(
    limiter: &RedisRateLimiter,
    windows: &[RateWindow],
    max_wait: Duration,
) -> Result<Permit, WouldWait> {
    limiter.acquire(RateLimitKey::new(&app(), "x", windows), max_wait).await
}

/// How many calls may begin at once.
async fn at_once(limiter: &RedisRateLimiter, windows: &[RateWindow]) -> Vec<Permit> {
    let mut permits = Vec::new();
    while let Ok(permit) = acquire(limiter, windows, Duration::ZERO).await {
        permits.push(permit);
    }
    permits
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn every_window_counts_the_calls_of_all() {
    let server = RedisServer::start().await;
    has_been_running(&server, KEY).await;
    let (here, there) = (RedisRateLimiter::new(server.redis()), RedisRateLimiter::new(server.redis()));
    let windows = [RateWindow { calls: 7, seconds: 3600 }, RateWindow { calls: 5, seconds: 3600 }];
    let mut permits = Vec::new();
    for limiter in [&here, &there, &there, &here, &there] {
        permits.push(acquire(limiter, &windows, Duration::ZERO).await.unwrap());
    }
    assert!(acquire(&here, &windows, Duration::ZERO).await.is_err());
    assert!(acquire(&there, &windows, Duration::ZERO).await.is_err());
    // Another app, another endpoint.
    let (b, now) = (App::new("u", "b"), Duration::ZERO);
    here.acquire(RateLimitKey::new(&b, "x", &windows), now).await.unwrap();
    here.acquire(RateLimitKey::new(&app(), "y", &windows), now).await.unwrap();
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn a_call_counts_until_a_window_after_its_end() {
    let server = RedisServer::start().await;
    has_been_running(&server, KEY).await;
    let (here, there) = (RedisRateLimiter::new(server.redis()), RedisRateLimiter::new(server.redis()));
    let windows = [RateWindow { calls: 1, seconds: 2 }];
    let permit = acquire(&here, &windows, Duration::ZERO).await.unwrap();
    let waiting = tokio::spawn(async move {
        let permit = acquire(&there, &windows, Duration::MAX).await.unwrap();
        (Instant::now(), permit)
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let ended = Instant::now();
    drop(permit);
    let (begun, _permit) = waiting.await.unwrap();
    assert!(begun - ended >= Duration::from_secs(2), "{:?}", begun - ended);
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn a_call_that_would_wait_too_long_learns_for_how_long() {
    let server = RedisServer::start().await;
    has_been_running(&server, KEY).await;
    let limiter = RedisRateLimiter::new(server.redis());
    let windows = [RateWindow { calls: 1, seconds: 100 }];
    drop(acquire(&limiter, &windows, Duration::ZERO).await.unwrap());
    // The end of the call reaches the server in the background.
    let refused = loop {
        let refused = acquire(&limiter, &windows, Duration::from_secs(30)).await.unwrap_err();
        if refused.retry_after > Duration::from_secs(1) {
            break refused;
        }
    };
    let wait = refused.retry_after;
    assert!((Duration::from_secs(90)..=Duration::from_secs(100)).contains(&wait), "{wait:?}");
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn calls_of_a_process_that_died_cease_to_count() {
    let server = RedisServer::start().await;
    has_been_running(&server, KEY).await;
    let limiter = || RedisRateLimiter::new(server.redis()).longest_call(Duration::from_secs(1));
    let windows = [RateWindow { calls: 1, seconds: 1 }];
    let start = Instant::now();
    std::mem::forget(acquire(&limiter(), &windows, Duration::ZERO).await.unwrap());
    drop(acquire(&limiter(), &windows, Duration::MAX).await.unwrap());
    assert!(start.elapsed() >= Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn a_pause_is_for_all_processes() {
    let server = RedisServer::start().await;
    has_been_running(&server, KEY).await;
    let (here, there) = (RedisRateLimiter::new(server.redis()), RedisRateLimiter::new(server.redis()));
    let windows = [RateWindow { calls: 10, seconds: 1 }];
    here.pause(RateLimitKey::new(&app(), "x", &windows), Duration::from_secs(100));
    let refused = acquire(&here, &windows, Duration::ZERO).await.unwrap_err();
    assert!(refused.retry_after > Duration::from_secs(90), "{refused:?}");
    // It reaches the server in the background.
    let refused = loop {
        match acquire(&there, &windows, Duration::ZERO).await {
            Ok(permit) => drop(permit),
            Err(refused) if refused.retry_after < Duration::from_secs(2) => {}
            Err(refused) => break refused,
        }
    };
    assert!(refused.retry_after > Duration::from_secs(90), "{refused:?}");
    // A shorter one does not end it.
    there.pause(RateLimitKey::new(&app(), "x", &windows), Duration::from_secs(1));
    let millis: i64 = server.query(&["PTTL", &format!("{KEY}:pause")]).await.unwrap();
    assert!(millis > 90_000, "{millis}");
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn a_server_that_has_not_counted_for_long_grants_a_process_its_part() {
    let server = RedisServer::start().await;
    let (here, there) = (RedisRateLimiter::new(server.redis()), RedisRateLimiter::new(server.redis()));
    let windows = [RateWindow { calls: 10, seconds: 3600 }];
    let permits = [at_once(&here, &windows).await, at_once(&there, &windows).await];
    assert_eq!(permits.each_ref().map(Vec::len), [5, 5]);
    // By and by it is one that has.
    let calls: usize = server.query(&["ZCARD", &format!("{KEY}:calls")]).await.unwrap();
    assert_eq!(calls, 10);
    let since: u128 = server.query(&["GET", &format!("{KEY}:counted-since")]).await.unwrap();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_micros();
    assert!(since <= now && now - since < 60_000_000, "{since} {now}");
    has_been_running(&server, KEY).await;
    drop(permits);
    let windows = [RateWindow { calls: 13, seconds: 3600 }];
    assert_eq!(at_once(&RedisRateLimiter::new(server.redis()), &windows).await.len(), 3);
}
