//! The endpoint as a value: the page's facts about it, and its HTTP request.

use feishu_api::hire::v1::create_by_resume::{Award, BasicInfo, ErrorCode, Request, Resume, UserIdType};
use feishu_client::http::header::{AUTHORIZATION, CONTENT_TYPE};
use feishu_client::{Endpoint, ErrorCode as _, Method, RateWindow, TokenKind};
use feishu_tests::{ID, given_page, page};

use crate::{example, examples};

const BASE: &str = "https://open.feishu.cn";

fn request() -> Request {
    Request::new("1618209327096", example::body())
}

#[test]
fn the_call_is_the_one_of_the_page() {
    let info = Request::INFO;
    assert_eq!(info.id, ID);
    assert_eq!(info.title, "新建招聘官网投递");
    assert_eq!(
        info.docs,
        "https://open.feishu.cn/document/server-docs/hire-v1/get-candidates/website/create_by_resume"
    );
    assert_eq!(info.method, Method::POST);
    assert_eq!(info.path, "/open-apis/hire/v1/websites/:website_id/deliveries/create_by_resume");
    assert!(given_page().contains(&format!("HTTP URL | {BASE}{}", info.path)));
    assert_eq!(info.tokens, [TokenKind::Tenant]);
    let (minute, second) = (RateWindow { calls: 1000, seconds: 60 }, RateWindow { calls: 50, seconds: 1 });
    assert_eq!(info.rate_limits, [minute, second]);
    assert_eq!(info.scopes, ["hire:site_application"]);
    assert_eq!(info.field_scopes, ["contact:user.employee_id:readonly"]);
}

#[test]
fn the_fields_are_those_of_the_page() {
    let paths = page::members(&page::example(&given_page(), "请求体示例"));
    let parameters = ["website_id", "user_id_type"].map(str::to_owned);
    let expected: Vec<String> = parameters.into_iter().chain(paths).collect();
    assert_eq!(Request::INFO.fields.lines().collect::<Vec<_>>(), expected);
    assert_eq!(expected.len(), 2 + 106);
}

#[test]
fn the_request_goes_out_as_the_page_shows_it() {
    let http = request().to_http(BASE, Some("t-7f1bcd13fc57d46bac21793a18e560")).expect("a request");
    assert_eq!(http.method(), Method::POST);
    assert_eq!(
        http.uri(),
        "https://open.feishu.cn/open-apis/hire/v1/websites/1618209327096/deliveries/create_by_resume"
    );
    // Both headers as in the page's table.
    assert_eq!(http.headers()[AUTHORIZATION], "Bearer t-7f1bcd13fc57d46bac21793a18e560");
    assert!(http.headers()[AUTHORIZATION].is_sensitive());
    assert_eq!(http.headers()[CONTENT_TYPE], "application/json; charset=utf-8");
    let sent: serde_json::Value = serde_json::from_slice(http.body()).expect("JSON");
    assert_eq!(sent, examples::request_json());
}

#[test]
fn the_query_holds_the_wire_value() {
    for (option, wire) in
        [(UserIdType::OpenId, "open_id"), (UserIdType::UnionId, "union_id"), (UserIdType::UserId, "user_id")]
    {
        let http = request().user_id_type(option).to_http(BASE, None).expect("a request");
        assert_eq!(http.uri().query(), Some(format!("user_id_type={wire}").as_str()));
    }
}

#[test]
fn the_errors_are_those_of_the_page() {
    let rows = page::cells(&given_page(), "错误码");
    let names = ["system_error", "invalid_parameter", "delivery_limit_reached", "graduation_time_required"];
    assert_eq!(rows.len(), names.len());
    for (row, name) in rows.iter().zip(names) {
        let [status, code, text, advice] = row.as_slice() else { panic!("four cells: {row:?}") };
        let number: i64 = code.parse().expect("a number");
        let code = ErrorCode::from_code(number);
        let info = code.info().expect("documented");
        assert_eq!((code.code(), info.status.to_string()), (number, status.clone()));
        assert_eq!((info.message, info.advice_original), (text.as_str(), advice.as_str()));
        assert_eq!((info.name, code.to_string().as_str()), (name, name));
        assert!(!info.english.is_empty() && !info.advice.is_empty() && info.english.is_ascii(), "{info:?}");
    }
}

#[test]
fn setters_of_lists_take_a_list_or_an_option_of_one() {
    let sent = |resume: Resume| serde_json::to_string(&resume).expect("JSON");
    let resume = || Resume::new(BasicInfo::new("张三"));
    let awards = || vec![Award::new().title("一等奖")];
    let with = sent(resume().award_list(awards()));
    assert!(with.contains("一等奖"), "{with}");
    assert_eq!(sent(resume().award_list(Some(awards()))), with);
    assert_eq!(sent(resume().award_list(awards()).award_list(None::<Vec<Award>>)), sent(resume()));
}
