//! JSON that several exports write.

use feishu_schema::{Example, Scope};
use serde_json::{Map, Value, json};

/// Adds a member unless it is `null` or an empty string, list or object.
pub(super) fn put(object: &mut Value, name: &str, value: impl Into<Value>) {
    let value = value.into();
    let empty = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    if !empty {
        object[name] = value;
    }
}

/// Scopes with the page's labels.
pub(super) fn scopes(scopes: &[Scope]) -> Value {
    let scope = |scope: &Scope| {
        let mut value = json!({ "name": scope.name, "label": scope.label });
        put(&mut value, "english", scope.english.as_str());
        value
    };
    scopes.iter().map(scope).collect()
}

/// The page's examples, named by their line.
pub(super) fn examples(examples: &[Example]) -> Map<String, Value> {
    let values = examples.iter().filter_map(|example| Some((example.line, example.value.as_ref()?)));
    values.map(|(line, value)| (format!("line_{line}"), json!({ "value": value }))).collect()
}
