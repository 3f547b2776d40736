//! What the mock keeps is bounded, and other sites have no say.

use reqwest::Method;
use serde_json::json;

use crate::support::{Asker, answer, builder};

#[tokio::test]
async fn the_oldest_requests_are_dropped() {
    let asker = Asker::with(builder().recorded_requests(3)).await;
    for id in 1..=5 {
        answer(asker.call(Method::DELETE, &format!("demo/v1/exports/{id}"))).await;
    }
    let paths: Vec<_> = asker.mock.requests().into_iter().map(|record| record.path).collect();
    assert_eq!(paths, [3, 4, 5].map(|id| format!("/open-apis/demo/v1/exports/{id}")));
    assert_eq!(asker.mock.dropped_requests(), 2);
    asker.mock.clear_requests();
    assert_eq!((asker.mock.requests().len(), asker.mock.dropped_requests()), (0, 0));
}

#[tokio::test]
async fn long_bodies_are_dropped_before_their_number_is_reached() {
    let asker = Asker::new().await;
    let long = "x".repeat(30 * 1024 * 1024);
    for _ in 0..3 {
        answer(asker.call(Method::DELETE, "demo/v1/exports/9").body(long.clone())).await;
    }
    assert_eq!((asker.mock.requests().len(), asker.mock.dropped_requests()), (2, 1));
}

#[tokio::test]
async fn requests_that_another_site_sends_are_refused_and_not_recorded() {
    let asker = Asker::new().await;
    let host = asker.mock.base_url().strip_prefix("http://").unwrap();
    for (header, value, status) in [
        ("host", "example.com", 403),
        ("host", host, 200),
        ("origin", "https://example.com", 403),
        ("origin", asker.mock.base_url(), 200),
        ("sec-fetch-site", "cross-site", 403),
    ] {
        let answered = answer(asker.call(Method::DELETE, "demo/v1/exports/9").header(header, value)).await;
        assert_eq!(answered.status, status, "{header}: {value}");
    }
    assert_eq!(asker.mock.requests().len(), 2);
    let faults = format!("{}/_mock/faults", asker.mock.base_url());
    let sent = reqwest::Client::new().post(faults).header("origin", "https://example.com");
    assert_eq!(answer(sent.json(&json!({ "kind": "gzip" }))).await.status, 403);
    assert_eq!(asker.mock.faults(), []);
}
