//! Successful responses.

use std::fs;

use feishu_mock::Mock;
use feishu_schema::{Endpoint, Example, ResponseForm};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Asker, answer, builder};

#[tokio::test]
async fn the_example_comes_back_with_fresh_ids_and_those_that_were_given() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    for id in ["7000000000000000001", "7000000000000000002"] {
        let expected =
            json!({ "code": 0, "msg": "success", "data": { "order": { "id": id, "customer_id": "42" } } });
        assert_eq!(asker.order(&token).await.body, expected);
    }
    let expected = json!({ "code": 0, "msg": "ok", "data": { "text": "Hello", "greeting_id": "7" } });
    assert_eq!(asker.greet(&token).await.body, expected);
}

#[tokio::test]
async fn an_example_may_be_of_a_failure_or_of_what_is_inside() {
    let text = fs::read_to_string("tests/endpoints/demo.v1.exports.export_id.delete.json").unwrap();
    let described = |value: Value| {
        let mut endpoint = Endpoint::from_json(&text).unwrap();
        endpoint.response.form = ResponseForm::Data;
        endpoint.response.examples =
            vec![Example { line: 1, value: Some(value), text: None, contradictions: Vec::new() }];
        Mock::builder().endpoint(endpoint)
    };
    let failure = json!({ "code": 7, "msg": "fail", "data": { "done": true } });
    for (example, msg) in [(failure, "fail"), (json!({ "done": true }), "success")] {
        let asker = Asker::with(described(example)).await;
        let answer = answer(asker.call(Method::DELETE, "demo/v1/exports/9")).await;
        assert_eq!(answer.body, json!({ "code": 0, "msg": msg, "data": { "done": true } }));
    }
}

#[tokio::test]
async fn every_answer_has_a_log_id_of_its_own() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let accepted = asker.greet(&token).await;
    let refused = asker.greet("t-1").await;
    let log_id = refused.header("X-Tt-Logid").unwrap();
    assert_eq!(refused.body["error"]["log_id"], log_id);
    assert_ne!(accepted.header("X-Tt-Logid").unwrap(), log_id);
    assert_eq!(accepted.header("Content-Type"), Some("application/json; charset=utf-8"));
}

#[tokio::test]
async fn without_an_example_the_fields_decide_the_response() {
    let asker = Asker::with(builder().user_token("u-1", "cli_a")).await;
    let answer = answer(asker.call(Method::GET, "demo/v1/calendars").bearer_auth("u-1")).await;
    let calendar = json!({
        "calendar_id": "7000000000000000001", "summary": "假期", "color": 3, "role": "owner",
        "start": "1618500278667", "names": { "key": "names" }, "level": 4,
    });
    let expected = json!({ "code": 0, "msg": "success", "items": [calendar], "has_more": false });
    assert_eq!(answer.body, expected);
}

#[tokio::test]
async fn an_envelope_may_spell_its_message_in_full() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let file = reqwest::multipart::Part::bytes(Vec::new()).file_name("a");
    let form = reqwest::multipart::Form::new().part("content", file).text("size", "0");
    let call = asker.call(Method::POST, "demo/v1/attachments").bearer_auth(token).multipart(form);
    let expected = json!({ "code": 0, "message": "success", "data": { "id": "7000000000000000001" } });
    assert_eq!(answer(call).await.body, expected);
}

#[tokio::test]
async fn files_and_empty_answers_have_their_own_forms() {
    let asker = Asker::new().await;
    let file = answer(asker.call(Method::GET, "demo/v1/exports/9")).await;
    assert_eq!(file.header("Content-Type"), Some("application/octet-stream"));
    assert_eq!(file.body, json!("a file from demo.v1.exports.export_id.get\n"));
    let empty = answer(asker.call(Method::DELETE, "demo/v1/exports/9")).await;
    assert_eq!(empty.body, json!({ "code": 0, "msg": "success" }));
}
