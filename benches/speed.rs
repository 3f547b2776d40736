//! What the typed client costs, each time beside the plainest code that does the same work, in one run:
//!
//! ```sh
//! cargo bench -p feishu-benches
//! ```
//!
//! On 2026-11-22, four runs, two cores of which others used one or more (load 3 to 5, so look at the ratios):
//!
//! | work | here | plainly | ratio of the times | aim |
//! |---|---|---|---|---|
//! | validate and serialize the page's example | 2.3 µs | 2.1 µs | 1.07 to 1.09 | at most 1.15 |
//! | parse the response | 0.71 µs | 0.74 µs | 0.95 to 0.98 | at most 1.0 |
//! | submit over loopback, one after the other | 135 to 249 µs | 117 to 237 µs | 1.08 to 1.15 (0.87 to 0.93 times as many a second), missed with an idle core | at most 1.11 |
//! | submit over loopback, 32 at once | 3.7 to 4.4 ms | 3.5 to 4.1 ms | 1.03 to 1.07 (0.93 to 0.97 times as many a second) | at most 1.11 |
//!
//! Counted in instructions, which do not depend on the machine's mood (callgrind, release profile): validating takes
//! 2,000 beside the 39,000 of serializing; the plain structs take 40,000. A submission takes about 137,000 here and 82,000
//! plainly; of the difference, 51,000 are the validating, serializing and reading that the plain side does not do. They
//! take 8 to 11 µs there, three times as long as in a loop of their own, since the caches hold other things by then;
//! reqwest with these three and nothing else takes about 1.1 times the plain time.
//!
//! The profile of benchmarks (in `Cargo.toml`) optimizes the program as a whole, so that both sides run the same copy of
//! serde_json's code. With the usual release profile each has its own, and where the linker happens to put it
//! decides: the first ratio was 1.02 to 1.08 in one build and 1.19 to 1.21 in the next, from the same source.

mod pace;
mod plain;
mod submit;

use std::hint::black_box;

use feishu_api::hire::v1::create_by_resume::Request;
use feishu_client::http::{HeaderMap, StatusCode};
use feishu_client::{Answer, Endpoint, Validate};

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
    times.tell("validate and serialize", "serde_json", "at most 1.15");
}

fn read_response() {
    let headers = HeaderMap::new();
    let times = pace::compare(
        20_000,
        || {
            let answer = Answer::new(StatusCode::OK, &headers, black_box(ANSWER).as_bytes());
            black_box(Request::read(&answer).unwrap());
        },
        || {
            let answer: plain::Answer = serde_json::from_slice(black_box(ANSWER).as_bytes()).unwrap();
            assert_eq!(answer.code, 0);
            black_box(answer);
        },
    );
    times.tell("parse the response", "serde_json", "at most 1.0");
}
