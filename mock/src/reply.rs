//! HTTP responses.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

use crate::refusal::Refusal;

const LOG_ID: &str = "x-tt-logid";
const LIMIT: &str = "x-ogw-ratelimit-limit";
const RESET: &str = "x-ogw-ratelimit-reset";

/// The status of a final answer, if it is one that HTTP knows; descriptions are data, and may hold anything.
pub(crate) fn final_status(status: u16) -> Option<StatusCode> {
    StatusCode::from_u16(status).ok().filter(|_| (200..=599).contains(&status))
}

/// What goes back over the wire, in a form that a fault can still spoil.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(body: &Value, log_id: &str) -> Self {
        Reply::new(body.to_string().into_bytes(), "application/json; charset=utf-8", log_id)
    }

    pub(crate) fn file(body: Vec<u8>, log_id: &str) -> Self {
        Reply::new(body, "application/octet-stream", log_id)
    }

    pub(crate) fn refusal(refusal: &Refusal, log_id: &str) -> Self {
        let mut reply = Reply::json(&refusal.to_json(log_id), log_id);
        reply.set_status(refusal.status);
        if let Some((limit, reset)) = refusal.limit {
            reply.headers.insert(LIMIT, limit.into());
            reply.headers.insert(RESET, reset.into());
        }
        if let Some(allow) = refusal.allow.as_deref().and_then(|known| HeaderValue::from_str(known).ok()) {
            reply.headers.insert(header::ALLOW, allow);
        }
        reply
    }

    fn new(body: Vec<u8>, content_type: &'static str, log_id: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        if let Ok(log_id) = HeaderValue::from_str(log_id) {
            headers.insert(LOG_ID, log_id);
        }
        Reply { status: StatusCode::OK, headers, body }
    }

    /// An invalid status changes nothing.
    pub(crate) fn set_status(&mut self, status: u16) {
        self.status = final_status(status).unwrap_or(self.status);
    }

    pub(crate) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}
