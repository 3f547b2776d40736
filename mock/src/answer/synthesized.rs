//! Responses made from field descriptions, where a page has no example.

use feishu_schema::{Field, Key, Rule, TimeUnit, Type};
use serde_json::{Map, Value, json};

/// An id as documentation shows them; it makes way for a fresh one.
const ID: &str = "6960663240925956657";

/// An object of these members, made from what their rows say.
pub(super) fn members(fields: &[Field]) -> Map<String, Value> {
    fields.iter().map(|field| (field.name.clone(), value(field))).collect()
}

/// A value for a row: one of its options, else its example, else one of its type.
pub(super) fn value(field: &Field) -> Value {
    of(&field.ty, field)
}

fn of(ty: &Type, field: &Field) -> Value {
    match ty {
        Type::List(inner) => json!([of(inner, field)]),
        Type::Map(inner) => json!({ "key": of(inner, field) }),
        Type::Struct(_) => Value::Object(members(&field.fields)),
        Type::Json => json!({}),
        Type::String | Type::File => {
            option(field).or_else(|| example(field)).unwrap_or_else(|| string(field))
        }
        Type::Int => option(field).or_else(|| example(field)).unwrap_or_else(|| int(field)),
        Type::Float => example(field).unwrap_or_else(|| json!(1.5)),
        // Not `true`: a list that goes on for ever (`has_more`) would be the first thing to come of it.
        Type::Boolean => example(field).unwrap_or_else(|| json!(false)),
    }
}

fn option(field: &Field) -> Option<Value> {
    match (&field.options.first()?.key, field.ty.innermost()) {
        (Key::Int(number), Type::Int) => Some(json!(number)),
        (key, Type::String) => Some(json!(key.to_string())),
        _ => None,
    }
}

/// The page's example, if it is one of the type: pages quote strings in some tables and not in others.
fn example(field: &Field) -> Option<Value> {
    let printed = field.examples.first()?;
    let value = serde_json::from_str::<Value>(printed);
    match field.ty.innermost() {
        Type::String => Some(value.ok().filter(Value::is_string).unwrap_or_else(|| json!(printed))),
        Type::Int => value.ok().filter(Value::is_i64),
        Type::Float => value.ok().filter(Value::is_number),
        Type::Boolean => value.ok().filter(Value::is_boolean),
        _ => None,
    }
}

fn string(field: &Field) -> Value {
    let text = match field.time {
        Some(TimeUnit::Milliseconds) => "1618500278667",
        Some(TimeUnit::Seconds) => "1618500278",
        Some(TimeUnit::YearMonth) => "2021-04",
        Some(TimeUnit::Date) => "2021-04-15",
        Some(TimeUnit::Rfc3339) => "2021-04-15T23:24:38+08:00",
        None if field.name == "id" || field.name.ends_with("_id") => ID,
        None => &field.name,
    };
    json!(text)
}

fn int(field: &Field) -> Value {
    let least = field.rules.iter().find_map(|rule| match rule {
        Rule::Range { min, .. } => min.as_ref()?.as_i64(),
        _ => None,
    });
    match field.time {
        Some(TimeUnit::Milliseconds) => json!(1_618_500_278_667_i64),
        Some(TimeUnit::Seconds) => json!(1_618_500_278),
        _ => json!(least.unwrap_or(1)),
    }
}
