//! Parameters that arrive as text.

use std::collections::BTreeMap;

use feishu_schema::{Field, Type};
use serde_json::{Map, Value};

/// Reads names and texts (parameters, form members) as the values of the described types. A text that does
/// not read as its type stays a text, for the check to find; a name that comes again and again is a list.
pub(crate) fn typed(
    fields: &[Field],
    pairs: impl IntoIterator<Item = (String, String)>,
) -> Map<String, Value> {
    let mut texts = BTreeMap::<String, Vec<String>>::new();
    for (name, text) in pairs {
        texts.entry(name).or_default().push(text);
    }
    let read = |name: &String, texts: Vec<String>| match fields.iter().find(|field| field.name == *name) {
        Some(field) => member(&field.ty, texts),
        None => member(&Type::String, texts),
    };
    texts.into_iter().map(|(name, texts)| (name.clone(), read(&name, texts))).collect()
}

fn member(ty: &Type, texts: Vec<String>) -> Value {
    match ty {
        Type::List(inner) => texts.into_iter().map(|text| value(inner, text)).collect(),
        _ => texts.into_iter().next_back().map_or(Value::Null, |text| value(ty, text)),
    }
}

fn value(ty: &Type, text: String) -> Value {
    match ty {
        Type::String | Type::File | Type::Json => Value::String(text),
        Type::Int | Type::Float | Type::Boolean | Type::Struct(_) | Type::List(_) | Type::Map(_) => {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        }
    }
}
