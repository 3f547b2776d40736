//! Errors that a service maps without matching text.

use std::time::Duration;

use feishu_client::{
    Endpoint, Error, ErrorClass, ErrorCode as _, RetryPolicy, ValidationOptions, ViolationKind, request_field,
};

use crate::calls::{Deliver, Look, OfUser, builder, client, deliver};
use crate::server::{LOG_ID, Reply, Server};

async fn class(reply: fn() -> Reply, is_post: bool) -> ErrorClass {
    let server = Server::start(move |_, _| reply()).await;
    let client = builder(&server).retry(RetryPolicy::never()).build().unwrap();
    if is_post {
        client.send(&deliver()).await.unwrap_err().class()
    } else {
        client.send(&Look).await.unwrap_err().class()
    }
}

/// A response, and the class of the error that a GET and a POST end with.
type Case = (fn() -> Reply, ErrorClass, ErrorClass);

#[tokio::test]
async fn every_error_has_a_class() {
    let cases: [Case; 10] = [
        (|| Reply::refusal(400, 1_002_002), ErrorClass::Refused, ErrorClass::Refused),
        (|| Reply::refusal(400, 99_992_402), ErrorClass::Invalid, ErrorClass::Invalid),
        (|| Reply::refusal(400, 99_991_672), ErrorClass::Misconfigured, ErrorClass::Misconfigured),
        (|| Reply::refusal(400, 99_991_663), ErrorClass::Misconfigured, ErrorClass::Misconfigured),
        (
            || Reply::refusal(429, 99_991_400).with("x-ogw-ratelimit-reset", "90"),
            ErrorClass::Limited { retry_after: Some(Duration::from_secs(90)) },
            ErrorClass::Limited { retry_after: Some(Duration::from_secs(90)) },
        ),
        (|| Reply::refusal(500, 1_002_001), ErrorClass::Unavailable, ErrorClass::OutcomeUnknown),
        (|| Reply::html(502), ErrorClass::Unavailable, ErrorClass::OutcomeUnknown),
        (|| Reply::html(403), ErrorClass::Refused, ErrorClass::Refused),
        (|| Reply::Cut, ErrorClass::Unavailable, ErrorClass::OutcomeUnknown),
        (|| Reply::json(200, r#"{"code":0,"data":7}"#), ErrorClass::Unreadable, ErrorClass::Unreadable),
    ];
    for (place, (reply, of_get, of_post)) in cases.into_iter().enumerate() {
        assert_eq!(class(reply, false).await, of_get, "case {place}");
        assert_eq!(class(reply, true).await, of_post, "case {place}");
    }
    let server = Server::with_tokens(|_, _| Reply::refusal(200, 10_015), |_, _| Reply::Cut).await;
    assert_eq!(client(&server).send(&deliver()).await.unwrap_err().class(), ErrorClass::Misconfigured);
    assert_eq!(client(&server).send(&OfUser).await.unwrap_err().class(), ErrorClass::Misconfigured);
    let invalid = Deliver { name: String::new(), ..deliver() };
    assert_eq!(client(&server).send(&invalid).await.unwrap_err().class(), ErrorClass::Invalid);
    let unreachable = Server::with_tokens(|_, _| Reply::html(502), |_, _| Reply::Cut).await;
    let class = client(&unreachable).send(&deliver()).await.unwrap_err().class();
    assert_eq!(class, ErrorClass::Unavailable, "the call itself was not sent");
}

type AnyError = Error<feishu_client::ErasedCode>;

#[tokio::test]
async fn calls_to_several_endpoints_share_an_error() {
    async fn send<E: Endpoint + Sync>(server: &Server, request: &E) -> Result<(), AnyError> {
        client(server).send(request).await.map(drop).map_err(Error::erased)
    }
    let body = r#"{"code":99992402,"msg":"no","error":{"field_violations":[
        {"field":"mobile","value":"1","description":"x"},{"field":"张三"}]}}"#;
    let server = Server::start(move |_, _| Reply::json(400, body).with("x-tt-logid", LOG_ID)).await;
    for error in [send(&server, &deliver()).await.unwrap_err(), send(&server, &Look).await.unwrap_err()] {
        assert_eq!(error.code().unwrap().code(), 99_992_402);
        assert_eq!((error.status().unwrap().as_u16(), error.log_id()), (400, Some(LOG_ID)));
        let violations = error.violations();
        assert_eq!((violations.len(), violations[0].path.as_str()), (2, "mobile"));
        assert_eq!(violations[0].kind, ViolationKind::RefusedByService);
        let text = error.to_string();
        assert!(text.ends_with(&format!("(HTTP 400, log id {LOG_ID}); field `mobile`")), "{text}");
    }
    let server = Server::start(|_, _| Reply::refusal(500, 1_002_001)).await;
    let error = send(&server, &deliver()).await.unwrap_err();
    assert!(error.is_outcome_unknown() && error.to_string().contains("The service failed"), "{error}");
}

#[tokio::test]
async fn violations_are_data() {
    let server = Server::start(|_, _| Reply::Cut).await;
    let options = ValidationOptions::new().require([request_field!(Deliver, "mobile")]);
    let error = client(&server).call(&deliver()).validation(&options).send().await.unwrap_err();
    let violation = &error.violations()[0];
    assert_eq!((violation.kind.name(), violation.kind.to_string().as_str()), ("missing", "missing"));
    assert_eq!(format!("{:?}", violation.segments), r#"[Field("mobile")]"#);
    // What the page requires anyway may be required as well.
    let options = ValidationOptions::new().require_paths::<Deliver>(["name"]).unwrap();
    let error = client(&server).call(&deliver()).validation(&options).send().await.unwrap_err();
    assert!(error.is_outcome_unknown(), "{error:?}");
}
