//! Any `Content-Disposition`. Nothing may panic, and a name that is encoded as RFC 8187 prescribes comes back.

#![no_main]

use feishu_client::http::header::{CONTENT_DISPOSITION, HeaderValue};
use feishu_client::http::{HeaderMap, StatusCode};
use feishu_client::{AnyCode, File, RawResponse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(value) = HeaderValue::from_bytes(input) {
        let _ = received(value);
    }
    if let Ok(name) = std::str::from_utf8(input) {
        let encoded: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let value = format!("attachment; filename=\"other\"; filename*=UTF-8''{encoded}");
        let file = received(HeaderValue::try_from(value).expect("plain characters"));
        assert_eq!(file.as_ref().and_then(File::name), Some(name));
    }
});

fn received(disposition: HeaderValue) -> Option<File> {
    let headers = HeaderMap::from_iter([(CONTENT_DISPOSITION, disposition)]);
    RawResponse::new(StatusCode::OK, &headers, b"content").file::<AnyCode>().ok()
}
