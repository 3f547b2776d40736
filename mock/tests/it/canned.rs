//! Answers that the caller gives, and pages that end.

use feishu_mock::{CannedAnswer, Error, Fault, FaultKind, Verdict};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Asker, ORDERS, answer};

const SHELVES: &str = "demo.v1.shelves.search.post";

async fn shelves(asker: &Asker, token: &str, query: &[(&str, &str)], body: Value) -> Answer {
    let call = asker.call(Method::POST, "demo/v1/rooms/7/shelves/search").query(query);
    answer(call.bearer_auth(token).json(&body)).await
}

#[tokio::test]
async fn a_given_answer_replaces_the_example_until_it_is_removed() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let order = json!({ "order": { "id": "6960663240925956655" } });
    asker.mock.answer(ORDERS, order.clone()).unwrap();
    for _ in 0..2 {
        assert_eq!(asker.order(&token).await.body, json!({ "code": 0, "msg": "success", "data": order }));
    }
    assert_eq!(asker.mock.answers()[0].given, 2);
    let whole = json!({ "code": 0, "msg": "fine", "data": {}, "extra": 1 });
    asker.mock.answer(ORDERS, whole.clone()).unwrap();
    assert_eq!(asker.order(&token).await.body, whole);
    assert_eq!(asker.mock.answers().len(), 1);
    asker.mock.clear_answers();
    assert_eq!(asker.order(&token).await.body["data"]["order"]["customer_id"], "42");
}

#[tokio::test]
async fn a_given_code_is_a_refusal() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.answer(ORDERS, json!({ "code": 1002511, "msg": "enough" })).unwrap();
    let refused = asker.order(&token).await;
    assert_eq!((refused.refusal(), &refused.body["msg"]), ((200, 1002511), &json!("enough")));
    assert_eq!(asker.mock.requests()[1].verdict, Verdict::Refused { status: 200, code: 1002511 });
}

#[tokio::test]
async fn a_call_is_checked_before_it_gets_a_given_answer() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.answer(SHELVES, json!({ "items": [] })).unwrap();
    let refused = shelves(&asker, &token, &[], json!({ "floor": "one" })).await;
    assert_eq!(refused.refusal(), (400, 99992402));
    asker.mock.inject(Fault::new(FaultKind::ServerError).on(SHELVES)).unwrap();
    assert_eq!(shelves(&asker, &token, &[], json!({})).await.refusal(), (500, 1002001));
    assert_eq!(asker.mock.answers()[0].given, 0);
}

#[tokio::test]
async fn answers_follow_one_another_and_the_last_one_stays() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let states = [1, 2].map(|state| json!({ "state": state }));
    asker.mock.answer_with(CannedAnswer::sequence(ORDERS, states)).unwrap();
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(asker.order(&token).await.body["data"]["state"].as_i64().unwrap());
    }
    assert_eq!(seen, [1, 2, 2]);
}

#[tokio::test]
async fn an_answer_may_be_for_some_calls_only() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let named = |name: &str| json!({ "items": [{ "name": name }], "has_more": false });
    asker.mock.answer(SHELVES, named("any")).unwrap();
    asker.mock.answer_with(CannedAnswer::new(SHELVES, named("second")).when("floor", "2")).unwrap();
    let room = CannedAnswer::new(SHELVES, named("of room 8")).when("room_id", "8");
    asker.mock.answer_with(room).unwrap();
    for (floor, name) in [(1, "any"), (2, "second")] {
        let answer = shelves(&asker, &token, &[], json!({ "floor": floor })).await;
        assert_eq!(answer.body["data"]["items"][0]["name"], name);
    }
}

#[tokio::test]
async fn items_come_in_pages_of_the_size_that_is_asked_for() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let items = |names: &[&str]| names.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>();
    asker.mock.answer_with(CannedAnswer::items(SHELVES, items(&["A", "B", "C", "D", "E"]))).unwrap();
    let page =
        async |query: &[(&str, &str)]| shelves(&asker, &token, query, json!({})).await.body["data"].clone();
    let first = page(&[]).await;
    assert_eq!(
        first,
        json!({ "items": items(&["A", "B"]), "has_more": true, "page_token": first["page_token"] })
    );
    let next = first["page_token"].as_str().unwrap();
    let last = page(&[("page_token", next), ("page_size", "3")]).await;
    assert_eq!(last, json!({ "items": items(&["C", "D", "E"]), "has_more": false, "page_token": "" }));
    let invented = shelves(&asker, &token, &[("page_token", "2")], json!({})).await;
    assert_eq!(invented.refusal(), (400, 99992402));
    assert_eq!(invented.body["error"]["field_violations"][0]["field"], "page_token");
    let too_large = shelves(&asker, &token, &[("page_size", "4")], json!({})).await;
    assert_eq!(too_large.refusal(), (400, 99992402));
}

#[tokio::test]
async fn an_example_is_the_same_page_only_once() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let first = shelves(&asker, &token, &[], json!({})).await.body;
    assert_eq!(first["data"]["has_more"], true);
    let next = first["data"]["page_token"].as_str().unwrap();
    let last = shelves(&asker, &token, &[("page_token", next)], json!({})).await.body;
    let expected = json!({ "items": [{ "name": "A" }], "has_more": false, "page_token": "" });
    assert_eq!(last, json!({ "code": 0, "msg": "ok", "data": expected }));
}

#[tokio::test]
async fn an_answer_that_could_never_be_given_is_refused() {
    let asker = Asker::new().await;
    let add = |answer| asker.mock.answer_with(answer).unwrap_err();
    let unknown = add(CannedAnswer::new("demo", json!({})));
    assert!(matches!(unknown, Error::UnknownEndpoint(id) if id == "demo"));
    let not_paged = add(CannedAnswer::items(ORDERS, [json!({})]));
    assert!(matches!(not_paged, Error::NotPaged(id) if id == ORDERS));
    assert!(matches!(add(CannedAnswer::sequence(ORDERS, [])), Error::EmptySequence(id) if id == ORDERS));
    let token_endpoint = add(CannedAnswer::new(feishu_mock::TOKEN_ENDPOINT, json!({})));
    assert!(matches!(token_endpoint, Error::UnknownEndpoint(_)));
    assert_eq!(asker.mock.answers(), []);
}

#[tokio::test]
async fn answers_are_given_shown_and_removed_over_http() {
    let asker = Asker::new().await;
    let url = format!("{}/_mock/answers", asker.mock.base_url());
    let http = reqwest::Client::new();
    let given = r#"{ "endpoint": "demo.v1.orders.post", "with": { "body": { "order": 7 } } }"#;
    let added = answer(http.post(&url).body(given)).await;
    let expected = json!({ "endpoint": ORDERS, "when": {}, "with": { "body": { "order": 7 } } });
    assert_eq!((added.status, &added.body), (201, &expected));
    let token = asker.token().await;
    assert_eq!(asker.order(&token).await.body["data"], json!({ "order": 7 }));
    let mut state = expected;
    state["given"] = json!(1);
    assert_eq!(answer(http.get(&url)).await.body, json!([state]));
    let wrong = answer(http.post(&url).body(r#"{ "endpoint": "x", "with": { "body": 1 } }"#)).await;
    assert_eq!((wrong.status, wrong.body), (400, json!({ "error": "no endpoint is called \"x\"" })));
    assert_eq!(answer(http.delete(&url)).await.status, 204);
    assert_eq!(asker.mock.answers(), []);
}
