//! Tables of pipes.
//!
//! There are two kinds. A *framed* one has a pipe at the start of each line, and a line is a row; in the marked form the
//! lines of its cells are joined by blanks and tags (see `marked`). The other is what
//! the flat dialect makes of the portal's tables: cells joined by ` | `, in which a line continues the cell above
//! exactly when the previous line that is not blank ends in two spaces. Empty cells are dropped there, and a pipe in
//! a cell is not escaped, so that only the first pipes of a row, one less than it has columns, are certain.

use super::block::{Cell, Grid, GridRow};
use super::line::View;
use super::markdown::{fence_mark, heading, is_section};
use super::sections::{is_required_word, is_scalar};
use super::{marked, portal};
use crate::source::Span;

/// A table, and the line behind it.
pub(super) struct Found<'a> {
    pub grid: Grid<'a>,
    pub next: usize,
}

/// Reads the table whose header stands on a line, if one does. `is_marked`: whether the page is in the marked form.
pub(super) fn grid<'a>(text: &'a str, lines: &[View<'a>], at: usize, is_marked: bool) -> Option<Found<'a>> {
    let header = *lines.get(at)?;
    if !header.text.contains('|') || is_rule(header.text) {
        return None;
    }
    let below = at + 1 + lines.iter().skip(at + 1).take_while(|line| line.trim().is_empty()).count();
    let rule = *lines.get(below)?;
    if !is_rule(rule.text) {
        return None;
    }
    let pipe = Pipe::new(header, is_marked);
    let mut cells = pipe.split(&[header], usize::MAX);
    // A pipe at the end of an unframed header may close the last cell or open an empty one: the rule knows.
    let ruled = Pipe::new(rule, is_marked).split(&[rule], usize::MAX).len();
    if cells.len() > ruled && cells.last().is_some_and(|last| last.iter().all(|line| line.trim().is_empty()))
    {
        cells.pop();
    }
    let columns = cells.len();
    let mut rows = Vec::new();
    let mut next = below + 1;
    let mut gap = (below > at + 1).then(|| rule.trim().span());
    loop {
        let Some(end) = pipe.row_end(lines, next) else {
            let Some(first) = pipe.behind_gap(lines, next, columns) else { break };
            gap.get_or_insert_with(|| lines.get(first).map_or(0..0, |line| line.trim().span()));
            next = first;
            continue;
        };
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
    if rows.iter().any(|row: &GridRow<'_>| row.level.is_some()) {
        rows.iter_mut().for_each(|row| _ = row.level.get_or_insert(0));
    }
    let header_start = header.trim().span().start;
    let header = cells.into_iter().map(|lines| pipe.cell(text, lines)).collect();
    let end = rows.last().map_or(rule.span().end, |row| row.span.end);
    Some(Found { grid: Grid { header, rows, span: header_start..end, gap }, next })
}

/// The line under a table's header.
pub(super) fn is_rule(line: &str) -> bool {
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
    /// The same in the marked form.
    Marked,
    /// `a | b`
    Spaced,
    /// `a|b`
    Bare,
}

impl Pipe {
    fn new(header: View<'_>, is_marked: bool) -> Self {
        if header.trim().text.starts_with('|') {
            if is_marked { Self::Marked } else { Self::Framed }
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
            Self::Framed | Self::Marked => line.trim().text.starts_with('|').then_some(first + 1),
            Self::Spaced | Self::Bare => {
                let begins = !line.trim().is_empty() && !is_section(*line) && fence_mark(line.text).is_none();
                begins.then(|| cell_end(lines, first))
            }
        }
    }

    /// The row that goes on with the table behind blank lines, if one does: it has as many cells as the header, and no
    /// table of its own begins with it.
    fn behind_gap(self, lines: &[View<'_>], at: usize, columns: usize) -> Option<usize> {
        let blank = lines.iter().skip(at).take_while(|line| line.trim().is_empty()).count();
        let first = at + blank;
        let line = *lines.get(first)?;
        let next = lines.iter().skip(first + 1).find(|line| !line.trim().is_empty());
        if blank == 0 || columns < 2 || heading(line).is_some() || next.is_some_and(|next| is_rule(next.text))
        {
            return None;
        }
        if self.is_framed() {
            return line.trim().text.starts_with('|').then_some(first);
        }
        let cells = self.split(&[line], columns);
        let name = cells.first()?.first()?.trim();
        (cells.len() == columns && name.text.chars().count() <= LONGEST_NAME && is_word(name.text))
            .then_some(first)
    }

    fn row<'a>(self, text: &'a str, lines: &[View<'a>], columns: usize) -> Option<GridRow<'a>> {
        let span = lines.first()?.trim().span().start..lines.last()?.trim_end().span().end;
        // A row may be framed where the header is not.
        let pipe = Self::new(*lines.first()?, matches!(self, Self::Marked));
        let pipe = if pipe.is_framed() { pipe } else { self };
        let mut cells = pipe.split(lines, columns);
        if let Self::Marked = pipe {
            // A row may say what is required where its table does not; any other pipe too many belongs to the last cell.
            let all = pipe.split(lines, usize::MAX);
            let last = all.get(columns.saturating_sub(1)).and_then(|cell| cell.first());
            if all.len() == columns + 1 && last.is_some_and(|cell| is_required_word(cell.text)) {
                cells = all;
            }
        }
        let doubled = pipe.doubled(lines, columns);
        let name = cells.first().and_then(|cell| cell.first()).map_or("", |line| line.text);
        let level = marked::depth(name).filter(|_| matches!(pipe, Self::Marked));
        let cells = cells.into_iter().map(|lines| pipe.cell(text, lines));
        let cells = if matches!(pipe, Self::Marked) && marked::is_about_scopes(name) {
            cells.map(|cell| cell.into_iter().flat_map(marked::scope_lines).collect()).collect()
        } else {
            cells.collect()
        };
        Some(GridRow { cells, level, doubled, span })
    }

    fn is_framed(self) -> bool {
        matches!(self, Self::Framed | Self::Marked)
    }

    /// The lines of a cell.
    fn cell<'a>(self, text: &'a str, lines: Vec<View<'a>>) -> Cell<'a> {
        let lines = lines.into_iter().flat_map(|line| portal::cell_lines(text, line));
        let lines: Cell<'a> = match self {
            Self::Marked => lines.flat_map(marked::lines).collect(),
            Self::Framed | Self::Spaced | Self::Bare => lines.collect(),
        };
        lines.into_iter().filter(|line| !line.is_blank()).collect()
    }

    /// Takes a row apart into at most so many cells, each with its lines. A framed row gives all its cells, but in the
    /// marked form a pipe in the last one is not escaped.
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

    /// The line of a spaced row that could be cut as often again as a row needs, or of a marked one in whose last cell two
    /// frames meet: another row was joined to it.
    fn doubled(self, lines: &[View<'_>], columns: usize) -> Option<Span> {
        if let (Self::Marked, [line]) = (self, lines) {
            let last = self.split(lines, columns).pop().unwrap_or_default();
            let squeezed: String = last.iter().flat_map(|line| line.text.split_whitespace()).collect();
            let met = squeezed.contains("||") || squeezed.ends_with('|');
            let pieces = last.iter().flat_map(|line| line.text.split('|').skip(1));
            let joined = pieces.map(str::trim).any(|piece| marked::draws_depth(piece) || is_scalar(piece));
            return (met || joined).then(|| line.trim().span());
        }
        let needed = columns.checked_sub(1).filter(|needed| *needed > 0 && matches!(self, Self::Spaced))?;
        let mut left = needed;
        let found = lines.iter().find(|line| {
            let pipes = line.text.match_indices('|');
            let count = pipes.filter(|(at, _)| self.separates(line.text, *at)).count();
            let used = count.min(left);
            left -= used;
            count - used >= needed
        });
        found.map(|line| line.trim().span())
    }

    fn unframe(self, line: View<'_>) -> View<'_> {
        if !self.is_framed() {
            return line;
        }
        let line = line.trim();
        let line = line.strip_prefix("|").unwrap_or(line);
        line.strip_suffix("|").unwrap_or(line)
    }

    /// Cuts a line at its first separator.
    fn cut(self, line: View<'_>) -> Option<(View<'_>, View<'_>)> {
        let at = line.text.match_indices('|').map(|(at, _)| at).find(|at| self.separates(line.text, *at))?;
        Some((line.part(0, at), line.part(at + 1, line.text.len())))
    }

    /// Whether the pipe at an offset separates cells.
    fn separates(self, line: &str, at: usize) -> bool {
        if line.as_bytes().get(at) != Some(&b'|') {
            return false;
        }
        let (before, after) = line.split_at_checked(at).unwrap_or_default();
        let before = before.chars().next_back().unwrap_or(' ');
        let after = after.chars().nth(1).unwrap_or(' ');
        match self {
            Self::Framed | Self::Marked | Self::Bare => before != '\\',
            Self::Spaced => before.is_whitespace() && after.is_whitespace(),
        }
    }
}

fn push<'a>(cells: &mut [Vec<View<'a>>], line: View<'a>) {
    if let Some(cell) = cells.last_mut() {
        cell.push(line);
    }
}

/// The longest first cell that a row behind a blank line is known by.
const LONGEST_NAME: usize = 64;

/// Whether a text may name a field, a code or a line of the request: one word, or the words of a known key.
fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(['-', '*', '#', '>']) && !text.contains(['。', '，', '：'])
}

/// Whether a line says that its cell goes on below: it ends in two spaces, whatever blanks stand among them.
pub(super) fn goes_on_below(line: &str) -> bool {
    let blanks = line.get(line.trim_end().len()..).unwrap_or_default();
    blanks.bytes().filter(|byte| *byte == b' ').count() >= 2
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
        goes_on = goes_on_below(line.text);
    }
    end
}
