//! Broken rules.

use std::fmt;

/// One broken rule: where, and what is wrong, in words without the value itself, so that it may be logged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// Where the value stands, from the value that was checked, such as `resume.education_list[0].end_time`.
    pub path: String,
    /// What is wrong, in plain words.
    pub message: String,
    /// The rule that is broken, for programs.
    pub kind: ViolationKind,
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
    /// A required text is empty, or holds nothing but white space.
    Empty,
    /// A field that the caller requires is left out, or is an empty text or list.
    Missing,
    /// A value that becomes part of the URL's path could change what the URL means.
    UnsafeInPath,
    /// A time before 1970 where none can be meant.
    NegativeTime,
    /// -1 ("until now") in a field that takes times only.
    MisplacedOngoing,
    /// A time so soon after 1970 that it was most likely given in seconds.
    LooksLikeSeconds,
    /// An option that the documentation does not list; found only if asked for.
    UnknownOption,
    /// The value of a custom field does not have the form of the field's kind.
    CustomValue,
    /// A text has too few or too many characters.
    Length,
    /// A list has too few or too many elements.
    Count,
    /// A number is too small or too great.
    Range,
}

/// Every broken rule of a value, in the order of its fields. There is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// `Ok` if there are none.
    pub(super) fn none_of(found: Vec<Violation>) -> Result<(), Self> {
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

    /// Goes through the violations in the order of the fields.
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
