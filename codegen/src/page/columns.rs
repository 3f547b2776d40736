//! Tables of fields: which cell of a row is what.

use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::type_expr::TypeExpr;

use super::block::{Cell, Grid, GridRow, cell_span, flatten};
use super::line::Line;
use super::sections::{Column, column, is_required_word, is_type_like};
use super::text::plain;
use super::{Row, cell, codes, mark};

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
    pub fn of(grid: &Grid<'_>) -> Option<Self> {
        let mut columns: Vec<Column> = Vec::new();
        for header in &grid.header {
            let found = column(&flatten(header));
            // Of two columns of one kind the second is something else.
            columns.push(if columns.contains(&found) { Column::Other } else { found });
        }
        let names = columns.contains(&Column::Name);
        let rest = columns.contains(&Column::Type) || columns.contains(&Column::About);
        (names && rest).then_some(Self(columns))
    }

    /// Whether the header tells types.
    pub fn has_types(&self) -> bool {
        self.0.contains(&Column::Type)
    }

    /// Reads the rows.
    pub fn rows(&self, rows: Vec<GridRow<'_>>, out: &mut Vec<Diagnostic>) -> Vec<Row> {
        rows.into_iter().filter_map(|row| self.row(row, out)).collect()
    }

    fn row(&self, mut row: GridRow<'_>, out: &mut Vec<Diagnostic>) -> Option<Row> {
        let columns = self.fit(&mut row, out);
        let mut about = Vec::new();
        let mut found = Found::default();
        for (column, cell) in columns.into_iter().zip(row.cells) {
            match column {
                Column::Name => found.name = cell,
                Column::Type => found.ty = cell,
                Column::Required => found.required = cell,
                Column::About => about.splice(0..0, cell).for_each(drop),
                Column::Other => about.extend(cell),
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
            required = Some(Spanned::new(word.to_owned(), span.clone()));
            name.value = bare.to_owned();
        }
        let spelled = text(&found.ty, span.end);
        Some(Row {
            ty: TypeExpr::parse(spelled.as_str()),
            spelled,
            required,
            name,
            about: cell::read(&about),
            level: row.level.or(level),
            span: row.span,
        })
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

    /// The columns of a row with more cells than the header: the one that tells what is required may be missing there.
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
    /// comes behind them moves up. What a cell looks like tells where it belongs.
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

fn text(cell: &[Line<'_>], otherwise: usize) -> Spanned<String> {
    let span = cell_span(cell).unwrap_or(otherwise..otherwise);
    Spanned::new(plain(&flatten(cell)), span)
}

fn no_name(span: Span) -> Diagnostic {
    Diagnostic::warning(codes::NO_NAME, "this row has no name and is left out").at(span, "no name here")
}

fn long_row(row: &GridRow<'_>, wanted: usize, columns: &[Column]) -> Diagnostic {
    misfit(codes::LONG_ROW, row, wanted, columns)
}

fn short_row(row: &GridRow<'_>, wanted: usize, columns: &[Column]) -> Diagnostic {
    misfit(codes::SHORT_ROW, row, wanted, columns)
}

fn misfit(code: Code, row: &GridRow<'_>, wanted: usize, columns: &[Column]) -> Diagnostic {
    let message = format!("this row has {}, the header has {wanted}", cells(row.cells.len()));
    let names: Vec<_> = columns.iter().map(|column| column.as_str()).collect();
    Diagnostic::warning(code, message).at(row.span.clone(), format!("read as {}", names.join(", ")))
}

fn cells(count: usize) -> String {
    format!("{count} cell{}", if count == 1 { "" } else { "s" })
}
