//! Broken rules.

use std::fmt;
use std::ops::Bound;

use serde_json::Number;

use super::PathSegment;

/// One broken rule: where, and what is wrong. It holds no value of the request but the keys of maps on its path, which
/// neither `Debug` nor `Display` shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// The path of the value from the value that was checked, such as `resume.education_list[0].end_time`.
    pub path: String,
    /// The same path in pieces.
    pub segments: Vec<PathSegment>,
    /// What is wrong, in plain words.
    pub message: String,
    /// The rule that is broken, for programs.
    pub kind: ViolationKind,
    /// The bounds that a length, a count or a number is outside of.
    pub bounds: Option<Bounds>,
}

/// The bounds of a length, a count or a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Bounds {
    /// The least value.
    pub min: Bound<Number>,
    /// The greatest value.
    pub max: Bound<Number>,
}

impl Violation {
    pub(crate) fn new(
        segments: Vec<PathSegment>,
        kind: ViolationKind,
        message: String,
        bounds: Option<Bounds>,
    ) -> Self {
        Self { path: PathSegment::display(&segments), segments, message, kind, bounds }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// The rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// A required text is empty, or holds only white space.
    Empty,
    /// A field or custom field that the caller requires is absent, or is an empty text or list.
    Missing,
    /// A value that becomes part of the URL's path could change what the URL means.
    UnsafeInPath,
    /// A time before 1970 where none can be meant.
    NegativeTime,
    /// -1 ("until now") in a field that takes times only.
    MisplacedOngoing,
    /// A time so soon after 1970 that it was most likely given in seconds.
    LooksLikeSeconds,
    /// An option that the documentation does not list, or that a custom field does not have; reported only on
    /// request.
    UnknownOption,
    /// The value of a custom field does not have the form of the field's kind.
    CustomValue,
    /// A text has too few or too many characters.
    Length,
    /// A list has too few or too many elements.
    Count,
    /// A number is too small or too large.
    Range,
    /// The service objects to the field; see [`ApiError::violations`](crate::ApiError::violations).
    RefusedByService,
}

impl ViolationKind {
    /// The stable name, such as `looks_like_seconds`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Missing => "missing",
            Self::UnsafeInPath => "unsafe_in_path",
            Self::NegativeTime => "negative_time",
            Self::MisplacedOngoing => "misplaced_ongoing",
            Self::LooksLikeSeconds => "looks_like_seconds",
            Self::UnknownOption => "unknown_option",
            Self::CustomValue => "custom_value",
            Self::Length => "length",
            Self::Count => "count",
            Self::Range => "range",
            Self::RefusedByService => "refused_by_service",
        }
    }
}

/// The stable name.
impl fmt::Display for ViolationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// All broken rules of a value, in the order of its fields. There is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// `Ok` if there are none.
    pub(super) fn into_result(found: Vec<Violation>) -> Result<(), Self> {
        if found.is_empty() { Ok(()) } else { Err(Self(found)) }
    }

    /// The violations, at least one, in the order of the fields.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }

    /// The violations, at least one, in the order of the fields.
    #[must_use]
    pub fn into_vec(self) -> Vec<Violation> {
        self.0
    }

    /// Iterates over the violations in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [only] => only.fmt(f),
            all => {
                write!(f, "{} violations", all.len())?;
                all.iter().try_for_each(|violation| write!(f, "\n- {violation}"))
            }
        }
    }
}

impl std::error::Error for Violations {}
