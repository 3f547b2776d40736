//! Items that do not read like the others of their list: values, rules and scopes.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};

use super::super::text::{is_scope, is_scope_name, scopes_in};
use super::super::{Item, Part, findings};
use super::options;
use super::words::STRONG;

/// Looks at the items below a marker, and at lines that were added to the item above them.
pub(super) fn check(part: &Part, swallowed: &[Span], out: &mut Vec<Diagnostic>) {
    match part.marker.value.as_str() {
        marker if options::is_marker(marker) => options::check(part, swallowed, out),
        marker if marker.contains("字段权限要求") => out.extend(part.items.iter().filter_map(scope)),
        marker if STRONG.contains(&marker) && part.value.value.is_empty() && part.items.is_empty() => {
            out.push(odd(part.marker.span.clone(), "nothing stands behind this marker"));
        }
        "示例值" | "默认值" => out.extend(value(part)),
        "数据校验规则" => {
            out.extend(part.items.iter().filter_map(rule));
            let torn =
                swallowed.iter().map(|place| odd(place.clone(), "this line reads like a rule of its own"));
            out.extend(torn);
        }
        _ => {}
    }
    let torn = part.items.iter().find(|item| item.key.is_none() && item.text.value.starts_with(['：', ':']));
    out.extend(torn.map(|item| odd_item(item, "this line begins with a colon")));
    if !options::is_marker(&part.marker.value) {
        let mut known = HashSet::new();
        let bullets = part.items.iter().filter(|item| item.bullet);
        let again = bullets
            .filter(|item| !known.insert((item.key.as_ref().map(Spanned::as_str), item.text.as_str())));
        out.extend(again.map(|item| odd_item(item, "this line stands twice")));
    }
}

/// Looks at an example or a default.
fn value(part: &Part) -> Option<Diagnostic> {
    let value = part.value.as_str();
    if value.is_empty() {
        let item = part.items.first()?;
        return if item.bullet {
            options::holds_another(item.text.as_str())
                .then(|| odd_item(item, "this value seems to hold another one"))
        } else {
            let is_fence = item.text.value.starts_with("```");
            (!is_fence).then(|| odd_item(item, "the value stands below its marker"))
        };
    }
    let is_open = value == "\""
        || (value.starts_with('"')
            && !value.ends_with('"')
            && !part.items.iter().any(|item| item.text.value.contains('"')));
    let message = if is_open && part.marker.value == "示例值" {
        "this value has no second quote"
    } else if holds_curly_quotes(value) {
        "this value holds curly quotes"
    } else if options::is_torn(value) {
        "this value reads like a list of options"
    } else {
        let bullet = part.items.iter().find(|item| item.bullet);
        return bullet.map(|item| odd_item(item, "this list has no marker of its own"));
    };
    Some(odd(part.value.span.clone(), message))
}

/// Whether curly quotes stand where JSON has straight ones: around the value, or around a key or a value in it.
fn holds_curly_quotes(value: &str) -> bool {
    value.starts_with(['“', '”'])
        || ["{“", "[“", ":“", "“:", "{”", "[”"].iter().any(|quote| value.contains(quote))
}

/// Looks at a rule: a backtick too many, or characters of double width in it, make it another one.
fn rule(item: &Item) -> Option<Diagnostic> {
    let text = &item.text.value;
    let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '［' | '］' | '｛' | '｝');
    let message = match text.matches('`').count() % 2 {
        1 => "a backtick of this rule has no other",
        _ if text.contains(wide) => "this rule holds characters of double width",
        _ if is_marked_up(text) => "this rule holds quotes, stars or tags",
        _ if holds_rule(text) => "this rule seems to hold another one",
        _ => return None,
    };
    Some(odd_item(item, message))
}

/// Whether the dash of a bullet stands within a rule, behind a word.
fn holds_rule(rule: &str) -> bool {
    rule.match_indices("- ").any(|(at, dash)| {
        let (left, right) = (rule[..at].trim_end(), &rule[at + dash.len()..]);
        left.ends_with(|c: char| c.is_alphabetic() || c == '`') && right.starts_with(char::is_alphabetic)
    })
}

/// Whether a rule is in quotes, or holds what makes text bold or a tag.
fn is_marked_up(rule: &str) -> bool {
    let value = rule.split_once(['：', ':']).map_or(rule, |(_, value)| value).trim();
    let quotes = ['"', '\'', '“', '”', '‘', '’'];
    value.starts_with(quotes)
        || value.ends_with(quotes)
        || value.contains("**")
        || value.match_indices('<').any(|(at, _)| {
            value
                .get(at + 1..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
        })
}

/// Looks at a line below scopes that names one without its brackets, or several.
fn scope(item: &Item) -> Option<Diagnostic> {
    let text = &item.text.value;
    if scopes_in(text) > 1 {
        return Some(odd_item(item, "this line names more than one scope"));
    }
    if is_scope_name(text) {
        return None;
    }
    let names = text.contains(['（', '）']) && text.chars().filter(|c| *c == ':').count() > 0;
    let bracketed = text.contains('(') && text.contains(')');
    let broken = names_scope(text) && !text.match_indices('(').any(|(at, _)| is_scope(text, at));
    (broken || (names && !bracketed)).then(|| odd_item(item, "this line names no scope in brackets"))
}

/// Whether a text holds two words in ASCII with a colon between them, as the names of scopes do, outside of links.
fn names_scope(text: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    !text.contains("://")
        && text.match_indices([':', '：']).any(|(at, colon)| {
            let (before, after) = (text.get(..at), text.get(at + colon.len()..));
            is_word(before.and_then(|text| text.chars().next_back()))
                && is_word(after.and_then(|text| text.chars().next()))
        })
}

/// Looks for parts that are there twice.
pub(super) fn twice(parts: &[Part], out: &mut Vec<Diagnostic>) {
    let mut known = HashSet::new();
    let again = parts
        .iter()
        .filter(|part| !part.value.value.is_empty())
        .filter(|part| !known.insert((part.marker.as_str(), part.value.as_str())));
    out.extend(again.map(|part| odd(part.marker.span.clone(), "this line stands twice")));
}

pub(super) fn odd_item(item: &Item, message: &str) -> Diagnostic {
    odd(item.key.as_ref().map_or(&item.text.span, |key| &key.span).clone(), message)
}

pub(super) fn odd(place: Span, message: &str) -> Diagnostic {
    Diagnostic::warning(findings::ODD_ITEM, message).at(place, "unlike the others")
}
