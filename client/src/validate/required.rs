//! Fields that a caller requires beyond those that the documentation requires.

use std::fmt;

use super::FieldPath;
use super::path::Step;

/// A required field, as steps from the request down to it.
#[derive(Clone, Debug)]
pub(super) struct Required(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    /// A member of an object.
    Field(String),
    /// Every element of a list, every entry of a map.
    Each,
}

impl Required {
    /// Reads `resume.education_list[].end_time_v2`.
    pub(super) fn new(pattern: &str) -> Self {
        let mut parts = Vec::new();
        for segment in pattern.split('.') {
            let name = segment.trim_end_matches("[]");
            parts.push(Part::Field(name.to_owned()));
            parts.extend(segment[name.len()..].split("[]").skip(1).map(|_| Part::Each));
        }
        Self(parts)
    }

    /// Whether the field is left out when the value at `here` is: it stands there, or below it with no list in
    /// between, since an empty list asks nothing of its elements.
    pub(super) fn is_left_out_at(&self, here: &FieldPath<'_>) -> bool {
        let depth = here.steps_up().count();
        let Some((above, below)) = self.0.split_at_checked(depth) else { return false };
        let is_here = above.iter().rev().zip(here.steps_up()).all(|(part, step)| part.matches(step));
        is_here && below.iter().all(|part| matches!(part, Part::Field(_)))
    }

    /// The field's path, below the value that is missing.
    pub(super) fn below(&self, here: &FieldPath<'_>) -> String {
        let depth = here.steps_up().count();
        let mut path = here.to_string();
        for part in self.0.iter().skip(depth) {
            if let Part::Field(name) = part {
                path.push('.');
                path.push_str(name);
            }
        }
        path
    }
}

impl Part {
    fn matches(&self, step: Step<'_>) -> bool {
        match (self, step) {
            (Self::Field(name), Step::Field(field)) => name == field,
            (Self::Each, Step::Index(_) | Step::Key(_)) => true,
            _ => false,
        }
    }
}

/// A required field that the endpoint does not have, or does not let anybody leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownField {
    /// The path that was asked for.
    pub path: String,
    /// The optional field whose path is nearest to it.
    pub nearest: Option<&'static str>,
}

impl UnknownField {
    pub(super) fn new(path: &str, optional: &[&'static str]) -> Self {
        let nearest = optional.iter().copied().min_by_key(|field| distance(path, field));
        Self { path: path.to_owned(), nearest }
    }
}

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no optional field `{}`", self.path)?;
        match self.nearest {
            Some(nearest) => write!(f, "; the nearest is `{nearest}`"),
            None => f.write_str("; the endpoint has none at all"),
        }
    }
}

impl std::error::Error for UnknownField {}

/// How many characters have to be put in, taken out or replaced to get from one text to the other.
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
