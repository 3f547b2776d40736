//! What all forms of a page are first turned into: headings, tables, fences and lines, in page order.

use crate::source::{Span, Spanned};

use super::line::{Line, View};

/// A cell: its lines, without blank ones.
pub(super) type Cell<'a> = Vec<Line<'a>>;

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Block<'a> {
    Heading { level: usize, text: Spanned<String> },
    Fence(Fence<'a>),
    Grid(Grid<'a>),
    Line(Line<'a>),
}

/// A fenced text.
#[derive(Debug)]
pub(super) struct Fence<'a> {
    pub language: &'a str,
    pub text: View<'a>,
}

/// A table of any kind.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub header: Vec<Cell<'a>>,
    pub rows: Vec<GridRow<'a>>,
    pub span: Span,
    /// The first line behind blank ones that stand inside of the table.
    pub gap: Option<Span>,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct GridRow<'a> {
    /// Its cells; a header may have fewer or more.
    pub cells: Vec<Cell<'a>>,
    /// The depth that the portal marks.
    pub level: Option<u8>,
    /// The line with separators enough for another row.
    pub doubled: Option<Span>,
    pub span: Span,
}

/// The text of a cell on one line.
pub(super) fn flatten(cell: &[Line<'_>]) -> String {
    let mut text = String::new();
    for line in cell {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line.text.trim());
    }
    text
}

/// The place of a cell's text.
pub(super) fn cell_span(cell: &[Line<'_>]) -> Option<Span> {
    Some(cell.first()?.view().trim().span().start..cell.last()?.view().trim().span().end)
}
