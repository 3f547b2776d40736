//! Signs that a page was damaged on its way: what stands where it cannot be used is reported, never dropped.

mod like_row;
mod tags;
mod text;

use crate::diagnostic::Diagnostic;
use crate::example;
use crate::source::{Source, Span, Spanned};

use super::block::{Grid, GridRow};
use super::cell::is_strong;
use super::columns::names::{doubled, part_of_a_description};
use super::line::{View, lines};
use super::markdown::fence_mark;
use super::pipe::is_rule;
use super::sections::{Topic, is_topic};
use super::text::{is_scope, scopes_in};
use super::{ErrorRow, Example, Page, Prose, RequestKey, Row, Section, Table, findings};
use like_row::{is_like_row, undecorated};
pub(super) use text::{any_error, cause, fault, request, text, too_many_rows};

/// What to say of a line that is neither in a table nor a heading.
pub(super) fn line(line: View<'_>, in_example: bool) -> Option<Diagnostic> {
    if in_example && line.text.trim_start_matches([' ', '\t', '+', '-']).starts_with(['{', '}', '"']) {
        let message = "this line of an example stands outside of its fenced block";
        return Some(Diagnostic::warning(findings::STRANGE_EXAMPLE, message).at(line.span(), "read as text"));
    }
    if is_marker(line.text) {
        let message = "this marker stands outside of every table";
        return Some(Diagnostic::warning(findings::LIKE_MARKER, message).at(line.span(), "read as text"));
    }
    let text = undecorated(line.text);
    if is_like_heading(&text) {
        let message = "this line reads like a heading";
        return Some(Diagnostic::warning(findings::LIKE_HEADING, message).at(line.span(), "read as text"));
    }
    let key = ["权限要求", "字段权限要求"].contains(&text.as_str());
    let scope = text.contains('|') && text.match_indices('(').any(|(at, _)| is_scope(&text, at));
    (is_rule(line.text) || key || scope || is_like_row(&text)).then(|| {
        let message = "this reads like a row, but stands outside of every table";
        Diagnostic::error(findings::ROW_OUTSIDE, message).at(line.span(), "a row without its table")
    })
}

/// What to say of a line below a table, which ends at an offset: one with a bar was a row of it, and a bullet without a
/// blank line between them was a line of its last cell.
pub(super) fn below_table(place: View<'_>, end: usize) -> Option<Diagnostic> {
    let bar = undecorated(place.text).contains('|');
    if !bar {
        let bullet = place.text.starts_with("- ") && place.span().start <= end + LINE_END;
        return line(place, false).or_else(|| {
            let message = "this bullet stands right below a table";
            bullet.then(|| {
                Diagnostic::warning(findings::ROW_OUTSIDE, message).at(place.span(), "not part of the table")
            })
        });
    }
    let message = "this line below a table contains a bar, but is not one of its rows";
    Some(Diagnostic::error(findings::ROW_OUTSIDE, message).at(place.span(), "a row without its table"))
}

/// The most characters between a row and a line right below it: spaces and a line end.
const LINE_END: usize = 3;

fn is_marker(text: &str) -> bool {
    let word = text.trim_start().strip_prefix("**").and_then(|inner| inner.split_once("**"));
    word.is_some_and(|(word, _)| is_strong(word.trim().trim_end_matches(['：', ':'])))
}

/// What to say of a heading: something may have been joined to it.
pub(super) fn heading(heading: &Spanned<String>) -> Option<Diagnostic> {
    let joined = heading.value.contains("```") || heading.value.contains(" | ");
    joined.then(|| {
        Diagnostic::warning(findings::LIKE_HEADING, "something was joined to this heading")
            .at(heading.span.clone(), "read as one heading")
    })
}

/// What to say of lines inside of a fenced block that belong outside of it.
pub(super) fn fenced(text: View<'_>) -> Option<Diagnostic> {
    lines(text.text, text.span().start).find_map(|line| {
        let mark = line.text.trim_start_matches(|c: char| c.is_whitespace() || "+->\\".contains(c));
        let (code, message) = if is_rule(line.text) {
            (findings::ROW_OUTSIDE, "a table stands inside of a fenced block")
        } else if fence_mark(mark).is_some() {
            (findings::OPEN_FENCE, "this line inside of a fenced block reads like its end")
        } else {
            return None;
        };
        Some(Diagnostic::warning(code, message).at(line.span(), "read as text"))
    })
}

/// What to say of a row of the request's table. The first row may be a header.
pub(super) fn request_row(row: &GridRow<'_>, key: RequestKey, is_first: bool) -> Option<Diagnostic> {
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let scopes = || row.cells.iter().skip(1).flatten().find(|line| scopes_in(&line.text) > 1);
    if let Some(found) = part_of_a_description(row) {
        return Some(found);
    }
    if let Some(place) = row.doubled.clone() {
        return Some(doubled(place));
    }
    let (code, message) = match filled {
        1 => (findings::SHORT_ROW, "this row of the request has no value"),
        _ if key == RequestKey::Other && !is_first => {
            (findings::STRANGE_ROW, "this row of the request is not understood")
        }
        _ => return scopes().map(|line| two_scopes(line.span.clone())),
    };
    Some(Diagnostic::warning(code, message).at(row.span.clone(), "not used"))
}

fn two_scopes(place: Span) -> Diagnostic {
    Diagnostic::warning(findings::ROW_IN_CELL, "this line holds more than one scope")
        .at(place, "one scope a line")
}

/// What to say of the heading of an example that none follows.
pub(super) fn no_example(heading: Span) -> Diagnostic {
    Diagnostic::warning(findings::STRANGE_EXAMPLE, "no fenced block follows the heading of this example")
        .at(heading, "an example without its text")
}

/// Whether a fenced text can be an example of the endpoint: a command, or an object that has members of one of the
/// examples at its root.
pub(super) fn is_sent(text: &str, examples: &[Example]) -> bool {
    let members = |text: &str| -> Vec<String> {
        let content = example::read(text);
        let nodes = content.iter().flat_map(|content| &content.values);
        nodes.flat_map(|node| node.members().iter().map(|member| member.key.value.clone())).collect()
    };
    let here = members(text);
    text.trim_start().starts_with("curl ")
        || examples.iter().flat_map(|example| members(example.text.as_str())).any(|name| here.contains(&name))
}

/// What to say of an example that is there twice.
pub(super) fn second_example(example: &Example) -> Diagnostic {
    Diagnostic::warning(findings::SECTION_TWICE, "this example stands twice")
        .at(example.text.span.clone(), "once more here")
}

/// What to say of an error that is there twice.
pub(super) fn second_error(error: &ErrorRow) -> Diagnostic {
    Diagnostic::warning(findings::SECTION_TWICE, "this error stands twice")
        .at(error.span.clone(), "once more here")
}

/// What to say of a table with nothing below its header.
pub(super) fn without_rows(grid: &Grid<'_>) -> Option<Diagnostic> {
    grid.rows.is_empty().then(|| {
        Diagnostic::warning(findings::CUT_SHORT, "this table has no rows")
            .at(grid.span.clone(), "perhaps cut short")
    })
}

fn is_like_heading(text: &str) -> bool {
    let words = text.trim_matches(|c: char| c.is_whitespace() || "#＃*_\\=-：:".contains(c));
    is_topic(words)
}

/// Whether a line of the text begins with the code of an error, with or without a status before it.
pub(super) fn lists_errors(prose: &Prose) -> bool {
    prose.lines.iter().any(|line| {
        let words = line.value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut numbers = words.take(2).take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        numbers.any(|number| number.len() > 3)
    })
}

/// What to say of a part of the page that has text in place of its table.
pub(super) fn no_table(heading: &Spanned<String>) -> Diagnostic {
    let message = format!("no table stands under the heading `{}`", heading.value.trim());
    Diagnostic::warning(findings::NO_TABLE, message).at(heading.span.clone(), "only text")
}

/// What to say of a blank line inside of a table.
pub(super) fn gap(place: Span) -> Diagnostic {
    Diagnostic::warning(findings::GAP, "a blank line stands inside of this table")
        .at(place, "read as part of the table")
}

/// What to say of a table of fields that may not belong to its section.
pub(super) fn second_table(place: Span, message: &str) -> Diagnostic {
    Diagnostic::warning(findings::SECTION_TWICE, message).at(place, "read as part of the same section")
}

/// Whether the rows are those of a table above, word for word.
pub(super) fn is_copy(rows: &[Row], above: &Table) -> bool {
    let same = |row: &Row, other: &Row| {
        row.name.value == other.name.value
            && row.spelled.value == other.spelled.value
            && row.about.prose.iter().map(Spanned::as_str).eq(other.about.prose.iter().map(Spanned::as_str))
    };
    rows.len() > 1
        && rows.len() == above.rows.len()
        && rows.iter().zip(&above.rows).all(|(row, other)| same(row, other))
}

/// What the page lacks as a whole.
pub(super) fn whole(
    page: &Page,
    stray: &[(Spanned<String>, Topic)],
    has_errors: bool,
    source: &Source,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let table = |section| page.tables.iter().find(|table| table.section == section);
    let example = |section| page.examples.iter().any(|example| example.section == section);
    for section in [Section::Body, Section::Response] {
        let is_stray = |text: &str, above: Topic| match above {
            Topic::Fields(above) => above == section && table(section).is_some(),
            Topic::Example(above) => above == section && is_sent(text, &page.examples),
            _ => false,
        };
        let below = stray.iter().filter(|(text, above)| is_stray(text.as_str(), *above));
        found.extend(below.map(|(text, _)| strange_example(text.span.clone(), section)));
    }
    found.extend(cut_row(page, source));
    // Only a page that was published and brought here whole has all of its parts.
    if page.front.updated.is_some() {
        found.extend(cut_short(page, example(Section::Response), has_errors));
    }
    found
}

pub(super) fn strange_example(place: Span, section: Section) -> Diagnostic {
    let message =
        format!("this may be the example of the {}, but its heading does not say so", section.as_str());
    Diagnostic::warning(findings::STRANGE_EXAMPLE, message).at(place, "not read as an example")
}

/// What to say of a row that the page ends in without ending its line: a whole page ends its lines.
fn cut_row(page: &Page, source: &Source) -> Option<Diagnostic> {
    let end = source.text.trim_end().len();
    let fields = page.tables.iter().map(|table| table.span.end);
    let in_row = fields.chain(page.errors.iter().map(|error| error.span.end)).any(|last| last == end);
    let in_header = || source.text.lines().last().is_some_and(|line| line.contains('|'));
    (!source.text.ends_with('\n') && (in_row || in_header())).then(|| {
        let message = "the page ends in this row of a table, and its last line is not ended";
        Diagnostic::warning(findings::CUT_SHORT, message).at(end..end, "perhaps cut short")
    })
}

fn cut_short(page: &Page, example: bool, has_errors: bool) -> Option<Diagnostic> {
    let tables = page.tables.iter().map(|table| table.span.end);
    let examples = page.examples.iter().map(|example| example.text.span.end);
    let prose = page.prose.iter().flat_map(|prose| &prose.lines).map(|line| line.span.end);
    let request = page.request.rows.iter().map(|row| row.span.end);
    let end = tables.chain(examples).chain(prose).chain(request).max()?;
    let message = match (example, !has_errors && page.errors.is_empty()) {
        (false, true) => "this page ends without an example of the response, and without error codes",
        (false, false) => "this page has no example of the response",
        (true, true) => "this page ends without error codes",
        (true, false) => return None,
    };
    Some(Diagnostic::warning(findings::CUT_SHORT, message).at(end..end, "perhaps cut short"))
}
