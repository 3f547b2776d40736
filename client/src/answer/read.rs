//! Reads a response into its type, or into the service's refusal.

use std::fmt;

use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::envelope::{Envelope, Success};
use super::{ApiError, Defect, ReadError, Unreadable};
use crate::{ErrorCode, File};

/// What came back over HTTP, not yet understood.
///
/// Whether a call went well is decided by the `code` in the body alone: errors come with status 200 as well.
#[derive(Clone, Copy)]
pub struct RawResponse<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl<'a> RawResponse<'a> {
    /// An answer of this status, these headers and this body, decompressed.
    #[must_use]
    pub const fn new(status: StatusCode, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self { status, headers, body }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// What the service's support asks for: the header `X-Tt-Logid`, or else `X-Request-Id` or `Request-Id`.
    #[must_use]
    pub fn log_id(&self) -> Option<&'a str> {
        ["x-tt-logid", "x-request-id", "request-id"].iter().find_map(|name| self.header(name))
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Reads an answer whose `data` is an object. If the service leaves `data` out, it is read as an empty object.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the answer cannot be read.
    pub fn data<T: DeserializeOwned, C: ErrorCode>(&self) -> Result<T, ReadError<C>> {
        self.data_or(|| Value::Object(Map::new()))
    }

    /// Reads an answer whose `data` is a list or a plain value. If the service leaves it out, it is read as null.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the answer cannot be read.
    pub fn value<T: DeserializeOwned, C: ErrorCode>(&self) -> Result<T, ReadError<C>> {
        self.data_or(|| Value::Null)
    }

    /// Reads an answer that stands beside `code` and `msg`, not in `data`.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the answer cannot be read.
    pub fn flat<T: DeserializeOwned, C: ErrorCode>(&self) -> Result<T, ReadError<C>> {
        self.empty()?;
        serde_json::from_slice(self.body).map_err(|error| self.unreadable(&error, Defect::WrongData))
    }

    /// Reads an answer that holds nothing but `code` and `msg`.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the answer cannot be read.
    pub fn empty<C: ErrorCode>(&self) -> Result<(), ReadError<C>> {
        let envelope: Envelope =
            serde_json::from_slice(self.body).map_err(|error| self.unreadable(&error, Defect::NoCode))?;
        self.accepted(&envelope)
    }

    /// Reads an answer that is a file.
    ///
    /// # Errors
    ///
    /// The service refused the call, or the answer has the status of an error.
    pub fn file<C: ErrorCode>(&self) -> Result<File, ReadError<C>> {
        let content_type = self.header(CONTENT_TYPE.as_str());
        if !self.status.is_success() || content_type.is_some_and(|kind| kind.contains("json")) {
            match serde_json::from_slice(self.body) {
                Ok(envelope) => self.accepted(&envelope)?,
                Err(error) if !self.status.is_success() => {
                    return Err(self.unreadable(&error, Defect::NoCode));
                }
                Err(_) => {}
            }
        }
        let name = self.header(CONTENT_DISPOSITION.as_str()).and_then(file_name);
        Ok(File::received(name, content_type.map(str::to_owned), self.body.to_vec()))
    }

    /// Reads `data`, in one pass over the body if all is well.
    fn data_or<T: DeserializeOwned, C: ErrorCode>(&self, left_out: fn() -> Value) -> Result<T, ReadError<C>> {
        let read = match serde_json::from_slice(self.body) {
            Ok(Success { code: 0, data: Some(data) }) => return Ok(data),
            Ok(Success { .. }) => {
                self.empty()?;
                serde_json::from_value(left_out())
            }
            Err(error) => {
                // What a refusal holds in `data` need not be of the type.
                self.empty()?;
                Err(error)
            }
        };
        read.map_err(|error| self.unreadable(&error, Defect::WrongData))
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

/// The name in a `Content-Disposition`: `attachment; filename="a.pdf"; filename*=UTF-8''%E7%AE%80.pdf`.
fn file_name(disposition: &str) -> Option<String> {
    let parameter = |name: &str| {
        disposition.split(';').find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
        })
    };
    let extended = parameter("filename*").and_then(|value| value.splitn(3, '\'').nth(2));
    let encoded = extended.or_else(|| parameter("filename"))?;
    Some(percent_decode_str(encoded).decode_utf8_lossy().into_owned())
}
