//! The portal's own tags, in its raw pages and where they leaked into flat ones.

mod inline;
mod table;
mod tag;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::block::{Block, Fence};
use super::findings;
use super::line::{Line, View};
pub(super) use tag::Tag;

/// The target of the button that the portal shows at the end of a page's first sentence: `{尝试一下}(url=/api/tools…)`.
const BUTTON: &str = "}(url=/api/tools";

/// An element, and the offset behind it.
pub(super) struct Found<'a> {
    pub blocks: Vec<Block<'a>>,
    pub end: usize,
}

/// Whether a text is a raw page of the portal.
pub(super) fn is_portal(text: &str) -> bool {
    text.contains("<md-dt-table") || text.contains("<md-table")
}

/// The tag that a line begins with, if it opens an element that is a piece of the page by itself.
pub(super) fn opens<'a>(text: &'a str, line: View<'a>) -> Option<Tag<'a>> {
    if !line.text.starts_with('<') {
        return None;
    }
    let tag = tag::tag_at(text, line.span().start, line.span().end)?;
    let known = tag.table_part() == Some("table") || matches!(tag.name, "md-alert" | "md-code-json");
    (known && !tag.closing).then_some(tag)
}

/// Whether a whole tag stands at an offset.
pub(super) fn is_tag(text: &str, at: usize) -> bool {
    tag::tag_at(text, at, text.len()).is_some()
}

/// Whether a line begins with a tag inside of a table, such as a row's.
pub(super) fn is_part_of_table(text: &str, line: View<'_>) -> bool {
    let line = line.trim_start();
    let tag = line.text.starts_with('<').then(|| tag::tag_at(text, line.span().start, line.span().end));
    tag.flatten().and_then(|tag| tag.table_part()).is_some()
}

/// Reads an element. One that is never closed ends at the limit.
pub(super) fn element<'a>(
    text: &'a str,
    open: &Tag<'a>,
    limit: usize,
    out: &mut Vec<Diagnostic>,
) -> Found<'a> {
    if open.table_part().is_some() {
        let found = table::read(text, open, limit);
        if !found.closed {
            out.push(unclosed(open, found.end));
        }
        return Found { blocks: vec![Block::Grid(found.grid)], end: found.end };
    }
    let inner = open.span.end;
    let close = closing(text, open.name, inner..limit);
    if close.is_none() {
        out.push(unclosed(open, limit));
    }
    let (end_inner, end) = close.map_or((limit, limit), |close| (close.start, close.end));
    let blocks = match open.name {
        "md-code-json" => vec![code(text, inner..end_inner)],
        _ => inline::lines(text, open.span.start..end).into_iter().map(Block::Line).collect(),
    };
    Found { blocks, end }
}

fn closing(text: &str, name: &str, within: Span) -> Option<Span> {
    let mut at = within.start;
    while let Some(tag) = tag::next(text, at..within.end) {
        if tag.closing && tag.name == name {
            return Some(tag.span);
        }
        at = tag.span.end;
    }
    None
}

fn code(text: &str, span: Span) -> Block<'_> {
    let inner = View::exact(text.get(span.clone()).unwrap_or_default(), span.start);
    let inner = inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix("\n")).unwrap_or(inner);
    Block::Fence(Fence { language: "json", text: inner.trim_end() })
}

fn unclosed(open: &Tag<'_>, end: usize) -> Diagnostic {
    Diagnostic::warning(findings::OPEN_TAG, format!("`<{}>` is never closed", open.name))
        .at(open.span.clone(), "opened here")
        .and(end..end, "read up to here")
}

/// The lines that a line of prose becomes. A line of nothing but tags becomes none.
pub(super) fn prose<'a>(text: &'a str, line: View<'a>) -> Vec<Line<'a>> {
    let label = line.text.split_once(BUTTON).and_then(|(before, _)| before.rfind('{'));
    converted(text, label.map_or(line, |at| line.part(0, at)))
}

/// The lines that a line of a pipe table's cell becomes.
pub(super) fn cell_lines<'a>(text: &'a str, line: View<'a>) -> Vec<Line<'a>> {
    converted(text, line)
}

fn converted<'a>(text: &'a str, line: View<'a>) -> Vec<Line<'a>> {
    if inline::is_marked(line.text) { inline::lines(text, line.span()) } else { vec![line.line()] }
}
