//! Responses: successes, refusals, and bodies that match nothing.

use feishu_api::hire::v1::create_by_resume::{ErrorCode, Request, Response};
use feishu_client::http::{HeaderMap, StatusCode};
use feishu_client::{
    AnyCode, ApiError, Defect, Endpoint, ErrorCode as _, GenericCode, RawResponse, ReadError, Unreadable,
};

use serde::Deserialize;

/// As the service writes them.
const LOG_ID: &str = "20230807192712DD4F1F2F0123456789AB";

type Read = Result<Response, ReadError<ErrorCode>>;

fn read(status: u16, headers: &[(&'static str, &str)], body: &str) -> Read {
    let headers: HeaderMap =
        headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
    Request::read(&RawResponse::new(StatusCode::from_u16(status).unwrap(), &headers, body.as_bytes()))
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

fn refused(result: Read) -> ApiError<ErrorCode> {
    match result {
        Err(ReadError::Refused(error)) => *error,
        other => panic!("not refused: {other:?}"),
    }
}

fn unreadable(result: Read) -> Unreadable {
    unreadable_as(result)
}

fn unreadable_as<T: std::fmt::Debug>(result: Result<T, ReadError<ErrorCode>>) -> Unreadable {
    match result {
        Err(ReadError::Unreadable(error)) => error,
        other => panic!("not unreadable: {other:?}"),
    }
}

/// The answer that the page shows.
const SUCCESS: &str = r#"{"code": 0, "msg": "ok", "data": {"delivery": {
    "application_id": "6960663240925956657", "id": "6960663240925956655", "job_id": "6960663240925956659",
    "job_post_id": "6960663240925956658", "portal_resume_id": "6960663240925956660",
    "user_id": "6960663240925956656", "talent_id": "7095600054216542508"}}}"#;

#[test]
fn the_code_alone_decides() {
    for status in [200, 202, 400, 500] {
        let delivery = read(status, &[], SUCCESS).unwrap().delivery.unwrap();
        assert_eq!(delivery.application_id.as_deref(), Some("6960663240925956657"));
        assert_eq!(delivery.id.as_deref(), Some("6960663240925956655"));

        let error = refused(read(status, &[], r#"{"code": 1002002, "msg": "参数错误", "data": {}}"#));
        assert_eq!((error.code, error.status.as_u16()), (ErrorCode::InvalidParameter, status));
        assert_eq!(error.service_message, "参数错误");
        assert!(error.advice().unwrap().starts_with("Check that the parameters are right"));
    }
}

#[test]
fn data_may_be_left_out() {
    for body in [r#"{"code":0,"msg":"ok"}"#, r#"{"code":0,"data":null}"#, r#"{"data":{},"code":0,"new":[1]}"#]
    {
        assert_eq!(read(200, &[], body).unwrap().delivery, None, "{body}");
    }
}

#[test]
fn a_refusal_may_have_anything_in_data() {
    for data in ["null", "[]", "\"x\"", "{\"delivery\": 7}"] {
        let body = format!(r#"{{"code": 1002001, "msg": "系统错误", "data": {data}}}"#);
        assert_eq!(refused(read(200, &[], &body)).code, ErrorCode::SystemError, "{data}");
    }
}

#[test]
fn some_endpoints_say_message() {
    assert_eq!(
        refused(read(400, &[], r#"{"code": 1002002, "message": "param err"}"#)).service_message,
        "param err"
    );
}

#[test]
fn details_of_an_error_are_kept() {
    let error = refused(read(
        400,
        &[("X-Tt-Logid", "from-header")],
        r#"{"code": 99992402, "msg": "field validation failed", "error": {
            "message": "see below",
            "log_id": "20230807192712DD4F1F2F0123456789AB",
            "troubleshooter": "https://open.feishu.cn/search?code=99992402",
            "field_violations": [
                {"field": "resume.basic_info.age", "value": "25", "description": "must be a number"},
                {"field": "user_id", "value": 7}
            ],
            "permission_violations": [
                {"type": "action_scope_required", "subject": "hire:site_application", "description": "apply first"},
                {"scope": "hire:site", "url": "https://open.feishu.cn/app"}
            ],
            "helps": [{"url": "https://open.feishu.cn/help", "description": "help"}],
            "details": [{"key": "k", "value": "张三"}],
            "new": {"unknown": true}
        }}"#,
    ));
    assert_eq!(error.code.code(), 99_992_402);
    assert_eq!(error.generic(), Some(GenericCode::ParameterInvalid));
    assert_eq!(error.service_hint.as_deref(), Some("see below"));
    assert_eq!(error.log_id.as_deref(), Some("20230807192712DD4F1F2F0123456789AB"));
    assert_eq!(error.troubleshooter.as_deref(), Some("https://open.feishu.cn/search?code=99992402"));
    assert_eq!(error.field_violations[0].field, "resume.basic_info.age");
    assert_eq!(error.field_violations[0].value.as_deref(), Some("25"));
    assert_eq!(error.field_violations[0].service_description.as_deref(), Some("must be a number"));
    assert_eq!(error.field_violations[1].value.as_deref(), Some("7"));
    assert_eq!(error.permission_violations[0].scope, "hire:site_application");
    assert_eq!(error.permission_violations[0].kind.as_deref(), Some("action_scope_required"));
    assert_eq!(error.permission_violations[1].scope, "hire:site");
    assert_eq!(error.permission_violations[1].url.as_deref(), Some("https://open.feishu.cn/app"));
    assert_eq!(error.helps[0].url, "https://open.feishu.cn/help");
    assert_eq!(error.details[0].value.as_deref(), Some("张三"));

    assert_eq!(
        error.to_string(),
        "refused with code 99992402: a parameter is missing or wrong (HTTP 400, log id 20230807192712DD4F1F2F0123456789AB); \
         lacks `hire:site_application`; lacks `hire:site`"
    );
    let paths: Vec<_> = error.violations().into_iter().map(|violation| violation.path).collect();
    assert_eq!(paths, ["resume.basic_info.age", "user_id"]);
    for hidden in ["张三", "25", "see below", "must be a number", "apply first", "open.feishu.cn"] {
        assert!(!format!("{error} {error:?}").contains(hidden), "{hidden} in {error:?}");
    }
}

#[test]
fn an_error_of_another_shape_still_has_its_code() {
    for error in ["null", "\"x\"", "[]", "{\"field_violations\": {\"a\": 1}, \"log_id\": null}", "7"] {
        let body = format!(r#"{{"code": 7, "msg": null, "error": {error}}}"#);
        let refusal = refused(read(403, &[], &body));
        assert_eq!((refusal.code.code(), refusal.service_message.as_str()), (7, ""), "{error}");
    }
}

#[test]
fn the_log_id_is_found_in_the_body_or_in_one_of_three_headers() {
    let body = r#"{"code": 1, "msg": ""}"#;
    let all = [("request-id", "c"), ("x-request-id", "b"), ("x-tt-logid", "a")];
    assert_eq!(refused(read(400, &all, body)).log_id.as_deref(), Some("a"));
    assert_eq!(refused(read(400, &all[..2], body)).log_id.as_deref(), Some("b"));
    assert_eq!(refused(read(400, &all[..1], body)).log_id.as_deref(), Some("c"));
    assert_eq!(refused(read(400, &[], body)).log_id, None);
    let own = r#"{"code": 1, "error": {"logid": "own"}}"#;
    assert_eq!(refused(read(400, &all, own)).log_id.as_deref(), Some("own"));
}

#[test]
fn a_documented_error_reads_well() {
    let error = refused(read(400, &[("x-tt-logid", LOG_ID)], r#"{"code": 1002002, "msg": "参数错误"}"#));
    assert_eq!(
        error.to_string(),
        format!(
            "refused with code 1002002: A parameter is wrong (HTTP 400, log id {LOG_ID}); advice: Check that the \
             parameters are right, such as their types and sizes, and correct the request"
        )
    );
    assert_eq!(error.generic(), None);
}

#[test]
fn a_page_of_a_gateway_keeps_status_log_id_and_its_beginning() {
    let html = "<html>\r\n<h1>502 Bad Gateway</h1></html>";
    let error = unreadable(read(502, &[("x-tt-logid", LOG_ID)], html));
    assert_eq!((error.status().as_u16(), error.log_id()), (502, Some(LOG_ID)));
    assert_eq!(error.body().as_ref(), html.as_bytes());
    assert_eq!(error.snippet(), "<html>  <h1>502 Bad Gateway</h1></html>");
    assert_eq!(
        error.to_string(),
        format!("the response cannot be read: it is not JSON, line 1 column 1 (HTTP 502, log id {LOG_ID})")
    );
}

#[test]
fn an_empty_answer_says_so() {
    for body in ["", " \n"] {
        assert_eq!(
            unreadable(read(504, &[], body)).to_string(),
            "the response cannot be read: it is empty (HTTP 504)"
        );
    }
}

#[test]
fn an_answer_that_is_cut_off_does_not_spill_its_data() {
    for end in 1..SUCCESS.len() {
        let error = unreadable(read(200, &[], &SUCCESS[..end]));
        assert!(error.reason().starts_with("it is cut off"), "{end}: {error}");
        assert!(!format!("{error} {error:?}").contains("69606"), "{error:?}");
    }
    let error = unreadable(read(200, &[], &SUCCESS[..70]));
    assert!(error.snippet().starts_with(r#"{"code": 0, "msg": "ok", "data": {"delivery""#));
}

#[test]
fn a_value_of_another_type_is_reported_without_the_value() {
    for (delivery, reason) in [
        (r#""张三""#, "invalid type: string, expected struct Delivery, line 1 column"),
        (r#"{"id": 123456}"#, "invalid type: integer, expected a string, line 1 column"),
        (r#"{"id": ["张三"]}"#, "invalid type: sequence, expected a string, line 1 column"),
        (r#"{"id": "a", "id": "张三"}"#, "duplicate field `id`, line 1 column"),
    ] {
        let error = unreadable(read(200, &[], &format!(r#"{{"code":0,"data":{{"delivery":{delivery}}}}}"#)));
        assert!(error.reason().starts_with(reason), "{error}");
        assert!(!format!("{error} {error:?}").contains("张三"), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("123456"), "{error:?}");
    }
}

#[test]
fn json_without_a_code_is_not_an_answer() {
    for body in ["{}", "null", "[]", "7", r#"{"msg":"ok"}"#, r#"{"code":"0"}"#, r#"{"code":0.5}"#] {
        assert_eq!(unreadable(read(200, &[], body)).status().as_u16(), 200, "{body}");
    }
}

#[test]
fn a_snippet_ends_between_characters() {
    let error = unreadable(read(200, &[], &"简历".repeat(1000)));
    assert_eq!(error.snippet(), "简历".repeat(100));
    let bytes = [&[b'x'; 3][..], &[0xFF; 2000]].concat();
    let headers = HeaderMap::new();
    let result: Result<(), ReadError<AnyCode>> = RawResponse::new(StatusCode::OK, &headers, &bytes).empty();
    assert!(matches!(result, Err(ReadError::Unreadable(error)) if error.snippet().chars().count() == 200));
}

mod forms {
    use feishu_client::File;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Token {
        tenant_access_token: String,
        expire: i64,
    }

    fn is_refused<T>(result: Result<T, ReadError<AnyCode>>, code: i64) -> bool {
        matches!(result, Err(ReadError::Refused(error)) if error.code == AnyCode(code))
    }

    #[test]
    fn flat() {
        let headers = headers(&[]);
        let body = br#"{"code":0,"msg":"ok","tenant_access_token":"t-caecc","expire":7200}"#;
        let token: Result<Token, ReadError<AnyCode>> =
            RawResponse::new(StatusCode::OK, &headers, body).flat();
        assert_eq!(token.unwrap(), Token { tenant_access_token: "t-caecc".into(), expire: 7200 });
        let refusal =
            RawResponse::new(StatusCode::OK, &headers, br#"{"code":10015,"msg":"app secret invalid"}"#);
        assert!(is_refused(refusal.flat::<Token, _>(), 10015));
    }

    #[test]
    fn value() {
        let headers = headers(&[]);
        let read = |body: &'static str| {
            RawResponse::new(StatusCode::OK, &headers, body.as_bytes()).value::<Option<Vec<i64>>, AnyCode>()
        };
        assert_eq!(read(r#"{"code":0,"data":[1,2]}"#).unwrap(), Some(vec![1, 2]));
        assert_eq!(read(r#"{"code":0}"#).unwrap(), None);
        assert!(is_refused(read(r#"{"code":7,"data":[]}"#), 7));
    }

    #[test]
    fn empty() {
        let headers = headers(&[]);
        let read = |body: &'static str| RawResponse::new(StatusCode::OK, &headers, body.as_bytes()).empty();
        assert!(read(r#"{"code":0,"msg":"success","data":{"x":1}}"#).is_ok());
        assert!(is_refused(read(r#"{"code":7}"#), 7));
    }

    fn file(status: u16, headers: &HeaderMap, body: &[u8]) -> Result<File, ReadError<AnyCode>> {
        RawResponse::new(StatusCode::from_u16(status).unwrap(), headers, body).file()
    }

    #[test]
    fn file_with_its_name_and_type() {
        let headers = headers(&[
            ("content-type", "application/pdf"),
            (
                "content-disposition",
                "attachment; filename=\"a.pdf\"; filename*=UTF-8''%E7%AE%80%E5%8E%86.pdf",
            ),
        ]);
        let file = file(200, &headers, b"%PDF").unwrap();
        assert_eq!((file.name(), file.content_type()), (Some("简历.pdf"), Some("application/pdf")));
        assert_eq!(file.content().unwrap().as_ref(), b"%PDF");
    }

    #[test]
    fn file_refused() {
        let json = headers(&[("content-type", "application/json; charset=utf-8")]);
        assert!(is_refused(file(200, &json, br#"{"code":7,"msg":"no"}"#), 7));
        assert!(is_refused(file(400, &headers(&[]), br#"{"code":7,"msg":"no"}"#), 7));
        assert!(matches!(file(502, &headers(&[]), b"<html>"), Err(ReadError::Unreadable(_))));
        for kind in ["Application/JSON", "text/json", "application/octet-stream", "text/plain;charset=UTF-8"]
        {
            let headers = headers(&[("content-type", kind)]);
            assert!(is_refused(file(200, &headers, br#" {"code":7,"msg":"no"}"#), 7), "{kind}");
        }
        assert!(is_refused(file(200, &headers(&[]), br#"{"code":7,"msg":"no"}"#), 7));
        assert_eq!(file(200, &json, br#"{"a":1}"#).unwrap().content().unwrap().as_ref(), br#"{"a":1}"#);
    }
}

#[test]
fn names_of_files_in_all_spellings() {
    for (disposition, name) in [
        ("attachment; filename=a.pdf", "a.pdf"),
        ("attachment; filename=\"a;b.pdf\"; size=3", "a;b.pdf"),
        ("attachment; filename=\"a \\\"b\\\".pdf\"", "a \"b\".pdf"),
        ("attachment ; FileName = \"a=b.pdf\"", "a=b.pdf"),
        ("attachment; filename=\"a.pdf", "a.pdf"),
        ("attachment; filename=\"x; filename=y.pdf\"", "x; filename=y.pdf"),
    ] {
        let headers = headers(&[("content-disposition", disposition)]);
        let file = RawResponse::new(StatusCode::OK, &headers, b"%PDF").file::<ErrorCode>().unwrap();
        assert_eq!(file.name(), Some(name), "{disposition}");
    }
}

#[test]
fn a_json_file_is_a_file() {
    let json = br#"{"code":7,"msg":"a file that looks like a refusal"}"#;
    for disposition in ["attachment", "Attachment; filename=\"a.json\"", "inline; filename=a.json"] {
        let headers = headers(&[("content-type", "application/json"), ("content-disposition", disposition)]);
        let response = RawResponse::new(StatusCode::OK, &headers, json);
        let file = response.file::<ErrorCode>().unwrap();
        assert_eq!(file.content().unwrap().as_ref(), json, "{disposition}");
    }
}

#[test]
fn nulls_in_lists_and_whole_floats_are_read() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Page {
        count: i64,
        ratio: f64,
        items: Vec<String>,
    }
    let headers = headers(&[]);
    let read = |data: &str| {
        let body = format!(r#"{{"code":0,"data":{data}}}"#);
        RawResponse::new(StatusCode::OK, &headers, body.as_bytes()).data::<Page, ErrorCode>()
    };
    let page = read(r#"{"count":5.0,"ratio":0.5,"items":[null,"a",null]}"#).unwrap();
    assert_eq!(page, Page { count: 5, ratio: 0.5, items: vec!["a".to_owned()] });
    for wrong in [r#"{"count":5.5,"ratio":1,"items":[null]}"#, r#"{"count":null,"ratio":1,"items":[]}"#] {
        assert_eq!(unreadable_as(read(wrong)).defect(), Defect::WrongData, "{wrong}");
    }
}

#[test]
fn platform_codes_are_known() {
    for (code, meaning) in [
        (99_991_663, Some(GenericCode::TokenInvalid)),
        (99_991_671, Some(GenericCode::TokenInvalid)),
        (99_991_661, Some(GenericCode::TokenMissing)),
        (99_991_400, Some(GenericCode::RateLimited)),
        (99_991_672, Some(GenericCode::PermissionMissing)),
        (10_015, Some(GenericCode::CredentialsWrong)),
        (1_002_001, None),
        (0, None),
    ] {
        assert_eq!(GenericCode::from_code(code), meaning, "{code}");
    }
}
