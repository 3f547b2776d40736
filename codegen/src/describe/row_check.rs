//! Compares a row with itself: its examples and its default with type and options.

use std::collections::HashSet;

use feishu_schema::{Field, TimeUnit, Type};

use super::contradiction::{Contradiction, Kind as Found};
use super::text::{epoch_unit, unquoted};
use crate::json::{self, Kind, Node};
use crate::page::{Part, Row, Section};
use crate::source::Span;

/// Compares a row's examples and its default with what else it says.
pub(super) fn of_field(field: &Field, row: &Row, section: Section) -> Vec<Contradiction> {
    if section == Section::Header {
        return Vec::new();
    }
    let found = |kind, shown, row| Contradiction { name: field.name.clone(), kind, shown, row };
    let options = keys(field);
    let of_example = |example: &String| {
        let shown = place_of(row, "示例");
        if !is_of_type(example, &field.ty, section) {
            Some(found(Found::Type(type_words(&field.ty).to_owned()), shown, type_place(row)))
        } else if let Some(stranger) = stranger(example, &options, &field.ty) {
            Some(found(Found::Option(stranger), shown, place_of(row, "值")))
        } else {
            other_epoch(example, field).map(|unit| found(Found::Unit(unit), shown, row.name.span.clone()))
        }
    };
    let not_of_type = field.default.as_deref().filter(|default| is_other_word(default, &field.ty));
    let not_of_type = not_of_type
        .map(|_| found(Found::DefaultType(type_words(&field.ty)), place_of(row, "默认"), type_place(row)));
    let default = field.default.as_deref().filter(|default| is_word(default));
    let default = default.and_then(|default| stranger(default, &options, &field.ty));
    let default =
        default.map(|stranger| found(Found::Default(stranger), place_of(row, "默认"), place_of(row, "值")));
    field.examples.iter().filter_map(of_example).chain(default).chain(not_of_type).collect()
}

/// Where a part stands whose marker holds the words; the row if there is no such part.
fn place_of(row: &Row, words: &str) -> Span {
    let of_part = |part: &Part| {
        let whole = if part.value.span.is_empty() { &part.marker.span } else { &part.value.span };
        whole.clone()
    };
    let found = row.about.parts.iter().find(|part| {
        let marker = part.marker.as_str();
        marker.contains(words) && (words != "值" || super::options::is_marker(marker))
    });
    found.map_or_else(|| row.name.span.clone(), of_part)
}

/// Where the type stands; an empty cell has no place of its own.
pub(super) fn type_place(row: &Row) -> Span {
    if row.spelled.span.is_empty() { row.name.span.clone() } else { row.spelled.span.clone() }
}

/// A default is often a sentence.
fn is_word(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.is_ascii()
}

/// Whether a default is one short word, and not a number or a boolean as its type asks for, or holds
/// what belongs around it. Sentences are prose.
fn is_other_word(default: &str, ty: &Type) -> bool {
    let word = unquoted(default.trim());
    let short = word.chars().count() <= 12 && !word.contains(char::is_whitespace);
    if default.contains('`') || default.starts_with(['：', ':']) {
        return true;
    }
    let of_type = match ty {
        Type::Int => word.parse::<i64>().is_ok(),
        Type::Float => word.parse::<f64>().is_ok(),
        Type::Boolean => matches!(word, "true" | "false"),
        _ => true,
    };
    short && !of_type
}

fn type_words(ty: &Type) -> &'static str {
    match ty {
        Type::Int => "an integer",
        Type::Float => "a number",
        Type::Boolean => "a boolean",
        Type::List(_) => "a list of the field's elements",
        _ => "of the field's type",
    }
}

/// Whether an example can be of the type. Parameters are shown bare, and a list parameter by one of its elements.
fn is_of_type(example: &str, ty: &Type, section: Section) -> bool {
    let parameter = !matches!(section, Section::Body | Section::Response);
    let plain = if parameter { unquoted(example.trim()) } else { example.trim() };
    match ty {
        Type::Int => plain.parse::<i64>().is_ok(),
        Type::Float => plain.parse::<f64>().is_ok(),
        Type::Boolean => matches!(plain, "true" | "false"),
        Type::List(element) => match json::strict(plain) {
            Some(Node { kind: Kind::List(elements), .. }) => {
                elements.iter().all(|value| holds(value, element))
            }
            // One element, several with commas, or pseudo-JSON: too many ways to judge.
            Some(value) if parameter && **element == Type::String => !matches!(value.kind, Kind::Object(_)),
            Some(value) => parameter && holds(&value, element) || matches!(value.kind, Kind::String(_)),
            None => true,
        },
        _ => true,
    }
}

/// Whether a JSON value is of the type; `null` is of every type. An integer is a 64-bit one with a sign.
pub(super) fn holds(value: &Node, ty: &Type) -> bool {
    match (ty, &value.kind) {
        (_, Kind::Null) | (Type::Json | Type::File, _) => true,
        (Type::String, kind) => matches!(kind, Kind::String(_)),
        (Type::Int, kind) => matches!(kind, Kind::Number(number) if number.is_i64()),
        (Type::Float, kind) => matches!(kind, Kind::Number(_)),
        (Type::Boolean, kind) => matches!(kind, Kind::Boolean(_)),
        (Type::Struct(_), kind) => matches!(kind, Kind::Object(_)),
        (Type::Map(inner), Kind::Object(members)) => members.iter().all(|member| holds(&member.value, inner)),
        (Type::List(element), Kind::List(elements)) => elements.iter().all(|value| holds(value, element)),
        (Type::Map(_) | Type::List(_), _) => false,
    }
}

/// The keys of the options, as an example writes them.
pub(super) fn keys(field: &Field) -> HashSet<String> {
    field.options.iter().map(|choice| choice.key.to_string()).collect()
}

/// What a row's example or default shows that is not one of the options.
fn stranger(text: &str, options: &HashSet<String>, ty: &Type) -> Option<String> {
    match json::strict(text) {
        Some(value) => stranger_in(&value, options, ty),
        None if matches!(ty, Type::List(_) | Type::Map(_)) => None,
        None => first_stranger(std::iter::once(unquoted(text.trim()).to_owned()), options, ty),
    }
}

/// A value, or one of its elements, that is not one of the options.
pub(super) fn stranger_in(value: &Node, options: &HashSet<String>, ty: &Type) -> Option<String> {
    match &value.kind {
        Kind::List(elements) => first_stranger(elements.iter().filter_map(word), options, ty),
        _ => first_stranger(word(value).into_iter(), options, ty),
    }
}

fn word(value: &Node) -> Option<String> {
    match &value.kind {
        Kind::String(text) => Some(text.clone()),
        Kind::Number(number) => Some(number.to_string()),
        Kind::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn first_stranger(
    mut words: impl Iterator<Item = String>,
    options: &HashSet<String>,
    ty: &Type,
) -> Option<String> {
    // A boolean needs no options: some pages list one side only.
    if options.is_empty() || *ty == Type::Boolean {
        return None;
    }
    words.find(|word| !word.is_empty() && !options.contains(word))
}

/// The unit that an example of an epoch time is in, if it is another one than the field's.
fn other_epoch(example: &str, field: &Field) -> Option<&'static str> {
    let unit = epoch_unit(unquoted(example.trim()))?;
    match (field.time?, unit) {
        (TimeUnit::Milliseconds, TimeUnit::Seconds) => Some("seconds"),
        (TimeUnit::Seconds, TimeUnit::Milliseconds) => Some("milliseconds"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_against_types() {
        let list = |inner| Type::List(Box::new(inner));
        for (example, ty, section) in [
            ("1618500278667", Type::Int, Section::Body),
            ("\"12\"", Type::Int, Section::Query),
            ("ou_1", Type::String, Section::Query),
            ("[\"CT_12\"]", list(Type::String), Section::Body),
            ("a,b", list(Type::String), Section::Query),
            ("1", list(Type::Int), Section::Query),
            ("6919733291281024526", list(Type::String), Section::Query),
            ("0.5", Type::Float, Section::Body),
        ] {
            assert!(is_of_type(example, &ty, section), "{example}");
        }
        for (example, ty) in
            [("\"12\"", Type::Int), ("abc", Type::Int), ("1", Type::Boolean), ("[1]", list(Type::String))]
        {
            assert!(!is_of_type(example, &ty, Section::Body), "{example}");
        }
    }
}
