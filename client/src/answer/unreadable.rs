//! Responses that do not match the documentation.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use serde_json::error::Category;

use super::printable;

/// How many characters of a response a snippet holds at most.
const SNIPPET: usize = 200;

/// A response that does not match the documentation: not JSON, without `code`, cut off, too large, or of other types.
///
/// `Debug` and `Display` show nothing of the response, which may hold personal data: [`Unreadable::body`] has it whole,
/// [`Unreadable::snippet`] its beginning.
#[derive(Clone, PartialEq, Eq)]
pub struct Unreadable {
    status: StatusCode,
    log_id: Option<String>,
    defect: Defect,
    reason: String,
    body: Bytes,
}

/// In what way a response does not match the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Defect {
    /// It has no body.
    Empty,
    /// The body ends in the middle of its JSON.
    CutOff,
    /// The body is not JSON: most often a page of a gateway.
    NotJson,
    /// The body is JSON without a `code`.
    NoCode,
    /// `code` is 0, so the service did what was asked, but its response is not of the documented types.
    WrongData,
    /// The body is larger than the client's [limit](crate::ClientBuilder::size_limits), and was not read to its end.
    TooLarge,
}

impl Unreadable {
    /// `if_typed` is the defect if the body is complete JSON.
    pub(super) fn new(
        status: StatusCode,
        log_id: Option<&str>,
        body: &[u8],
        error: &serde_json::Error,
        if_typed: Defect,
    ) -> Self {
        let defect = match error.classify() {
            _ if body.iter().all(u8::is_ascii_whitespace) => Defect::Empty,
            Category::Eof => Defect::CutOff,
            Category::Syntax | Category::Io => Defect::NotJson,
            Category::Data => if_typed,
        };
        let reason = defect.reason(error);
        let body = Bytes::copy_from_slice(body);
        Self { status, log_id: log_id.map(str::to_owned), defect, reason, body }
    }

    /// A response of the documented form whose content cannot be used. `reason` must not hold a value.
    #[cfg(feature = "transport")]
    pub(crate) fn wrong_data(status: StatusCode, log_id: Option<&str>, reason: &'static str) -> Self {
        let log_id = log_id.map(str::to_owned);
        Self { status, log_id, defect: Defect::WrongData, reason: reason.to_owned(), body: Bytes::new() }
    }

    #[cfg(feature = "transport")]
    pub(crate) fn too_large(status: StatusCode, log_id: Option<&str>, limit: u64) -> Self {
        let reason = format!("it is larger than {limit} bytes");
        let log_id = log_id.map(str::to_owned);
        Self { status, log_id, defect: Defect::TooLarge, reason, body: Bytes::new() }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The id that the service's support asks for, as the service wrote it.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        self.log_id.as_deref()
    }

    /// In what way the response does not match the documentation.
    #[must_use]
    pub const fn defect(&self) -> Defect {
        self.defect
    }

    /// What is wrong with the response, without its values.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The body as it was received; empty if it is too large. It may hold personal data.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// The beginning of the body: at most 200 characters, in one line. It may hold personal data.
    #[must_use]
    pub fn snippet(&self) -> String {
        let beginning = self.body.get(..4 * SNIPPET).unwrap_or(&self.body);
        let text = String::from_utf8_lossy(beginning);
        text.chars().take(SNIPPET).map(|c| if c.is_control() { ' ' } else { c }).collect()
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response cannot be read: {} (HTTP {}", self.reason, self.status.as_u16())?;
        if let Some(log_id) = self.log_id().and_then(printable::log_id) {
            write!(f, ", log id {log_id}")?;
        }
        f.write_str(")")
    }
}

impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unreadable")
            .field("status", &self.status)
            .field("log_id", &self.log_id().and_then(printable::log_id))
            .field("defect", &self.defect)
            .field("reason", &self.reason)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl std::error::Error for Unreadable {}

impl Defect {
    /// The defect in plain words, without the values of the response.
    fn reason(self, error: &serde_json::Error) -> String {
        let what = match self {
            Self::Empty => return "it is empty".to_owned(),
            Self::CutOff => "it is cut off".to_owned(),
            Self::NotJson => "it is not JSON".to_owned(),
            Self::NoCode | Self::WrongData | Self::TooLarge => without_values(&error.to_string()),
        };
        format!("{what}, line {} column {}", error.line(), error.column())
    }
}

/// A message of serde, such as ``invalid type: string "…", expected i64 at line 1 column 2``, without the value in
/// quotes or backticks, and without the position. Messages that may hold a value elsewhere are not kept.
fn without_values(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    let problem = message.split([':', '`']).next().unwrap_or_default().trim_end();
    match (problem, message.rsplit_once(", expected ")) {
        ("missing field" | "duplicate field" | "invalid length", _) => message.to_owned(),
        ("invalid type" | "invalid value", Some((found, expected))) => {
            let kind = found.split(['"', '`']).next().unwrap_or_default().trim_end();
            format!("{kind}, expected {expected}")
        }
        _ => "it holds a value that its type does not allow".to_owned(),
    }
}
