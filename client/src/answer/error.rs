//! Refusals: what the service says when it did not do what was asked.

use std::fmt;

use http::StatusCode;
use serde_json::Value;

use super::envelope::{Envelope, list, text};
use super::{GenericCode, Unreadable};
use crate::{ErrorCode, Redacted};

/// Why there is no typed response.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError<C: ErrorCode> {
    /// The service says that it did not do what was asked.
    #[error(transparent)]
    Refused(Box<ApiError<C>>),
    /// The answer is not what the documentation promises.
    #[error(transparent)]
    Unreadable(Unreadable),
}

/// The service's refusal: an answer whose `code` is not 0, at whatever HTTP status.
///
/// `Debug` and `Display` leave out the values that the service sends back, which may be personal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError<C> {
    /// Why; one of the endpoint's documented codes, or an unknown one. See also [`ApiError::generic`].
    pub code: C,
    /// The service's own words (`msg`), which may change at any time.
    pub message: String,
    /// More words (`error.message`).
    pub hint: Option<String>,
    /// The HTTP status, which says little: many errors come with 200.
    pub status: StatusCode,
    /// What the service's support asks for.
    pub log_id: Option<String>,
    /// A page that helps with this very error.
    pub troubleshooter: Option<String>,
    /// Fields of the request that the service objects to.
    pub field_violations: Vec<FieldViolation>,
    /// Scopes that the app lacks.
    pub permission_violations: Vec<PermissionViolation>,
    /// Pages that help.
    pub helps: Vec<Help>,
    /// More, by key.
    pub details: Vec<Detail>,
}

impl<C: ErrorCode> ApiError<C> {
    pub(super) fn new(envelope: &Envelope, status: StatusCode, log_id: Option<&str>) -> Self {
        let error = &envelope.error;
        Self {
            code: C::from_code(envelope.code),
            message: envelope.message().unwrap_or_default(),
            hint: text(&error["message"]),
            status,
            log_id: text(&error["log_id"])
                .or_else(|| text(&error["logid"]))
                .or_else(|| log_id.map(str::to_owned)),
            troubleshooter: text(&error["troubleshooter"]),
            field_violations: list(&error["field_violations"]).iter().map(FieldViolation::new).collect(),
            permission_violations: list(&error["permission_violations"])
                .iter()
                .map(PermissionViolation::new)
                .collect(),
            helps: list(&error["helps"]).iter().map(Help::new).collect(),
            details: list(&error["details"]).iter().map(Detail::new).collect(),
        }
    }

    /// What to do about it, in English, if the endpoint's documentation says so.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        self.code.info().map(|info| info.advice).filter(|advice| !advice.is_empty())
    }

    /// What the code means on the whole platform, if it is one of the platform's. `None` if the endpoint documents the
    /// code as its own, since a code means something only with its endpoint; the platform's reserved codes, 9999xxxx,
    /// mean the same everywhere.
    #[must_use]
    pub fn generic(&self) -> Option<GenericCode> {
        let code = self.code.code();
        let is_its_own = self.code.info().is_some() && !GenericCode::RESERVED.contains(&code);
        if is_its_own { None } else { GenericCode::of(code) }
    }
}

impl<C: ErrorCode> fmt::Display for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused with code {}", self.code.code())?;
        match (self.code.info(), self.generic()) {
            (Some(info), _) => write!(f, ": {}", info.english)?,
            (None, Some(generic)) => write!(f, ": {generic}")?,
            (None, None) => {}
        }
        write!(f, " (HTTP {}", self.status.as_u16())?;
        if let Some(log_id) = &self.log_id {
            write!(f, ", log id {log_id}")?;
        }
        f.write_str(")")?;
        if !self.message.is_empty() {
            write!(f, "; the service says: {}", self.message)?;
        }
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; it adds: {hint}"))?;
        self.advice().map_or(Ok(()), |advice| write!(f, "; advice: {advice}"))?;
        for violation in &self.field_violations {
            write!(f, "; {violation}")?;
        }
        for violation in &self.permission_violations {
            write!(f, "; {violation}")?;
        }
        Ok(())
    }
}

impl<C: ErrorCode> std::error::Error for ApiError<C> {}

/// A field of the request that the service objects to. `Debug` hides the value.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldViolation {
    /// The field, as the service names it.
    pub field: String,
    /// The value that it got, as the service shows it; may be personal.
    pub value: Option<String>,
    /// What is wrong with it.
    pub description: Option<String>,
}

impl FieldViolation {
    fn new(value: &Value) -> Self {
        Self {
            field: text(&value["field"]).unwrap_or_default(),
            value: text(&value["value"]),
            description: text(&value["description"]),
        }
    }
}

impl fmt::Debug for FieldViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FieldViolation")
            .field("field", &self.field)
            .field("value", &Redacted::from_option(&self.value))
            .field("description", &self.description)
            .finish()
    }
}

impl fmt::Display for FieldViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "field `{}`", self.field)?;
        self.description.as_ref().map_or(Ok(()), |words| write!(f, ": {words}"))
    }
}

/// A permission that the app lacks. The service writes it in two shapes, which are one here.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PermissionViolation {
    /// What is lacking, mostly a scope (`subject`, or `scope`).
    pub scope: String,
    /// The kind of permission (`type`), such as `action_scope_required`.
    pub kind: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Where to apply for it.
    pub url: Option<String>,
}

impl PermissionViolation {
    fn new(value: &Value) -> Self {
        Self {
            scope: text(&value["subject"]).or_else(|| text(&value["scope"])).unwrap_or_default(),
            kind: text(&value["type"]),
            description: text(&value["description"]),
            url: text(&value["url"]),
        }
    }
}

impl fmt::Display for PermissionViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lacks `{}`", self.scope)?;
        self.description.as_ref().map_or(Ok(()), |words| write!(f, ": {words}"))?;
        self.url.as_ref().map_or(Ok(()), |url| write!(f, " ({url})"))
    }
}

/// A page that helps with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Help {
    /// Its address.
    pub url: String,
    /// What it is about.
    pub description: Option<String>,
}

impl Help {
    fn new(value: &Value) -> Self {
        Self { url: text(&value["url"]).unwrap_or_default(), description: text(&value["description"]) }
    }
}

/// A named detail of an error. `Debug` hides the value.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// Its name.
    pub key: String,
    /// What it says; may be personal.
    pub value: Option<String>,
}

impl Detail {
    fn new(value: &Value) -> Self {
        Self { key: text(&value["key"]).unwrap_or_default(), value: text(&value["value"]) }
    }
}

impl fmt::Debug for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Detail")
            .field("key", &self.key)
            .field("value", &Redacted::from_option(&self.value))
            .finish()
    }
}
