//! Paths of fields within a request.

use std::fmt;

use super::PathSegment;

/// The path of a value within a request, such as `resume.education_list[0].end_time`.
///
/// A linked list on the stack: going down a level allocates nothing, and the text is written only for a violation.
#[derive(Clone, Copy)]
pub struct FieldPath<'a> {
    parent: Option<&'a FieldPath<'a>>,
    step: Step<'a>,
}

/// One step down.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// Where checking began.
    Root,
    /// Into a member of an object.
    Field(&'a str),
    /// Into an element of a list, from 0.
    Index(usize),
    /// Into an entry of a map.
    Key(&'a str),
}

impl<'a> FieldPath<'a> {
    /// Where checking begins.
    pub const ROOT: FieldPath<'static> = FieldPath { parent: None, step: Step::Root };

    /// The member of that name below this place.
    #[must_use]
    pub const fn field(&'a self, name: &'a str) -> FieldPath<'a> {
        FieldPath { parent: Some(self), step: Step::Field(name) }
    }

    /// The element of that number, from 0, below this place.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> FieldPath<'a> {
        FieldPath { parent: Some(self), step: Step::Index(index) }
    }

    /// The entry of that key below this place.
    #[must_use]
    pub const fn key(&'a self, key: &'a str) -> FieldPath<'a> {
        FieldPath { parent: Some(self), step: Step::Key(key) }
    }

    /// The steps from the root down.
    pub(super) fn segments(&self) -> Vec<PathSegment> {
        let mut segments: Vec<PathSegment> = self.steps_up().filter_map(PathSegment::from_step).collect();
        segments.reverse();
        segments
    }

    /// The steps from the last to the first, without the root.
    pub(super) fn steps_up(&self) -> impl Iterator<Item = Step<'a>> {
        std::iter::successors(Some(*self), |place| place.parent.copied())
            .map(|place| place.step)
            .filter(|step| !matches!(step, Step::Root))
    }
}

/// `resume.education_list[0].end_time`, `labels[…]`. Keys of maps are values of the request and do not show.
impl fmt::Display for FieldPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Field(name) if self.parent.is_none_or(|parent| matches!(parent.step, Step::Root)) => {
                f.write_str(name)
            }
            Step::Field(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(_) => f.write_str("[…]"),
        }
    }
}

impl fmt::Debug for FieldPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldPath({self})")
    }
}
