//! Error tables.

use crate::diagnostic::Diagnostic;
use crate::source::Spanned;

use super::block::{Cell, Grid, GridRow, cell_span, flatten};
use super::columns::names::doubled;
use super::line::Line;
use super::sections::{ErrorColumn, error_column};
use super::text::plain;
use super::{ErrorRow, findings};

/// Reads a table of errors; `None` for any other table.
pub(super) fn rows(grid: &Grid<'_>, out: &mut Vec<Diagnostic>) -> Option<Vec<ErrorRow>> {
    let columns: Vec<_> = grid.header.iter().map(|header| error_column(&flatten(header))).collect();
    let has = |wanted| columns.contains(&wanted);
    if !has(ErrorColumn::Code) || !(has(ErrorColumn::Text) || has(ErrorColumn::Advice)) {
        return None;
    }
    out.extend(unknown_headers(grid, &columns));
    let mut errors = Vec::new();
    for row in &grid.rows {
        out.extend(row.doubled.clone().map(doubled));
        let found = error(row, &columns);
        if found.code.value.split_whitespace().count() > 1 || is_number(found.text.as_str()) {
            out.push(two_codes(row));
        }
        if columns.contains(&ErrorColumn::Status)
            && !found.status.as_ref().is_some_and(|status| is_status(status.as_str()))
            && !found.code.value.is_empty()
        {
            out.push(no_status(row));
        } else if row.cells.len() != columns.len() {
            out.push(torn(row, columns.len()));
        }
        if found.code.value.is_empty() {
            out.push(no_code(row));
        } else {
            errors.push(found);
        }
    }
    Some(errors)
}

/// What to say of a table under the heading of the errors that has no codes.
pub(super) fn strange(grid: &Grid<'_>) -> Diagnostic {
    Diagnostic::warning(findings::STRANGE_ERRORS, "this table is not read: its header names no codes")
        .at(grid.span.clone(), "no column for the codes")
}

/// What to say of headers that are not understood.
fn unknown_headers(grid: &Grid<'_>, columns: &[ErrorColumn]) -> Vec<Diagnostic> {
    let unknown = columns.iter().zip(&grid.header).filter(|(column, _)| **column == ErrorColumn::Other);
    unknown
        .map(|(_, header)| {
            let place = cell_span(header).unwrap_or(grid.span.start..grid.span.start);
            let message = format!("the header `{}` of a table of errors is not understood", flatten(header));
            Diagnostic::warning(findings::UNKNOWN_HEADER, message).at(place, "not used")
        })
        .collect()
}

fn two_codes(row: &GridRow<'_>) -> Diagnostic {
    Diagnostic::warning(findings::ODD_ITEM, "this error has more than one number that may be its code")
        .at(row.span.clone(), "perhaps torn")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text can be an HTTP status.
fn is_status(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

fn torn(row: &GridRow<'_>, columns: usize) -> Diagnostic {
    let count = row.cells.len();
    let code = if count < columns { findings::SHORT_ROW } else { findings::LONG_ROW };
    let message = format!("this error has {count} cells, and its table {columns} columns");
    Diagnostic::warning(code, message).at(row.span.clone(), "perhaps torn")
}

fn no_status(row: &GridRow<'_>) -> Diagnostic {
    Diagnostic::warning(findings::EMPTY_CELL, "this error has no HTTP status, or has lost a cell")
        .at(row.span.clone(), "read without a status")
}

fn no_code(row: &GridRow<'_>) -> Diagnostic {
    Diagnostic::warning(findings::NO_CODE, "this error has no code and is left out")
        .at(row.span.clone(), "no code here")
}

fn error(row: &GridRow<'_>, columns: &[ErrorColumn]) -> ErrorRow {
    let short = row.cells.len() < columns.len();
    let mut cells = row.cells.iter();
    let mut found = ErrorRow {
        status: None,
        code: empty(row),
        text: empty(row),
        advice: empty(row),
        span: row.span.clone(),
    };
    for column in columns {
        // An empty cell is dropped when a page is made flat: then the code stands where the status should be.
        if short && *column == ErrorColumn::Status && !begins_with_status(cells.as_slice()) {
            continue;
        }
        let Some(cell) = cells.next() else { break };
        match column {
            ErrorColumn::Status => found.status = Some(join(cell, row)).filter(|text| !text.value.is_empty()),
            ErrorColumn::Code => found.code = join(cell, row),
            ErrorColumn::Text => found.text = join(cell, row),
            ErrorColumn::Advice => found.advice = join(cell, row),
            ErrorColumn::Other => {}
        }
    }
    found
}

/// Whether the first of some cells is an HTTP status, with a code behind it.
fn begins_with_status(cells: &[Cell<'_>]) -> bool {
    let digits = |cell: &Cell<'_>| plain(&flatten(cell)).chars().take_while(char::is_ascii_digit).count();
    matches!(cells, [status, code, ..] if digits(status) == 3 && digits(code) > 0)
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
