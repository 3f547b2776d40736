//! What the typed client costs, each time beside the plainest code that does the same work, in one run:
//!
//! ```sh
//! cargo bench -p feishu-benches
//! ```
//!
//! On 2026-11-22, one run, two cores with a load of 9 (so look at the ratios, and take them again at rest):
//!
//! | work | here | plainly | ratio of the times | aim |
//! |---|---|---|---|---|
//! | validate and serialize the page's example | 6.8 µs | 4.4 µs | 1.52, missed | at most 1.15 |
//! | parse the response | 1.60 µs | 1.67 µs | 0.96 | at most 1.0 |
//! | submit over loopback | 360 µs | 287 µs | 1.25 (0.80 times as many a second), missed | at most 1.11 |

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
