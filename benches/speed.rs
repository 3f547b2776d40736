//! What the typed client costs, each time beside the plainest code that does the same work, in one run:
//!
//! ```sh
//! cargo bench -p feishu-benches
//! ```
//!
//! On 2026-11-22, five runs of one build, two cores that others used too (load 4, so look at the ratios):
//!
//! | work | here | plainly | ratio of the times | aim |
//! |---|---|---|---|---|
//! | validate and serialize the page's example | 2.8 µs | 2.5 µs | 1.08 to 1.13 | at most 1.15 |
//! | parse the response | 0.82 µs | 0.79 µs | 0.96 to 1.04 | at most 1.0, met within the noise only |
//! | submit over loopback, one after the other | 159 µs | 136 µs | 1.17 to 1.18 (0.85 times as many a second) | at most 1.11, missed |
//! | submit over loopback, 32 at once | 4.8 ms | 4.4 ms | 1.05 to 1.08 (0.93 to 0.95 times as many a second) | at most 1.11 |
//!
//! Do not trust one build. Each side has its own copy of serde_json's inner loops, and where these come to lie moves
//! the first ratio by a tenth and more: other builds on that day, of the same code but for the benchmark and for how
//! structs are written, gave 1.02 to 1.08 and 1.19 to 1.21. Optimizing the program as a whole does not settle it
//! (`CARGO_PROFILE_BENCH_LTO=fat CARGO_PROFILE_BENCH_CODEGEN_UNITS=1`): 1.10 to 1.22 for the first ratio, 0.81 to 0.92
//! for the second, 1.06 to 1.18 for the third, 0.99 to 1.18 for the fourth.
//!
//! Instructions, counted by callgrind, are the same every time: validating takes 2,000 and serializing 38,900, beside
//! 40,000 for the plain structs. A submission took about 137,000 here and 82,000 plainly; 51,000 of the difference are
//! the validating, serializing and reading that the plain side does not do. They take 8 to 11 µs there, three times as
//! long as in a loop of their own, since the caches hold other things by then: reqwest with these three and nothing
//! else takes about 1.1 times the plain time already.

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
