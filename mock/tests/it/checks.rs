//! Requests that break their description.

use feishu_mock::Verdict;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::{Answer, Asker, answer};

/// Sends this order; what is said about it, as pairs of field and description.
async fn order(body: Value) -> Vec<(String, String)> {
    let asker = Asker::new().await;
    let token = asker.token().await;
    violations(&answer(asker.ordering(&token).json(&body)).await)
}

fn violations(answer: &Answer) -> Vec<(String, String)> {
    if answer.status == 200 {
        return Vec::new();
    }
    assert_eq!(answer.refusal(), (400, 99992402));
    let text = |violation: &Value, member: &str| violation[member].as_str().unwrap().to_owned();
    let all = answer.body["error"]["field_violations"].as_array().unwrap();
    all.iter().map(|violation| (text(violation, "field"), text(violation, "description"))).collect()
}

fn owned(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(field, description)| ((*field).to_owned(), (*description).to_owned())).collect()
}

#[tokio::test]
async fn an_order_that_keeps_every_rule_is_accepted() {
    let body = json!({
        "customer_id": "42", "kind": 5, "items": [{ "name": "李小龙", "amount": 99 }], "end_time": -1,
        "ratio": 0.5, "urgent": false, "labels": { "a": "b" },
    });
    assert_eq!(order(body).await, owned(&[]));
    assert_eq!(order(json!({ "customer_id": "42", "end_time": 1618500278667_i64 })).await, owned(&[]));
    assert_eq!(order(json!({ "customer_id": "42", "end_time": 1618500278667.0 })).await, owned(&[]));
}

#[tokio::test]
async fn null_is_a_value_of_no_type() {
    let expected = [("kind", "must be a whole number of 64 bits")];
    assert_eq!(order(json!({ "customer_id": "42", "kind": null })).await, owned(&expected));
}

#[tokio::test]
async fn a_number_beyond_64_bits_is_none_of_a_whole_one() {
    let expected = [("kind", "must be a whole number of 64 bits")];
    for number in [9_223_372_036_854_775_808_u64.into(), json!(-1e19), json!(1e300)] {
        assert_eq!(order(json!({ "customer_id": "42", "kind": number })).await, owned(&expected));
    }
}

#[tokio::test]
async fn every_missing_field_is_reported_with_its_path() {
    let body = json!({ "customer_id": null, "items": [{ "name": "a" }, { "amount": 1 }] });
    let expected = [("customer_id", "customer_id is required"), ("items[1].name", "name is required")];
    assert_eq!(order(body).await, owned(&expected));
}

#[tokio::test]
async fn types_are_those_of_the_description() {
    let body = json!({
        "customer_id": 42, "kind": "1", "items": {}, "end_time": 1.5, "ratio": "0.1", "urgent": 1, "labels": { "a": 1 },
    });
    let expected = [
        ("customer_id", "must be a string"),
        ("kind", "must be a whole number of 64 bits"),
        ("items", "must be a list"),
        ("end_time", "must be a whole number of 64 bits"),
        ("ratio", "must be a number"),
        ("urgent", "must be true or false"),
        ("labels.a", "must be a string"),
    ];
    assert_eq!(order(body).await, owned(&expected));
}

#[tokio::test]
async fn options_lengths_ranges_and_counts_are_kept() {
    let item = |name: &str, amount: i64| json!({ "name": name, "amount": amount });
    let items = json!([item("", 1), item("李小龙人", 0), item("a", 100)]);
    let body = json!({ "customer_id": "42", "kind": 2, "items": items, "end_time": -2, "ratio": 0.6 });
    let expected = [
        ("kind", "must be one of 1, 5"),
        ("items", "the number of elements must be at most 2"),
        ("items[0].name", "the number of characters must be at least 1"),
        ("items[1].name", "the number of characters must be at most 3"),
        ("items[1].amount", "the value must be at least 1"),
        ("items[2].amount", "the value must be at most 99"),
        ("end_time", "the value must be at least 0"),
        ("ratio", "the value must be at most 0.5"),
    ];
    assert_eq!(order(body).await, owned(&expected));
}

#[tokio::test]
async fn a_violation_shows_the_value() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let answer = answer(asker.ordering(&token).json(&json!({ "customer_id": "42", "kind": 2 }))).await;
    let expected = json!([{ "field": "kind", "value": "2", "description": "must be one of 1, 5" }]);
    assert_eq!(answer.body["error"]["field_violations"], expected);
    let record = asker.mock.requests().pop().unwrap();
    assert_eq!(record.verdict, Verdict::Refused { status: 400, code: 99992402 });
    assert_eq!(json!(record.violations), expected);
}

#[tokio::test]
async fn parameters_are_checked_as_what_they_stand_for() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let greet = |path: &str| {
        let call = asker.call(Method::GET, &format!("demo/v1/greetings/{path}")).bearer_auth(&token);
        async { violations(&answer(call).await) }
    };
    assert_eq!(greet("7?lang=zh&page_size=10&tags=1&tags=2").await, owned(&[]));
    assert_eq!(greet("7?lang=fr&lang=zh").await, owned(&[]));
    assert_eq!(greet("%E6%9D%8E?lang=zh").await, owned(&[]));
    assert_eq!(greet("7").await, owned(&[("lang", "lang is required")]));
    let expected = [
        ("greeting_id", "the number of characters must be at most 20"),
        ("lang", "must be one of en, zh"),
        ("page_size", "the value must be at most 10"),
        ("tags[1]", "must be a whole number of 64 bits"),
    ];
    assert_eq!(greet("123456789012345678901?lang=fr&page_size=11&tags=1&tags=x").await, owned(&expected));
}

#[tokio::test]
async fn what_the_description_does_not_know_is_let_pass_and_recorded() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let body = json!({ "customer_id": "42", "items": [{ "name": "a", "colour": 1 }], "note": {} });
    let call = asker.ordering(&token).query(&[("x", "1")]).json(&body);
    assert_eq!(answer(call).await.status, 200);
    let record = asker.mock.requests().pop().unwrap();
    assert_eq!(record.unknown, ["query.x", "items[0].colour", "note"]);
    assert_eq!((record.body, record.query), (Some(body), vec![("x".to_owned(), "1".to_owned())]));
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let order = || asker.call(Method::POST, "demo/v1/orders").bearer_auth(&token);
    let as_json =
        |body: &'static str| order().header("Content-Type", "application/json; charset=utf-8").body(body);
    assert_eq!(answer(as_json("{ \"customer_id\": ")).await.refusal(), (400, 9499));
    assert_eq!(answer(as_json("[]")).await.refusal(), (400, 9499));
    assert_eq!(answer(order().body("{ \"customer_id\": \"42\" }")).await.refusal(), (400, 9499));
    assert_eq!(asker.mock.requests().pop().unwrap().body, Some(json!({ "customer_id": "42" })));
    assert_eq!(violations(&answer(order()).await), owned(&[("customer_id", "customer_id is required")]));
    assert_eq!(answer(as_json("{ \"customer_id\": \"42\" }")).await.status, 200);
}

#[tokio::test]
async fn a_content_type_that_the_description_does_not_ask_for_may_be_missing() {
    let asker = Asker::new().await;
    let ask = || asker.call(Method::POST, "auth/v3/tenant_access_token/internal");
    let credentials = r#"{ "app_id": "cli_a", "app_secret": "secret-a" }"#;
    assert_eq!(answer(ask().body(credentials)).await.status, 200);
    assert_eq!(
        answer(ask().header("Content-Type", "text/plain").body(credentials)).await.refusal(),
        (400, 9499)
    );
}

#[tokio::test]
async fn files_come_as_parts() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let upload =
        |form| answer(asker.call(Method::POST, "demo/v1/attachments").bearer_auth(&token).multipart(form));
    let file = || Part::bytes(b"%PDF".to_vec()).file_name("a.pdf");
    assert_eq!(upload(Form::new().part("content", file()).text("size", "4")).await.status, 200);
    let shown = json!({ "file_name": "a.pdf", "content_type": null, "bytes": 4 });
    assert_eq!(asker.mock.requests().pop().unwrap().body, Some(json!({ "content": shown, "size": 4 })));
    let expected = [("content", "must be a file"), ("size", "must be a whole number of 64 bits")];
    let wrong = upload(Form::new().text("content", "%PDF").text("size", "four")).await;
    assert_eq!(violations(&wrong), owned(&expected));
}
