//! The portal's tables, and legacy HTML ones.

use crate::source::Span;

use super::super::block::{Cell, Grid, GridRow};
use super::inline;
use super::tag::{Tag, next};

/// A table, the offset behind it, and whether it was closed.
pub(super) struct Found<'a> {
    pub grid: Grid<'a>,
    pub end: usize,
    pub closed: bool,
}

/// Reads the table whose tag stands at the start of a stretch of text.
pub(super) fn read<'a>(text: &'a str, open: &Tag<'a>, limit: usize) -> Found<'a> {
    let mut table = Table::new(text, open.span.start);
    let mut at = open.span.end;
    while let Some(tag) = next(text, at..limit) {
        at = tag.span.end;
        if table.tag(&tag) {
            return Found { grid: table.finish(tag.span.start), end: at, closed: true };
        }
    }
    Found { grid: table.finish(limit), end: limit, closed: false }
}

struct Table<'a> {
    text: &'a str,
    grid: Grid<'a>,
    row: Option<GridRow<'a>>,
    /// Where the content of the open cell begins; between cells, where the last one ended.
    cell: Option<usize>,
    between: Option<usize>,
    in_head: bool,
    /// How many cells of the open row are marked as headings.
    headings: usize,
    /// How many tables are open inside a cell: their tags are not this table's.
    inner: usize,
}

impl<'a> Table<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        let grid = Grid { header: Vec::new(), rows: Vec::new(), span: start..start, gap: None };
        Self { text, grid, row: None, cell: None, between: None, in_head: false, headings: 0, inner: 0 }
    }

    /// Takes the next tag; `true` for the one that closes the table.
    fn tag(&mut self, tag: &Tag<'a>) -> bool {
        match (tag.table_part(), tag.closing) {
            (Some("table"), false) => self.inner += 1,
            (Some("table"), true) if self.inner > 0 => self.inner -= 1,
            (Some("table"), true) => return true,
            _ if self.inner > 0 => {}
            (Some("thead"), closing) => {
                self.end_row(tag.span.start);
                self.in_head = !closing;
            }
            (Some("tr"), closing) => {
                self.end_row(tag.span.start);
                if !closing {
                    self.begin_row(tag);
                }
            }
            (Some(kind @ ("td" | "th")), closing) => {
                self.end_cell(tag.span.start);
                if closing {
                    self.between = Some(tag.span.end);
                } else {
                    self.headings += usize::from(kind == "th");
                    self.row.get_or_insert_with(|| row(tag.span.clone(), None));
                    self.cell = Some(tag.span.end);
                }
            }
            _ => {}
        }
        false
    }

    fn begin_row(&mut self, tag: &Tag<'a>) {
        let level = tag.attribute("level").and_then(|level| level.trim().parse().ok());
        self.row = Some(row(tag.span.clone(), level));
    }

    fn end_cell(&mut self, end: usize) {
        let Some(row) = &mut self.row else { return };
        if let Some(start) = self.cell.take() {
            row.cells.push(content(self.text, start..end));
        } else if let Some((start, last)) = self.between.take().zip(row.cells.last_mut()) {
            // What stands behind a cell by mistake belongs to it.
            last.extend(content(self.text, start..end));
        }
    }

    fn end_row(&mut self, end: usize) {
        self.end_cell(end);
        self.between = None;
        let headings = std::mem::take(&mut self.headings);
        let Some(mut row) = self.row.take().filter(|row| !row.cells.is_empty()) else { return };
        row.span.end = end;
        // Where no head is marked it is the first row, unless that has a key for a heading and a value beside it.
        let alike = headings == 0 || headings == row.cells.len();
        if self.in_head || (self.grid.header.is_empty() && self.grid.rows.is_empty() && alike) {
            self.grid.header = row.cells;
        } else {
            self.grid.rows.push(row);
        }
    }

    fn finish(mut self, end: usize) -> Grid<'a> {
        self.end_row(end);
        self.grid.span.end = self.grid.rows.last().map_or(end, |row| row.span.end);
        self.grid
    }
}

fn row<'a>(span: Span, level: Option<u8>) -> GridRow<'a> {
    GridRow { cells: Vec::new(), level, doubled: None, span }
}

fn content(text: &str, span: Span) -> Cell<'_> {
    inline::lines(text, span)
}
