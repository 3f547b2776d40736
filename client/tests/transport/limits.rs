//! Rate limits: the client's own and the service's.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use feishu_client::{
    App, Error, ErrorCode as _, RateLimitKey, RateLimiter, RateWindow, RetryPolicy, SlidingWindowLimiter,
    WouldWait,
};
use tokio::time::Instant;

use crate::calls::{DELIVERED, LimitedLook, Look, builder, client, deliver};
use crate::server::{Reply, Server, most_within};

/// The limits of 新建招聘官网投递.
const WINDOWS: &[RateWindow] =
    &[RateWindow { calls: 1000, seconds: 60 }, RateWindow { calls: 50, seconds: 1 }];

/// Lets 200 tasks make calls for so many seconds. Each is on its way for up to 80 ms, and counts for the service at
/// some moment of that time.
async fn when_the_service_counts(seconds: u64, windows: &'static [RateWindow]) -> Vec<Duration> {
    let (limiter, app) = (Arc::new(SlidingWindowLimiter::new()), App::new("https://open.feishu.cn", "cli_1"));
    let (start, counted) = (Instant::now(), Arc::new(Mutex::new(Vec::new())));
    let tasks: Vec<_> = (0..200_u64)
        .map(|task| {
            let (limiter, app, counted) = (limiter.clone(), app.clone(), counted.clone());
            tokio::spawn(async move {
                for call in 0.. {
                    let key = RateLimitKey::new(&app, "demo", windows);
                    let permit = limiter.acquire(key, Duration::MAX).await.unwrap();
                    let (there, back) = ((task * 31 + call * 17) % 41, (task * 13 + call * 29) % 41);
                    tokio::time::sleep(Duration::from_millis(there)).await;
                    if start.elapsed() > Duration::from_secs(seconds) {
                        return;
                    }
                    counted.lock().unwrap().push(start.elapsed());
                    tokio::time::sleep(Duration::from_millis(back)).await;
                    drop(permit);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    Arc::into_inner(counted).unwrap().into_inner().unwrap()
}

#[tokio::test(start_paused = true)]
async fn neither_window_is_ever_overstepped_and_both_are_made_use_of() {
    let times = when_the_service_counts(200, WINDOWS).await;
    assert!(most_within(times.clone(), Duration::from_secs(1)) <= 50);
    assert!(most_within(times.clone(), Duration::from_secs(60)) <= 1000);
    // Some 50 a second at first, and 1000 a minute in the long run.
    let first = times.iter().filter(|time| **time < Duration::from_secs(10)).count();
    assert!((440..=500).contains(&first), "{first}");
    assert!((3500..=4000).contains(&times.len()), "{}", times.len());
}

#[tokio::test(start_paused = true)]
async fn first_come_first_served() {
    let (limiter, app) = (Arc::new(SlidingWindowLimiter::new()), App::new("u", "a"));
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for number in 0..20 {
        let (limiter, app, order) = (limiter.clone(), app.clone(), order.clone());
        tasks.push(tokio::spawn(async move {
            let key = RateLimitKey::new(&app, "demo", &[RateWindow { calls: 1, seconds: 1 }]);
            let _permit = limiter.acquire(key, Duration::MAX).await.unwrap();
            order.lock().unwrap().push(number);
        }));
        tokio::task::yield_now().await;
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), (0..20).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn nobody_jumps_the_queue() {
    let (limiter, app) = (Arc::new(SlidingWindowLimiter::new()), App::new("u", "a"));
    let windows: &[RateWindow] = &[RateWindow { calls: 1, seconds: 1 }];
    drop(limiter.acquire(RateLimitKey::new(&app, "x", windows), Duration::ZERO).await.unwrap());
    let (in_queue, its_app) = (limiter.clone(), app.clone());
    let waiting = tokio::spawn(async move {
        in_queue.acquire(RateLimitKey::new(&its_app, "x", windows), Duration::MAX).await.is_ok()
    });
    // This task is woken at the very moment at which the turn of the one in the queue comes, and before it.
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(limiter.acquire(RateLimitKey::new(&app, "x", windows), Duration::ZERO).await.is_err());
    assert!(waiting.await.unwrap());
}

#[tokio::test(start_paused = true)]
async fn apps_and_endpoints_have_limits_of_their_own() {
    let limiter = SlidingWindowLimiter::new();
    let windows: &[RateWindow] = &[RateWindow { calls: 1, seconds: 1 }];
    let (one, other, elsewhere) = (App::new("u", "a"), App::new("u", "b"), App::new("v", "a"));
    let now = Duration::ZERO;
    for (app, endpoint) in [(&one, "x"), (&one, "y"), (&other, "x"), (&elsewhere, "x")] {
        limiter.acquire(RateLimitKey::new(app, endpoint, windows), now).await.unwrap();
    }
    let error = limiter.acquire(RateLimitKey::new(&one, "x", windows), now).await.unwrap_err();
    assert_eq!(error, WouldWait { retry_after: Duration::from_secs(1) });
    tokio::time::sleep(Duration::from_millis(400)).await;
    let error = limiter.acquire(RateLimitKey::new(&one, "x", windows), now).await.unwrap_err();
    assert_eq!(error, WouldWait { retry_after: Duration::from_millis(600) });
    limiter.acquire(RateLimitKey::new(&one, "x", windows), Duration::from_millis(601)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_call_that_somebody_else_allows_counts_and_waits_for_nothing() {
    let (limiter, app) = (SlidingWindowLimiter::new(), App::new("u", "a"));
    let windows = [RateWindow { calls: 2, seconds: 1 }];
    let key = RateLimitKey::new(&app, "x", &windows);
    let counted = [limiter.count(key), limiter.count(key), limiter.count(key)];
    assert!(limiter.acquire(key, Duration::ZERO).await.is_err());
    drop(counted);
    let error = limiter.acquire(key, Duration::from_millis(999)).await.unwrap_err();
    assert_eq!(error, WouldWait { retry_after: Duration::from_millis(1) });
    limiter.acquire(key, Duration::from_millis(1)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_does_not_hold_up_the_others() {
    let (limiter, app) = (Arc::new(SlidingWindowLimiter::new()), App::new("u", "a"));
    let windows: &[RateWindow] = &[RateWindow { calls: 1, seconds: 1 }];
    let key = RateLimitKey::new(&app, "x", windows);
    drop(limiter.acquire(key, Duration::ZERO).await.unwrap());
    let (impatient, patient) =
        tokio::join!(limiter.acquire(key, Duration::from_millis(100)), limiter.acquire(key, Duration::MAX));
    assert!(impatient.is_err() && patient.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_pause_holds_up_all_calls_of_an_endpoint() {
    let (limiter, app) = (SlidingWindowLimiter::new(), App::new("u", "a"));
    let key = RateLimitKey::new(&app, "x", &[]);
    limiter.pause(key, Duration::from_secs(7));
    limiter.pause(key, Duration::from_secs(3));
    let start = Instant::now();
    limiter.acquire(key, Duration::MAX).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_never_sees_more_than_the_limits_allow() {
    let server = Server::start(|_, nth| Reply::json(200, DELIVERED).after(nth as u64 * 37 % 60)).await;
    let client = client(&server);
    let tasks: Vec<_> = (0..18)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&LimitedLook).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let calls = server.calls();
    let times = calls.iter().map(|call| call.at - calls[0].at).collect();
    assert_eq!(most_within(times, Duration::from_secs(1)), 5);
    assert_eq!(server.counts(), (1, 18));
}

#[tokio::test]
async fn a_client_may_fail_at_once_in_place_of_waiting() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let client = builder(&server).max_rate_limit_wait(Duration::ZERO).build().unwrap();
    for _ in 0..5 {
        client.send(&LimitedLook).await.unwrap();
    }
    let error = client.send(&LimitedLook).await.unwrap_err();
    match &error {
        Error::Limited { retry_after: Some(wait), refusal: None } => {
            assert!(*wait > Duration::ZERO && *wait <= Duration::from_secs(1), "{wait:?}");
        }
        other => panic!("{other:?}"),
    }
    assert!(error.is_retryable());
    assert_eq!(server.calls().len(), 5);
}

#[tokio::test]
async fn after_a_limit_the_call_waits_as_long_as_the_service_says() {
    for status in [429, 400] {
        let server = Server::start(move |_, nth| match nth {
            1 => Reply::refusal(status, 99_991_400).with("x-ogw-ratelimit-reset", "1"),
            _ => Reply::json(200, DELIVERED),
        })
        .await;
        client(&server).send(&deliver()).await.unwrap();
        let calls = server.calls();
        assert_eq!(calls.len(), 2);
        assert!(calls[1].at - calls[0].at >= Duration::from_secs(1), "{:?}", calls[1].at - calls[0].at);
    }
}

#[tokio::test]
async fn a_limit_without_a_time_is_waited_for_with_growing_waits() {
    for reply in [(|| Reply::refusal(429, 99_991_400)) as fn() -> Reply, || Reply::html(429)] {
        let server =
            Server::start(move |_, nth| if nth < 3 { reply() } else { Reply::json(200, DELIVERED) }).await;
        client(&server).send(&deliver()).await.unwrap();
        assert_eq!(server.counts(), (1, 3));
    }
}

#[tokio::test]
async fn a_limit_that_lasts_too_long_is_reported_at_once() {
    let server =
        Server::start(|_, _| Reply::refusal(429, 99_991_400).with("x-ogw-ratelimit-reset", "3600")).await;
    let error = client(&server).send(&deliver()).await.unwrap_err();
    match &error {
        Error::Limited { retry_after, refusal: Some(refusal) } => {
            assert_eq!(*retry_after, Some(Duration::from_secs(3600)));
            assert_eq!(refusal.code.code(), 99_991_400);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(error.to_string(), "too many calls; wait 3600.0 s");
    assert_eq!((error.is_retryable(), error.is_outcome_unknown()), (true, false));
    assert_eq!(server.calls().len(), 1);
}

#[tokio::test]
async fn a_limit_is_not_waited_for_for_ever() {
    let server = Server::start(|_, _| Reply::refusal(429, 99_991_400)).await;
    let retry =
        RetryPolicy::new().max_attempts(3).backoff(Duration::from_millis(1), Duration::from_millis(2));
    let error = builder(&server).retry(retry).build().unwrap().send(&Look).await.unwrap_err();
    assert!(matches!(error, Error::Limited { retry_after: None, .. }), "{error:?}");
    assert_eq!(server.counts(), (1, 3));
}
