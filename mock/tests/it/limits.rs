//! Rate limits.

use std::time::Duration;

use feishu_mock::{RateLimitMode, Verdict};
use serde_json::json;

use crate::support::{Answer, Asker, builder};

/// The ceiling and the wait that the headers of a limit answer state.
fn limit(answer: &Answer) -> (String, String) {
    assert_eq!(answer.refusal(), (429, 99991400));
    let header = |name| answer.header(name).unwrap().to_owned();
    (header("x-ogw-ratelimit-limit"), header("x-ogw-ratelimit-reset"))
}

fn owned(ceiling: &str, wait: &str) -> (String, String) {
    (ceiling.to_owned(), wait.to_owned())
}

/// Orders so many times, and expects that to go well.
async fn order(asker: &Asker, token: &str, times: u32) {
    for _ in 0..times {
        assert_eq!(asker.order(token).await.status, 200);
    }
}

#[tokio::test(start_paused = true)]
async fn both_windows_are_kept() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    order(&asker, &token, 5).await;
    assert_eq!(limit(&asker.order(&token).await), owned("5", "1"));
    tokio::time::advance(Duration::from_secs(1)).await;
    order(&asker, &token, 3).await;
    assert_eq!(limit(&asker.order(&token).await), owned("8", "59"));
    tokio::time::advance(Duration::from_secs(59)).await;
    order(&asker, &token, 5).await;
    let limited = Verdict::Refused { status: 429, code: 99991400 };
    let records = asker.mock.requests();
    assert_eq!(records.iter().filter(|record| record.verdict == limited).count(), 2);
}

#[tokio::test(start_paused = true)]
async fn fixed_windows_restart() {
    let asker = Asker::with(builder().limits(RateLimitMode::Fixed)).await;
    let token = asker.token().await;
    tokio::time::advance(Duration::from_millis(900)).await;
    order(&asker, &token, 5).await;
    assert_eq!(limit(&asker.order(&token).await), owned("5", "1"));
    tokio::time::advance(Duration::from_millis(100)).await;
    order(&asker, &token, 3).await;
    assert_eq!(limit(&asker.order(&token).await), owned("8", "59"));
}

#[tokio::test(start_paused = true)]
async fn each_app_has_its_own_calls_and_each_endpoint() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let other = asker.token_answer("cli_b", "secret-b").await.body["tenant_access_token"].clone();
    order(&asker, &token, 5).await;
    order(&asker, other.as_str().unwrap(), 5).await;
    assert_eq!(asker.greet(&token).await.status, 200);
    assert_eq!(asker.order(&token).await.status, 429);
}

#[tokio::test]
async fn limits_may_be_off() {
    let asker = Asker::with(builder().limits(RateLimitMode::Off)).await;
    let token = asker.token().await;
    order(&asker, &token, 20).await;
    assert_eq!(asker.mock.requests().pop().unwrap().body, Some(json!({ "customer_id": "42" })));
}
