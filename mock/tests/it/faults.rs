//! Injected faults.

use std::io::Read as _;
use std::time::Duration;

use feishu_mock::{Error, Fault, FaultKind, TOKEN_ENDPOINT, Verdict};
use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{Answer, Asker, ORDERS, answer};

const REFUSED: fn(u16, i64) -> Verdict = |status, code| Verdict::Refused { status, code };

/// Orders once with this fault and once more, which goes well; the first answer.
async fn order_with(kind: FaultKind) -> (Asker, Answer) {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.inject(kind.clone()).unwrap();
    let faulty = asker.order(&token).await;
    assert_eq!(asker.mock.requests()[1].fault, Some(kind));
    assert_eq!(asker.order(&token).await.status, 200);
    assert_eq!(asker.mock.requests().len(), 3);
    (asker, faulty)
}

fn verdict(asker: &Asker) -> Verdict {
    asker.mock.requests()[1].verdict
}

#[tokio::test]
async fn a_good_token_is_refused_with_400_and_with_200() {
    for status in [400, 200] {
        let (asker, answer) = order_with(FaultKind::TokenRefused { status }).await;
        assert_eq!(answer.refusal(), (status, 99991663));
        assert_eq!(verdict(&asker), REFUSED(status, 99991663));
    }
}

#[tokio::test]
async fn a_limit_with_and_without_the_wait() {
    let headers = |answer: &Answer| {
        ["x-ogw-ratelimit-limit", "x-ogw-ratelimit-reset"].map(|name| answer.header(name).map(str::to_owned))
    };
    let (_, answer) = order_with(FaultKind::limited(Some(3))).await;
    assert_eq!(answer.refusal(), (429, 99991400));
    assert_eq!(headers(&answer), [Some("8".to_owned()), Some("3".to_owned())]);
    let (_, answer) = order_with(FaultKind::limited(None)).await;
    assert_eq!(answer.refusal(), (429, 99991400));
    assert_eq!(headers(&answer), [None, None]);
    let (asker, answer) = order_with(FaultKind::Limited { status: 400, reset: Some(1) }).await;
    assert_eq!(answer.refusal(), (400, 99991400));
    assert_eq!(verdict(&asker), REFUSED(400, 99991400));
}

#[tokio::test]
async fn documented_errors_come_with_their_status_and_text() {
    let (_, answer) = order_with(FaultKind::code(1002511)).await;
    assert_eq!((answer.refusal(), &answer.body["msg"]), ((200, 1002511), &json!("订单数已达到上限")));
    let (_, answer) = order_with(FaultKind::code(1002513)).await;
    assert_eq!(answer.refusal(), (400, 1002513));
    let (_, answer) = order_with(FaultKind::ServerError).await;
    assert_eq!(answer.refusal(), (500, 1002001));
    let undocumented = FaultKind::Code { code: 7, status: Some(403), msg: Some("new".to_owned()) };
    let (_, answer) = order_with(undocumented).await;
    assert_eq!((answer.refusal(), &answer.body["msg"]), ((403, 7), &json!("new")));
}

#[tokio::test]
async fn a_spoilt_answer_leaves_the_call_carried_out() {
    let (asker, answer) = order_with(FaultKind::CutOffJson).await;
    let text = answer.body.as_str().unwrap();
    assert!(answer.status == 200 && text.starts_with("{\"code\":0,") && !text.ends_with('}'), "{text}");
    assert_eq!(verdict(&asker), Verdict::Accepted);

    let (asker, answer) = order_with(FaultKind::Html { status: 502 }).await;
    assert!(answer.status == 502 && answer.body.as_str().unwrap().starts_with("<html>"));
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert_eq!(verdict(&asker), Verdict::Accepted);

    let (asker, answer) = order_with(FaultKind::EmptyBody { status: 504 }).await;
    assert_eq!((answer.status, answer.body), (504, json!("")));
    assert_eq!(verdict(&asker), Verdict::Accepted);
}

#[tokio::test]
async fn an_answer_may_come_compressed() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.inject(FaultKind::Gzip).unwrap();
    let response = asker.ordering(&token).send().await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let bytes = response.bytes().await.unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*bytes).read_to_string(&mut text).unwrap();
    assert!(text.starts_with("{\"code\":0,"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_comes_late() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.inject(FaultKind::Slow { milliseconds: 5000 }).unwrap();
    let start = tokio::time::Instant::now();
    assert_eq!(asker.order(&token).await.status, 200);
    assert_eq!(start.elapsed().as_secs(), 5);
}

#[tokio::test]
async fn whoever_gives_up_waiting_has_still_ordered() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.inject(FaultKind::Slow { milliseconds: 60_000 }).unwrap();
    let error = asker.ordering(&token).timeout(Duration::from_millis(200)).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(verdict(&asker), Verdict::Accepted);
}

#[tokio::test]
async fn a_connection_is_cut_after_the_call_was_carried_out() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.inject(FaultKind::CutAfterRead).unwrap();
    let error = asker.ordering(&token).send().await.unwrap_err();
    assert!(!error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(verdict(&asker), Verdict::Accepted);
    assert_eq!(asker.order(&token).await.status, 200);
}

#[tokio::test]
async fn a_connection_is_cut_before_a_byte_is_read() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.inject(Fault::new(FaultKind::CutBeforeRead).on(ORDERS)).unwrap();
    assert_eq!(asker.greet(&token).await.status, 200);
    let error = asker.ordering(&token).send().await.unwrap_err();
    assert!(!error.is_timeout(), "{error:?}");
    assert_eq!((asker.mock.requests().len(), asker.mock.faults()[0].fired), (2, 1));
    assert_eq!(asker.order(&token).await.status, 200);
}

fn address(asker: &Asker) -> &str {
    asker.mock.base_url().strip_prefix("http://").unwrap()
}

/// Sends this on a connection of its own; what comes back until its end.
async fn raw(asker: &Asker, request: &str) -> Result<String, std::io::ErrorKind> {
    let mut stream = TcpStream::connect(address(asker)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.map_err(|error| error.kind())?;
    Ok(answer)
}

#[tokio::test]
async fn unread_bytes_reset_the_connection_and_read_ones_do_not() {
    let asker = Asker::new().await;
    let request =
        "DELETE /open-apis/demo/v1/exports/9?x=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert!(raw(&asker, request).await.unwrap().starts_with("HTTP/1.1 200 OK\r\n"));
    asker.mock.inject(FaultKind::CutBeforeRead).unwrap();
    assert_eq!(raw(&asker, request).await, Err(std::io::ErrorKind::ConnectionReset));
    asker.mock.inject(FaultKind::CutAfterRead).unwrap();
    assert_eq!(raw(&asker, request).await, Ok(String::new()));
    assert_eq!(asker.mock.requests().len(), 2);
}

#[tokio::test]
async fn every_request_of_a_kept_connection_is_looked_at() {
    let asker = Asker::new().await;
    asker.mock.inject(Fault::new(FaultKind::CutBeforeRead).after(2)).unwrap();
    let one = "DELETE /open-apis/demo/v1/exports/9 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut stream = TcpStream::connect(address(&asker)).await.unwrap();
    let mut answer = [0; 1024];
    for _ in 0..2 {
        stream.write_all(one.as_bytes()).await.unwrap();
        let length = stream.read(&mut answer).await.unwrap();
        assert!(answer[..length].starts_with(b"HTTP/1.1 200 OK\r\n"));
    }
    stream.write_all(one.as_bytes()).await.unwrap();
    assert_eq!(stream.read(&mut answer).await.unwrap_err().kind(), std::io::ErrorKind::ConnectionReset);
    assert_eq!((asker.mock.requests().len(), asker.mock.faults()[0].seen), (2, 3));
}

#[tokio::test]
async fn a_body_that_looks_like_a_request_is_still_a_body() {
    let asker = Asker::new().await;
    asker.mock.inject(FaultKind::CutBeforeRead).unwrap();
    let body = "DELETE /open-apis/demo/v1/exports/9 HTTP/1.1\r\n";
    let head = "POST /open-apis/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\n";
    let mut stream = TcpStream::connect(address(&asker)).await.unwrap();
    stream.write_all(format!("{head}Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await.unwrap();
    let mut answer = [0; 25];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 404 Not Found\r\n"), "{answer}");
    assert_eq!(asker.mock.faults()[0].seen, 0);
}

#[tokio::test]
async fn a_fault_befalls_the_calls_that_it_selects() {
    let asker = Asker::new().await;
    let token = asker.token().await;
    asker.mock.inject(Fault::new(FaultKind::ServerError).on(ORDERS).after(1).times(2)).unwrap();
    let mut statuses = Vec::new();
    for _ in 0..4 {
        assert_eq!(asker.greet(&token).await.status, 200);
        statuses.push(asker.order(&token).await.status);
    }
    assert_eq!(statuses, [200, 500, 500, 200]);
    let state = &asker.mock.faults()[0];
    assert_eq!((state.seen, state.fired), (4, 2));
}

#[tokio::test]
async fn faults_follow_one_another_and_can_be_called_off() {
    let asker = Asker::new().await;
    asker.mock.inject(FaultKind::limited(None)).unwrap();
    asker.mock.inject(Fault::new(FaultKind::ServerError).always()).unwrap();
    let token = asker.token().await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(asker.greet(&token).await.status);
    }
    asker.mock.clear_faults();
    statuses.push(asker.greet(&token).await.status);
    assert_eq!(statuses, [429, 500, 500, 200]);
}

#[tokio::test]
async fn the_token_endpoint_fails_when_it_is_named() {
    let asker = Asker::new().await;
    asker.mock.inject(Fault::new(FaultKind::Html { status: 503 }).on(TOKEN_ENDPOINT)).unwrap();
    assert_eq!(asker.token_answer("cli_a", "secret-a").await.status, 503);
    assert_eq!(asker.token_answer("cli_a", "secret-a").await.status, 200);
}

#[tokio::test]
async fn a_fault_that_could_never_be_is_refused() {
    let asker = Asker::new().await;
    let inject = |fault: Fault| asker.mock.inject(fault).unwrap_err();
    assert!(
        matches!(inject(Fault::new(FaultKind::Gzip).on("demo")), Error::UnknownEndpoint(id) if id == "demo")
    );
    assert!(matches!(inject(FaultKind::code(7).into()), Error::UndocumentedCode(7)));
    let elsewhere = Fault::new(FaultKind::code(1002511)).on("demo.v1.calendars.get");
    assert!(matches!(inject(elsewhere), Error::UndocumentedCode(1002511)));
    assert!(matches!(inject(FaultKind::Html { status: 99 }.into()), Error::InvalidStatus(99)));
    assert_eq!(asker.mock.faults(), []);
}

#[tokio::test]
async fn a_mock_that_is_dropped_answers_no_more() {
    let asker = Asker::new().await;
    let call = asker.call(Method::DELETE, "demo/v1/exports/9");
    assert_eq!(answer(call.try_clone().unwrap()).await.status, 200);
    drop(asker);
    assert!(call.send().await.is_err());
}
