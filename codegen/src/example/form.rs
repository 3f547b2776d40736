//! Forms: the parts of a multipart body, and `name=value` pairs.

use std::iter::Peekable;

use super::field;
use crate::json::Member;
use crate::source::{Span, Spanned};

const DISPOSITION: &str = "content-disposition:";

/// The parts of a multipart form; `None` if there is none.
pub(super) fn parts(text: &str) -> Option<Vec<Member>> {
    let mut fields = Vec::new();
    let mut lines = lines(text).peekable();
    while let Some(line) = lines.next() {
        if let Some(name) = part_name(text, &line) {
            let value = trim(text, content(text, line.end, &mut lines));
            fields.push(field(name, Spanned::new(&text[value.clone()], value)));
        }
    }
    (!fields.is_empty()).then_some(fields)
}

/// The content of a part: from the blank line after its headers to the next boundary.
fn content(text: &str, start: usize, lines: &mut Peekable<impl Iterator<Item = Span>>) -> Span {
    let mut lines = std::iter::from_fn(|| lines.next_if(|line| !is_boundary(text, line)));
    match lines.find(|line| text[line.clone()].trim().is_empty()) {
        Some(blank) => blank.end..lines.last().map_or(blank.end, |line| line.end),
        None => start..start,
    }
}

/// The name in `Content-Disposition: form-data; name="book_id";`.
fn part_name(text: &str, line: &Span) -> Option<Spanned<String>> {
    let words = &text[line.clone()];
    let is_part = words.trim_start().get(..DISPOSITION.len())?.eq_ignore_ascii_case(DISPOSITION)
        && words.contains("form-data");
    let is_own = |(at, _): &(usize, &str)| !words[..*at].ends_with("file");
    let offset = words.match_indices("name=").find(is_own)?.0 + "name=".len();
    let quoted = words[offset..].strip_prefix('"');
    let start = offset + usize::from(quoted.is_some());
    let rest = &words[start..];
    let ends = |c: char| if quoted.is_some() { c == '"' } else { c == ';' || c.is_whitespace() };
    let end = rest.find(ends).unwrap_or(rest.len());
    let name = rest[..end].trim_end();
    let start = line.start + start;
    (is_part && !name.is_empty()).then(|| Spanned::new(name.to_owned(), start..start + name.len()))
}

fn is_boundary(text: &str, line: &Span) -> bool {
    text[line.clone()].trim_start().starts_with("--")
}

/// The pairs of `a=1&b=2`; `None` if a piece is not a pair.
pub(super) fn pairs(text: &str, span: Span) -> Option<Vec<Member>> {
    let span = trim(text, span);
    let mut start = span.start;
    let mut fields = Vec::new();
    for piece in text[span].split('&') {
        let (name, value) = piece.split_once('=')?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-.[]".contains(c));
        if !is_name || piece.contains(char::is_whitespace) {
            return None;
        }
        let value_start = start + name.len() + 1;
        let key = Spanned::new(name.to_owned(), start..start + name.len());
        fields.push(field(key, Spanned::new(value, value_start..value_start + value.len())));
        start += piece.len() + 1;
    }
    Some(fields)
}

/// The span without the blanks around its text.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let words = &text[span.clone()];
    let start = span.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// The places of the lines, without line ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        start..start + line.len()
    })
}
