//! Tables whose first row stands where a header belongs, as mirrors in the marked form have them where the portal's table
//! has no header.

use std::borrow::Cow;

use super::block::{Grid, GridRow, cell_span, flatten};
use super::line::Line;
use super::request::{is_key, is_request};
use super::sections::{is_name, is_type_like};
use super::text::plain;
use super::{mark, marked};

/// Makes a row of a header that is one, and gives the table the header that its columns show.
pub(super) fn with_header(grid: Grid<'_>) -> Grid<'_> {
    match columns(&grid) {
        Some(columns) => completed(grid, columns),
        None => grid,
    }
}

/// The headers of the columns, if the header is a row: a key of the request, or a field in backticks with its type.
fn columns(grid: &Grid<'_>) -> Option<&'static [&'static str]> {
    let header = &grid.header;
    if is_request(grid) {
        let is_row = header.first().is_some_and(|cell| is_key(&plain(&flatten(cell))));
        return (is_row && header.len() == 2).then_some(&["", ""]);
    }
    let cells: Vec<String> = header.iter().map(|cell| flatten(cell).trim().to_owned()).collect();
    let (name, ty) = (cells.first()?, cells.get(1)?);
    let is_code = |cell: &str| cell.trim_end().ends_with('`') && cell.contains('`');
    let is_field = is_code(name) && is_name(&mark::split(name).1) && is_code(ty) && is_type_like(&plain(ty));
    match cells.get(2..)? {
        _ if !is_field => None,
        [_] => Some(&["名称", "类型", "描述"]),
        [required, _] if matches!(required.as_str(), "是" | "否" | "Yes" | "No") => {
            Some(&["名称", "类型", "必填", "描述"])
        }
        _ => None,
    }
}

fn completed<'a>(mut grid: Grid<'a>, columns: &'static [&'static str]) -> Grid<'a> {
    let place = grid.span.start..grid.span.start;
    let header =
        columns.iter().map(|text| vec![Line { text: Cow::Owned((*text).to_owned()), span: place.clone() }]);
    let cells = std::mem::replace(&mut grid.header, header.collect());
    let end = cells.iter().rev().find_map(|cell| cell_span(cell)).map_or(place.end, |span| span.end);
    let name = cells.first().and_then(|cell| cell.first()).map_or("", |line| &line.text);
    let level = grid.rows.iter().any(|row| row.level.is_some()).then(|| marked::depth(name).unwrap_or(0));
    grid.rows.insert(0, GridRow { cells, level, doubled: None, span: place.start..end });
    grid
}
