//! Paths of fields, as callers and documentation write them: `resume.education_list[].end_time_v2`.

use std::fmt;

use super::FieldPath;
use super::path::Step;

/// The path of a field, with `[]` for every element of a list or entry of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldPattern(Vec<PatternStep>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PatternStep {
    /// A member of an object.
    Field(String),
    /// Every element of a list, every entry of a map.
    Each,
}

impl FieldPattern {
    /// Reads `resume.education_list[].end_time_v2`.
    pub(crate) fn new(pattern: &str) -> Self {
        let mut steps = Vec::new();
        for segment in pattern.split('.') {
            let name = segment.trim_end_matches("[]");
            steps.push(PatternStep::Field(name.to_owned()));
            steps.extend(segment[name.len()..].split("[]").skip(1).map(|_| PatternStep::Each));
        }
        Self(steps)
    }

    pub(crate) fn steps(&self) -> &[PatternStep] {
        &self.0
    }

    /// Whether the value at `path` is at the pattern.
    pub(super) fn matches(&self, path: &FieldPath<'_>) -> bool {
        self.0.len() == path.steps_up().count() && self.begins_with(path)
    }

    /// Whether the field is absent when the value at `path` is: it is there, or below it with no list in between,
    /// since an empty list has no elements that could lack a field.
    pub(super) fn is_absent_with(&self, path: &FieldPath<'_>) -> bool {
        let depth = path.steps_up().count();
        let Some((_, below)) = self.0.split_at_checked(depth) else { return false };
        self.begins_with(path) && below.iter().all(|step| matches!(step, PatternStep::Field(_)))
    }

    /// Whether the first steps of the pattern lead to `path`.
    fn begins_with(&self, path: &FieldPath<'_>) -> bool {
        let depth = path.steps_up().count();
        let above = self.0.get(..depth).unwrap_or_default();
        above.len() == depth
            && above.iter().rev().zip(path.steps_up()).all(|(known, step)| known.matches(step))
    }

    /// The names of the members from the missing value at `path` down to the field.
    pub(super) fn names_below(&self, path: &FieldPath<'_>) -> impl Iterator<Item = &str> {
        self.0.iter().skip(path.steps_up().count()).filter_map(|step| match step {
            PatternStep::Field(name) => Some(name.as_str()),
            PatternStep::Each => None,
        })
    }
}

/// As it was read.
impl fmt::Display for FieldPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                PatternStep::Field(name) if place == 0 => f.write_str(name)?,
                PatternStep::Field(name) => write!(f, ".{name}")?,
                PatternStep::Each => f.write_str("[]")?,
            }
        }
        Ok(())
    }
}

impl PatternStep {
    fn matches(&self, step: Step<'_>) -> bool {
        match (self, step) {
            (Self::Field(name), Step::Field(field)) => name == field,
            (Self::Each, Step::Index(_) | Step::Key(_)) => true,
            _ => false,
        }
    }
}

/// A path that does not lead to a field of the endpoint's request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownField {
    /// The path that was asked for.
    pub path: String,
    /// The field whose path is nearest to it.
    pub nearest: Option<&'static str>,
}

impl UnknownField {
    pub(super) fn new(path: &str, fields: &[&'static str]) -> Self {
        let nearest = fields.iter().copied().min_by_key(|field| distance(path, field));
        Self { path: path.to_owned(), nearest }
    }
}

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request has no field `{}`", self.path)?;
        match self.nearest {
            Some(nearest) => write!(f, "; the nearest is `{nearest}`"),
            None => f.write_str("; it has no fields at all"),
        }
    }
}

impl std::error::Error for UnknownField {}

/// The edit distance: how many characters have to be inserted, deleted or replaced.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, c) in one.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        for (cell, d) in row.iter_mut().skip(1).zip(&other) {
            let above = *cell;
            *cell = (diagonal + usize::from(c != *d)).min(above + 1).min(left + 1);
            (diagonal, left) = (above, *cell);
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
