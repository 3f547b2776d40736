//! Error tables.

use crate::source::Spanned;

use super::ErrorRow;
use super::block::{Grid, GridRow, cell_span, flatten};
use super::line::Line;
use super::sections::{ErrorColumn, error_column};
use super::text::plain;

/// Reads a table of errors; `None` if it is none.
pub(super) fn rows(grid: &Grid<'_>) -> Option<Vec<ErrorRow>> {
    let columns: Vec<_> = grid.header.iter().map(|header| error_column(&flatten(header))).collect();
    let has = |wanted| columns.contains(&wanted);
    if !has(ErrorColumn::Code) || !(has(ErrorColumn::Text) || has(ErrorColumn::Advice)) {
        return None;
    }
    Some(grid.rows.iter().filter_map(|row| error(row, &columns)).collect())
}

fn error(row: &GridRow<'_>, columns: &[ErrorColumn]) -> Option<ErrorRow> {
    let mut cells = row.cells.iter();
    let mut found = ErrorRow {
        status: None,
        code: empty(row),
        text: empty(row),
        advice: empty(row),
        span: row.span.clone(),
    };
    for column in columns {
        // An empty cell is dropped when a page is made: a code where the status should be is the next column's.
        if *column == ErrorColumn::Status
            && cells.as_slice().first().is_none_or(|cell| !is_status(&flatten(cell)))
        {
            continue;
        }
        let Some(cell) = cells.next() else { break };
        match column {
            ErrorColumn::Status => found.status = Some(join(cell, row)),
            ErrorColumn::Code => found.code = join(cell, row),
            ErrorColumn::Text => found.text = join(cell, row),
            ErrorColumn::Advice => found.advice = join(cell, row),
            ErrorColumn::Other => {}
        }
    }
    (!found.code.value.is_empty()).then_some(found)
}

/// An HTTP status: three digits, perhaps with words behind them.
fn is_status(text: &str) -> bool {
    let text = plain(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    digits == 3 || digits == 0
}

/// A cell's lines, joined by `\n`.
fn join(cell: &[Line<'_>], row: &GridRow<'_>) -> Spanned<String> {
    let lines: Vec<_> = cell.iter().map(|line| line.text.trim()).collect();
    let text = lines.join("\n");
    Spanned::new(text, cell_span(cell).unwrap_or(row.span.end..row.span.end))
}

fn empty(row: &GridRow<'_>) -> Spanned<String> {
    Spanned::new(String::new(), row.span.end..row.span.end)
}
