//! Tables of pipes.
//!
//! There are two kinds. A *framed* one has a pipe at the start of each line, and a line is a row. The other is what
//! the flat dialect makes of the portal's tables: cells joined by ` | `, in which a line continues the cell above
//! exactly when the previous line that is not blank ends in two spaces. Empty cells are dropped there, and a pipe in
//! a cell is not escaped, so that only the first pipes of a row, one less than it has columns, are certain.

use super::block::{Cell, Grid, GridRow};
use super::line::View;
use super::markdown::is_section;
use super::portal;

/// A table, and the line behind it.
pub(super) struct Found<'a> {
    pub grid: Grid<'a>,
    pub next: usize,
}

/// Reads the table whose header stands on a line, if one does.
pub(super) fn grid<'a>(text: &'a str, lines: &[View<'a>], at: usize) -> Option<Found<'a>> {
    let header = *lines.get(at)?;
    let rule = *lines.get(at + 1)?;
    if !header.text.contains('|') || !is_rule(rule.text) {
        return None;
    }
    let pipe = Pipe::of(header);
    let mut cells = pipe.split(&[header], usize::MAX);
    // A pipe at the end of an unframed header may close the last cell or open an empty one: the rule knows.
    let ruled = Pipe::of(rule).split(&[rule], usize::MAX).len();
    if cells.len() > ruled && cells.last().is_some_and(|last| last.iter().all(|line| line.trim().is_empty()))
    {
        cells.pop();
    }
    let columns = cells.len();
    let mut rows = Vec::new();
    let mut next = at + 2;
    while let Some(end) = pipe.row_end(lines, next) {
        let row: Vec<_> = lines
            .get(next..end)
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(|line| !line.trim().is_empty())
            .collect();
        rows.extend(pipe.row(text, &row, columns));
        next = end;
    }
    let header = cells.into_iter().map(|lines| cell(text, lines)).collect();
    let end = rows.last().map_or(rule.span().end, |row| row.span.end);
    Some(Found { grid: Grid { header, rows, span: lines.get(at)?.trim().span().start..end }, next })
}

/// The line under a table's header.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '-' | '|' | ':' | ' ' | '\t'))
}

/// How the rows of a table are written.
#[derive(Clone, Copy)]
enum Pipe {
    /// `|a|b|`
    Framed,
    /// `a | b`
    Spaced,
    /// `a|b`
    Bare,
}

impl Pipe {
    fn of(header: View<'_>) -> Self {
        if header.trim().text.starts_with('|') {
            Self::Framed
        } else if header.text.contains(" | ") || header.text.ends_with(" |") {
            Self::Spaced
        } else {
            Self::Bare
        }
    }

    /// The line behind the row that begins on a line; `None` if none does.
    fn row_end(self, lines: &[View<'_>], first: usize) -> Option<usize> {
        let line = lines.get(first)?;
        match self {
            Self::Framed => line.trim().text.starts_with('|').then_some(first + 1),
            Self::Spaced | Self::Bare => {
                let begins = !line.trim().is_empty() && !is_section(*line) && !line.text.starts_with("```");
                begins.then(|| cell_end(lines, first))
            }
        }
    }

    fn row<'a>(self, text: &'a str, lines: &[View<'a>], columns: usize) -> Option<GridRow<'a>> {
        let span = lines.first()?.trim().span().start..lines.last()?.trim_end().span().end;
        // A row may be framed where the header is not.
        let pipe = Self::of(*lines.first()?);
        let cells = if matches!(pipe, Self::Framed) { pipe } else { self }.split(lines, columns);
        let cells = cells.into_iter().map(|lines| cell(text, lines)).collect();
        Some(GridRow { cells, level: None, span })
    }

    /// Takes a row apart into at most so many cells, each with its lines. A framed row gives all its cells.
    fn split<'a>(self, lines: &[View<'a>], most: usize) -> Vec<Vec<View<'a>>> {
        let most = if matches!(self, Self::Framed) { usize::MAX } else { most.max(1) };
        let mut cells = vec![Vec::new()];
        for line in lines {
            let mut rest = self.unframe(*line);
            while cells.len() < most
                && let Some((before, after)) = self.cut(rest)
            {
                push(&mut cells, before);
                cells.push(Vec::new());
                rest = after;
            }
            // A pipe before a marker: a cell that the header has no column for.
            while matches!(self, Self::Spaced)
                && let Some(at) = rest.text.find(" | **")
            {
                push(&mut cells, rest.part(0, at));
                rest = rest.part(at + " | ".len(), rest.text.len());
            }
            push(&mut cells, rest);
        }
        cells
    }

    fn unframe(self, line: View<'_>) -> View<'_> {
        if !matches!(self, Self::Framed) {
            return line;
        }
        let line = line.trim();
        let line = line.strip_prefix("|").unwrap_or(line);
        line.strip_suffix("|").unwrap_or(line)
    }

    /// Cuts a line at its first separator.
    fn cut(self, line: View<'_>) -> Option<(View<'_>, View<'_>)> {
        let bytes = line.text.as_bytes();
        let at =
            bytes.iter().enumerate().position(|(at, byte)| *byte == b'|' && self.separates(bytes, at))?;
        Some((line.part(0, at), line.part(at + 1, line.text.len())))
    }

    fn separates(self, bytes: &[u8], at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        match self {
            Self::Framed | Self::Bare => before != b'\\',
            Self::Spaced => before == b' ' && after == b' ',
        }
    }
}

fn push<'a>(cells: &mut [Vec<View<'a>>], line: View<'a>) {
    if let Some(cell) = cells.last_mut() {
        cell.push(line);
    }
}

fn cell<'a>(text: &'a str, lines: Vec<View<'a>>) -> Cell<'a> {
    lines
        .into_iter()
        .flat_map(|line| portal::cell_lines(text, line))
        .filter(|line| !line.is_blank())
        .collect()
}

/// The line behind a cell that begins on a line.
fn cell_end(lines: &[View<'_>], first: usize) -> usize {
    let mut goes_on = true;
    let mut end = first;
    for (at, line) in lines.iter().enumerate().skip(first) {
        if line.trim().is_empty() {
            if !goes_on {
                break;
            }
            continue;
        }
        if !goes_on || is_section(*line) {
            break;
        }
        end = at + 1;
        goes_on = line.text.ends_with("  ");
    }
    end
}
