//! The parts of a description, below their bold markers: what they hold, and what only stands below them.

use feishu_schema::Field;

use super::text::{bare, keyed, whole};
use crate::page::{Item, Part};

/// The value behind a marker, and the lines below that are not part of it. A value that is JSON or in quotes may go over
/// several lines; one that does not start on the marker's line is all that follows.
pub(super) fn value_and_rest(part: &Part) -> (String, impl Iterator<Item = String>) {
    let mut value = part.value.as_str().trim().to_owned();
    let mut open = depth(&value);
    let mut taken = 0;
    let starts_below = value.is_empty();
    // A quote is open only if a line below closes it.
    let closes = |item: &Item| !item.bullet && item.text.as_str().ends_with('"');
    let mut quoted = is_open(&value) && part.items.iter().any(closes);
    for item in &part.items {
        if !(starts_below || open > 0 || quoted) {
            break;
        }
        let line = bulleted(item);
        open += depth(&line);
        quoted &= !closes(item);
        add_lines(&mut value, std::iter::once(line));
        taken += 1;
    }
    (value, part.items.iter().skip(taken).map(bulleted))
}

/// Whether a value begins with a quote and does not end with one.
fn is_open(value: &str) -> bool {
    value.starts_with('"') && (value.len() == 1 || !value.ends_with('"'))
}

/// How many brackets the line leaves open. Brackets in strings count too: they come in pairs there as well.
fn depth(line: &str) -> i64 {
    line.chars().map(|c| i64::from(matches!(c, '{' | '[')) - i64::from(matches!(c, '}' | ']'))).sum()
}

/// Adds an example, or one for each bullet below the marker.
pub(super) fn example(field: &mut Field, part: &Part) {
    let bullets = part.items.iter().filter(|item| item.bullet).count();
    if part.value.as_str().trim().is_empty() && bullets > 1 && bullets == part.items.len() {
        field.examples.extend(part.items.iter().map(|item| bare(&whole(item, '：')).to_owned()));
        return;
    }
    let (value, rest) = value_and_rest(part);
    let value = bare(in_backticks(&value).unwrap_or(&value));
    if !value.is_empty() {
        field.examples.push(value.to_owned());
    }
    add_lines(&mut field.text, rest);
}

/// The value in backticks that a sentence in English follows.
fn in_backticks(value: &str) -> Option<&str> {
    let (code, rest) = value.trim().strip_prefix('`')?.split_once('`')?;
    rest.starts_with(". ").then_some(code)
}

/// The value in `当值为 user_id，字段权限要求`.
pub(super) fn value_in_marker(marker: &str) -> Option<&str> {
    let value = marker.strip_prefix("当值为")?.split(['，', ',']).next()?;
    Some(bare(value))
}

/// The line of an item, with the mark of its bullet.
pub(super) fn bulleted(item: &Item) -> String {
    let line = match &item.key {
        Some(key) => keyed(key.as_str(), item.text.as_str()),
        None => item.text.value.clone(),
    };
    if item.bullet { format!("- {line}") } else { line }
}

/// Adds lines to a text; empty ones are left out.
pub(super) fn add_lines(text: &mut String, lines: impl Iterator<Item = String>) {
    for line in lines.filter(|line| !line.trim().is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line.trim_end());
    }
}

/// A part that has no member of its own, as `heading: text`.
pub(super) fn remark(marker: &str, part: &Part) -> String {
    let mut text = part.value.as_str().trim().to_owned();
    add_lines(&mut text, part.items.iter().map(bulleted));
    format!("{marker}: {text}")
}
