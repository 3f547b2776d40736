//! The Markdown that both dialects share: headings, fences, lines, and where a table begins.

use crate::diagnostic::Diagnostic;

use super::block::{Block, Fence};
use super::line::{View, lines};
use super::{codes, pipe, portal, sections};

/// Takes a text apart, from an offset on.
pub(super) fn blocks<'a>(text: &'a str, start: usize, out: &mut Vec<Diagnostic>) -> Vec<Block<'a>> {
    let lines = lines(text.get(start..).unwrap_or_default(), start).collect();
    let mut scanner =
        Scanner { text, lines, at: 0, blocks: Vec::new(), never_closed: usize::MAX, limit: start, out };
    while scanner.step() {}
    scanner.blocks
}

struct Scanner<'a, 'o> {
    text: &'a str,
    lines: Vec<View<'a>>,
    at: usize,
    blocks: Vec<Block<'a>>,
    /// The shortest fence that no line below closes: what is known is not searched again.
    never_closed: usize,
    /// Where an element ends at the latest: known until it is reached.
    limit: usize,
    out: &'o mut Vec<Diagnostic>,
}

impl<'a> Scanner<'a, '_> {
    /// Reads the next piece; `false` at the end.
    fn step(&mut self) -> bool {
        let Some(line) = self.lines.get(self.at).copied() else { return false };
        let trimmed = line.trim();
        if trimmed.text.starts_with(":::") {
            self.at += 1;
        } else if let Some((heading, level)) = heading(line) {
            self.at += 1;
            self.blocks.push(Block::Heading { level, text: heading.spanned() });
        } else if trimmed.text.starts_with("```") {
            self.fence(trimmed);
        } else if let Some(found) = pipe::grid(self.text, &self.lines, self.at) {
            self.at = found.next;
            self.blocks.push(Block::Grid(found.grid));
        } else if let Some(open) = portal::opens(self.text, trimmed) {
            self.element(&open);
        } else {
            self.at += 1;
            self.prose(line);
        }
        true
    }

    /// Blank lines say nothing, but the flat dialect has lost the indentation below them, and so do we.
    fn prose(&mut self, line: View<'a>) {
        let above = self.at.checked_sub(2).and_then(|above| self.lines.get(above));
        let line =
            if above.is_some_and(|above| above.trim().is_empty()) { line.trim() } else { line.trim_end() };
        if !line.is_empty() {
            self.blocks.extend(portal::prose(self.text, line).into_iter().map(Block::Line));
        }
    }

    /// Reads an element, and what follows it on the line where it ends: perhaps another one.
    fn element(&mut self, open: &portal::Tag<'a>) {
        let mut next = Some(open.clone());
        while let Some(open) = next.take() {
            let limit = self.limit();
            let found = portal::element(self.text, &open, limit, self.out);
            self.blocks.extend(found.blocks);
            let lines = self.lines.get(self.at..).unwrap_or_default();
            self.at += lines.partition_point(|line| line.span().end < found.end);
            let Some(line) = self.lines.get(self.at).copied().filter(|line| line.span().start < found.end)
            else {
                return;
            };
            let rest = line.part(found.end.saturating_sub(line.span().start), line.text.len()).trim();
            next = portal::opens(self.text, rest);
            if next.is_none() && !rest.is_empty() {
                self.prose(rest);
            }
        }
        self.at += 1;
    }

    /// The end of the portal's own fence (`:::html` … `:::`), or else the next section's heading or the end.
    fn limit(&mut self) -> usize {
        let here = self.lines.get(self.at).map_or(self.text.len(), |line| line.span().start);
        if self.limit <= here {
            let mut rest = self.lines.iter().skip(self.at + 1);
            let end = rest.find(|line| line.text.trim_start().starts_with(":::") || is_section(**line));
            self.limit = end.map_or(self.text.len(), |line| line.span().start);
        }
        self.limit
    }

    fn fence(&mut self, opening: View<'a>) {
        let ticks = opening.text.len() - opening.text.trim_start_matches('`').len();
        let (_, language) = opening.split_at(ticks);
        let first = self.at + 1;
        let end = self.fence_end(first, ticks);
        if !end.closed {
            let diagnostic = Diagnostic::warning(codes::OPEN_FENCE, "this fenced block is never closed")
                .at(opening.span(), "opened here");
            self.out.push(diagnostic);
        }
        self.at = if end.closed { end.line + 1 } else { end.line };
        let text = self.between(first, end.line);
        self.blocks.push(Block::Fence(Fence { language: language.trim().text, text }));
    }

    /// The line that closes a fence, or else the next section's heading, or else the end of the page.
    fn fence_end(&mut self, first: usize, ticks: usize) -> FenceEnd {
        let known = ticks >= self.never_closed;
        for (line, view) in self.lines.iter().enumerate().skip(first) {
            if !known && closes(view.text, ticks) {
                return FenceEnd { line, closed: true };
            }
            if is_section(*view) {
                return FenceEnd { line, closed: false };
            }
        }
        self.never_closed = self.never_closed.min(ticks);
        FenceEnd { line: self.lines.len(), closed: false }
    }

    /// The text of some lines, without the last line end.
    fn between(&self, first: usize, end: usize) -> View<'a> {
        let from = self.lines.get(first).map_or(self.text.len(), |line| line.span().start);
        let to = end
            .checked_sub(1)
            .and_then(|last| self.lines.get(last))
            .map_or(from, |line| line.span().end)
            .max(from);
        View::exact(self.text.get(from..to).unwrap_or_default(), from)
    }
}

struct FenceEnd {
    line: usize,
    closed: bool,
}

fn closes(line: &str, ticks: usize) -> bool {
    let line = line.trim();
    line.len() >= ticks && line.bytes().all(|byte| byte == b'`')
}

/// The text and the level of a heading, which may be indented a little.
pub(super) fn heading(line: View<'_>) -> Option<(View<'_>, usize)> {
    let hashes = line.text.trim_start_matches(' ');
    let indent = line.text.len() - hashes.len();
    let rest = hashes.trim_start_matches('#');
    let level = hashes.len() - rest.len();
    let good = indent <= 3 && (1..=6).contains(&level) && rest.starts_with([' ', '\t']);
    good.then(|| (line.part(indent + level, line.text.len()).trim(), level))
}

/// Whether a line is the heading of a known part of the page.
pub(super) fn is_section(line: View<'_>) -> bool {
    line.text.trim_start_matches(' ').starts_with("##")
        && heading(line).is_some_and(|(text, _)| sections::topic(text.text).is_some())
}
