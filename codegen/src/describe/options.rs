//! Options: the values that a field can have, from lists below a marker and from bullets in prose.

use std::collections::HashMap;

use feishu_schema::{Choice, Key, Type};

mod prose;

pub(super) use prose::{in_prose, misplaced, not_taken};

use super::findings;
use super::text::{bare, is_colon, is_whole_number, is_wire_word, keyed, unquoted};
use crate::diagnostic::Diagnostic;
use crate::page::{OPTION_MARKERS, Part};
use crate::source::{Source, Span, Spanned};

/// What the options are of.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    /// The type of one value.
    pub ty: &'a Type,
    /// Where the type stands.
    pub place: &'a Span,
}

/// A line of a list of options.
struct Line<'a> {
    key: Option<&'a str>,
    text: &'a str,
    bullet: bool,
    span: &'a Span,
}

/// Options, and the lines that belong to none of them.
#[derive(Default)]
pub(super) struct Listed {
    pub choices: Vec<Choice>,
    pub rest: Vec<String>,
}

/// The options below a marker.
pub(super) fn of_part(part: &Part, owner: Owner, source: &Source, out: &mut Vec<Diagnostic>) -> Listed {
    let any_bullet = part.items.iter().any(|item| item.bullet);
    let lines = part.items.iter().map(|item| {
        let text = item.text.as_str();
        let key = item.key.as_ref().map(Spanned::as_str);
        // Some lists go without bullets: `1：用户`.
        let unmarked = || split(text).filter(|(key, _)| !any_bullet && is_whole_number(key));
        match (key, unmarked()) {
            (None, Some((key, label))) if !item.bullet => {
                Line { key: Some(key), text: label, bullet: true, span: &item.text.span }
            }
            _ => Line { key, text, bullet: item.bullet, span: &item.text.span },
        }
    });
    list(lines, owner, source, out)
}

/// Whether a bold marker announces a list of options.
pub(super) fn is_marker(marker: &str) -> bool {
    OPTION_MARKERS.contains(&marker)
}

/// Takes `key：label` apart; the key may stand in backticks or quotes.
fn split(text: &str) -> Option<(&str, &str)> {
    let (key, label) = if let Some(ticked) = text.strip_prefix('`') {
        let (key, rest) = ticked.split_once('`')?;
        (key, rest.trim_start().strip_prefix(is_colon)?)
    } else {
        text.split_once(is_colon)?
    };
    Some((unquoted(key.trim()), label.trim()))
}

fn list<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    Owner { ty, place }: Owner,
    source: &Source,
    out: &mut Vec<Diagnostic>,
) -> Listed {
    let mut listed = Listed::default();
    let mut seen: HashMap<Key, &Span> = HashMap::new();
    for line in lines {
        let Some((key, label)) = option(&line, ty, &listed.choices) else {
            // Any other line explains the option above it.
            match listed.choices.last_mut() {
                Some(last) => continue_label(&mut last.label, &line),
                None => listed.rest.push(line.text.to_owned()),
            }
            continue;
        };
        if !fits(&key, ty) {
            let problem =
                Diagnostic::warning(findings::OPTION_KEY, format!("`{key}` is not {}", type_word(ty)));
            let problem = problem.at(line.span.clone(), "an option of another type than its field");
            out.push(problem.and(place.clone(), "the type"));
        }
        if let Some(first) = seen.get(&key) {
            let problem =
                Diagnostic::warning(findings::OPTION_TWICE, format!("the option `{key}` is listed twice"));
            out.push(problem.at(line.span.clone(), "left out").and((*first).clone(), "first here"));
            continue;
        }
        seen.insert(key.clone(), line.span);
        let line = source.line_number(line.span.start);
        listed.choices.push(Choice { key, label, english: String::new(), line, scopes: Vec::new() });
    }
    listed
}

/// Key and label of a line, if it is an option.
fn option(line: &Line, ty: &Type, before: &[Choice]) -> Option<(Key, String)> {
    if !line.bullet {
        return None;
    }
    let Some(raw) = line.key else {
        let word = unquoted(bare(line.text));
        return is_wire_word(word).then(|| (key_of(word, ty), String::new()));
    };
    let (raw, remark) = without_remark(raw);
    let key = unquoted(bare(raw));
    // `- 部门变更事件：…` below `- approved：…` is a note about that option.
    let foreign = !key.is_ascii() && before.last().is_some_and(|last| last.key.to_string().is_ascii());
    let sentence = key.contains(['{', '}', '<', '>'])
        || key.chars().count() > 64
        || (key.is_empty() && raw.trim().is_empty());
    (!foreign && !sentence).then(|| (key_of(key, ty), format!("{}{remark}", line.text.trim())))
}

/// Takes `false（默认值）` apart.
fn without_remark(key: &str) -> (&str, &str) {
    match key.find('（') {
        Some(at) if key.ends_with('）') && is_wire_word(bare(&key[..at])) => key.split_at(at),
        _ => (key, ""),
    }
}

fn continue_label(label: &mut String, line: &Line) {
    if !label.is_empty() {
        label.push('\n');
    }
    if line.bullet {
        label.push_str("- ");
    }
    match line.key {
        Some(key) => label.push_str(&keyed(key, line.text)),
        None => label.push_str(line.text),
    }
}

fn key_of(text: &str, ty: &Type) -> Key {
    let other = || Key::Text(text.to_owned());
    match ty {
        // `+3` and `007` are other texts than the numbers that they parse to.
        Type::Int | Type::Float => {
            text.parse().ok().filter(|key: &i64| key.to_string() == text).map_or_else(other, Key::Int)
        }
        Type::Boolean => text.to_ascii_lowercase().parse().map_or_else(|_| other(), Key::Boolean),
        _ => other(),
    }
}

fn fits(key: &Key, ty: &Type) -> bool {
    match ty {
        Type::Int => matches!(key, Key::Int(_)),
        Type::Boolean => matches!(key, Key::Boolean(_)),
        Type::Float => matches!(key, Key::Int(_)) || key.to_string().parse::<f64>().is_ok(),
        _ => true,
    }
}

fn type_word(ty: &Type) -> &'static str {
    match ty {
        Type::Int => "an integer",
        Type::Float => "a number",
        Type::Boolean => "a boolean",
        _ => "a value of the field",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Item;

    fn spanned(text: &str) -> Spanned<String> {
        Spanned::new(text.to_owned(), 0..0)
    }

    fn item(key: Option<&str>, text: &str, bullet: bool) -> Item {
        Item { key: key.map(spanned), text: spanned(text), bullet }
    }

    fn read(items: Vec<Item>, ty: &Type) -> (Vec<(String, String)>, Vec<String>) {
        let part = Part { marker: spanned("可选值有"), value: spanned(""), items };
        let mut out = Vec::new();
        let listed = of_part(&part, Owner { ty, place: &(0..0) }, &Source::new("p", ""), &mut out);
        let choices =
            listed.choices.into_iter().map(|choice| (choice.key.to_string(), choice.label)).collect();
        (choices, out.into_iter().map(|diagnostic| diagnostic.code.name.to_owned()).collect())
    }

    fn pair(key: &str, label: &str) -> (String, String) {
        (key.to_owned(), label.to_owned())
    }

    #[test]
    fn keys_labels_and_what_explains_them() {
        let items = vec![
            item(Some("approved"), "通过", true),
            item(Some("部门变更事件"), "见文档", true),
            item(None, "说明", false),
            item(None, "rejected", true),
        ];
        let (choices, codes) = read(items, &Type::String);
        assert_eq!(choices, [pair("approved", "通过\n- 部门变更事件：见文档\n说明"), pair("rejected", "")]);
        assert!(codes.is_empty());
    }

    #[test]
    fn keys_of_another_type_and_keys_given_twice_are_reported() {
        let items = vec![item(Some("1"), "a", true), item(Some("x"), "b", true), item(Some("1"), "c", true)];
        let (choices, codes) = read(items, &Type::Int);
        assert_eq!(choices, [pair("1", "a"), pair("x", "b")]);
        assert_eq!(codes, ["D020", "D021"]);
    }

    #[test]
    fn remarks_at_a_key_go_to_the_label() {
        let items = vec![item(Some("`true`"), "需要", true), item(Some("`false`（默认值）"), "不需要", true)];
        let (choices, codes) = read(items, &Type::Boolean);
        assert_eq!(choices, [pair("true", "需要"), pair("false", "不需要（默认值）")]);
        assert!(codes.is_empty());
    }

    #[test]
    fn lists_without_bullets() {
        let items = vec![item(None, "1：用户", false), item(None, "2：群", false)];
        assert_eq!(read(items, &Type::Int).0, [pair("1", "用户"), pair("2", "群")]);
    }
}
