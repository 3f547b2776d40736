//! Converts OpenAPI 3.1 to 3.0, for the features that this crate uses: see [`Version::V3_0`](super::Version::V3_0).

use serde_json::{Value, json};

/// The keys of OpenAPI objects, outside of schemas, that hold a schema.
const HOLDERS: [&str; 1] = ["schema"];

/// Converts a document to 3.0.3.
pub(super) fn to_3_0(mut document: Value) -> Value {
    document["openapi"] = json!("3.0.3");
    for place in ["paths", "components"] {
        find_schemas(&mut document[place]);
    }
    if let Some(components) = document["components"]["schemas"].as_object_mut() {
        components.values_mut().for_each(lower);
    }
    document
}

/// Converts the schemas of parameters, bodies, responses and headers.
fn find_schemas(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match name.as_str() {
                    name if HOLDERS.contains(&name) => lower(member),
                    // Examples are data, and components are converted separately.
                    "examples" | "schemas" => {}
                    name if name.starts_with("x-") => {}
                    _ => find_schemas(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(find_schemas),
        _ => {}
    }
}

/// Converts a schema and those within it.
fn lower(schema: &mut Value) {
    let Some(members) = schema.as_object_mut() else { return };
    if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
        properties.values_mut().for_each(lower);
    }
    for inner in ["items", "additionalProperties"] {
        if let Some(inner) = members.get_mut(inner) {
            lower(inner);
        }
    }
    if let Some(ty) = members.get("type").and_then(Value::as_array) {
        let not_null = ty.iter().find(|ty| *ty != "null").cloned();
        members.insert("type".to_owned(), not_null.unwrap_or_default());
        members.insert("nullable".to_owned(), json!(true));
    }
    if let Some(Value::Array(alternatives)) = members.shift_remove("anyOf") {
        // This crate uses `anyOf` only for a reference that may be `null`.
        let references = alternatives.into_iter().filter(|schema| schema.get("$ref").is_some());
        members.insert("allOf".to_owned(), references.collect());
        members.insert("nullable".to_owned(), json!(true));
    }
    if members.len() > 1
        && let Some(reference) = members.shift_remove("$ref")
    {
        members.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
    }
    if let Some(first) =
        members.shift_remove("examples").and_then(|mut examples| Some(examples.get_mut(0)?.take()))
    {
        members.insert("example".to_owned(), first);
    }
    members.shift_remove("contentMediaType");
}
