//! Options, below a marker and in prose, that do not read like the others of their list.

use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};

use super::super::line::View;
use super::super::rule_name::RULES;
use super::super::{Item, Part};
use super::bullet;
use super::items::{odd, odd_item};
use super::words::ends_in_options;

/// Looks at the options below a marker, and at lines that were added to the option above them.
pub(super) fn check(part: &Part, swallowed: &[Span], out: &mut Vec<Diagnostic>) {
    let value = View::exact(&part.value.value, part.value.span.start);
    if bullet(value).is_some() || is_keyed(value) {
        out.push(odd(part.value.span.clone(), "this option stands on the marker's line"));
    }
    items(&part.items, out);
    out.extend(other_case(values(&part.items)));
    out.extend(swallowed.iter().map(|place| odd(place.clone(), "this line reads like an option")));
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

pub(super) fn is_marker(marker: &str) -> bool {
    OPTION_MARKERS.contains(&marker)
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
    out.extend(other_case(lines.iter().filter_map(|line| value(*line))));
    let listed: Vec<Option<bool>> = lines.iter().map(|line| bullet(*line).map(ticked)).collect();
    let is_list = |at: usize| listed.get(at).is_some_and(|found| *found == Some(true));
    let is_announced = |at: usize| {
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        above.is_some_and(|above| above.text.ends_with(['：', ':']) && announces_options(above.text))
    };
    for (at, line) in lines.iter().enumerate() {
        let beside = is_list(at + 1) || at.checked_sub(1).is_some_and(is_list);
        let message = match listed.get(at).copied().flatten() {
            None if ticked(*line) || (is_announced(at) && is_keyed(*line)) => {
                "this line reads like an option, but is not a bullet"
            }
            None if holds_another(line.text) => "this line seems to hold options",
            Some(true) if bullet(*line).is_some_and(|rest| holds_another(rest.text)) => {
                "this bullet seems to hold another one"
            }
            Some(false) if beside => "this bullet is not an option, unlike the ones beside it",
            _ => continue,
        };
        out.push(odd(line.span(), message));
    }
}

/// Whether a line ends in the words that announce a list of options, with or without a colon.
pub(crate) fn announces_options(line: &str) -> bool {
    let words = line
        .trim()
        .trim_end_matches(['*', ' '])
        .trim_end_matches(['：', ':', '﹕', '∶', '︰'])
        .trim_end_matches(['*', ' ']);
    OPTION_MARKERS.iter().any(|marker| words.ends_with(marker)) || ends_in_options(words)
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

/// Whether a line reads like an option without its bullet: a word, a colon and a label.
fn is_keyed(line: View<'_>) -> bool {
    let text = without_number(line.text.trim_start_matches(is_sign));
    let full = text.split_once('：');
    full.or_else(|| text.split_once(": ")).is_some_and(|(key, _)| is_word(key.trim().trim_matches('`')))
}

/// Whether a character can be the mark of a bullet in some program: neither a letter, an ASCII digit nor a backtick.
fn is_sign(c: char) -> bool {
    !c.is_alphabetic() && !c.is_ascii_digit() && c != '`'
}

/// Whether a line reads like a bullet that lost its mark, or has another one.
pub(super) fn is_bullet_without_mark(line: View<'_>) -> bool {
    is_keyed(line) || is_torn_bullet(line) || is_numbered(line)
}

/// Whether a line begins with the dash of a bullet without its space.
fn is_torn_bullet(line: View<'_>) -> bool {
    line.text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '`'))
}

/// Whether a value begins with the dash of a bullet and an option in backticks.
pub(super) fn is_torn(value: &str) -> bool {
    let option =
        value.strip_prefix(DASHES).map(str::trim_start).and_then(|rest| rest.split_once(['：', ':']));
    option.is_some_and(|(key, _)| is_option(key.trim()))
}

/// Whether a line begins with the number of an ordered list.
fn is_numbered(line: View<'_>) -> bool {
    without_number(line.text).len() < line.text.len()
}

/// A line without the number of an ordered list: `1. key`.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(". ").filter(|_| rest.len() < text.len()).unwrap_or(text)
}

fn items(items: &[Item], out: &mut Vec<Diagnostic>) {
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

/// The value that a bullet begins with: in backticks, or before a colon.
fn value(line: View<'_>) -> Option<(&str, Span)> {
    let bullet = bullet(line)?;
    let value = match bullet.strip_prefix("`") {
        Some(inner) => inner.part(0, inner.text.find('`')?),
        None => bullet.part(0, bullet.text.find('：')?),
    };
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
