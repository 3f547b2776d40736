//! Responses that do not match the documentation.

use std::fmt;

use http::StatusCode;
use serde_json::error::Category;

/// How many characters of an answer a snippet holds at most.
const SNIPPET: usize = 200;

/// An answer that is not what the documentation promises: no JSON, no `code`, cut off, or of other types.
///
/// `Debug` and `Display` show the beginning of the answer unless it looks like JSON, which may hold personal data;
/// [`Unreadable::snippet`] has it in any case.
#[derive(Clone, PartialEq, Eq)]
pub struct Unreadable {
    status: StatusCode,
    log_id: Option<String>,
    defect: Defect,
    reason: String,
    snippet: String,
}

/// In what way an answer is not what the documentation promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Defect {
    /// It has no body.
    Empty,
    /// The body ends in the middle of its JSON.
    CutOff,
    /// The body is no JSON: most often a page of a gateway.
    NotJson,
    /// The body is JSON without a `code`.
    NoCode,
    /// `code` is 0, so the service did what was asked, but what it answers is not of the documented types.
    WrongData,
}

impl Unreadable {
    /// `if_typed` is the defect if the body is whole and JSON.
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
        Self { status, log_id: log_id.map(str::to_owned), defect, reason, snippet: snippet(body) }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// What the service's support asks for, if the answer names it.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        self.log_id.as_deref()
    }

    /// In what way the answer is not what the documentation promises.
    #[must_use]
    pub const fn defect(&self) -> Defect {
        self.defect
    }

    /// What is wrong with the answer, without its values.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The beginning of the answer: at most 200 characters, in one line. It may hold personal data.
    #[must_use]
    pub fn snippet(&self) -> &str {
        &self.snippet
    }

    /// The snippet, if it may be logged.
    fn loggable(&self) -> Option<&str> {
        let text = self.snippet.trim_start();
        (!text.is_empty() && !text.starts_with(['{', '[', '"'])).then_some(text)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the answer cannot be read: {} (HTTP {}", self.reason, self.status.as_u16())?;
        if let Some(log_id) = &self.log_id {
            write!(f, ", log id {log_id}")?;
        }
        f.write_str(")")?;
        self.loggable().map_or(Ok(()), |text| write!(f, "; it begins with: {text}"))
    }
}

impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unreadable")
            .field("status", &self.status)
            .field("log_id", &self.log_id)
            .field("defect", &self.defect)
            .field("reason", &self.reason)
            .field("snippet", &self.loggable())
            .finish()
    }
}

impl std::error::Error for Unreadable {}

/// The beginning of a body, in one line.
fn snippet(body: &[u8]) -> String {
    let beginning = body.get(..4 * SNIPPET).unwrap_or(body);
    let text = String::from_utf8_lossy(beginning);
    text.chars().take(SNIPPET).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Defect {
    /// The defect in plain words, without the values of the answer.
    fn reason(self, error: &serde_json::Error) -> String {
        let what = match self {
            Self::Empty => return "it is empty".to_owned(),
            Self::CutOff => "it is cut off".to_owned(),
            Self::NotJson => "it is no JSON".to_owned(),
            Self::NoCode | Self::WrongData => without_values(&error.to_string()),
        };
        format!("{what}, line {} column {}", error.line(), error.column())
    }
}

/// A message of serde, such as ``invalid type: string "…", expected i64 at line 1 column 2``, without the value that
/// stands in quotes or backticks, and without the place. Messages that may hold a value elsewhere are not kept.
fn without_values(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    let problem = message.split([':', '`']).next().unwrap_or_default().trim_end();
    match (problem, message.rsplit_once(", expected ")) {
        ("missing field" | "duplicate field" | "invalid length", _) => message.to_owned(),
        ("invalid type" | "invalid value", Some((found, expected))) => {
            let found = found.split(['"', '`']).next().unwrap_or_default().trim_end();
            format!("{found}, expected {expected}")
        }
        _ => "it holds a value that its type does not allow".to_owned(),
    }
}
