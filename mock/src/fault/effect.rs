//! What each fault does to a response.

use std::io::Write as _;

use axum::http::{HeaderValue, header};
use feishu_schema::Endpoint;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::FaultKind;
use crate::documented::documented;
use crate::refusal::Refusal;
use crate::reply::Reply;

const HTML: &[u8] =
    b"<html>\r\n<head><title>Gateway</title></head>\r\n<body>Try again later.</body>\r\n</html>\r\n";

impl FaultKind {
    /// The answer in place of the endpoint's own, if that is what the fault is about.
    pub(crate) fn refusal(&self, endpoint: &Endpoint) -> Option<Refusal> {
        match self {
            FaultKind::TokenRefused { status } => Some(Refusal::token_refused(*status)),
            FaultKind::Limited { status, reset } => Some(limited(endpoint, *status, *reset)),
            FaultKind::ServerError => Some(Refusal::new(500, 1002001, "system error")),
            FaultKind::Code { code, status, msg } => {
                Some(documented(endpoint, *code, *status, msg.as_deref()))
            }
            _ => None,
        }
    }

    /// The answer as it comes back.
    pub(crate) fn spoil(&self, mut reply: Reply) -> Reply {
        match self {
            FaultKind::CutOffJson => reply.body.truncate(reply.body.len() / 2),
            FaultKind::Html { status } => {
                reply.set_status(*status);
                reply.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
                reply.body = HTML.to_vec();
            }
            FaultKind::EmptyBody { status } => {
                reply.set_status(*status);
                reply.body.clear();
            }
            FaultKind::Gzip => gzip(&mut reply),
            _ => {}
        }
        reply
    }
}

/// The first window of the endpoint gives the ceiling.
fn limited(endpoint: &Endpoint, status: u16, reset: Option<u64>) -> Refusal {
    let window = endpoint.rate_limit.as_ref().and_then(|limit| limit.windows.first());
    let calls = window.map_or(1, |window| window.calls);
    Refusal::limited(status, reset.map(|reset| (calls, reset)))
}

fn gzip(reply: &mut Reply) {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing into memory does not fail; if it did, the answer would go out as it was.
    if encoder.write_all(&reply.body).is_ok()
        && let Ok(body) = encoder.finish()
    {
        reply.body = body;
        reply.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
}
