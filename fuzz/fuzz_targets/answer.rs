//! Any answer of the service. Nothing may panic, and only JSON whose `code` is 0 is a response. Members that no type has are
//! skipped, even if their text is not UTF-8.

#![no_main]

use feishu_api::hire::v1::create_by_resume::Request;
use feishu_client::http::{HeaderMap, StatusCode};
use feishu_client::serde_json::{self, Value};
use feishu_client::{Endpoint, RawResponse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|answer: &[u8]| {
    for status in [StatusCode::OK, StatusCode::BAD_REQUEST, StatusCode::INTERNAL_SERVER_ERROR] {
        match Request::read(&RawResponse::new(status, &HeaderMap::new(), answer)) {
            Ok(response) => {
                let text = String::from_utf8_lossy(answer);
                let json: Value = serde_json::from_str(&text).expect("a response is JSON");
                assert_eq!(json["code"], 0);
                let _ = format!("{response:?}");
            }
            Err(error) => {
                let _ = format!("{error} {error:?}");
            }
        }
    }
});
