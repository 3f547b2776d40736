//! Examples that show a whole HTTP message.

use crate::json;
use crate::source::Span;

use super::{Content, form};

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/// The start of the body, after the first blank line, if the text is an HTTP message.
pub(super) fn body(text: &str) -> Option<usize> {
    let is_blank = |line: &Span| text[line.clone()].trim().is_empty();
    let mut lines = form::lines(text).skip_while(is_blank);
    let first = lines.next()?;
    if !starts_message(text[first].trim()) {
        return None;
    }
    Some(lines.find(is_blank).map_or(text.len(), |blank| blank.end))
}

/// The body, as JSON or as pairs.
pub(super) fn content(text: &str, start: usize) -> Option<Content> {
    let body = form::trim(text, start..text.len());
    if text[body.clone()].starts_with(['{', '[']) {
        return Some(json::parse_at(text, body.start).into());
    }
    form::pairs(text, body).map(Content::from)
}

/// A request line, a status line or a header.
fn starts_message(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    let is_header = || {
        line.split_once(": ").is_some_and(|(name, _)| {
            name.contains('-') && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
    };
    (METHODS.contains(&word) && word.len() < line.len()) || word.starts_with("HTTP/") || is_header()
}
