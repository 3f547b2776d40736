//! What the characters and lines of a text give away, whatever they mean.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Fault, Source, Span};

use super::super::line::{View, lines};
use super::super::pipe::goes_on_below;
use super::super::{findings, front};
use super::like_row::without_tags;
use super::tags;

/// Why nothing of a text can be read.
pub(in crate::page) fn fault(source: &Source) -> Option<Diagnostic> {
    let message = match source.fault.as_ref()? {
        Fault::Encoding(encoding) => format!("this file is not in UTF-8, but in {encoding}"),
        Fault::Size => "this file has more than 16 MB".to_owned(),
    };
    Some(Diagnostic::error(findings::FAULT, message).at(0..0, ""))
}

/// What the characters and lines of a text give away, whatever they mean.
pub(in crate::page) fn text(source: &Source, out: &mut Vec<Diagnostic>) {
    let text = source.text.as_str();
    invisible(source, out);
    tags::check(text, out);
    for (at, lost) in text.match_indices('\u{fffd}') {
        let message = "a character was lost when this text was decoded";
        out.push(Diagnostic::warning(findings::LOST_CHARACTER, message).at(at..at + lost.len(), "U+FFFD"));
    }
    for (at, mark) in text.match_indices("<!--") {
        let message = "what stands in a comment is read like the rest of the page";
        out.push(Diagnostic::warning(findings::ROW_OUTSIDE, message).at(at..at + mark.len(), "a comment"));
    }
    for line in lines(text, 0).filter(|line| line.text.starts_with(['<', '>', '|', '='])) {
        if is_conflict(line.text) {
            let message = "a merge conflict was not resolved here";
            out.push(Diagnostic::error(findings::CONFLICT, message).at(line.span(), "a mark of the merge"));
        }
    }
    if let Some(line) = front::open(text) {
        let message = "the front matter is not between two lines of dashes";
        out.push(Diagnostic::warning(findings::OPEN_FRONT, message).at(line.span(), "not read"));
    }
}

fn is_conflict(line: &str) -> bool {
    let mark = |mark: char| {
        let rest = line.trim_start_matches(mark);
        line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
    };
    mark('<') || mark('>') || mark('|') || line == "======="
}

/// The invisible characters that were taken out, a finding a line.
fn invisible(source: &Source, out: &mut Vec<Diagnostic>) {
    let mut found: BTreeMap<u32, (usize, Vec<String>)> = BTreeMap::new();
    for removed in &source.removed {
        let line = source.line_number(removed.at);
        let (_, names) = found.entry(line).or_insert_with(|| (removed.at, Vec::new()));
        let name = format!("U+{:04X}", u32::from(removed.character));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for (at, names) in found.into_values() {
        let message = format!("this line holds characters that cannot be seen: {}", names.join(", "));
        out.push(Diagnostic::warning(findings::INVISIBLE, message).at(at..at, "taken out"));
    }
}

/// The line that names the URL outside of the request's table: the page of an endpoint all the same.
pub(in crate::page) fn request(source: &Source) -> Option<Span> {
    readable(source).or_else(|| {
        // Where the lines themselves are broken, both keys are still there.
        let letters = |c: char| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0),
            c => c.is_ascii_alphanumeric().then_some(c),
        };
        let text: String = source.text.chars().filter_map(letters).collect::<String>().to_ascii_lowercase();
        (text.contains("httpurl") && text.contains("httpmethod")).then_some(0..0)
    })
}

fn readable(source: &Source) -> Option<Span> {
    let all: Vec<View<'_>> = lines(&source.text, 0).collect();
    value(&all, "HTTP Method", |line| line.split(|c: char| !c.is_ascii_uppercase()).any(is_method))?;
    value(&all, "HTTP URL", |line| line.contains("https://")).map(|line| line.span())
}

/// How many lines below its key a value of the request may stand.
const FAR: usize = 4;

/// The line of a value whose key stands on the same line or a little above, behind nothing but numbers and signs.
fn value<'a>(lines: &[View<'a>], key: &str, is_value: impl Fn(&str) -> bool) -> Option<View<'a>> {
    lines.iter().enumerate().find_map(|(at, line)| {
        let text = without_tags(line.text);
        let (before, _) = text.split_once(key)?;
        let below = lines.iter().skip(at).take(FAR);
        if before.contains(char::is_alphabetic) {
            None
        } else {
            below.copied().find(|line| is_value(line.text))
        }
    })
}

fn is_method(word: &str) -> bool {
    matches!(word, "GET" | "POST" | "PUT" | "PATCH" | "DELETE")
}

/// What to say of a page with too many rows.
pub(in crate::page) fn too_many_rows(rows: usize, most: usize) -> Diagnostic {
    let message = format!("this page has {rows} rows of fields, which is more than {most}");
    Diagnostic::error(findings::TOO_MUCH, message).at(0..0, "")
}

/// Names the one cause of many faults: what happens to a page as a whole shows in every row.
pub(in crate::page) fn cause(source: &Source, found: &mut Vec<Diagnostic>) {
    let is_row = |found: &&Diagnostic| found.code == findings::MARKER_ROW;
    let Some(place) = found.iter().find(is_row).and_then(|found| found.label.clone()).map(|label| label.span)
    else {
        return;
    };
    let line = source.text.get(place.start..).unwrap_or_default();
    let message = if line.starts_with('|') {
        "a formatter made rows of the lines of this page's cells"
    } else if !lines(&source.text, 0).any(|line| goes_on_below(line.text)) {
        "the spaces at the ends of this page's lines were stripped, so its rows and the lines of their cells look the same"
    } else {
        return;
    };
    found.clear();
    found
        .push(Diagnostic::error(findings::MARKER_ROW, message).at(place, "the first line that lost its row"));
}

/// Whether any finding says that the page cannot be used.
pub(in crate::page) fn any_error(found: &[Diagnostic]) -> bool {
    found.iter().any(|found| found.severity == Severity::Error)
}
