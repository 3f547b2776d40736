//! Faults of the service and what the client makes of them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use feishu_client::{Defect, Error, ErrorCode as _, GenericCode, RetryPolicy};
use tokio::net::TcpListener;

use crate::calls::{Code, DELIVERED, Delivered, Look, builder, client, deliver};
use crate::server::{LOG_ID, Reply, Server};

type Outcome = Result<Delivered, Error<Code>>;

/// What happens, and how the server makes it happen.
type Fault = (&'static str, fn() -> Reply);

/// Too short for the answer that comes too late, and long enough for all others on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(1);

/// Every fault that leaves open whether a call was carried out.
fn uncertain_faults() -> Vec<Fault> {
    vec![
        ("connection cut after the request", || Reply::Cut),
        ("answer cut off", || Reply::CutOff(br#"{"code":0,"da"#.to_vec())),
        ("JSON cut off", || Reply::json(200, r#"{"code":0,"data":{"id":"69"#)),
        ("no answer in time", || Reply::json(200, DELIVERED).after(5000)),
        ("HTTP 500 with the service's error", || Reply::refusal(500, 1_002_001)),
        ("HTTP 200 with an error that is documented with 500", || Reply::refusal(200, 1_002_001)),
        ("HTTP 400 with an internal error of the platform", || Reply::refusal(400, 1500)),
        ("HTTP 502 of a gateway", || Reply::html(502)),
        ("HTTP 504 without a body", || Reply::Response(504, Vec::new(), Vec::new())),
        ("HTTP 200 with a page", || Reply::html(200)),
        ("HTTP 200 without a body", || Reply::Response(200, Vec::new(), Vec::new())),
        ("HTTP 200 without a code", || Reply::json(200, "{}")),
        ("HTTP 408", || Reply::html(408)),
        ("gzip that is none", || Reply::json(200, DELIVERED).with("content-encoding", "gzip")),
    ]
}

#[tokio::test]
async fn a_post_is_not_made_again_when_its_outcome_is_unknown() {
    for (fault, reply) in uncertain_faults() {
        let server = Server::start(move |_, _| reply()).await;
        let client = builder(&server).timeout(TIMEOUT).build().unwrap();
        let error = client.send(&deliver()).await.unwrap_err();
        assert!(error.is_outcome_unknown(), "{fault}: {error:?}");
        assert!(!error.is_retryable(), "{fault}: {error:?}");
        assert!(
            error.to_string().starts_with("it is not known whether the service carried out the call"),
            "{error}"
        );
        assert_eq!(server.counts(), (1, 1), "{fault}");
    }
}

#[tokio::test]
async fn a_get_is_made_again_after_every_fault() {
    for (fault, reply) in uncertain_faults() {
        let server =
            Server::start(move |_, nth| if nth < 3 { reply() } else { Reply::json(200, DELIVERED) }).await;
        let client = builder(&server).timeout(TIMEOUT).build().unwrap();
        client.send(&Look).await.unwrap_or_else(|error| panic!("{fault}: {error:?}"));
        assert_eq!(server.counts(), (1, 3), "{fault}");
    }
}

#[tokio::test]
async fn a_get_is_not_made_again_for_ever() {
    for (fault, reply) in uncertain_faults() {
        let server = Server::start(move |_, _| reply()).await;
        let retry =
            RetryPolicy::new().max_attempts(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
        let client = builder(&server).timeout(TIMEOUT).retry(retry).build().unwrap();
        let error = client.send(&Look).await.unwrap_err();
        assert!(error.is_retryable() && !error.is_outcome_unknown(), "{fault}: {error:?}");
        assert_eq!(server.counts(), (1, 2), "{fault}");
    }
}

#[tokio::test]
async fn a_post_is_made_again_if_the_caller_says_so() {
    let server =
        Server::start(|_, nth| if nth == 1 { Reply::Cut } else { Reply::json(200, DELIVERED) }).await;
    client(&server).call(&deliver()).repeatable().send().await.unwrap();
    assert_eq!(server.counts(), (1, 2));
}

#[tokio::test]
async fn the_cause_of_an_unknown_outcome_is_kept() {
    let server = Server::start(|_, _| Reply::refusal(500, 1_002_001)).await;
    let error = client(&server).send(&deliver()).await.unwrap_err();
    assert_eq!(error.code(), Some(Code::SystemError));
    assert_eq!((error.status().unwrap().as_u16(), error.log_id()), (500, Some(LOG_ID)));
    assert_eq!(
        error.to_string(),
        "it is not known whether the service carried out the call, look there before you send it again: \
         refused with code 1002001: The service failed (HTTP 500, log id 20230807192712DD4F1F2F0123456789AB)"
    );

    let server = Server::start(|_, _| Reply::html(502).with("x-tt-logid", "log-2")).await;
    let error = client(&server).send(&deliver()).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.log_id()), (502, Some("log-2")));
    assert!(!format!("{error} {error:?}").contains("gateway"), "{error:?}");
}

#[tokio::test]
async fn a_refusal_is_final() {
    for status in [200, 400, 403] {
        let server = Server::start(move |_, _| Reply::refusal(status, 1_002_002)).await;
        for outcome in [client(&server).send(&deliver()).await, client(&server).send(&Look).await] {
            let error = outcome.unwrap_err();
            assert!(matches!(error, Error::Refused(_)), "{error:?}");
            assert_eq!(error.code().unwrap().code(), 1_002_002);
            assert!(!error.is_retryable());
        }
        assert_eq!(server.calls().len(), 2, "one each");
    }
}

#[tokio::test]
async fn missing_scopes_are_reported() {
    let body = r#"{"code":99991672,"msg":"Access denied","error":{"permission_violations":[
        {"type":"action_scope_required","subject":"hire:site_application"}]}}"#;
    let server = Server::start(move |_, _| Reply::json(400, body)).await;
    let error = client(&server).send(&deliver()).await.unwrap_err();
    let refusal = error.api_error().unwrap();
    assert_eq!(refusal.generic(), Some(GenericCode::PermissionMissing));
    assert_eq!(refusal.permission_violations[0].scope, "hire:site_application");
    assert!(error.to_string().contains("lacks `hire:site_application`"), "{error}");
}

#[tokio::test]
async fn a_gateway_that_turns_the_call_away_has_not_made_it() {
    for status in [301, 307, 403, 404, 413] {
        let server = Server::start(move |_, _| Reply::html(status).with("location", "/elsewhere")).await;
        let outcome: Outcome = client(&server).send(&deliver()).await;
        match outcome {
            Err(Error::Unreadable(error)) => {
                assert_eq!((error.status().as_u16(), error.defect()), (status, Defect::NotJson));
            }
            other => panic!("{status}: {other:?}"),
        }
        assert_eq!(server.counts(), (1, 1), "{status}");
    }
}

#[tokio::test]
async fn any_status_with_any_body_is_one_of_the_errors() {
    const REFUSAL: &[u8] = br#"{"code":1002002}"#;
    const BODIES: [&[u8]; 9] =
        [b"", b" \n", b"<html>", b"{", b"null", b"[]", br#"{"code":"x"}"#, b"\xff\xfe\0", REFUSAL];
    for status in [200, 201, 226, 301, 399, 400, 404, 408, 418, 429, 499, 500, 502, 503, 504, 511, 599] {
        for body in BODIES {
            let server = Server::start(move |_, _| Reply::Response(status, Vec::new(), body.to_vec())).await;
            let client = builder(&server).retry(RetryPolicy::never()).build().unwrap();
            let error = client.send(&deliver()).await.unwrap_err();
            let is_right = match status {
                429 => matches!(error, Error::Limited { .. }),
                ..500 if body == REFUSAL => matches!(error, Error::Refused(_)),
                200..300 | 408 | 500.. => error.is_outcome_unknown(),
                _ => matches!(error, Error::Unreadable(_)),
            };
            assert!(is_right, "{status} {}: {error:?}", body.escape_ascii());
            assert!(!(error.is_outcome_unknown() && error.is_retryable()), "{error:?}");
            assert_eq!(server.counts(), (1, 1), "{status} {}", body.escape_ascii());
        }
    }
}

#[tokio::test]
async fn an_answer_of_another_type_to_a_call_that_went_well_is_no_unknown_outcome() {
    let server = Server::start(|_, _| Reply::json(200, r#"{"code":0,"data":{"id":[]}}"#)).await;
    for outcome in [client(&server).send(&deliver()).await, client(&server).send(&Look).await] {
        let error = outcome.unwrap_err();
        assert!(
            matches!(&error, Error::Unreadable(error) if error.defect() == Defect::WrongData),
            "{error:?}"
        );
        assert!(!error.is_retryable());
    }
    assert_eq!(server.calls().len(), 2, "one each");
}

#[tokio::test]
async fn a_failed_connection_is_retried_and_reported() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = Server::on(listener, Arc::new(|_, _| Reply::Cut), Arc::new(|_, _| Reply::Cut));
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let client = builder(&server).base_url(url).build().unwrap();
    let outcome = client.call(&deliver()).token("t-own").send().await;
    match outcome {
        Err(Error::Transport(error)) => assert!(error.is_before_sending(), "{error:?}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_post_that_could_not_be_sent_is_sent_when_the_service_is_back() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let retry =
        RetryPolicy::new().max_attempts(50).backoff(Duration::from_millis(20), Duration::from_millis(20));
    let client = feishu_client::Client::builder()
        .base_url(format!("http://{address}"))
        .without_proxy()
        .retry(retry)
        .build()
        .unwrap();
    let call = tokio::spawn(async move { client.call(&deliver()).token("t-own").send().await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let listener = TcpListener::bind(address).await.unwrap();
    let answer = |_: &_, _| Reply::json(200, DELIVERED);
    let server = Server::on(listener, Arc::new(answer), Arc::new(answer));
    call.await.unwrap().unwrap();
    assert_eq!(server.counts(), (0, 1));
}

#[tokio::test]
async fn attempts_are_spread() {
    let server = Server::start(|_, _| Reply::Cut).await;
    let retry =
        RetryPolicy::new().max_attempts(4).backoff(Duration::from_millis(40), Duration::from_millis(100));
    let client = builder(&server).retry(retry).build().unwrap();
    let start = Instant::now();
    client.send(&Look).await.unwrap_err();
    // Half of 40, 80 and 100 ms at least.
    assert!(start.elapsed() >= Duration::from_millis(110), "{:?}", start.elapsed());
    assert_eq!(server.calls().len(), 4);
}

#[tokio::test]
async fn a_slow_call_can_have_more_time() {
    let server = Server::start(|_, _| Reply::json(200, DELIVERED).after(300)).await;
    let client = builder(&server).timeout(Duration::from_millis(100)).build().unwrap();
    assert!(client.send(&deliver()).await.unwrap_err().is_outcome_unknown());
    client.call(&deliver()).timeout(Duration::from_secs(5)).send().await.unwrap();
}
