//! What the typed client costs, each time beside the plainest code that does the same work, in one run:
//!
//! ```sh
//! cargo bench -p feishu-benches
//! ```
//!
//! On 2026-11-23, five runs of one build, two cores that nothing else used:
//!
//! | work | here | plainly | ratio of the times | aim |
//! |---|---|---|---|---|
//! | validate and serialize the page's example | 2.6 µs | 2.4 µs | 1.05 to 1.09 | at most 1.15 |
//! | parse the response | 0.77 µs | 0.82 µs | 0.92 to 0.97 | at most 1.0 |
//! | submit over loopback, one after the other | 306 µs | 277 µs | 1.08 to 1.11 (0.90 to 0.93 times as many a second) | at most 1.11 |
//! | submit over loopback, 32 at once | 4.2 ms | 3.9 ms | 1.03 to 1.07 (0.93 to 0.97 times as many a second) | at most 1.11 |
//!
//! One run of 2026-11-27, after the client was given deadlines and bounds: 1.09, 0.97, 1.16 (which misses its aim), 1.07.
//!
//! Do not trust one build, nor a busy machine. Each side has its own copy of serde_json's inner loops, and where these
//! come to lie moves the first ratio by a tenth: builds of the day before, of nearly the same code, gave 0.93 to 1.09. With
//! other work on both cores, submissions fall to 0.85 times as many a second.
//!
//! In what a submission takes here and not plainly, validating, serializing and reading have the largest part. They
//! take three times as long there as in a loop of their own, since the caches hold other things by then: reqwest with
//! these three and nothing else takes about 1.1 times the plain time already.

mod pace;
mod plain;
mod submit;

use std::hint::black_box;

use feishu_api::hire::v1::create_by_resume::Request;
use feishu_client::http::{HeaderMap, StatusCode};
use feishu_client::{Endpoint, RawResponse, Validate};

const ANSWER: &str = r#"{"code":0,"msg":"ok","data":{"delivery":{"application_id":"6960663240925956657","id":"6960663240925956655","job_id":"6960663240925956659","job_post_id":"6960663240925956658","portal_resume_id":"6960663240925956660","user_id":"6960663240925956656","talent_id":"7095600054216542508"}}}"#;

fn main() {
    write_request();
    read_response();
    submit::compare();
}

fn request() -> Request {
    Request::new("1618209327096", deliver_example::body())
}

fn write_request() {
    let request = request();
    let json = serde_json::to_string(&request.body).unwrap();
    let plain: plain::Body = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&plain).unwrap(), json, "both do the same work");
    let times = pace::compare(
        2_000,
        || {
            let request = black_box(&request);
            request.validate().unwrap();
            black_box(request.body().unwrap());
        },
        || {
            black_box(serde_json::to_vec(black_box(&plain)).unwrap());
        },
    );
    times.print("validate and serialize", "serde_json", "at most 1.15");
}

fn read_response() {
    let headers = HeaderMap::new();
    let times = pace::compare(
        20_000,
        || {
            let answer = RawResponse::new(StatusCode::OK, &headers, black_box(ANSWER).as_bytes());
            black_box(Request::read(&answer).unwrap());
        },
        || {
            let answer: plain::RawResponse = serde_json::from_slice(black_box(ANSWER).as_bytes()).unwrap();
            assert_eq!(answer.code, 0);
            black_box(answer);
        },
    );
    times.print("parse the response", "serde_json", "at most 1.0");
}
