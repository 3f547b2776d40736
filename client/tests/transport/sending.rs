//! What a sent request looks like.

use feishu_client::{
    Client, ConfigError, Error, RetryPolicy, TokenKind, ValidationOptions, ViolationKind, request_field,
};
use std::time::Duration;

use crate::calls::{DELIVERED, Deliver, Look, OfUser, SECRET, builder, client, deliver};
use crate::server::{Reply, Server};

#[tokio::test]
async fn a_call_is_sent_and_its_answer_read() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let delivered = client(&server).send(&deliver()).await.unwrap();
    assert_eq!(delivered.id.as_deref(), Some("6960663240925956655"));

    let token = &server.tokens()[0];
    assert_eq!(token.line, "POST /open-apis/auth/v3/tenant_access_token/internal");
    assert_eq!(token.body, format!(r#"{{"app_id":"cli_1","app_secret":"{SECRET}"}}"#));
    assert_eq!(token.headers["content-type"], "application/json; charset=utf-8");
    assert!(!token.headers.contains_key("authorization"));

    let call = &server.calls()[0];
    assert_eq!(call.line, "POST /open-apis/demo/v1/websites/1618209327096/deliveries");
    assert_eq!(call.body, r#"{"name":"张三"}"#);
    assert_eq!(call.headers["content-type"], "application/json; charset=utf-8");
    assert_eq!(call.headers["authorization"], "Bearer t-1");
    assert_eq!(call.headers["user-agent"], concat!("feishu-client/", env!("CARGO_PKG_VERSION")));
    assert_eq!(server.counts(), (1, 1));
}

#[tokio::test]
async fn a_get_has_a_query_and_no_body() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let client = builder(&server).user_agent("career-site/1").build().unwrap();
    client.send(&Look).await.unwrap();
    let call = &server.calls()[0];
    assert_eq!(call.line, "GET /open-apis/demo/v1/deliveries?mobile=182900291190");
    assert_eq!(call.headers["user-agent"], "career-site/1");
    assert!(!call.headers.contains_key("content-type"));
    assert!(!call.headers.contains_key("content-length"));
}

#[tokio::test]
async fn a_compressed_answer_is_read() {
    // `{"code":0,"data":{"id":"7"}}`, compressed by gzip.
    let body = include_bytes!("answer.json.gz");
    let server =
        Server::start(|_, _| Reply::Response(200, vec![("content-encoding", "gzip".into())], body.to_vec()))
            .await;
    assert_eq!(client(&server).send(&Look).await.unwrap().id.as_deref(), Some("7"));
}

#[tokio::test]
async fn an_invalid_request_is_not_sent() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let invalid = Deliver { name: " ".into(), ..deliver() };

    let error = client(&server).send(&invalid).await.unwrap_err();
    assert_eq!(error.violations()[0].kind, ViolationKind::Empty);
    assert_eq!(error.to_string(), "the request is not valid: name: is required, but empty");
    assert!(!error.is_retryable());
    assert_eq!(server.counts(), (0, 0));

    client(&server).call(&invalid).without_validation().send().await.unwrap();
    builder(&server).without_validation().build().unwrap().send(&invalid).await.unwrap();
    assert_eq!(server.calls().len(), 2);
}

#[tokio::test]
async fn a_value_that_would_change_the_path_is_never_sent() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let climbing = Deliver { website_id: "..".into(), ..deliver() };
    let error = client(&server).call(&climbing).without_validation().send().await.unwrap_err();
    assert!(matches!(error, Error::Unbuildable(_)), "{error}");
    assert_eq!(server.counts(), (0, 0));
}

#[tokio::test]
async fn checks_hold_for_the_endpoint_whose_fields_they_require() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let checks = || ValidationOptions::new().require_paths::<Deliver>(&["mobile"]).unwrap();
    let with_checks = builder(&server).validation(&checks()).build().unwrap();
    let error = with_checks.send(&deliver()).await.unwrap_err();
    assert_eq!(error.violations()[0].kind, ViolationKind::Missing);
    with_checks.send(&Look).await.unwrap();

    let without = client(&server);
    without.send(&deliver()).await.unwrap();
    assert!(without.call(&deliver()).validation(&checks()).send().await.is_err());
    with_checks.call(&deliver()).validation(&ValidationOptions::new()).send().await.unwrap();
}

#[tokio::test]
async fn a_call_may_have_a_token_of_its_own() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    client(&server).call(&OfUser).token("u-1").send().await.unwrap();
    assert_eq!(server.calls()[0].token(), "u-1");

    let error = client(&server).send(&OfUser).await.unwrap_err();
    assert!(matches!(error, Error::NoToken(&[TokenKind::User])), "{error}");
    let nobody = Client::builder().base_url(&server.url).without_proxy().build().unwrap();
    assert!(matches!(nobody.send(&Look).await.unwrap_err(), Error::NoToken(_)));
    assert_eq!(server.counts(), (0, 1));
}

/// As behind a gateway of the caller's own. A path of two slashes is a path, not a host.
#[tokio::test]
async fn the_path_of_the_base_url_is_kept() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    for base in ["", "/", "/feishu", "/feishu/", "/a/b", "//other.example"] {
        let client = builder(&server).base_url(format!("{}{base}", server.url)).build().unwrap();
        client.call(&Look).token("t-1").send().await.unwrap();
        let line = &server.calls().last().unwrap().line.clone();
        let prefix = base.trim_end_matches('/');
        let path = format!("GET {prefix}/open-apis/demo/v1/deliveries?mobile=182900291190");
        assert_eq!(*line, path);
    }
}

/// A proxy gets no request that it could read: only the wish to be connected.
#[tokio::test]
async fn a_proxy_sees_no_secret() {
    let proxy = Server::start(|_, _| Reply::Cut).await;
    let client = Client::builder()
        .base_url("https://feishu.invalid")
        .credentials("cli_1", SECRET)
        .proxy(&proxy.url)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    assert!(client.send(&Look).await.is_err());
    let seen = &proxy.calls()[0];
    assert_eq!(seen.line, "CONNECT feishu.invalid:443");
    assert!(!format!("{seen:?}").contains(SECRET));
}

#[tokio::test]
async fn calls_to_this_machine_use_no_proxy() {
    let proxy = Server::start(|_, _| Reply::Cut).await;
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let client = Client::builder().base_url(&server.url).credentials("cli_1", SECRET).proxy(&proxy.url);
    client.build().unwrap().send(&Look).await.unwrap();
    assert_eq!((server.counts(), proxy.counts()), ((1, 1), (0, 0)));
}

#[test]
fn plain_http_is_for_this_machine_unless_it_is_allowed() {
    let build = |url: &str| Client::builder().base_url(url).build();
    for url in ["http://localhost:1", "http://127.0.0.1:1", "http://127.9.9.9/x", "http://[::1]:1"] {
        assert!(build(url).is_ok(), "{url}");
    }
    for url in ["http://open.feishu.cn", "http://10.0.0.1", "http://localhost.example", "http://[::2]"] {
        assert!(matches!(build(url), Err(ConfigError::PlainHttp)), "{url}");
        assert!(Client::builder().base_url(url).allow_plain_http().build().is_ok(), "{url}");
        let proxied =
            Client::builder().base_url(url).allow_plain_http().proxy("http://10.0.0.2:3128").build();
        assert!(matches!(proxied, Err(ConfigError::PlainHttpThroughProxy)), "{url}");
    }
    for url in ["https://user@open.feishu.cn", "https://user:secret@open.feishu.cn"] {
        let error = build(url).err().unwrap();
        assert!(matches!(error, ConfigError::BaseUrl(_)), "{url}");
        assert!(!format!("{error} {error:?} {:?}", Client::builder().base_url(url)).contains("user:secret"));
    }
}

#[tokio::test]
async fn a_call_may_have_headers_and_nulls_of_its_own() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let (client, request) = (client(&server), deliver());
    client
        .call(&request)
        .header("x-trace".parse().unwrap(), "7".parse().unwrap())
        .null(request_field!(Deliver, "mobile"))
        .send()
        .await
        .unwrap();
    let call = &server.calls()[0];
    assert_eq!(call.headers["x-trace"], "7");
    assert_eq!(call.headers["content-type"], "application/json; charset=utf-8");
    let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
    assert_eq!(body, serde_json::json!({ "name": "张三", "mobile": null }));

    let error = client.call(&Look).null(request_field!(Look, "mobile")).send().await.unwrap_err();
    assert!(matches!(error, Error::Unbuildable(_)), "{error:?}");
    assert_eq!(server.calls().len(), 1);
}

#[tokio::test]
async fn a_call_may_add_to_the_validation_of_the_client() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let require = |field| ValidationOptions::new().require([field]);
    let client = builder(&server).validation(&require(request_field!(Deliver, "mobile"))).build().unwrap();
    let name = require(request_field!(Deliver, "name"));
    let request = Deliver { name: String::new(), ..deliver() };
    let paths = |error: Error<crate::calls::Code>| -> Vec<String> {
        error.violations().iter().map(|violation| violation.path.clone()).collect()
    };
    let both = client.call(&request).extra_validation(&name).send().await.unwrap_err();
    assert_eq!(paths(both), ["name", "mobile"]);
    let only = client.call(&deliver()).validation(&name).send().await;
    assert!(only.is_ok(), "{only:?}");
    // What is required of one endpoint is not required of another.
    client.call(&Look).extra_validation(&name).send().await.unwrap();
}

#[tokio::test]
async fn a_client_of_the_caller_s_own_is_used() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED)).await;
    let mut headers = feishu_client::http::HeaderMap::new();
    headers.insert("x-own", "1".parse().unwrap());
    let http = reqwest::Client::builder().no_proxy().default_headers(headers).build().unwrap();
    builder(&server).http_client(http).build().unwrap().send(&Look).await.unwrap();
    assert_eq!(server.calls()[0].headers["x-own"], "1");
}

#[tokio::test]
async fn unusable_settings_are_reported() {
    assert!(Client::builder().base_url("open.feishu.cn").build().is_err());
    assert!(Client::builder().user_agent("a\nb").build().is_err());
    assert!(Client::builder().proxy("::").build().is_err());
    assert_eq!(Client::builder().build().unwrap().app().base_url(), "https://open.feishu.cn");
    let lark = Client::builder().base_url("https://open.larksuite.com/").build().unwrap();
    assert_eq!(lark.app().base_url(), feishu_client::LARK_BASE_URL);
}

#[test]
fn what_may_be_spawned_can_be_spawned() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let client =
        Client::builder().retry(RetryPolicy::never()).timeout(Duration::from_secs(1)).build().unwrap();
    let request = deliver();
    drop(is_send(client.send(&request)));
    drop(is_send(client.call(&request).repeatable().send()));
}
