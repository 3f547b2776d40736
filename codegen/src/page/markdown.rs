//! The Markdown that all forms share: headings, fences, lines, and where a table begins.

use crate::diagnostic::Diagnostic;

use super::block::{Block, Fence};
use super::line::{View, lines};
use super::sections::Topic;
use super::{findings, marked, pipe, portal, sections};

/// Takes a text apart, from an offset on. `is_marked`: whether it is in the marked form.
pub(super) fn blocks<'a>(
    text: &'a str,
    start: usize,
    is_marked: bool,
    out: &mut Vec<Diagnostic>,
) -> Vec<Block<'a>> {
    let mut lines: Vec<_> = lines(text.get(start..).unwrap_or_default(), start).flat_map(unglue).collect();
    if is_marked {
        lines = marked::without_prose(lines);
    }
    let mut scanner = Scanner {
        text,
        is_marked,
        lines,
        at: 0,
        blocks: Vec::new(),
        never_closed: usize::MAX,
        limit: start,
        out,
    };
    while scanner.step() {}
    scanner.blocks
}

struct Scanner<'a, 'o> {
    text: &'a str,
    is_marked: bool,
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
        } else if let Some(mark) = fence_mark(trimmed.text) {
            self.fence(trimmed, mark);
        } else if let Some(found) = pipe::grid(self.text, &self.lines, self.at, self.is_marked) {
            self.at = found.next;
            self.blocks.push(Block::Grid(found.grid));
        } else if let Some(open) = portal::opens(self.text, trimmed) {
            self.element(&open);
        } else if self.is_marked && self.is_bare_example(trimmed) {
            self.bare_example();
        } else {
            self.at += 1;
            self.prose(line);
        }
        true
    }

    /// Whether an example without a fence begins on a line, as mirrors in the marked form have them.
    fn is_bare_example(&self, line: View<'_>) -> bool {
        let heading = self.blocks.iter().rev().find_map(|block| match block {
            Block::Heading { text, .. } => Some(sections::topic(text.as_str())),
            _ => None,
        });
        matches!(heading, Some(Some(Topic::Example(_)))) && line.text.starts_with(['{', '[', '"'])
    }

    /// Reads the lines up to the next heading or table as the text of an example.
    fn bare_example(&mut self) {
        let first = self.at;
        let rest = self.lines.iter().enumerate().skip(first);
        let end = rest
            .clone()
            .find(|(_, line)| heading(**line).is_some() || line.text.trim_start().starts_with('|'));
        self.at = end.map_or(self.lines.len(), |(at, _)| at);
        let mut written = rest.take(self.at - first).filter(|(_, line)| !line.trim().is_empty());
        let last = written.next_back().map_or(first, |(at, _)| at);
        let text = self.between(first, last + 1);
        self.blocks.push(Block::Fence(Fence { language: "", text }));
    }

    /// Blank lines say nothing, but the flat dialect has lost the indentation below them, and so do we.
    fn prose(&mut self, line: View<'a>) {
        let above = self.at.checked_sub(2).and_then(|above| self.lines.get(above));
        let line =
            if above.is_some_and(|above| above.trim().is_empty()) { line.trim() } else { line.trim_end() };
        if !line.is_empty() {
            if portal::is_part_of_table(self.text, line) {
                self.out.push(stray_tag(line));
            }
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

    fn fence(&mut self, opening: View<'a>, mark: char) {
        let ticks = opening.text.len() - opening.text.trim_start_matches(mark).len();
        let (_, language) = opening.split_at(ticks);
        let first = self.at + 1;
        let end = self.fence_end(first, ticks, mark);
        if !end.closed {
            let below = self.lines.get(end.line).map_or(self.text.len(), |line| line.span().start);
            let diagnostic = Diagnostic::warning(findings::OPEN_FENCE, "this fenced block is never closed")
                .at(opening.span(), "opened here")
                .and(below..below, "read up to here");
            self.out.push(diagnostic);
        }
        self.at = if end.closed { end.line + 1 } else { end.line };
        let text = self.between(first, end.line);
        self.blocks.push(Block::Fence(Fence { language: language.trim().text, text }));
    }

    /// The line that closes a fence, or else the next section's heading, or else the end of the page.
    fn fence_end(&mut self, first: usize, ticks: usize, mark: char) -> FenceEnd {
        let known = mark == '`' && ticks >= self.never_closed;
        for (line, view) in self.lines.iter().enumerate().skip(first) {
            if !known && closes(view.text, ticks, mark) {
                return FenceEnd { line, closed: true };
            }
            if is_section(*view) {
                return FenceEnd { line, closed: false };
            }
        }
        if mark == '`' {
            self.never_closed = self.never_closed.min(ticks);
        }
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

/// The character that a fence is made of, if a line begins with one.
pub(super) fn fence_mark(line: &str) -> Option<char> {
    ["```", "~~~"].iter().find(|mark| line.starts_with(**mark))?.chars().next()
}

fn closes(line: &str, ticks: usize, mark: char) -> bool {
    let line = line.trim();
    line.len() >= ticks && line.chars().all(|c| c == mark)
}

fn stray_tag(line: View<'_>) -> Diagnostic {
    Diagnostic::error(findings::ROW_OUTSIDE, "this part of a table stands outside of every table")
        .at(line.span(), "a tag without its table")
}

/// The text and the level of a heading, which may be indented a little. The heading of a known part of the page may be
/// written with full-width marks, without the space behind them, or further to the right.
pub(super) fn heading(line: View<'_>) -> Option<(View<'_>, usize)> {
    let marks = line.trim_start();
    if !marks.text.starts_with(['#', '＃']) {
        return None;
    }
    let indent = line.text.len() - marks.text.len();
    let rest = marks.text.trim_start_matches(['#', '＃']);
    let level = marks.text.chars().count() - rest.chars().count();
    let text = marks.part(marks.text.len() - rest.len(), marks.text.len()).trim();
    let text = text.part(0, without_anchor(text.text.trim_end_matches('#')).trim_end().len());
    let strict = indent <= 3 && !line.text.starts_with('\t') && rest.starts_with([' ', '\t']);
    let good = strict && marks.text.starts_with('#') || sections::is_topic(text.text);
    (good && (1..=6).contains(&level)).then_some((text, level))
}

/// A heading without the anchor that some tools write behind it: `Text {#anchor}`.
fn without_anchor(heading: &str) -> &str {
    let inner = heading.trim_end().strip_suffix('}');
    let anchor = inner.and_then(|inner| inner.rsplit_once("{#")).filter(|(_, name)| !name.contains('}'));
    anchor.map_or(heading, |(text, _)| text)
}

/// Whether a line is the heading of a known part of the page.
pub(super) fn is_section(line: View<'_>) -> bool {
    heading(line).is_some_and(|(text, level)| level > 1 && sections::topic(text.text).is_some())
}

/// Takes the heading of a known part of the page off the end of a line that it was joined to.
fn unglue(line: View<'_>) -> impl Iterator<Item = View<'_>> {
    let (first, second) = match glued_heading(line) {
        Some(at) => (line.part(0, at), Some(line.part(at, line.text.len()))),
        None => (line, None),
    };
    std::iter::once(first).chain(second)
}

/// Where the heading of a known part of the page begins behind other text.
fn glued_heading(line: View<'_>) -> Option<usize> {
    // Nearly no line has one, and a single character is found faster.
    if !line.text.contains('#') {
        return None;
    }
    let at = line.text.get(..line.text.rfind("##")?)?.trim_end_matches('#').len();
    let (before, rest) = line.split_at(at);
    let is_known = |(text, _): (View<'_>, usize)| sections::is_topic(text.text);
    (!before.trim().is_empty() && heading(rest).is_some_and(is_known)).then_some(at)
}
