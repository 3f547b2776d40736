//! The object that wraps every JSON response.

use serde::Deserialize;
use serde_json::Value;

/// A successful call: `code` 0, and the response in `data`, which some operations omit.
#[derive(Deserialize)]
pub(super) struct Success<T> {
    pub(super) code: i64,
    #[serde(default = "none")]
    pub(super) data: Option<T>,
}

/// In place of `Default`, which would ask the same of `T`.
const fn none<T>() -> Option<T> {
    None
}

/// What every response has, successful or not.
#[derive(Deserialize)]
pub(super) struct Envelope {
    pub(super) code: i64,
    #[serde(default)]
    msg: Value,
    #[serde(default)]
    message: Value,
    /// Help with an error: an object of optional members, in more than one shape.
    #[serde(default)]
    pub(super) error: Value,
}

impl Envelope {
    /// What the service says: under `msg`, or `message` at a few endpoints.
    pub(super) fn message(&self) -> Option<String> {
        text(&self.msg).or_else(|| text(&self.message))
    }
}

/// A text that is there and says something.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The elements of a list that is there.
pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
