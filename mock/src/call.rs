//! A request as it arrived.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, header};

/// The longest body that is taken.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// A request, read to its end.
pub(crate) struct Call {
    pub(crate) method: String,
    /// Still percent-encoded.
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    /// `None` if the body is too long, or was not sent to its end.
    pub(crate) body: Option<Bytes>,
}

impl Call {
    pub(crate) async fn read(request: Request<Body>) -> Self {
        let (head, body) = request.into_parts();
        let query = head.uri.query().unwrap_or_default();
        Call {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers: head.headers,
            body: to_bytes(body, MOST_BYTES).await.ok(),
        }
    }

    /// The whole header, with parameters such as `charset`.
    pub(crate) fn content_type(&self) -> &str {
        self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The media type alone, in small letters.
    pub(crate) fn media_type(&self) -> String {
        self.content_type().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}
