//! Access tokens.

use std::time::Duration;

use feishu_mock::{Verdict, fingerprint};
use reqwest::Method;
use serde_json::json;

use crate::support::{Asker, answer, builder};

#[tokio::test]
async fn the_token_answer_is_flat() {
    let asker = Asker::new().await;
    let answer = asker.token_answer("cli_a", "secret-a").await;
    assert_eq!(answer.status, 200);
    assert_eq!((answer.body["code"].clone(), answer.body["expire"].clone()), (json!(0), json!(7200)));
    assert!(answer.body["tenant_access_token"].as_str().unwrap().starts_with("t-"));
    assert_eq!(answer.body.get("data"), None);
}

#[tokio::test]
async fn wrong_credentials_are_refused() {
    let asker = Asker::new().await;
    assert_eq!(asker.token_answer("cli_a", "secret-b").await.refusal(), (400, 10015));
    assert_eq!(asker.token_answer("cli_c", "secret-a").await.refusal(), (400, 10015));
    let without =
        asker.call(Method::POST, "auth/v3/tenant_access_token/internal").json(&json!({ "app_id": "x" }));
    let answer = answer(without).await;
    assert_eq!(answer.refusal(), (400, 99992402));
    assert_eq!(answer.body["error"]["field_violations"][0]["field"], "app_secret");
}

#[tokio::test(start_paused = true)]
async fn a_token_with_half_an_hour_left_comes_again() {
    let asker = Asker::new().await;
    let first = asker.token().await;
    tokio::time::advance(Duration::from_secs(5400)).await;
    let again = asker.token_answer("cli_a", "secret-a").await;
    assert_eq!(again.body["tenant_access_token"], *first);
    assert!((1799..=1800).contains(&again.body["expire"].as_i64().unwrap()));
}

#[tokio::test(start_paused = true)]
async fn an_old_token_is_good_until_its_end_beside_the_new_one() {
    let asker = Asker::new().await;
    let old = asker.token().await;
    tokio::time::advance(Duration::from_secs(5401)).await;
    let new = asker.token().await;
    assert_ne!(old, new);
    assert_eq!((asker.greet(&old).await.status, asker.greet(&new).await.status), (200, 200));
    tokio::time::advance(Duration::from_secs(1799)).await;
    assert_eq!(asker.greet(&old).await.refusal(), (400, 99991663));
    assert_eq!(asker.greet(&new).await.status, 200);
}

#[tokio::test]
async fn each_app_and_each_mock_has_tokens_of_its_own() {
    let (one, other) = (Asker::new().await, Asker::new().await);
    let token = one.token().await;
    let of_b = one.token_answer("cli_b", "secret-b").await;
    assert_ne!(of_b.body["tenant_access_token"], *token);
    assert_ne!(other.token().await, token);
    assert_eq!(other.greet(&token).await.refusal(), (400, 99991663));
}

#[tokio::test]
async fn a_wrong_token_is_refused_with_its_own_code() {
    let asker = Asker::new().await;
    let bare = asker.call(Method::GET, "demo/v1/greetings/7?lang=en");
    assert_eq!(answer(bare.try_clone().unwrap()).await.refusal(), (400, 99991661));
    assert_eq!(answer(bare.header("Authorization", "t-1")).await.refusal(), (400, 99991661));
    assert_eq!(asker.greet("t-1").await.refusal(), (400, 99991663));
    assert_eq!(asker.greet("u-1").await.refusal(), (400, 99991668));
    assert_eq!(asker.greet("x-1").await.refusal(), (400, 99991671));
}

#[tokio::test]
async fn an_endpoint_takes_only_its_kinds_of_token() {
    let asker = Asker::with(builder().user_token("u-1", "cli_a")).await;
    let tenant = asker.token().await;
    let calendars = |token: &str| answer(asker.call(Method::GET, "demo/v1/calendars").bearer_auth(token));
    assert_eq!(calendars(&tenant).await.refusal(), (400, 99991663));
    assert_eq!(calendars("u-1").await.status, 200);
    assert_eq!(asker.order("u-1").await.refusal(), (400, 99991668));
    assert_eq!(asker.greet("u-1").await.status, 200);
}

#[tokio::test]
async fn tokens_may_be_refused_with_status_200() {
    let asker = Asker::with(builder().refused_token_status(200)).await;
    assert_eq!(asker.greet("t-1").await.refusal(), (200, 99991663));
}

#[tokio::test]
async fn a_revoked_token_is_refused_and_replaced() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.revoke_tokens();
    assert_eq!(asker.greet(&token).await.refusal(), (400, 99991663));
    assert_ne!(asker.token().await, token);
}

#[tokio::test]
async fn records_hold_fingerprints_of_secrets() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.greet(&token).await;
    let records = asker.mock.requests();
    assert_eq!(records[0].body, Some(json!({ "app_id": "cli_a", "app_secret": fingerprint("secret-a") })));
    assert_eq!(records[1].headers["authorization"], format!("Bearer {}", fingerprint(&token)));
    assert_eq!((records[1].app.as_deref(), records[1].verdict), (Some("cli_a"), Verdict::Accepted));
    let shown = format!("{records:?} {}", serde_json::to_string(&records).unwrap());
    assert!(!shown.contains(&token) && !shown.contains("secret-a"), "{shown}");
}
