//! Items that do not read like the others of their list.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};

use super::super::line::View;
use super::super::text::is_scope;
use super::super::{Item, Part, findings};
use super::bullet;
use super::words::{RULES, STRONG};

/// Looks at the items below a marker, and at lines that were added to the item above them.
pub(super) fn check(part: &Part, swallowed: &[Span], out: &mut Vec<Diagnostic>) {
    match part.marker.value.as_str() {
        marker if is_options(marker) => {
            let value = View::exact(&part.value.value, part.value.span.start);
            if bullet(value).is_some() || is_keyed(value) {
                out.push(odd(part.value.span.clone(), "this option stands on the marker's line"));
            }
            options(&part.items, out);
            out.extend(other_case(values(&part.items)));
            out.extend(swallowed.iter().map(|place| odd(place.clone(), "this line reads like an option")));
        }
        "示例值"
            if part.value.value == "\""
                || (part.value.value.starts_with('"')
                    && !part.value.value.ends_with('"')
                    && !part.items.iter().any(|item| item.text.value.contains('"'))) =>
        {
            out.push(odd(part.value.span.clone(), "this value has no second quote"));
        }
        "数据校验规则" => {
            out.extend(part.items.iter().filter_map(rule));
            let torn =
                swallowed.iter().map(|place| odd(place.clone(), "this line reads like a rule of its own"));
            out.extend(torn);
        }
        marker if marker.contains("字段权限要求") => out.extend(part.items.iter().filter_map(scope)),
        marker if STRONG.contains(&marker) && part.value.value.is_empty() && part.items.is_empty() => {
            out.push(odd(part.marker.span.clone(), "nothing stands behind this marker"));
        }
        "示例值" | "默认值" if part.value.value.is_empty() => {
            let first = part.items.first().filter(|item| !item.bullet && !item.text.value.starts_with("```"));
            out.extend(first.map(|item| odd_item(item, "the value stands below its marker")));
        }
        "示例值" | "默认值" => {
            let bullet = part.items.iter().find(|item| item.bullet);
            out.extend(bullet.map(|item| odd_item(item, "this list has no marker of its own")));
        }
        _ => {}
    }
    let torn = part.items.iter().find(|item| item.key.is_none() && item.text.value.starts_with(['：', ':']));
    out.extend(torn.map(|item| odd_item(item, "this line begins with a colon")));
    if !is_options(&part.marker.value) {
        let mut known = HashSet::new();
        let bullets = part.items.iter().filter(|item| item.bullet);
        let again = bullets
            .filter(|item| !known.insert((item.key.as_ref().map(Spanned::as_str), item.text.as_str())));
        out.extend(again.map(|item| odd_item(item, "this line stands twice")));
    }
}

/// The markers of lists of options; prose that announces one ends in the same words.
pub(crate) const OPTION_MARKERS: [&str; 21] = [
    "可选值有",
    "可选值",
    "可选值如下",
    "可选值为",
    "可选值包括",
    "可能值有",
    "可能值",
    "可能值如下",
    "可能值为",
    "枚举值",
    "枚举值有",
    "枚举值如下",
    "枚举值为",
    "枚举值包括",
    "取值有",
    "取值如下",
    "取值包括",
    "包含以下值",
    "支持以下值",
    "以下取值",
    "枚举如下",
];

fn is_options(marker: &str) -> bool {
    OPTION_MARKERS.contains(&marker)
}

/// Looks at a rule: a backtick too many, or characters of double width in it, make it another one.
fn rule(item: &Item) -> Option<Diagnostic> {
    let text = &item.text.value;
    let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '［' | '］' | '｛' | '｝');
    let message = match text.matches('`').count() % 2 {
        1 => "a backtick of this rule has no other",
        _ if text.contains(wide) => "this rule holds characters of double width",
        _ if is_marked_up(text) => "this rule holds quotes, stars or tags",
        _ => return None,
    };
    Some(odd_item(item, message))
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
    if text.match_indices('(').filter(|(at, _)| is_scope(text, *at)).count() > 1 {
        return Some(odd_item(item, "this line names more than one scope"));
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

/// Looks at bullets without a marker above: options that prose lists have their values in backticks.
pub(super) fn in_prose(prose: &[Spanned<String>], out: &mut Vec<Diagnostic>) {
    let lines: Vec<View<'_>> = prose.iter().map(|line| View::exact(&line.value, line.span.start)).collect();
    // The keys that are found to be options without a marker.
    let ticked = |line: View<'_>| {
        let bare = line.text.trim_start_matches(['.', '-', ' ']);
        let found = bare.starts_with(|c: char| c == '`' || c.is_ascii_digit());
        (found || ["true", "false"].iter().any(|word| bare.starts_with(word))) && is_keyed(line)
    };
    words_alone(&lines, out);
    out.extend(other_case(lines.iter().filter_map(|line| ticked_value(*line))));
    let listed: Vec<Option<bool>> = lines.iter().map(|line| bullet(*line).map(ticked)).collect();
    let is_list = |at: usize| listed.get(at).is_some_and(|found| *found == Some(true));
    for (at, line) in lines.iter().enumerate() {
        let beside = is_list(at + 1) || at.checked_sub(1).is_some_and(is_list);
        let message = match listed.get(at).copied().flatten() {
            None if ticked(*line) => "this line reads like an option, but is not a bullet",
            Some(true) if bullet(*line).is_some_and(|rest| holds_another(rest.text)) => {
                "this bullet seems to hold another one"
            }
            Some(false) if beside => "this bullet is not an option, unlike the ones beside it",
            _ => continue,
        };
        out.push(odd(line.span(), message));
    }
}

/// Looks for options and rules without a marker: bullets of words alone, of words with labels, and of rules. Numbers,
/// `true` and `false`, and words in backticks are found to be options without one.
fn words_alone(lines: &[View<'_>], out: &mut Vec<Diagnostic>) {
    let bullets: Vec<View<'_>> = lines.iter().filter_map(|line| bullet(*line)).collect();
    let is_rule = |line: &&View<'_>| RULES.iter().any(|rule| line.text.starts_with(rule));
    if let Some(rule) = bullets.iter().find(is_rule) {
        out.push(odd(rule.span(), "this rule has no marker"));
    }
    let announced = lines.iter().any(|line| line.text.ends_with(['：', ':']));
    let labelled = |line: &View<'_>| {
        let found = line.text.starts_with(|c: char| c == '`' || c.is_ascii_digit());
        let found = found || ["true", "false"].iter().any(|word| line.text.starts_with(word));
        !found && !announced && is_keyed(*line)
    };
    let words = |line: &View<'_>| is_word(line.text);
    let list = bullets.iter().all(labelled) || bullets.iter().all(words);
    // A single bullet counts if it is the last line and its value can be nothing but one of the wire.
    let alone = |bullet: &View<'_>| {
        labelled(bullet)
            && lines.last().is_some_and(|last| last.span().end == bullet.span().end)
            && bullet.text.split(['：', ':']).next().is_some_and(|key| key.contains('_'))
    };
    let first = match bullets.as_slice() {
        [only] => Some(only).filter(|only| alone(only)),
        [first, ..] => Some(first).filter(|_| list),
        [] => None,
    };
    out.extend(first.map(|first| odd(first.span(), "this list reads like options, but has no marker")));
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

/// Whether a line reads like an option without its bullet: a word, a colon and a label.
pub(super) fn is_keyed(line: View<'_>) -> bool {
    let text = without_number(line.text.trim_start_matches(is_sign));
    let full = text.split_once('：');
    full.or_else(|| text.split_once(": ")).is_some_and(|(key, _)| is_word(key.trim().trim_matches('`')))
}

/// Whether a character can be the mark of a bullet in some program: neither a letter, an ASCII digit nor a backtick.
fn is_sign(c: char) -> bool {
    !c.is_alphabetic() && !c.is_ascii_digit() && c != '`'
}

/// Whether a line begins with the dash of a bullet without its space.
pub(super) fn is_torn_bullet(line: View<'_>) -> bool {
    line.text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '`'))
}

/// A line without the number of an ordered list: `1. key`.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(". ").filter(|_| rest.len() < text.len()).unwrap_or(text)
}

fn options(items: &[Item], out: &mut Vec<Diagnostic>) {
    let bullets = items.iter().filter(|item| item.bullet).count();
    let keyed = items.iter().filter(|item| item.key.is_some()).count();
    let wordy = items.iter().filter(|item| item.key.as_ref().is_some_and(|key| is_word(&key.value))).count();
    for item in items {
        let message = match &item.key {
            Some(key) if key.value.is_empty() => "this option has no value",
            Some(key)
                if is_word(&key.value)
                    && key.value.contains(['*', '~', '^', '[', ']', '(', '{', '}', '<', '>']) =>
            {
                "the value of this option holds signs"
            }
            Some(key) if !is_word(&key.value) && wordy > 0 => "the value of this option is not a single word",
            None if !item.bullet
                && (keyed > 0
                    || (bullets > 0
                        && is_word(without_number(item.text.value.trim_start_matches(['-', '+', ' ']))))) =>
            {
                "this line is not an option"
            }
            None if !item.bullet => continue,
            None if keyed > 0 => "this option has no colon",
            None if !is_word(&item.text.value) => "this option has no colon",
            _ if holds_another(item.text.as_str()) => "this option seems to hold another one",
            _ => continue,
        };
        out.push(odd_item(item, message));
    }
}

/// Looks for the one value with capitals among others without: an editor capitalizes the first word of a line.
fn other_case<'a>(values: impl Iterator<Item = (&'a str, Span)>) -> Option<Diagnostic> {
    let is_lower = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let (lower, other): (Vec<_>, Vec<_>) = values.partition(|(value, _)| is_lower(value));
    let [(value, place)] = other.as_slice() else { return None };
    let capital = is_word(value) && value.bytes().any(|byte| byte.is_ascii_uppercase());
    let has_letters = |(value, _): &(&str, Span)| value.bytes().any(|byte| byte.is_ascii_lowercase());
    (capital && lower.len() > 1 && lower.iter().all(has_letters))
        .then(|| odd(place.clone(), "only the value of this option has capitals"))
}

/// The value in backticks that a bullet begins with.
fn ticked_value(line: View<'_>) -> Option<(&str, Span)> {
    let bullet = bullet(line)?;
    let (value, _) = bullet.text.strip_prefix('`')?.split_once('`')?;
    let value = bullet.part(1, 1 + value.len());
    Some((value.text, value.span()))
}

/// The values of the bullets below a marker.
fn values(items: &[Item]) -> impl Iterator<Item = (&str, Span)> {
    items.iter().filter(|item| item.bullet).map(|item| {
        let value = item.key.as_ref().unwrap_or(&item.text);
        (value.as_str(), value.span.clone())
    })
}

/// Whether a text can be the value of an option: one word in ASCII.
fn is_word(text: &str) -> bool {
    let text = text.split('（').next().unwrap_or_default();
    !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic()) && !text.starts_with(['"', '='])
}

/// Dashes that something makes of a bullet's.
const DASHES: [char; 6] = ['-', '–', '—', '－', '•', '·'];

/// Whether a key is in backticks, or `true` or `false`.
fn is_option(key: &str) -> bool {
    let ticked =
        key.strip_prefix('`').and_then(|key| key.strip_suffix('`')).is_some_and(|key| !key.is_empty());
    ticked || matches!(key, "true" | "false")
}

/// Whether the label of an option goes on with ` - key：`: a further option was joined to it.
pub(crate) fn holds_another(label: &str) -> bool {
    let keyed = |rest: &str| rest.split_once(['：', ':']).map(|(key, _)| key.trim().to_owned());
    let spaced = label.split("- ").skip(1).filter_map(keyed).any(|key| is_word(key.trim_matches('`')));
    // A dash of another kind, or one without its space.
    let torn = label.split_whitespace().zip(label.split_whitespace().skip(1)).any(|(dash, piece)| {
        let piece =
            if dash.chars().all(|c| DASHES.contains(&c)) { Some(piece) } else { piece.strip_prefix(DASHES) };
        piece.and_then(keyed).is_some_and(|key| is_option(&key))
    });
    spaced || torn
}

fn odd_item(item: &Item, message: &str) -> Diagnostic {
    odd(item.key.as_ref().map_or(&item.text.span, |key| &key.span).clone(), message)
}

fn odd(place: Span, message: &str) -> Diagnostic {
    Diagnostic::warning(findings::ODD_ITEM, message).at(place, "unlike the others")
}
