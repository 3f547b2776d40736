//! Paths of fields in pieces, for programs.

use std::fmt;

use super::path::Step;

/// One step of a path. `Debug` does not show the key of a map, which is a value of the request.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PathSegment {
    /// Into the member of an object with this name.
    Field(String),
    /// Into the element of a list with this index, from 0.
    Index(usize),
    /// Into the entry of a map with this key.
    Key(String),
}

impl PathSegment {
    pub(super) fn from_step(step: Step<'_>) -> Option<Self> {
        Some(match step {
            Step::Root => return None,
            Step::Field(name) => Self::Field(name.to_owned()),
            Step::Index(index) => Self::Index(index),
            Step::Key(key) => Self::Key(key.to_owned()),
        })
    }

    /// Reads a path as the service writes it: `resume.education_list[0].end_time`, or with `.0.` for the index.
    pub(crate) fn parse(path: &str) -> Vec<Self> {
        path.split(['.', '[', ']'])
            .filter(|piece| !piece.is_empty())
            .map(|piece| piece.parse().map_or_else(|_| Self::Field(piece.to_owned()), Self::Index))
            .collect()
    }

    #[cfg(feature = "transport")]
    /// The path with `[]` for every index and key: `resume.education_list[].end_time`.
    pub(crate) fn pattern(segments: &[Self]) -> String {
        let mut pattern = String::new();
        for segment in segments {
            match segment {
                Self::Field(name) if pattern.is_empty() => pattern.push_str(name),
                Self::Field(name) => pattern.extend([".", name]),
                Self::Index(_) | Self::Key(_) => pattern.push_str("[]"),
            }
        }
        pattern
    }

    /// The path as [`FieldPath`](super::FieldPath) displays it.
    pub(super) fn display(segments: &[Self]) -> String {
        let mut path = String::new();
        for segment in segments {
            match segment {
                Self::Field(name) if path.is_empty() => path.push_str(name),
                Self::Field(name) => path.extend([".", name]),
                Self::Index(index) => path.push_str(&format!("[{index}]")),
                Self::Key(_) => path.push_str("[…]"),
            }
        }
        path
    }
}

impl fmt::Debug for PathSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(f, "Field({name:?})"),
            Self::Index(index) => write!(f, "Index({index})"),
            Self::Key(_) => f.write_str("Key(redacted)"),
        }
    }
}

#[cfg(all(test, feature = "transport"))]
mod tests {
    use super::*;

    #[test]
    fn the_service_s_paths_are_read_in_both_notations() {
        for path in ["resume.education_list[0].end_time", "resume.education_list.0.end_time"] {
            let segments = PathSegment::parse(path);
            assert_eq!(segments.len(), 4);
            assert_eq!(PathSegment::pattern(&segments), "resume.education_list[].end_time");
            assert_eq!(PathSegment::display(&segments), "resume.education_list[0].end_time");
        }
    }
}
