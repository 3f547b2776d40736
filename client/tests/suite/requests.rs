//! HTTP requests built from endpoints.

use feishu_api::hire::v1::create_by_resume::{self as example, BasicInfo, Body, Degree, Resume, UserIdType};
use feishu_client::http::Request;
use feishu_client::http::header::{AUTHORIZATION, CONTENT_TYPE};
use feishu_client::{
    AnyCode, BuildError, Endpoint, EndpointInfo, FieldPath, File, Method, Multipart, RawResponse, ReadError,
    RequestBody, Timestamp, Validate, Validator, Values,
};

const FEISHU_BASE_URL: &str = "https://open.feishu.cn";

fn delivery(website_id: &str) -> example::Request {
    example::Request::new(
        website_id,
        Body::new("6960663240925956636", Resume::new(BasicInfo::new("张三")), "1"),
    )
}

fn request(website_id: &str) -> Request<Vec<u8>> {
    delivery(website_id).to_http(FEISHU_BASE_URL, None).unwrap()
}

#[test]
fn a_call_becomes_an_http_request() {
    let call = delivery("1618209327096").user_id_type(UserIdType::OpenId);
    let request = call.to_http(FEISHU_BASE_URL, Some("t-7f1bcd13fc57d46bac21793a18e560")).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.uri(),
        "https://open.feishu.cn/open-apis/hire/v1/websites/1618209327096/deliveries/create_by_resume?user_id_type=open_id"
    );
    assert_eq!(request.headers()[CONTENT_TYPE], "application/json; charset=utf-8");
    assert_eq!(request.headers()[AUTHORIZATION], "Bearer t-7f1bcd13fc57d46bac21793a18e560");
    assert_eq!(request.headers().len(), 2);
    let body =
        r#"{"job_post_id":"6960663240925956636","resume":{"basic_info":{"name":"张三"}},"user_id":"1"}"#;
    assert_eq!(String::from_utf8(request.into_body()).unwrap(), body);
}

#[test]
fn the_token_is_marked_as_sensitive() {
    let request = delivery("1").to_http(FEISHU_BASE_URL, Some("t-secret")).unwrap();
    assert!(request.headers()[AUTHORIZATION].is_sensitive());
    assert!(!format!("{request:?}").contains("t-secret"));
}

#[test]
fn values_of_the_path_are_encoded() {
    let path = "/open-apis/hire/v1/websites/a%2Fb%3Fc%23d%25e%20%E5%AE%98%E7%BD%91%22-._~/deliveries/create_by_resume";
    assert_eq!(request("a/b?c#d%e 官网\"-._~").uri().path(), path);
    assert_eq!(
        request("..%2f").uri().path(),
        "/open-apis/hire/v1/websites/..%252f/deliveries/create_by_resume"
    );
}

#[test]
fn values_that_would_change_the_path_are_refused_even_without_validation() {
    for value in ["", ".", ".."] {
        let error = delivery(value).to_http(FEISHU_BASE_URL, None).unwrap_err();
        assert!(matches!(error, BuildError::PathValue("website_id")), "{value}: {error}");
    }
}

#[test]
fn the_base_url_may_have_a_port_and_a_path_and_nothing_more() {
    for (base, uri) in [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/open-apis/"),
        ("https://proxy.example/feishu/", "https://proxy.example/feishu/open-apis/"),
    ] {
        let request = delivery("1").to_http(base, None).unwrap();
        assert!(request.uri().to_string().starts_with(uri), "{}", request.uri());
    }
    for base in
        ["", "open.feishu.cn", "/open-apis", "ftp://open.feishu.cn", "https://a?b", "https://a#b", "https://"]
    {
        let error = delivery("1").to_http(base, None).unwrap_err();
        assert!(matches!(error, BuildError::BaseUrl), "{base}: {error}");
    }
}

#[test]
fn a_token_that_no_header_can_hold_is_refused_and_not_shown() {
    let error = delivery("1").to_http(FEISHU_BASE_URL, Some("t-secret\r\nX: y")).unwrap_err();
    assert!(matches!(error, BuildError::Token));
    assert!(!format!("{error} {error:?}").contains("secret"));
}

/// An endpoint without a body, with a query of every kind.
struct Search;

impl Validate for Search {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for Search {
    type Response = ();
    type Code = AnyCode;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.search.get",
        title: "",
        docs: "",
        method: Method::GET,
        path: "/open-apis/demo/v1/search",
        tokens: &[],
        rate_limits: &[],
        scopes: &[],
        field_scopes: &[],
        fields: "",
    };

    fn query_values(&self, values: &mut Values) {
        values.add("ids", &vec!["1".to_owned(), "2&3".to_owned()]);
        values.add("none", &None::<String>);
        values.add("size", &Some(10));
        values.add("all", &true);
        values.add("since", &Timestamp::from_millis(1_609_430_400_000));
        values.add("degrees", &Some(vec![Degree::VocationalSchool, Degree::Unknown(9)]));
        values.add_text("关键词", "后端 研发=+");
    }

    fn read(response: &RawResponse<'_>) -> Result<(), ReadError<AnyCode>> {
        response.empty()
    }
}

#[test]
fn a_query_repeats_the_names_of_lists_and_writes_wire_values() {
    let request = Search.to_http(FEISHU_BASE_URL, None).unwrap();
    assert_eq!(
        request.uri().query().unwrap(),
        "ids=1&ids=2%263&size=10&all=true&since=1609430400000&degrees=3&degrees=9\
         &%E5%85%B3%E9%94%AE%E8%AF%8D=%E5%90%8E%E7%AB%AF%20%E7%A0%94%E5%8F%91%3D%2B"
    );
    assert_eq!(request.headers().len(), 0);
    assert!(request.body().is_empty());
}

/// An endpoint that takes a file.
struct Upload(File);

impl Validate for Upload {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for Upload {
    type Response = ();
    type Code = AnyCode;

    const INFO: &'static EndpointInfo =
        &EndpointInfo { method: Method::POST, path: "/open-apis/hire/v1/attachments", ..*Search::INFO };

    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        Ok(RequestBody::Multipart(
            Multipart::new().with("size", &3_i64).with("note", &None::<String>).with_file("content", &self.0),
        ))
    }

    fn read(response: &RawResponse<'_>) -> Result<(), ReadError<AnyCode>> {
        response.empty()
    }
}

#[test]
fn a_file_goes_out_as_a_part() {
    let file = File::new("简\"历\r\n.pdf", &b"%PDF\r\n\0"[..]).with_content_type("application/pdf");
    assert_eq!(format!("{file:?}"), "File(7 bytes)");
    let request = Upload(file).to_http(FEISHU_BASE_URL, None).unwrap();
    let content_type = request.headers()[CONTENT_TYPE].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"size\"\r\n\r\n3\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"content\"; filename=\"简%22历%0D%0A.pdf\"\r\n\
         Content-Type: application/pdf\r\n\r\n%PDF\r\n\0\r\n\
         --{boundary}--\r\n"
    );
    assert_eq!(String::from_utf8_lossy(request.body()), expected);
}

#[test]
fn two_bodies_have_two_boundaries() {
    let content_type = || {
        let upload = Upload(File::new("a", &b""[..]));
        upload.to_http(FEISHU_BASE_URL, None).unwrap().headers()[CONTENT_TYPE].clone()
    };
    assert_ne!(content_type(), content_type());
}
