//! Every fault: requests that reach the service, deliveries that it carries out, and the error that the caller gets.

use std::net::TcpListener;
use std::time::Duration;

use feishu_api::hire::v1::create_by_resume::ErrorCode;
use feishu_client::{Client, Defect, Error, ErrorCode as _, RetryPolicy};
use feishu_mock::{Fault, FaultKind};
use feishu_tests::ID;

use crate::support::{APP, Outcome, SECRET, Service, request};
use crate::time::pass_time_for;

/// The outcomes that a caller can distinguish.
#[derive(Debug, PartialEq)]
enum CallerSees {
    Delivered,
    Refused(i64),
    Limited,
    NotSent,
    Unreadable(Defect),
    Unknown(Box<CallerSees>),
    NoAnswer { is_timeout: bool },
}

use CallerSees::{Delivered, Limited, NoAnswer, NotSent, Refused, Unreadable};

fn unknown(cause: CallerSees) -> CallerSees {
    CallerSees::Unknown(Box::new(cause))
}

fn caller_sees(error: &Error<ErrorCode>) -> CallerSees {
    match error {
        Error::Refused(refusal) => Refused(refusal.code.code()),
        Error::Limited { .. } => Limited,
        Error::Transport(error) if error.is_before_sending() => NotSent,
        Error::Transport(error) => NoAnswer { is_timeout: error.is_timeout() },
        Error::Unreadable(error) => Unreadable(error.defect()),
        Error::OutcomeUnknown(cause) => unknown(caller_sees(cause)),
        other => panic!("{other:?}"),
    }
}

/// What came of a call while this went wrong.
#[derive(Debug, PartialEq)]
struct Story {
    token_fetches: usize,
    /// Read by the service.
    requests: usize,
    carried_out: usize,
    outcome: CallerSees,
    is_retryable: bool,
}

/// One token, one request, one delivery, all well.
const FINE: Story =
    Story { token_fetches: 1, requests: 1, carried_out: 1, outcome: Delivered, is_retryable: false };

async fn deliver(faults: &[Fault]) -> (Story, Service) {
    let service = Service::with_faults(faults).await;
    let outcome: Outcome = pass_time_for(service.deliver()).await;
    let story = Story {
        token_fetches: service.token_fetches(),
        requests: service.deliveries().len(),
        carried_out: service.carried_out(),
        is_retryable: outcome.as_ref().is_err_and(Error::is_retryable),
        outcome: outcome.map_or_else(|error| caller_sees(&error), |_| Delivered),
    };
    (story, service)
}

/// Befalls one call.
fn once(kind: FaultKind) -> [Fault; 1] {
    [Fault::new(kind).on(ID)]
}

/// Befalls all calls.
fn always(kind: FaultKind) -> [Fault; 1] {
    [Fault::new(kind).on(ID).always()]
}

async fn story(faults: [Fault; 1]) -> Story {
    deliver(&faults).await.0
}

#[tokio::test(start_paused = true)]
async fn without_faults_all_is_well() {
    assert_eq!(deliver(&[]).await.0, FINE);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_dropped_and_the_call_repeated_once() {
    for status in [400, 200] {
        let refused = FaultKind::TokenRefused { status };
        assert_eq!(story(once(refused.clone())).await, Story { token_fetches: 2, requests: 2, ..FINE });
        let in_vain = Story {
            token_fetches: 2,
            requests: 2,
            carried_out: 0,
            outcome: Refused(99_991_663),
            is_retryable: false,
        };
        assert_eq!(story(always(refused)).await, in_vain);
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_is_waited_for_as_long_as_the_header_says() {
    for status in [429, 400] {
        let limited = FaultKind::Limited { status, reset: Some(7) };
        let (story, service) = deliver(&once(limited)).await;
        assert_eq!(story, Story { requests: 2, ..FINE });
        let waited = service.deliveries()[1].elapsed - service.deliveries()[0].elapsed;
        assert!((Duration::from_secs(7)..Duration::from_secs(8)).contains(&waited), "{waited:?}");
    }
}

/// Whoever calls next would be refused too, and prolong it.
#[tokio::test(start_paused = true)]
async fn a_limit_holds_up_all_calls_of_the_endpoint() {
    let service = Service::with_faults(&once(FaultKind::limited(Some(7)))).await;
    let next = async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        service.deliver().await
    };
    let (first, next) = pass_time_for(async { tokio::join!(service.deliver(), next) }).await;
    assert!(first.is_ok() && next.is_ok());
    let times: Vec<_> = service.deliveries().iter().map(|record| record.elapsed).collect();
    assert_eq!(times.len(), 3);
    assert!(times[1..].iter().all(|time| *time - times[0] >= Duration::from_secs(7)), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn a_limit_without_the_header_is_retried_and_finally_reported() {
    for status in [429, 400] {
        let limited = FaultKind::Limited { status, reset: None };
        assert_eq!(story(once(limited.clone())).await, Story { requests: 2, ..FINE });
        let expected = Story { requests: 3, carried_out: 0, outcome: Limited, is_retryable: true, ..FINE };
        assert_eq!(story(always(limited)).await, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_lasts_too_long_is_reported_at_once() {
    let expected = Story { carried_out: 0, outcome: Limited, is_retryable: true, ..FINE };
    assert_eq!(story(once(FaultKind::limited(Some(3600)))).await, expected);
}

#[tokio::test(start_paused = true)]
async fn an_error_of_the_endpoint_is_reported_at_once() {
    // The last is the platform's, not the endpoint's: the app lacks a scope.
    for code in [1_002_002, 1_002_511, 1_002_513, 99_991_672] {
        let expected = Story { carried_out: 0, outcome: Refused(code), ..FINE };
        let refused = FaultKind::Code { code, status: Some(400), msg: None };
        assert_eq!(story(once(refused)).await, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_carried_out_is_never_repeated() {
    use Defect::{CutOff, Empty, NotJson};
    let no_answer = |is_timeout| NoAnswer { is_timeout };
    let cases = [
        (FaultKind::ServerError, 0, Refused(1_002_001)),
        (FaultKind::Code { code: 1_002_001, status: Some(200), msg: None }, 0, Refused(1_002_001)),
        (FaultKind::CutAfterRead, 1, no_answer(false)),
        (FaultKind::Slow { milliseconds: 31_000 }, 1, no_answer(true)),
        (FaultKind::CutOffJson, 1, Unreadable(CutOff)),
        (FaultKind::Html { status: 502 }, 1, Unreadable(NotJson)),
        (FaultKind::Html { status: 200 }, 1, Unreadable(NotJson)),
        (FaultKind::EmptyBody { status: 200 }, 1, Unreadable(Empty)),
        (FaultKind::EmptyBody { status: 504 }, 1, Unreadable(Empty)),
    ];
    for (fault, carried_out, cause) in cases {
        let expected = Story { carried_out, outcome: unknown(cause), ..FINE };
        assert_eq!(story(once(fault.clone())).await, expected, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_gateway_turns_away_was_not_carried_out() {
    let (story, _) = deliver(&once(FaultKind::Html { status: 403 })).await;
    assert_eq!((story.outcome, story.requests), (Unreadable(Defect::NotJson), 1));
}

/// The client has sent bytes, and cannot know that nobody read them.
#[tokio::test(start_paused = true)]
async fn a_connection_that_is_cut_before_the_request_is_read_leaves_the_outcome_unknown() {
    let (story, service) = deliver(&always(FaultKind::CutBeforeRead)).await;
    let expected =
        Story { requests: 0, carried_out: 0, outcome: unknown(NoAnswer { is_timeout: false }), ..FINE };
    assert_eq!((story, service.mock.faults()[0].fired), (expected, 1));
}

/// Nobody listens: the request cannot have been sent.
#[tokio::test(start_paused = true)]
async fn what_cannot_have_been_sent_is_repeated() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let wait = Duration::from_secs(4);
    let client = Client::builder()
        .credentials(APP, SECRET)
        .base_url(format!("http://{free}"))
        .without_proxy()
        .retry(RetryPolicy::new().max_attempts(3).backoff(wait, wait))
        .build()
        .unwrap();
    let start = tokio::time::Instant::now();
    let error = pass_time_for(client.call(&request()).token("t-1").send()).await.unwrap_err();
    assert_eq!((caller_sees(&error), error.is_retryable()), (NotSent, true));
    let waited = start.elapsed();
    assert!((wait..3 * wait).contains(&waited), "three attempts, two waits of 2 to 4 s: {waited:?}");
}

#[tokio::test(start_paused = true)]
async fn a_slow_or_compressed_answer_is_an_answer() {
    assert_eq!(story(once(FaultKind::Slow { milliseconds: 25_000 })).await, FINE);
    assert_eq!(story(once(FaultKind::Gzip)).await, FINE);
}

/// The delivery itself never leaves while there is no token, so it may be sent again.
#[tokio::test(start_paused = true)]
async fn a_token_endpoint_that_fails_costs_no_delivery() {
    let unreachable = Fault::new(FaultKind::Html { status: 502 }).on(feishu_mock::TOKEN_ENDPOINT);
    let service = Service::with_faults(&[unreachable.clone().times(2)]).await;
    assert!(pass_time_for(service.deliver()).await.is_ok(), "the third fetch goes well");
    assert_eq!((service.token_fetches(), service.deliveries().len()), (3, 1));

    let service = Service::with_faults(&[unreachable.always()]).await;
    let error = pass_time_for(service.deliver()).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)) && error.is_retryable(), "{error:?}");
    assert_eq!((service.token_fetches(), service.deliveries().len()), (3, 0));
}
