//! Reads a response into its type, or into the service's refusal.

use std::fmt;

use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

use super::envelope::{Envelope, Success};
use super::{ApiError, Defect, ReadError, Unreadable};
use crate::{ErrorCode, File};

/// The maximum size of a refusal. A longer response in place of a file is a file.
pub(crate) const MAX_REFUSAL: usize = 64 * 1024;

/// A response as it came over HTTP, not yet read into a type.
///
/// Whether a call succeeded is decided by the `code` in the body alone: errors come with status 200 as well.
#[derive(Clone, Copy)]
pub struct RawResponse<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl<'a> RawResponse<'a> {
    /// A response with this status, these headers and this body, which is not compressed.
    #[must_use]
    pub const fn new(status: StatusCode, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self { status, headers, body }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The id that the service's support asks for: the header `X-Tt-Logid`, or else `X-Request-Id` or `Request-Id`.
    #[must_use]
    pub fn log_id(&self) -> Option<&'a str> {
        ["x-tt-logid", "x-request-id", "request-id"].iter().find_map(|name| self.header(name))
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Reads a response whose `data` is an object. If the service leaves `data` out, it is read as an empty object.
    ///
    /// Where a value does not fit its type, the response is read once more, without the elements of lists that are
    /// `null`, and with numbers such as `5.0` as integers.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the response cannot be read.
    pub fn data<T: DeserializeOwned, C: ErrorCode>(&self) -> Result<T, ReadError<C>> {
        self.data_or(|| Value::Object(Map::new()))
    }

    /// Reads a response whose `data` is a list or a plain value, as [`data`](Self::data) does. If the service leaves
    /// `data` out, it is read as null.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the response cannot be read.
    pub fn value<T: DeserializeOwned, C: ErrorCode>(&self) -> Result<T, ReadError<C>> {
        self.data_or(|| Value::Null)
    }

    /// Reads a response whose members stand beside `code` and `msg`, as [`data`](Self::data) does.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the response cannot be read.
    pub fn flat<T: DeserializeOwned, C: ErrorCode>(&self) -> Result<T, ReadError<C>> {
        self.empty()?;
        serde_json::from_slice(self.body)
            .or_else(|error| self.tolerantly(Some).ok_or_else(|| self.unreadable(&error, Defect::WrongData)))
    }

    /// Reads a response that holds nothing but `code` and `msg`.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the response cannot be read.
    pub fn empty<C: ErrorCode>(&self) -> Result<(), ReadError<C>> {
        let envelope: Envelope =
            serde_json::from_slice(self.body).map_err(|error| self.unreadable(&error, Defect::NoCode))?;
        self.accepted(&envelope)
    }

    /// Reads a response that is a file.
    ///
    /// A refusal in place of the file is recognized by its JSON, whatever its content type. JSON that is sent as an
    /// attachment is a file.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the response has the status of an error.
    pub fn file<C: ErrorCode>(&self) -> Result<File, ReadError<C>> {
        if !self.status.is_success() {
            self.empty()?;
        } else if self.may_be_refusal()
            && let Ok(envelope) = serde_json::from_slice::<Envelope>(self.body)
        {
            self.accepted(&envelope)?;
        }
        let (name, content_type) = self.file_headers();
        Ok(File::received(name, content_type, self.body.to_vec()))
    }

    /// Whether a successful response in place of a file may turn out to be a refusal.
    pub(crate) fn may_be_refusal(&self) -> bool {
        let starts_an_object =
            self.body.iter().find(|byte| !byte.is_ascii_whitespace()).is_none_or(|first| *first == b'{');
        starts_an_object && self.body.len() <= MAX_REFUSAL && !self.is_attachment()
    }

    fn is_attachment(&self) -> bool {
        let disposition = self.header(CONTENT_DISPOSITION.as_str()).unwrap_or_default();
        let kind = disposition.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("attachment") || file_name(disposition).is_some()
    }

    /// The name and the media type of the file.
    pub(crate) fn file_headers(&self) -> (Option<String>, Option<String>) {
        let name = self.header(CONTENT_DISPOSITION.as_str()).and_then(file_name);
        (name, self.header(CONTENT_TYPE.as_str()).map(str::to_owned))
    }

    /// Reads `data`, in one pass over the body if it fits its type.
    fn data_or<T: DeserializeOwned, C: ErrorCode>(&self, absent: fn() -> Value) -> Result<T, ReadError<C>> {
        let read = match serde_json::from_slice(self.body) {
            Ok(Success { code: 0, data: Some(data) }) => return Ok(data),
            Ok(Success { .. }) => {
                self.empty()?;
                serde_json::from_value(absent())
            }
            Err(error) => {
                // What a refusal holds in `data` need not be of the type.
                self.empty()?;
                let data = |body: Value| match body {
                    Value::Object(mut members) => members.remove("data"),
                    _ => None,
                };
                self.tolerantly(data).ok_or(error)
            }
        };
        read.map_err(|error| self.unreadable(&error, Defect::WrongData))
    }

    /// Reads a part of the body that did not fit its type at first.
    fn tolerantly<T: DeserializeOwned>(&self, part: impl FnOnce(Value) -> Option<Value>) -> Option<T> {
        let mut value = part(serde_json::from_slice(self.body).ok()?)?;
        if simplify(&mut value) { serde_json::from_value(value).ok() } else { None }
    }

    fn accepted<C: ErrorCode>(&self, envelope: &Envelope) -> Result<(), ReadError<C>> {
        match envelope.code {
            0 => Ok(()),
            _ => Err(ReadError::Refused(Box::new(ApiError::new(envelope, self.status, self.log_id())))),
        }
    }

    fn unreadable<C: ErrorCode>(&self, error: &serde_json::Error, if_typed: Defect) -> ReadError<C> {
        ReadError::Unreadable(Unreadable::new(self.status, self.log_id(), self.body, error, if_typed))
    }
}

impl fmt::Debug for RawResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawResponse(HTTP {}, {} bytes)", self.status.as_u16(), self.body.len())
    }
}

/// Drops the elements of lists that are null, and writes whole floats as integers. Returns whether there were any.
fn simplify(value: &mut Value) -> bool {
    match value {
        Value::Array(elements) => {
            let count = elements.len();
            elements.retain(|element| !element.is_null());
            simplify_all(elements.iter_mut()) || elements.len() < count
        }
        Value::Object(members) => simplify_all(members.values_mut()),
        Value::Number(number) => match whole_float(number) {
            Some(whole) => {
                *number = whole.into();
                true
            }
            None => false,
        },
        _ => false,
    }
}

fn simplify_all<'v>(values: impl Iterator<Item = &'v mut Value>) -> bool {
    let mut has_changed = false;
    for value in values {
        has_changed |= simplify(value);
    }
    has_changed
}

/// The integer that a float stands for; none beyond 2^53, where floats leave integers out.
fn whole_float(number: &Number) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let float = number.as_f64().filter(|_| number.is_f64())?;
    (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i64)
}

/// The name in a `Content-Disposition`: `attachment; filename="a.pdf"; filename*=UTF-8''%E7%AE%80.pdf`.
fn file_name(disposition: &str) -> Option<String> {
    let parameters: Vec<(&str, String)> = parameters(disposition);
    let parameter = |name: &str| {
        parameters.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    };
    let extended = parameter("filename*").and_then(|value| value.splitn(3, '\'').nth(2));
    let encoded = extended.or_else(|| parameter("filename"))?;
    Some(percent_decode_str(encoded).decode_utf8_lossy().into_owned())
}

/// The parameters of a header, as RFC 9110 (section 5.6.6) has them: a value in quotes may hold `;`, and a backslash in it
/// escapes the next character.
fn parameters(header: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut rest = header.split_once(';').map_or(header, |(_, rest)| rest);
    while let Some((key, value)) = rest.split_once('=') {
        let key = key.trim_matches([';', ' ', '\t']);
        let value = value.trim_start();
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => unquoted(quoted),
            None => {
                let (value, after) = value.split_once(';').unwrap_or((value, ""));
                (value.trim().to_owned(), after)
            }
        };
        found.push((key, value));
        rest = after;
    }
    found
}

/// A quoted value and what follows it. `text` begins behind the first quote; without a second one, it is all of it.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, text.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => value.push(c),
        }
    }
    (value, "")
}
