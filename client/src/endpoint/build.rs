//! Builds an HTTP request from an endpoint's values.

use std::borrow::Cow;

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Request, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::content::Content;
use super::null::set_null;
use super::{Endpoint, RequestBody, Values};
use crate::validate::FieldPattern;

/// Everything but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why no HTTP request can be built from a value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is not `https://` or `http://` with a host and at most a path.
    #[error("the base URL must be https:// or http:// with a host, without user, query and fragment")]
    BaseUrl,
    /// A path parameter has no value, or one that cannot be a segment of a path: empty, `.` or `..`.
    #[error("`{0}` cannot become part of the URL's path: it is missing, empty, `.` or `..`")]
    PathValue(&'static str),
    /// The path and the values do not form a URL, for example because they are too long.
    #[error("the URL cannot be built")]
    Url(#[source] http::Error),
    /// The name or the value of a header holds characters that are not allowed in a header.
    #[error("the header `{0}` or its value holds characters that are not allowed in a header")]
    HeaderValue(&'static str),
    /// The token is empty or holds characters that are not allowed in a header.
    #[error("the access token is empty or holds characters that are not allowed in a header")]
    Token,
    /// JSON cannot express the body.
    #[error("the body cannot be written as JSON")]
    Body(#[source] serde_json::Error),
    /// Only a JSON body has members that can be null.
    #[error(
        "`{0}` cannot be set to null: the endpoint has no JSON body, or the path does not lead to a member of it"
    )]
    Null(String),
    /// A file of the body cannot be read.
    #[error("a file of the body cannot be read")]
    File(#[source] std::io::Error),
}

/// A request without its token, independent of any HTTP library.
pub(crate) struct RequestParts {
    pub(crate) path: String,
    /// Without the `?`; empty if there is none.
    pub(crate) query: String,
    /// The content type, and the headers of the endpoint.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Content,
}

impl RequestParts {
    /// The path begins with `prefix`, which has no slash at its end. The members of the body at `nulls` are null.
    pub(crate) fn new<E: Endpoint + ?Sized>(
        endpoint: &E,
        prefix: &str,
        nulls: &[FieldPattern],
    ) -> Result<Self, BuildError> {
        let (content_type, body) = body(endpoint, nulls)?.into_content();
        let content_type = match content_type {
            None => None,
            Some(Cow::Borrowed(known)) => Some(HeaderValue::from_static(known)),
            Some(Cow::Owned(with_boundary)) => {
                Some(HeaderValue::try_from(with_boundary).map_err(|error| BuildError::Url(error.into()))?)
            }
        };
        let mut headers = headers(endpoint)?;
        headers.extend(content_type.map(|content_type| (CONTENT_TYPE, content_type)));
        Ok(Self { path: path(endpoint, prefix)?, query: query(endpoint), headers, body })
    }
}

fn headers<E: Endpoint + ?Sized>(endpoint: &E) -> Result<HeaderMap, BuildError> {
    let mut values = Values::default();
    endpoint.header_values(&mut values);
    let mut headers = HeaderMap::new();
    for (name, text) in values {
        let value = HeaderValue::try_from(text).map_err(|_| BuildError::HeaderValue(name))?;
        let key = HeaderName::try_from(name).map_err(|_| BuildError::HeaderValue(name))?;
        headers.append(key, value);
    }
    Ok(headers)
}

fn body<E: Endpoint + ?Sized>(endpoint: &E, nulls: &[FieldPattern]) -> Result<RequestBody, BuildError> {
    let body = endpoint.body().map_err(BuildError::Body)?;
    let Some(first) = nulls.first() else { return Ok(body) };
    let RequestBody::Json(json) = body else { return Err(BuildError::Null(first.to_string())) };
    let mut value = serde_json::from_slice(&json).map_err(BuildError::Body)?;
    for null in nulls {
        set_null(&mut value, null).map_err(|()| BuildError::Null(null.to_string()))?;
    }
    RequestBody::json(&value).map_err(BuildError::Body)
}

pub(super) fn request<E: Endpoint + ?Sized>(
    endpoint: &E,
    base: &str,
    token: Option<&str>,
) -> Result<Request<Vec<u8>>, BuildError> {
    let RequestParts { path: mut url, query, headers, body } =
        RequestParts::new(endpoint, base_url(base)?, &[])?;
    if !query.is_empty() {
        url.push('?');
        url.push_str(&query);
    }
    let mut request = Request::builder().method(&E::INFO.method).uri(url);
    if let Some(request) = request.headers_mut() {
        *request = headers;
    }
    if let Some(token) = token {
        request = request.header(AUTHORIZATION, bearer(token)?);
    }
    request.body(body.read().map_err(BuildError::File)?).map_err(BuildError::Url)
}

fn path<E: Endpoint + ?Sized>(endpoint: &E, prefix: &str) -> Result<String, BuildError> {
    let mut path = String::with_capacity(prefix.len() + E::INFO.path.len() + 64);
    path.push_str(prefix);
    let mut values = Values::default();
    endpoint.path_values(&mut values);
    push_path(&mut path, E::INFO.path, &values)?;
    Ok(path)
}

fn query<E: Endpoint + ?Sized>(endpoint: &E) -> String {
    let mut query = String::new();
    let mut values = Values::default();
    endpoint.query_values(&mut values);
    push_pairs(&mut query, &values);
    query
}

/// The base URL without the slash at its end.
pub(crate) fn base_url(url: &str) -> Result<&str, BuildError> {
    let uri: Uri = url.parse().map_err(|_| BuildError::BaseUrl)?;
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    let has_user = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
    let has_host = uri.host().is_some_and(|host| !host.is_empty());
    if is_http && has_host && !has_user && !url.contains(['?', '#']) {
        Ok(url.trim_end_matches('/'))
    } else {
        Err(BuildError::BaseUrl)
    }
}

fn push_path(url: &mut String, template: &'static str, values: &Values) -> Result<(), BuildError> {
    for segment in template.split('/').skip(1) {
        url.push('/');
        match segment.strip_prefix(':') {
            Some(name) => {
                let value = values.get(name).filter(|value| !matches!(*value, "" | "." | ".."));
                push_encoded(url, value.ok_or(BuildError::PathValue(name))?);
            }
            None => url.push_str(segment),
        }
    }
    Ok(())
}

/// `name=value&name=value`, as in a query and in a form.
pub(super) fn push_pairs(text: &mut String, values: &Values) {
    for (place, (name, value)) in values.iter().enumerate() {
        if place > 0 {
            text.push('&');
        }
        push_encoded(text, name);
        text.push('=');
        push_encoded(text, value);
    }
}

fn push_encoded(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, RESERVED));
}

/// The header that carries an access token, marked as sensitive.
pub(crate) fn bearer(token: &str) -> Result<HeaderValue, BuildError> {
    if token.is_empty() {
        return Err(BuildError::Token);
    }
    let mut header = HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| BuildError::Token)?;
    header.set_sensitive(true);
    Ok(header)
}
