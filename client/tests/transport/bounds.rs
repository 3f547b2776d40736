//! No response is too large and no call takes too long.

use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, Instant};

use feishu_client::{
    BoxFuture, Defect, Error, Permit, RateLimitKey, RateLimiter, RetryPolicy, SizeLimits, WouldWait,
};

use crate::calls::{DELIVERED, Look, builder, client, deliver};
use crate::server::{Reply, Server};

/// 20 MB of spaces and a response, which gzip compresses to 20 kB.
fn bomb() -> Reply {
    let body = include_bytes!("spaces.json.gz");
    Reply::Response(200, vec![("content-encoding", "gzip".into())], body.to_vec())
}

#[tokio::test]
async fn a_response_beyond_the_limit_is_not_read() {
    let large: fn() -> Reply = || Reply::json(200, &format!("{}{DELIVERED}", " ".repeat(20_000_000)));
    for reply in [large, bomb] {
        let server = Server::start(move |_, _| reply()).await;
        let error = client(&server).send(&deliver()).await.unwrap_err();
        let Error::OutcomeUnknown(cause) = &error else { panic!("{error:?}") };
        assert!(
            matches!(&**cause, Error::Unreadable(error) if error.defect() == Defect::TooLarge),
            "{cause:?}"
        );

        let error = client(&server).send(&Look).await.unwrap_err();
        assert!(
            matches!(&error, Error::Unreadable(error) if error.defect() == Defect::TooLarge),
            "{error:?}"
        );
        assert!(!error.is_retryable());
        assert_eq!(
            error.to_string(),
            "the response cannot be read: it is larger than 16000000 bytes (HTTP 200)"
        );
        assert_eq!(server.calls().len(), 2, "one each");

        let patient = builder(&server).size_limits(SizeLimits::new().json(30_000_000)).build().unwrap();
        assert!(patient.send(&deliver()).await.is_ok());
    }
}

#[tokio::test]
async fn the_token_endpoint_has_a_limit_of_its_own() {
    let server = Server::with_tokens(
        |_, _| Reply::json(200, &format!("{}{{}}", " ".repeat(2_000_000))),
        |_, _| Reply::json(200, DELIVERED),
    )
    .await;
    let error = client(&server).send(&deliver()).await.unwrap_err();
    assert!(error.to_string().contains("larger than 1000000 bytes"), "{error}");
    assert_eq!(server.counts(), (1, 0));
}

#[tokio::test]
async fn a_response_as_large_as_the_limit_is_read() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    for (limit, is_read) in [(DELIVERED.len() as u64, true), (DELIVERED.len() as u64 - 1, false)] {
        let client = builder(&server).size_limits(SizeLimits::new().json(limit)).build().unwrap();
        assert_eq!(client.send(&Look).await.is_ok(), is_read, "{limit}");
    }
}

/// A call that would take for ever, the error that it ends with, and how often it was sent.
#[tokio::test]
async fn a_deadline_ends_a_call_wherever_it_is() {
    const DEADLINE: Duration = Duration::from_millis(300);
    let slow: fn() -> Reply = || Reply::json(200, DELIVERED).after(60_000);
    let start = Instant::now();

    // While it is under way.
    let server = Server::start(move |_, _| slow()).await;
    let error = client(&server).call(&deliver()).deadline(DEADLINE).send().await.unwrap_err();
    assert!(error.is_outcome_unknown(), "{error:?}");
    let error = client(&server).call(&Look).deadline(DEADLINE).send().await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.is_timeout()), "{error:?}");

    // While it gets a token.
    let server = Server::with_tokens(move |_, _| slow(), |_, _| Reply::Cut).await;
    let error = client(&server).call(&deliver()).deadline(DEADLINE).send().await.unwrap_err();
    assert!(matches!(error, Error::Token(_)) && error.is_retryable(), "{error:?}");
    assert_eq!(server.counts(), (1, 0));

    // While the service asks it to wait.
    let reply = || Reply::refusal(429, 99_991_400).with("x-ogw-ratelimit-reset", "60");
    let server = Server::start(move |_, _| reply()).await;
    let error = client(&server).call(&deliver()).deadline(DEADLINE).send().await.unwrap_err();
    let asked = Some(Duration::from_secs(60));
    assert!(matches!(error, Error::Limited { retry_after, .. } if retry_after == asked), "{error:?}");
    assert_eq!(server.counts(), (1, 1));

    // While it would be repeated.
    let server = Server::start(|_, _| Reply::html(502)).await;
    let minute = Duration::from_secs(60);
    let client = builder(&server).retry(RetryPolicy::new().backoff(minute, minute)).deadline(DEADLINE);
    let error = client.build().unwrap().send(&Look).await.unwrap_err();
    assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
    assert_eq!(server.counts(), (1, 1));

    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// A limiter that never lets a call go.
struct Stuck;

impl RateLimiter for Stuck {
    fn acquire<'a>(&'a self, _: RateLimitKey<'a>, _: Duration) -> BoxFuture<'a, Result<Permit, WouldWait>> {
        Box::pin(pending())
    }

    fn pause(&self, _: RateLimitKey<'_>, _: Duration) {}
}

#[tokio::test]
async fn a_limiter_that_hangs_does_not_hold_a_call_beyond_its_deadline() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let client =
        builder(&server).limiter(Arc::new(Stuck)).deadline(Duration::from_millis(100)).build().unwrap();
    let start = Instant::now();
    let error = client.call(&Look).token("u-1").send().await.unwrap_err();
    assert!(matches!(error, Error::Limited { .. }), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(5));
    assert_eq!(server.counts(), (0, 0));
}

#[tokio::test]
async fn no_wait_that_a_service_asks_for_leads_to_a_panic() {
    for asked in ["0", "-1", "x", "", "99999999999999999999999999", "9223372036854775807", "4294967295"] {
        for header in ["x-ogw-ratelimit-reset", "retry-after"] {
            let server = Server::start(move |_, nth| match nth {
                1 => Reply::refusal(429, 99_991_400).with(header, asked),
                _ => Reply::json(200, DELIVERED),
            })
            .await;
            let retry = RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(1));
            let client = builder(&server).retry(retry).build().unwrap();
            let is_long = asked.len() > 9;
            assert_eq!(client.send(&Look).await.is_err(), is_long, "{header}: {asked}");
        }
    }
}

#[tokio::test]
async fn presets_build() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    builder(&server).interactive().build().unwrap().send(&Look).await.unwrap();
    builder(&server).batch().build().unwrap().send(&Look).await.unwrap();
    builder(&server).without_deadline().build().unwrap().send(&Look).await.unwrap();
    builder(&server)
        .deadline(Duration::MAX)
        .timeout(Duration::MAX)
        .build()
        .unwrap()
        .send(&Look)
        .await
        .unwrap();
}
