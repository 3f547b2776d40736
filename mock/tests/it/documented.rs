//! The documented errors of an endpoint.

use feishu_mock::{Error, Fault, FaultKind};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Asker, answer};

const SHELVES: &str = "demo.v1.shelves.search.post";

#[tokio::test]
async fn each_documented_error_can_be_asked_for() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    let documented = asker.mock.documented_errors(SHELVES).unwrap();
    let mut answers = Vec::new();
    for error in &documented {
        let kind = FaultKind::Code { code: error.code, status: Some(error.status), msg: None };
        asker.mock.inject(Fault::new(kind).on(SHELVES)).unwrap();
        let call = asker.call(Method::POST, "demo/v1/rooms/7/shelves/search").bearer_auth(&token);
        let answer = answer(call.json(&json!({}))).await;
        answers.push((answer.status, answer.body["code"].clone(), answer.body["msg"].clone()));
    }
    // A code that is listed twice has two statuses; one without a status comes with 400.
    let expected = [
        (400, json!(1002002), json!("参数错误")),
        (404, json!(1002104), json!("房间不存在")),
        (400, json!(1002104), json!("房间已关闭")),
        (400, json!(1002105), json!("书架已满")),
    ];
    assert_eq!(answers, expected);
    assert!(matches!(asker.mock.documented_errors("demo"), Err(Error::UnknownEndpoint(id)) if id == "demo"));
}

#[tokio::test]
async fn documented_errors_are_listed_over_http() {
    let asker = Asker::new().await;
    let listed: Value =
        reqwest::get(format!("{}/_mock/errors", asker.mock.base_url())).await.unwrap().json().await.unwrap();
    assert_eq!(listed[SHELVES][1], json!({ "code": 1002104, "status": 404, "msg": "房间不存在" }));
    assert_eq!(listed["demo.v1.exports.export_id.get"], json!([]));
}
