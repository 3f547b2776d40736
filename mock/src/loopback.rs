//! Refuses requests that a web page of another site sends through a browser on this machine.
//!
//! A page can make a browser send requests to 127.0.0.1 (the browser adds `Origin` or `Sec-Fetch-Site`), or have its own
//! name resolve to 127.0.0.1 (then `Host` is that name).

use std::net::IpAddr;

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Hands on requests that are addressed to this machine by its own name, and do not come from another site.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    match refusal(request.headers()) {
        None => next.run(request).await,
        Some(error) => (StatusCode::FORBIDDEN, Json(json!({ "error": error }))).into_response(),
    }
}

fn refusal(headers: &HeaderMap) -> Option<&'static str> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if !text(header::HOST).is_some_and(is_loopback) {
        return Some("the Host is not a name of this machine: use 127.0.0.1, [::1] or localhost");
    }
    let is_foreign = |origin: &str| !origin.strip_prefix("http://").is_some_and(is_loopback);
    if text(header::ORIGIN).is_some_and(is_foreign) || text(SEC_FETCH_SITE) == Some("cross-site") {
        return Some("the request comes from a web page of another site");
    }
    None
}

/// Whether the host of `host:port` is a name of this machine.
fn is_loopback(authority: &str) -> bool {
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if is_port(port) => host,
        _ => authority,
    };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(headers: &[(HeaderName, &'static str)]) -> bool {
        let value = |text| axum::http::HeaderValue::from_static(text);
        let headers = headers.iter().map(|(name, text)| (name.clone(), value(text))).collect();
        refusal(&headers).is_some()
    }

    #[test]
    fn only_the_names_of_this_machine_are_hosts() {
        for host in ["127.0.0.1", "127.0.0.1:80", "localhost:8080", "[::1]:80", "[::1]"] {
            assert!(!refused(&[(header::HOST, host)]), "{host}");
        }
        for host in [
            "",
            "example.com",
            "example.com:80",
            "127.0.0.1.example.com",
            "localhost.:80",
            "10.0.0.1",
            "::1:x",
        ] {
            assert!(refused(&[(header::HOST, host)]), "{host}");
        }
        assert!(refused(&[]));
    }

    #[test]
    fn other_sites_are_refused() {
        let here = (header::HOST, "localhost:80");
        for origin in ["null", "https://example.com", "http://example.com", "http://127.0.0.1.example.com:80"]
        {
            assert!(refused(&[here.clone(), (header::ORIGIN, origin)]), "{origin}");
        }
        assert!(!refused(&[here.clone(), (header::ORIGIN, "http://127.0.0.1:3000")]));
        assert!(refused(&[here.clone(), (SEC_FETCH_SITE, "cross-site")]));
        assert!(!refused(&[here, (SEC_FETCH_SITE, "same-origin")]));
    }
}
