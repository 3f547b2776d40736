//! Validation rules of a field.

use std::cmp::Ordering;

use feishu_schema::{Choice, Field, Rule, Sentinel};
use serde_json::{Number, Value};

/// The rules that a list of so many elements breaks.
pub(super) fn of_list(field: &Field, count: usize) -> Vec<String> {
    let broken = |rule: &Rule| match rule {
        Rule::Count { min, max } => miscounted("elements", count, *min, *max),
        Rule::Length { .. } | Rule::Range { .. } | Rule::Pattern(_) | Rule::Text(_) => None,
    };
    field.rules.iter().filter_map(broken).collect()
}

/// The rules that a value without members breaks.
pub(super) fn of_scalar(field: &Field, value: &Value) -> Vec<String> {
    if is_sentinel(field, value) {
        return Vec::new();
    }
    let rules = field.rules.iter().filter_map(|rule| broken(rule, value));
    not_an_option(&field.options, value).into_iter().chain(rules).collect()
}

fn is_sentinel(field: &Field, value: &Value) -> bool {
    field.sentinels.iter().any(|Sentinel::Ongoing(number)| super::shown(value) == number.to_string())
}

fn not_an_option(options: &[Choice], value: &Value) -> Option<String> {
    let given = super::shown(value);
    let open = options.is_empty()
        || value.is_object()
        || options.iter().any(|option| option.key.to_string() == given);
    let keys = || options.iter().map(|option| option.key.to_string()).collect::<Vec<_>>().join(", ");
    (!open).then(|| format!("must be one of {}", keys()))
}

fn broken(rule: &Rule, value: &Value) -> Option<String> {
    match rule {
        Rule::Length { min, max } => miscounted("characters", value.as_str()?.chars().count(), *min, *max),
        Rule::Range { min, max } => match number(value, !min.iter().chain(max).any(Number::is_f64)) {
            Some(number) => outside("the value", &number, min.as_ref(), max.as_ref()),
            None => value.is_string().then(|| "must be a number".to_owned()),
        },
        Rule::Count { .. } | Rule::Pattern(_) | Rule::Text(_) => None,
    }
}

/// A number, or a string that holds one, as the platform's `page_size` may: between whole numbers a whole one of 64 bits.
fn number(value: &Value, is_whole: bool) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => match text.parse::<i64>() {
            Ok(number) => Some(number.into()),
            Err(_) => text.parse().ok().filter(|_| !is_whole),
        },
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Says so if the number lies outside of its range.
fn outside(what: &str, number: &Number, min: Option<&Number>, max: Option<&Number>) -> Option<String> {
    let beyond = |end: Option<&Number>, side| end.filter(|end| compare(number, end) == Some(side)).cloned();
    if let Some(min) = beyond(min, Ordering::Less) {
        return Some(format!("{what} must be at least {min}"));
    }
    beyond(max, Ordering::Greater).map(|max| format!("{what} must be at most {max}"))
}

fn compare(left: &Number, right: &Number) -> Option<Ordering> {
    match (left.as_i128(), right.as_i128()) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}

/// Says so if there are too few or too many.
fn miscounted(what: &str, count: usize, min: Option<u64>, max: Option<u64>) -> Option<String> {
    let (min, max) = (min.map(Number::from), max.map(Number::from));
    outside(&format!("the number of {what}"), &count.into(), min.as_ref(), max.as_ref())
}
