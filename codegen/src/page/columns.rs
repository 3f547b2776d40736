//! Tables of fields: which cell of a row is what.

mod levels;
pub(super) mod names;

use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::type_expr::TypeExpr;

use super::block::{Cell, Grid, GridRow, cell_span, flatten};
use super::line::Line;
use super::sections::{Column, column, is_name, is_required_word, is_scalar, is_type_like};
use super::text::plain;
use super::{Row, Section, cell, findings, mark};

/// The cells of a row, by what they are.
#[derive(Default)]
struct Found<'a> {
    name: Cell<'a>,
    ty: Cell<'a>,
    required: Cell<'a>,
}

/// The columns of a table of fields.
pub(super) struct Columns(Vec<Column>);

impl Columns {
    /// Understands a header; `None` if no column holds names, or none says anything about them.
    pub fn new(grid: &Grid<'_>) -> Option<Self> {
        let columns = understand(grid);
        let names = columns.contains(&Column::Name);
        let rest = columns.contains(&Column::Type) || columns.contains(&Column::About);
        (names && rest).then_some(Self(columns))
    }

    /// Whether the header has a column of types.
    pub fn has_types(&self) -> bool {
        self.0.contains(&Column::Type)
    }

    /// What to say of a column that tables of such a section always have. Only requests say what is required.
    pub fn missing(&self, section: Section, grid: &Grid<'_>) -> Option<Diagnostic> {
        let asks = matches!(section, Section::Header | Section::Query | Section::Body);
        let message = if !self.has_types() {
            "this table has no column of types"
        } else if asks && !self.0.contains(&Column::Required) {
            "this table has no column that says which fields are required"
        } else {
            return None;
        };
        let place =
            grid.header.first().and_then(|cell| cell_span(cell)).unwrap_or(grid.span.start..grid.span.start);
        Some(Diagnostic::warning(findings::NO_COLUMN, message).at(place, "the header of the table"))
    }

    /// Reads the rows.
    pub fn rows(&self, rows: Vec<GridRow<'_>>, out: &mut Vec<Diagnostic>) -> Vec<Row> {
        let tagged = rows.iter().filter(|row| row.level.is_some()).count();
        let mut rows: Vec<Row> = rows.into_iter().filter_map(|row| self.row(row, out)).collect();
        // Without types, only marks give the depth: a row without one is at the root.
        if !self.has_types() && rows.iter().any(|row| row.level.is_some()) {
            rows.iter_mut().for_each(|row| row.level = row.level.or(Some(0)));
        }
        levels::check(&rows, tagged, out);
        out.extend(names::twice(&rows));
        rows
    }

    fn row(&self, mut row: GridRow<'_>, out: &mut Vec<Diagnostic>) -> Option<Row> {
        if let Some(found) = names::part_of_a_description(&row) {
            out.push(found);
            return None;
        }
        let count = row.cells.len();
        let columns = self.fit(&mut row, out);
        out.extend(row.doubled.clone().map(names::doubled));
        let mut about = Vec::new();
        let mut found = Found::default();
        for (column, cell) in columns.into_iter().zip(row.cells) {
            match column {
                Column::Name => found.name = cell,
                Column::Type | Column::Format => found.ty = cell,
                Column::Required => found.required = cell,
                Column::About => about.splice(0..0, cell).for_each(drop),
                Column::Place | Column::Other | Column::Unknown => about.extend(cell),
            }
        }
        let (level, name) = mark::split(&flatten(&found.name));
        if name.is_empty() {
            out.push(no_name(row.span));
            return None;
        }
        let span = cell_span(&found.name).unwrap_or(row.span.clone());
        let mut required = (!found.required.is_empty()).then(|| text(&found.required, span.end));
        let mut name = Spanned::new(name, span.clone());
        if let Some((bare, word)) = mark::unglue(&name.value).filter(|_| required.is_none()) {
            out.push(names::glued(&name.value, span.clone()));
            required = Some(Spanned::new(word.to_owned(), span.clone()));
            name.value = bare.to_owned();
        }
        let spelled = text(&found.ty, span.end);
        let row = Row {
            ty: TypeExpr::parse(spelled.as_str()),
            spelled,
            required,
            name,
            about: cell::read(&about, out),
            level: row.level.or(level),
            span: row.span,
        };
        self.check(&row, count, out);
        Some(row)
    }

    /// Looks at what a row says about itself.
    fn check(&self, row: &Row, count: usize, out: &mut Vec<Diagnostic>) {
        out.extend(names::check(row, count));
        // What is missing in a short row is said already.
        if count >= self.0.len() {
            let empty =
                |column, cell: Option<&str>| self.0.contains(&column) && cell.is_none_or(str::is_empty);
            let ty = empty(Column::Type, Some(row.spelled.as_str()));
            let required = empty(Column::Required, row.required.as_ref().map(Spanned::as_str));
            let what = [(ty, "has no type"), (required, "does not say whether it is required")];
            out.extend(what.iter().filter(|(is, _)| *is).map(|(_, what)| names::empty(row, what)));
        }
    }

    /// Gives each cell its column, also where cells are missing or too many.
    fn fit(&self, row: &mut GridRow<'_>, out: &mut Vec<Diagnostic>) -> Vec<Column> {
        match row.cells.len().cmp(&self.0.len()) {
            Ordering::Equal => self.0.clone(),
            Ordering::Less => {
                let columns = self.shorten(row);
                out.push(short_row(row, self.0.len(), &columns));
                columns
            }
            Ordering::Greater => {
                let columns = self.lengthen(row);
                out.push(long_row(row, self.0.len(), &columns));
                let rest = row.cells.split_off(columns.len());
                if let Some(last) = row.cells.last_mut() {
                    last.extend(rest.into_iter().flatten());
                }
                columns
            }
        }
    }

    /// The columns of a row with more cells than the header: the one that says what is required may be missing there.
    /// What is still too much belongs to the last cell.
    fn lengthen(&self, row: &GridRow<'_>) -> Vec<Column> {
        let mut columns = self.0.clone();
        let last = columns.len().saturating_sub(1);
        let extra = row.cells.get(last).is_some_and(|cell| is_required_word(&flatten(cell)));
        if extra && !columns.contains(&Column::Required) {
            columns.insert(last, Column::Required);
        }
        columns
    }

    /// The columns of a row in which cells are missing: empty cells are dropped when a page is made, so that what
    /// comes behind them moves up. What a cell looks like decides where it belongs.
    fn shorten(&self, row: &GridRow<'_>) -> Vec<Column> {
        let mut missing = self.0.len() - row.cells.len();
        let mut cells = row.cells.iter().map(|cell| flatten(cell)).peekable();
        let mut columns = Vec::new();
        for column in &self.0 {
            let Some(cell) = cells.peek() else { break };
            let fits = match column {
                Column::Required => is_required_word(cell),
                Column::Type => is_type_like(&plain(cell)) && !is_required_word(cell),
                _ => true,
            };
            if fits || missing == 0 {
                columns.push(*column);
                cells.next();
            } else {
                missing -= 1;
            }
        }
        columns
    }
}

/// What each column holds.
fn understand(grid: &Grid<'_>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for header in &grid.header {
        let found = column(&flatten(header));
        // Of two columns of one kind the second is something else.
        let again = columns.contains(&found) && !matches!(found, Column::Other | Column::About);
        columns.push(if again { Column::Unknown } else { found });
    }
    // On older pages `格式` is the type; beside it, `类型` says what the parameter is part of.
    if let Some(format) = columns.iter().position(|column| *column == Column::Format) {
        columns
            .iter_mut()
            .filter(|column| **column == Column::Type)
            .for_each(|column| *column = Column::Place);
        columns[format] = Column::Type;
    }
    columns
}

/// What to say of the headers of a section's table that are not understood. It is an error where the columns of names
/// or of types are missing and this may be one of them.
pub(super) fn unknown_headers(grid: &Grid<'_>) -> Vec<Diagnostic> {
    let columns = understand(grid);
    let has = |wanted| columns.contains(&wanted);
    let mut found = Vec::new();
    for (index, (column, header)) in columns.iter().zip(&grid.header).enumerate() {
        let cells =
            || grid.rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| plain(&flatten(cell)));
        if *column != Column::Unknown || cells().all(|cell| cell.is_empty()) {
            continue;
        }
        let names = !has(Column::Name)
            && (has(Column::Type) || has(Column::About))
            && cells().all(|cell| is_name(&mark::split(&cell).1));
        let types = !has(Column::Type)
            && has(Column::Name)
            && cells().any(|cell| is_scalar(&cell))
            && cells().all(|cell| is_type_like(&cell) || cell.is_empty());
        let place = cell_span(header).unwrap_or(grid.span.start..grid.span.start);
        let message = format!("the header `{}` is not understood", flatten(header));
        found.push(if names || types {
            let what = if names { "these are the names of the fields" } else { "these may be the types" };
            Diagnostic::error(findings::UNKNOWN_HEADER, message).at(place, what)
        } else {
            Diagnostic::warning(findings::UNKNOWN_HEADER, message).at(place, "added to the description")
        });
    }
    // A header with fewer cells than all of its rows has lost one.
    if !grid.rows.is_empty() && grid.rows.iter().all(|row| row.cells.len() > grid.header.len()) {
        let message = "every row of this table has more cells than its header";
        let place = grid.span.start..grid.span.start;
        found.push(
            Diagnostic::error(findings::UNKNOWN_HEADER, message).at(place, "a column without a header"),
        );
    }
    found
}

fn text(cell: &[Line<'_>], otherwise: usize) -> Spanned<String> {
    let span = cell_span(cell).unwrap_or(otherwise..otherwise);
    Spanned::new(plain(&flatten(cell)), span)
}

fn no_name(span: Span) -> Diagnostic {
    Diagnostic::warning(findings::NO_NAME, "this row has no name and is left out").at(span, "no name here")
}

fn long_row(row: &GridRow<'_>, wanted: usize, columns: &[Column]) -> Diagnostic {
    misfit(findings::LONG_ROW, row, wanted, columns)
}

fn short_row(row: &GridRow<'_>, wanted: usize, columns: &[Column]) -> Diagnostic {
    misfit(findings::SHORT_ROW, row, wanted, columns)
}

fn misfit(code: Code, row: &GridRow<'_>, wanted: usize, columns: &[Column]) -> Diagnostic {
    let message = format!("this row has {}, the header has {wanted}", cells(row.cells.len()));
    let names: Vec<_> = columns.iter().map(|column| column.as_str()).collect();
    Diagnostic::warning(code, message).at(row.span.clone(), format!("read as {}", names.join(", ")))
}

fn cells(count: usize) -> String {
    format!("{count} cell{}", if count == 1 { "" } else { "s" })
}
