//! The page's two examples: they parse, equal the same values written by hand, and serialize to the same JSON.

use std::sync::LazyLock;

use feishu_api::hire::v1::create_by_resume::{BasicInfo, Body, Request, Response, Resume};
use feishu_client::http::{HeaderMap, StatusCode};
use feishu_client::{Endpoint, RawResponse};
use feishu_tests::{given_page, page};
use serde_json::Value;

use crate::example::body;

/// The example of the request, as JSON.
pub fn request_json() -> Value {
    page::example(&given_page(), "请求体示例")
}

fn response_json() -> Value {
    page::example(&given_page(), "响应体示例")
}

#[test]
fn the_request_example_is_the_same_read_and_written_by_hand() {
    let json = request_json();
    let parsed: Body = serde_json::from_value(json.clone()).expect("the page's example is a body");
    assert_eq!(parsed, body());
    assert_eq!(serde_json::to_value(&parsed).expect("JSON"), json);
    // Not only the same members: in the same order, since the fields stand in the order of the page.
    assert_eq!(serde_json::to_string(&body()).expect("JSON"), json.to_string());
}

#[test]
fn a_body_holds_nothing_but_what_was_set() {
    let body = Body::new("1", Resume::new(BasicInfo::new("张三")), "2");
    let json = serde_json::to_string(&body).expect("JSON");
    assert_eq!(json, r#"{"job_post_id":"1","resume":{"basic_info":{"name":"张三"}},"user_id":"2"}"#);
    assert_eq!(serde_json::from_str::<Body>(&json).expect("a body"), body);
}

#[test]
fn a_body_without_what_the_page_requires_is_not_read() {
    for missing in ["job_post_id", "resume", "user_id"] {
        let mut json = request_json();
        json.as_object_mut().expect("an object").remove(missing);
        let error = serde_json::from_value::<Body>(json).expect_err(missing);
        assert!(error.to_string().contains(missing), "{error}");
    }
}

#[test]
fn the_response_example_is_the_same_read_and_written() {
    let json = response_json();
    let parsed: Response = serde_json::from_value(json["data"].clone()).expect("a response");
    assert_eq!(serde_json::to_string(&parsed).expect("JSON"), json["data"].to_string());

    let delivery = parsed.delivery.as_ref().expect("a delivery");
    assert_eq!(delivery.application_id.as_deref(), Some("6960663240925956657"));
    assert_eq!(delivery.id.as_deref(), Some("6960663240925956655"));
    assert_eq!(delivery.job_id.as_deref(), Some("6960663240925956659"));
    assert_eq!(delivery.job_post_id.as_deref(), Some("6960663240925956658"));
    assert_eq!(delivery.portal_resume_id.as_deref(), Some("6960663240925956660"));
    assert_eq!(delivery.user_id.as_deref(), Some("6960663240925956656"));
    assert_eq!(delivery.talent_id.as_deref(), Some("7095600054216542508"));

    let bytes = json.to_string();
    let answer = RawResponse::new(StatusCode::OK, header_map(), bytes.as_bytes());
    assert_eq!(Request::read(&answer).expect("an answer"), parsed);
}

#[test]
fn an_answer_with_less_or_more_is_read() {
    for data in [r#"{}"#, r#"{"delivery":{}}"#, r#"{"delivery":{"id":"1","new":[1]},"more":true}"#, "null"] {
        let body = format!(r#"{{"code":0,"msg":"ok","data":{data}}}"#);
        let answer = RawResponse::new(StatusCode::OK, header_map(), body.as_bytes());
        assert!(Request::read(&answer).is_ok(), "{data}");
    }
}

/// An answer borrows its headers; the examples have none.
fn header_map() -> &'static HeaderMap {
    static HEADERS: LazyLock<HeaderMap> = LazyLock::new(HeaderMap::new);
    &HEADERS
}
