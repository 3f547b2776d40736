//! A call that must not be carried out twice is not sent twice, whatever status and body contradict each other.

use std::sync::{Arc, Mutex};

use feishu_client::{Defect, Error};
use tokio::sync::Notify;
use tracing::field::{Field, Visit};
use tracing::subscriber::with_default;
use tracing::{Event, Metadata, Subscriber, span};

use crate::calls::{Busy, DELIVERED, Look, builder, client, deliver};
use crate::server::{Reply, Server};

#[tokio::test]
async fn a_body_that_says_done_counts_more_than_a_status_of_429() {
    let server = Server::start(|_, _| Reply::json(429, DELIVERED)).await;
    client(&server).send(&deliver()).await.unwrap();
    assert_eq!(server.counts(), (1, 1));

    let other = r#"{"code":0,"msg":"ok","data":{"id":[]}}"#;
    let server = Server::start(move |_, _| Reply::json(429, other)).await;
    let error = client(&server).send(&deliver()).await.unwrap_err();
    assert!(matches!(&error, Error::Unreadable(error) if error.defect() == Defect::WrongData), "{error:?}");
    assert_eq!(server.counts(), (1, 1));
}

/// A code that is not reserved may mean anything at an endpoint that does not document it.
#[tokio::test]
async fn only_reserved_codes_allow_to_repeat_a_post() {
    for (status, code) in [(400, 4001), (200, 20_013), (429, 7), (429, 4001)] {
        let server = Server::start(move |_, _| Reply::refusal(status, code)).await;
        let error = client(&server).send(&deliver()).await.unwrap_err();
        let is_right = match status {
            429 => matches!(error, Error::Limited { .. }),
            _ => matches!(error, Error::Refused(_)),
        };
        assert!(is_right, "{status} {code}: {error:?}");
        assert_eq!(server.counts(), (1, 1), "{status} {code}");
    }
    for code in [4001, 20_013] {
        let server = Server::start(move |seen, _| match seen.token() {
            "t-1" => Reply::refusal(400, code),
            _ => Reply::json(200, DELIVERED),
        })
        .await;
        client(&server).send(&Look).await.unwrap();
        assert_eq!(server.counts(), (2, 2), "a GET is repeated after {code}");
    }
}

/// A server that fails may have carried out what it refuses.
#[tokio::test]
async fn no_code_allows_to_repeat_a_post_that_a_failing_server_refuses() {
    for status in [500, 502, 503] {
        for code in [99_991_400, 99_991_663, 99_991_661, 4001] {
            let reply = move || Reply::refusal(status, code).with("x-ogw-ratelimit-reset", "0");
            let server = Server::start(move |_, _| reply()).await;
            let error = client(&server).send(&deliver()).await.unwrap_err();
            assert!(error.is_outcome_unknown(), "{status} {code}: {error:?}");
            assert_eq!(server.counts(), (1, 1), "{status} {code}");
        }
    }
}

#[tokio::test]
async fn documented_rate_limits_are_waited_for() {
    // By the status of the table, and by the description.
    for code in [1_002_003, 1_002_004] {
        let server = Server::start(move |_, nth| match nth {
            1 => Reply::refusal(400, code),
            _ => Reply::json(200, DELIVERED),
        })
        .await;
        client(&server).send(&Busy).await.unwrap();
        assert_eq!(server.counts(), (1, 2), "{code}");
        let server = Server::start(move |_, _| Reply::refusal(503, code)).await;
        let error = client(&server).send(&Busy).await.unwrap_err();
        assert!(error.is_outcome_unknown(), "{error:?}");
        assert_eq!(server.counts(), (1, 1), "{code}");
    }
}

#[tokio::test]
async fn a_reset_of_the_platform_s_limit_counts_at_any_status() {
    for status in [200, 400, 403, 429] {
        let server = Server::start(move |_, nth| match nth {
            1 => Reply::refusal(status, 7).with("x-ogw-ratelimit-reset", "1"),
            _ => Reply::json(200, DELIVERED),
        })
        .await;
        client(&server).send(&deliver()).await.unwrap();
        let calls = server.calls();
        assert_eq!(calls.len(), 2, "{status}");
        assert!((calls[1].at - calls[0].at).as_secs() >= 1, "{status}");
    }
    // A refusal whose reason is known is not a limit.
    let reply = || Reply::refusal(400, 99_991_672).with("x-ogw-ratelimit-reset", "1");
    let server = Server::start(move |_, _| reply()).await;
    assert!(matches!(client(&server).send(&deliver()).await, Err(Error::Refused(_))));
    assert_eq!(server.calls().len(), 1);
}

/// Keeps the messages of warnings.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<Vec<String>>>);

impl Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == tracing::Level::WARN
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = Text(String::new());
        event.record(&mut text);
        self.0.lock().unwrap().push(text.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!("{}={value:?} ", field.name());
    }
}

/// The warnings while a call is under way, and its future is dropped.
fn warnings_of_a_cancelled_call(is_repeatable: bool) -> Vec<String> {
    let warnings = Warnings::default();
    with_default(warnings.clone(), || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let arrived = Arc::new(Notify::new());
            let here = Arc::clone(&arrived);
            let server = Server::start(move |_, _| {
                here.notify_one();
                Reply::json(200, DELIVERED).when(&Arc::new(Notify::new()))
            })
            .await;
            let (client, request) = (builder(&server).build().unwrap(), deliver());
            let call = client.call(&request);
            let call = if is_repeatable { call.repeatable() } else { call };
            tokio::select! {
                biased;
                outcome = call.send() => panic!("{outcome:?}"),
                () = arrived.notified() => {}
            }
        });
    });
    warnings.0.lock().unwrap().clone()
}

#[test]
fn a_cancelled_call_whose_outcome_is_unknown_is_logged() {
    let warnings = warnings_of_a_cancelled_call(false);
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(warning.contains("outcome unknown") && warning.contains("demo.v1.deliveries.post"), "{warning}");
    assert_eq!(warnings_of_a_cancelled_call(true), Vec::<String>::new());
}
