//! Error responses.

use std::collections::BTreeSet;

use feishu_schema::Method;
use serde_json::{Value, json};

use crate::Violation;

/// An answer that says no.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: i64,
    pub(crate) msg: String,
    pub(crate) violations: Vec<Violation>,
    /// The ceiling of the window that is full, and the seconds until there is room again.
    pub(crate) limit: Option<(u32, u64)>,
    /// The methods that the path knows, where it is asked with another.
    pub(crate) allow: Option<String>,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: i64, msg: impl Into<String>) -> Self {
        Refusal { status, code, msg: msg.into(), ..Refusal::default() }
    }

    pub(crate) fn unknown_path() -> Self {
        Refusal::new(404, 99991201, "path not found")
    }

    pub(crate) fn other_method(known: &BTreeSet<Method>) -> Self {
        let known: Vec<&str> = known.iter().map(|method| method.as_str()).collect();
        let refusal = Refusal::new(405, 99991301, "http method does not match");
        Refusal { allow: Some(known.join(", ")), ..refusal }
    }

    pub(crate) fn unreadable(msg: impl Into<String>) -> Self {
        Refusal::new(400, 9499, msg)
    }

    pub(crate) fn invalid(violations: Vec<Violation>) -> Self {
        Refusal { violations, ..Refusal::new(400, 99992402, "field validation failed") }
    }

    pub(crate) fn limited(status: u16, limit: Option<(u32, u64)>) -> Self {
        Refusal { limit, ..Refusal::new(status, 99991400, "request trigger frequency limit") }
    }

    pub(crate) fn token_refused(status: u16) -> Self {
        Refusal::new(
            status,
            99991663,
            "Invalid access token for authorization. Please make a test attempt later.",
        )
    }

    /// The body, in the platform's form.
    pub(crate) fn to_json(&self, log_id: &str) -> Value {
        let mut error = json!({ "log_id": log_id });
        if !self.violations.is_empty() {
            error["field_violations"] = json!(self.violations);
        }
        json!({ "code": self.code, "msg": self.msg, "error": error })
    }
}
