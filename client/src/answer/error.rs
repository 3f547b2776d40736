//! Refusals: what the service says when it did not do what was asked.

use std::fmt;

use http::StatusCode;
use serde_json::Value;

use super::envelope::{Envelope, list, text};
use super::{GenericCode, Unreadable, printable};
use crate::validate::PathSegment;
use crate::{ErrorCode, Redacted, Violation, ViolationKind};

/// Why there is no typed response.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError<C: ErrorCode> {
    /// The service says that it did not do what was asked.
    #[error(transparent)]
    Refused(Box<ApiError<C>>),
    /// The response does not match the documentation.
    #[error(transparent)]
    Unreadable(Unreadable),
}

/// The service's refusal: a response whose `code` is not 0, at whatever HTTP status.
///
/// `Debug` and `Display` show what the documentation says about the code. They show nothing that the service wrote,
/// since it may repeat values of the request: its own words are in the fields whose names begin with `service_`, and
/// in [`field_violations`](Self::field_violations), [`permission_violations`](Self::permission_violations),
/// [`helps`](Self::helps) and [`details`](Self::details). The exceptions are a log id, a scope, and a field of the
/// request, each only if it has the form of one.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError<C> {
    /// Why; one of the endpoint's documented codes, or an unknown one. See also [`ApiError::generic`].
    pub code: C,
    /// The service's own words (`msg`), which may repeat values of the request.
    pub service_message: String,
    /// More of the service's own words (`error.message`), which may repeat values of the request.
    pub service_hint: Option<String>,
    /// The HTTP status, which says little: many errors come with 200.
    pub status: StatusCode,
    /// The id that the service's support asks for, as the service wrote it.
    pub log_id: Option<String>,
    /// A page about this error.
    pub troubleshooter: Option<String>,
    /// Fields of the request that the service objects to.
    pub field_violations: Vec<FieldViolation>,
    /// Scopes that the app lacks.
    pub permission_violations: Vec<PermissionViolation>,
    /// Pages about this kind of error.
    pub helps: Vec<Help>,
    /// Further details, by key.
    pub details: Vec<Detail>,
}

impl<C: ErrorCode> ApiError<C> {
    pub(super) fn new(envelope: &Envelope, status: StatusCode, log_id: Option<&str>) -> Self {
        let error = &envelope.error;
        Self {
            code: C::from_code(envelope.code),
            service_message: envelope.message().unwrap_or_default(),
            service_hint: text(&error["message"]),
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
    /// code as its own, since a code has a meaning only together with its endpoint; the platform's reserved codes,
    /// 9999xxxx, mean the same everywhere.
    #[must_use]
    pub fn generic(&self) -> Option<GenericCode> {
        let code = self.code.code();
        let is_its_own = self.code.info().is_some() && !self.is_reserved();
        if is_its_own { None } else { GenericCode::from_code(code) }
    }

    /// Whether the code is one of those that the platform reserves, which mean the same everywhere.
    pub(crate) fn is_reserved(&self) -> bool {
        GenericCode::RESERVED.contains(&self.code.code())
    }

    /// The fields that the service objects to, in the form in which [`Validate`](crate::Validate) reports them. The
    /// service's reasons are in [`field_violations`](Self::field_violations).
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.field_violations
            .iter()
            .map(|violation| {
                let message = "is refused by the service".to_owned();
                Violation::new(violation.segments(), ViolationKind::RefusedByService, message, None)
            })
            .collect()
    }

    #[cfg(feature = "transport")]
    /// Notes which of the refused fields are documented, so that `Display` can name them. `documented` holds a path
    /// a line.
    pub(crate) fn recognize_fields(&mut self, documented: &str) {
        for violation in &mut self.field_violations {
            let pattern: String = PathSegment::pattern(&violation.segments());
            violation.is_documented = documented.lines().any(|line| line == pattern);
        }
    }

    #[cfg(feature = "transport")]
    pub(crate) fn map_code<D>(self, map: impl FnOnce(C) -> D) -> ApiError<D> {
        let Self { code, service_message, service_hint, status, log_id, troubleshooter, .. } = self;
        let Self { field_violations, permission_violations, helps, details, .. } = self;
        ApiError {
            code: map(code),
            service_message,
            service_hint,
            status,
            log_id,
            troubleshooter,
            field_violations,
            permission_violations,
            helps,
            details,
        }
    }
}

impl<C: ErrorCode> fmt::Display for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused with code {}", self.code.code())?;
        match (self.code.info(), self.generic()) {
            // A full stop would end the message in its middle.
            (Some(info), _) => write!(f, ": {}", info.english.trim_end_matches('.'))?,
            (None, Some(generic)) => write!(f, ": {generic}")?,
            (None, None) => {}
        }
        write!(f, " (HTTP {}", self.status.as_u16())?;
        if let Some(log_id) = self.log_id.as_deref().and_then(printable::log_id) {
            write!(f, ", log id {log_id}")?;
        }
        f.write_str(")")?;
        if let Some(advice) = self.advice() {
            write!(f, "; advice: {}", advice.trim_end_matches('.'))?;
        }
        for violation in self.field_violations.iter().filter(|violation| violation.is_documented) {
            write!(f, "; {violation}")?;
        }
        for violation in &self.permission_violations {
            write!(f, "; {violation}")?;
        }
        Ok(())
    }
}

impl<C: ErrorCode> fmt::Debug for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("code", &self.code.code())
            .field("status", &self.status.as_u16())
            .field("log_id", &self.log_id.as_deref().and_then(printable::log_id))
            .field("field_violations", &self.field_violations)
            .field("permission_violations", &self.permission_violations)
            .finish_non_exhaustive()
    }
}

impl<C: ErrorCode> std::error::Error for ApiError<C> {}

/// A field of the request that the service objects to.
///
/// `Debug` and `Display` show only the path of a documented field.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldViolation {
    /// The field, as the service writes it.
    pub field: String,
    /// The value that the service received, as it shows it; may be personal.
    pub value: Option<String>,
    /// What is wrong with the value, in the service's own words.
    pub service_description: Option<String>,
    is_documented: bool,
}

impl FieldViolation {
    fn new(value: &Value) -> Self {
        Self {
            field: text(&value["field"]).unwrap_or_default(),
            value: text(&value["value"]),
            service_description: text(&value["description"]),
            is_documented: false,
        }
    }

    /// The steps from the request down to the field.
    #[must_use]
    pub fn segments(&self) -> Vec<PathSegment> {
        PathSegment::parse(&self.field)
    }
}

impl fmt::Debug for FieldViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.is_documented.then_some(self.field.as_str());
        f.debug_struct("FieldViolation")
            .field("documented_field", &field)
            .field("value", &Redacted::from_option(&self.value))
            .finish_non_exhaustive()
    }
}

impl fmt::Display for FieldViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_documented {
            true => write!(f, "field `{}`", self.field),
            false => f.write_str("a field that the documentation does not list"),
        }
    }
}

/// A permission that the app lacks. The service writes it in two shapes, which are one here.
///
/// `Debug` and `Display` show the scope only if it has the form of one, such as `hire:site_application`.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PermissionViolation {
    /// What is lacking, mostly a scope (`subject`, or `scope`), as the service writes it.
    pub scope: String,
    /// The kind of permission (`type`), such as `action_scope_required`.
    pub kind: Option<String>,
    /// What the permission is about, in the service's own words.
    pub service_description: Option<String>,
    /// Where to apply for it, as the service writes it.
    pub url: Option<String>,
}

impl PermissionViolation {
    fn new(value: &Value) -> Self {
        Self {
            scope: text(&value["subject"]).or_else(|| text(&value["scope"])).unwrap_or_default(),
            kind: text(&value["type"]),
            service_description: text(&value["description"]),
            url: text(&value["url"]),
        }
    }
}

impl fmt::Debug for PermissionViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PermissionViolation")
            .field("scope", &printable::scope(&self.scope))
            .finish_non_exhaustive()
    }
}

impl fmt::Display for PermissionViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match printable::scope(&self.scope) {
            Some(scope) => write!(f, "lacks `{scope}`"),
            None => f.write_str("lacks a permission"),
        }
    }
}

/// A page about an error. `Debug` shows neither its address nor its description, which the service wrote.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Help {
    /// Its address.
    pub url: String,
    /// What it is about, in the service's own words.
    pub service_description: Option<String>,
}

impl Help {
    fn new(value: &Value) -> Self {
        Self {
            url: text(&value["url"]).unwrap_or_default(),
            service_description: text(&value["description"]),
        }
    }
}

impl fmt::Debug for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Help").finish_non_exhaustive()
    }
}

/// A named detail of an error. `Debug` shows neither its key nor its value, which the service wrote.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// Its name.
    pub key: String,
    /// Its value; may be personal.
    pub value: Option<String>,
}

impl Detail {
    fn new(value: &Value) -> Self {
        Self { key: text(&value["key"]).unwrap_or_default(), value: text(&value["value"]) }
    }
}

impl fmt::Debug for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Detail").finish_non_exhaustive()
    }
}
