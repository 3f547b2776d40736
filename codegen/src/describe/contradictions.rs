//! Where a row contradicts itself: its examples and its default against type and options.

use std::collections::HashSet;

use feishu_schema::{Field, TimeUnit, Type};
use serde_json::Value;

use super::codes;
use super::text::{epoch_unit, unquoted};
use crate::diagnostic::Diagnostic;
use crate::page::{Part, Row, Section};
use crate::source::Span;

/// Compares a row's examples and its default with what else it says.
pub(super) fn of_field(field: &Field, row: &Row, section: Section, out: &mut Vec<Diagnostic>) {
    if section == Section::Header {
        return;
    }
    let place = |words: &str| place_of(row, words);
    let shown = place("示例");
    let options = keys(field);
    for example in &field.examples {
        let span = shown.clone();
        if !is_of_type(example, &field.ty, section) {
            let message = format!("the example of `{}` is no {}", field.name, type_words(&field.ty));
            let problem = Diagnostic::warning(codes::EXAMPLE_TYPE, message).at(span, "the example");
            out.push(problem.and(type_place(row), "the type"));
        } else if let Some(stranger) = stranger(example, &options, &field.ty) {
            let message = format!("the example `{stranger}` is none of the options of `{}`", field.name);
            let problem = Diagnostic::warning(codes::EXAMPLE_OPTION, message).at(span, "the example");
            out.push(problem.and(place("值"), "the options"));
        } else if let Some(unit) = other_epoch(example, field) {
            let message = format!("the example of `{}` looks like {unit}", field.name);
            let problem = Diagnostic::warning(codes::EXAMPLE_TYPE, message).at(span, "the example");
            out.push(problem.and(row.name.span.clone(), "the field says otherwise"));
        }
    }
    let default = field.default.as_deref().filter(|default| is_word(default));
    if let Some(stranger) = default.and_then(|default| stranger(default, &options, &field.ty)) {
        let message = format!("the default `{stranger}` is none of the options of `{}`", field.name);
        let problem = Diagnostic::warning(codes::DEFAULT_OPTION, message).at(place("默认"), "the default");
        out.push(problem.and(place("值"), "the options"));
    }
}

/// Where a part stands whose marker holds the words; the row if there is none.
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

fn type_words(ty: &Type) -> &'static str {
    match ty {
        Type::Int => "whole number",
        Type::Float => "number",
        Type::Boolean => "truth value",
        Type::List(_) => "list of what the field holds",
        _ => "value of the field's type",
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
        Type::List(element) => match serde_json::from_str::<Value>(plain) {
            Ok(Value::Array(elements)) => elements.iter().all(|value| holds(value, element)),
            // One element, several with commas, or pseudo-JSON: too many ways to judge.
            Ok(value) if parameter && **element == Type::String => !value.is_object(),
            Ok(value) => parameter && holds(&value, element) || matches!(value, Value::String(_)),
            Err(_) => true,
        },
        _ => true,
    }
}

/// Whether a JSON value is of the type; `null` is of every type.
pub(super) fn holds(value: &Value, ty: &Type) -> bool {
    match (ty, value) {
        (_, Value::Null) | (Type::Json | Type::File, _) => true,
        (Type::String, value) => value.is_string(),
        (Type::Int, value) => value.is_i64() || value.is_u64(),
        (Type::Float, value) => value.is_number(),
        (Type::Boolean, value) => value.is_boolean(),
        (Type::Struct(_), value) => value.is_object(),
        (Type::Map(inner), Value::Object(members)) => members.values().all(|value| holds(value, inner)),
        (Type::List(element), Value::Array(elements)) => elements.iter().all(|value| holds(value, element)),
        (Type::Map(_) | Type::List(_), _) => false,
    }
}

/// The keys of the options, as an example writes them.
pub(super) fn keys(field: &Field) -> HashSet<String> {
    field.options.iter().map(|choice| choice.key.to_string()).collect()
}

/// A value of the example that is none of the options.
pub(super) fn stranger(example: &str, options: &HashSet<String>, ty: &Type) -> Option<String> {
    // A truth value needs no options: some pages list one side only.
    if options.is_empty() || *ty == Type::Boolean {
        return None;
    }
    let word = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    let words: Vec<String> = match serde_json::from_str::<Value>(example.trim()) {
        Ok(Value::Array(values)) => values.iter().filter_map(word).collect(),
        Ok(value) => word(&value).into_iter().collect(),
        Err(_) if matches!(ty, Type::List(_) | Type::Map(_)) => Vec::new(),
        Err(_) => vec![unquoted(example.trim()).to_owned()],
    };
    words.into_iter().find(|word| !word.is_empty() && !options.contains(word))
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
