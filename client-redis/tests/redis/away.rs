//! A server that is away from the beginning, fails, or hangs.

use std::sync::Arc;
use std::time::Duration;

use feishu_client::{App, Permit, RateLimitKey, RateLimiter, RateWindow, TokenStore};
use feishu_client_redis::{Redis, RedisRateLimiter, RedisTokens};
use tokio::net::TcpListener;
use tokio::time::Instant;

use crate::limiter::has_been_running;
use crate::redis_server::RedisServer;

const WINDOWS: [RateWindow; 1] = [RateWindow { calls: 10, seconds: 3600 }];

async fn at_once(limiter: &RedisRateLimiter) -> Vec<Permit> {
    let (app, mut permits) = (App::new("u", "a"), Vec::new());
    while let Ok(permit) = limiter.acquire(RateLimitKey::new(&app, "x", &WINDOWS), Duration::ZERO).await {
        permits.push(permit);
    }
    permits
}

/// A port at which nobody listens.
async fn nobody() -> Redis {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    Redis::open(&format!("redis://{}", listener.local_addr().unwrap())).unwrap()
}

#[tokio::test]
async fn without_a_server_a_process_keeps_to_its_part() {
    let limiter = RedisRateLimiter::new(nobody().await).processes(5);
    assert_eq!(at_once(&limiter).await.len(), 2);
}

#[tokio::test]
async fn without_a_server_a_pause_is_for_the_process() {
    let (limiter, app) = (RedisRateLimiter::new(nobody().await), App::new("u", "a"));
    let key = RateLimitKey::new(&app, "x", &WINDOWS);
    limiter.pause(key, Duration::from_secs(100));
    let refused = limiter.acquire(key, Duration::from_secs(1)).await.unwrap_err();
    assert!(refused.retry_after > Duration::from_secs(90), "{refused:?}");
}

#[tokio::test]
async fn endpoints_without_limits_ask_nobody() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    let limiter = RedisRateLimiter::new(Redis::open(&url).unwrap());
    let app = App::new("u", "a");
    limiter.acquire(RateLimitKey::new(&app, "x", &[]), Duration::ZERO).await.unwrap();
    let asked = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
    assert!(asked.is_err());
}

#[tokio::test]
async fn a_store_without_a_server_fails() {
    let (store, app) = (RedisTokens::new(nobody().await), App::new("u", "a"));
    let error = store.load(&app).await.unwrap_err();
    assert_eq!(error.to_string(), "the Redis server is not available");
}

#[tokio::test]
async fn a_server_that_hangs_costs_one_call_its_timeout() {
    // Connections are accepted by the system, and nobody answers.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let redis = Redis::open(&format!("redis://{}", listener.local_addr().unwrap())).unwrap();
    let limiter = Arc::new(RedisRateLimiter::new(redis.timeout(Duration::from_millis(100))));
    let start = Instant::now();
    let calls: Vec<_> = (0..5)
        .map(|_| {
            let limiter = limiter.clone();
            tokio::spawn(async move {
                let app = App::new("u", "a");
                limiter.acquire(RateLimitKey::new(&app, "x", &WINDOWS), Duration::from_secs(60)).await
            })
        })
        .collect();
    let mut permits = Vec::new();
    for call in calls {
        permits.push(call.await.unwrap().unwrap());
    }
    // Not a timeout for each of them.
    assert!((100..400).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn calls_that_the_server_has_allowed_count_when_it_is_away() {
    let mut server = RedisServer::start().await;
    has_been_running(&server, "feishu:{u|a|x}").await;
    let (limiter, app) = (RedisRateLimiter::new(server.redis()), App::new("u", "a"));
    let key = RateLimitKey::new(&app, "x", &WINDOWS);
    let begun = [
        limiter.acquire(key, Duration::ZERO).await.unwrap(),
        limiter.acquire(key, Duration::ZERO).await.unwrap(),
    ];
    server.kill();
    let alone = at_once(&limiter).await;
    assert_eq!(alone.len(), 3, "5 are its part");
    // Back, without its data: the limiter does not take its word for it, and reports its calls when they end.
    server.restart().await;
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(at_once(&limiter).await.len(), 0);
    drop((begun, alone));
    let count = async || server.query::<usize>(&["ZCARD", "feishu:{u|a|x}:calls"]).await.unwrap();
    while count().await < 5 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn a_server_that_did_not_see_calls_grants_a_part_although_it_has_its_data() {
    let server = RedisServer::start().await;
    has_been_running(&server, "feishu:{u|a|x}").await;
    // A network that does not work for a while: this process cannot reach the server, others can.
    let (limiter, app) = (RedisRateLimiter::new(server.redis()), App::new("u", "a"));
    let key = RateLimitKey::new(&app, "x", &WINDOWS);
    let first = limiter.acquire(key, Duration::ZERO).await.unwrap();
    server.query::<String>(&["CONFIG", "SET", "requirepass", "another"]).await.unwrap();
    server.query_as::<i64>("another", &["CLIENT", "KILL", "TYPE", "normal"]).await.unwrap();
    let alone = limiter.acquire(key, Duration::ZERO).await.unwrap();
    let password = crate::redis_server::PASSWORD;
    server.query_as::<String>("another", &["CONFIG", "SET", "requirepass", password]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(at_once(&limiter).await.len(), 3, "5 are its part, and 2 are under way");
    // So does it to another process.
    assert_eq!(at_once(&RedisRateLimiter::new(server.redis())).await.len(), 5);
    drop((first, alone));
}
