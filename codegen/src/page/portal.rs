//! The portal's own tags.

use crate::diagnostic::Diagnostic;

use super::block::Block;
use super::line::{Line, View};
use super::text::strip_tags;

/// An element, and the offset behind it.
pub(super) struct Found<'a> {
    pub blocks: Vec<Block<'a>>,
    pub end: usize,
}

pub(super) fn element<'a>(_text: &'a str, _line: View<'a>, _out: &mut Vec<Diagnostic>) -> Option<Found<'a>> {
    None
}

pub(super) fn prose(line: View<'_>) -> Vec<Line<'_>> {
    vec![line.line()]
}

pub(super) fn cell_lines(line: View<'_>) -> Vec<Line<'_>> {
    if !line.text.contains('<') {
        return vec![line.line()];
    }
    vec![Line { text: strip_tags(line.text).into_owned().into(), span: line.span() }]
}

pub(super) fn is_portal(text: &str) -> bool {
    text.contains("<md-dt-table") || text.contains("<md-table")
}
