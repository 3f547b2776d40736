//! Old and new text side by side, with marked differences.

use std::fmt::{self, Write};

use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices};

use super::escape;
use crate::diff::report::{Change, Kind};

/// The number of equal lines around a difference.
const AROUND: usize = 2;

/// Writes both sides, unless the message already contains them.
pub(super) fn write(change: &Change, out: &mut String) -> fmt::Result {
    if matches!(change.kind, Kind::Placed) || (change.before.is_none() && change.after.is_none()) {
        return Ok(());
    }
    let (before, after) = marked(change.before.as_deref(), change.after.as_deref());
    writeln!(out, "<div class=\"sides\">")?;
    side("before", change.before.is_some(), &before, out)?;
    side("after", change.after.is_some(), &after, out)?;
    writeln!(out, "</div>")
}

fn side(name: &str, there: bool, text: &str, out: &mut String) -> fmt::Result {
    let title = if name == "before" { "Before" } else { "After" };
    write!(out, "<div class=\"side {name}\"><h4>{title}</h4>")?;
    match there {
        true => writeln!(out, "<pre>{text}</pre></div>"),
        false => writeln!(out, "<p class=\"none\">nothing</p></div>"),
    }
}

/// Both texts as HTML, without long equal parts.
fn marked(before: Option<&str>, after: Option<&str>) -> (String, String) {
    let (Some(before), Some(after)) = (before, after) else {
        let whole = |text: Option<&str>| text.map(escape).unwrap_or_default();
        return (whole(before), whole(after));
    };
    let diff = TextDiff::from_lines(before, after);
    let mut sides = (String::new(), String::new());
    for (index, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        let lines = |lines: Vec<&str>| lines.concat();
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let old =
            (first.old_range().start..last.old_range().end).filter_map(|line| diff.old_slice(line)).collect();
        let new =
            (first.new_range().start..last.new_range().end).filter_map(|line| diff.new_slice(line)).collect();
        if index > 0 {
            sides.0.push_str("<span class=\"gap\">⋯</span>\n");
            sides.1.push_str("<span class=\"gap\">⋯</span>\n");
        }
        words(&lines(old), &lines(new), &mut sides);
    }
    sides
}

/// Marks the words that differ.
fn words(before: &str, after: &str, sides: &mut (String, String)) {
    let (old, new) = (tokens(before), tokens(after));
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (gone, come) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        match op {
            DiffOp::Equal { .. } => {
                sides.0.push_str(&escape(&gone));
                sides.1.push_str(&escape(&come));
            }
            _ => {
                mark("del", &gone, &mut sides.0);
                mark("ins", &come, &mut sides.1);
            }
        }
    }
}

fn mark(tag: &str, text: &str, side: &mut String) {
    if !text.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(side, "<{tag}>{}</{tag}>", escape(text));
    }
}

/// Splits a text into words of Latin letters and digits, and single characters of everything else, because Chinese has
/// no spaces.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let length = if word > 0 { word } else { first.len_utf8() };
        let (token, behind) = rest.split_at(length);
        tokens.push(token);
        rest = behind;
    }
    tokens
}
