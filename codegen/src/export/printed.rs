//! Parses values as a page prints them.

use feishu_schema::Type;
use serde_json::Value;

/// The value, if the text is a value of the type. Pages quote strings in some tables and not in others, and print only
/// one element of some lists.
pub(super) fn value(text: &str, ty: &Type) -> Option<Value> {
    let parsed = serde_json::from_str::<Value>(text).ok();
    match ty {
        Type::String | Type::File => {
            Some(parsed.filter(Value::is_string).unwrap_or_else(|| Value::String(text.to_owned())))
        }
        Type::List(inner) if parsed.as_ref().is_none_or(|value| !value.is_array()) => {
            value(text, inner).filter(|_| is_scalar(inner)).map(|one| Value::Array(vec![one]))
        }
        _ => parsed.filter(|value| fits(value, ty)),
    }
}

fn is_scalar(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Int | Type::Float | Type::Boolean)
}

/// Whether a value has the type.
pub(super) fn fits(value: &Value, ty: &Type) -> bool {
    match ty {
        Type::String | Type::File => value.is_string(),
        Type::Int => value.is_i64(),
        Type::Float => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Json => true,
        Type::Struct(_) => value.is_object(),
        Type::List(inner) => value.as_array().is_some_and(|items| items.iter().all(|item| fits(item, inner))),
        Type::Map(inner) => {
            value.as_object().is_some_and(|members| members.values().all(|member| fits(member, inner)))
        }
    }
}
