//! JSON Schemas (draft 2020-12) of an endpoint's request and response.

use std::collections::BTreeSet;

use feishu_schema::lexicon::{FieldLocation, Part};
use feishu_schema::{Content, Endpoint, Lexicon, ResponseForm};
use serde_json::{Map, Value, json};

use super::answers;
use super::schema::Schemas;
use super::shared::put;
use super::structs::Structs;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
const DEFINITIONS: &str = "#/$defs/";

/// Up to three self-contained schemas: `parameters` (an object with the path and query parameters), `request` (the
/// body) and `response` (the whole response with its envelope).
pub(super) fn document(endpoint: &Endpoint, lexicon: &Lexicon) -> Value {
    let structs = Structs::collect(&[endpoint], lexicon);
    let schemas = Schemas::new(&structs, DEFINITIONS);
    let definitions = schemas.components();
    let parts = [
        ("parameters", parameters(endpoint, &schemas)),
        ("request", request(endpoint, &schemas)),
        ("response", response(endpoint, &schemas)),
    ];
    let schemas = parts.into_iter().filter_map(|(part, schema)| {
        let title = format!("{}, {part}", endpoint.id);
        Some((part.to_owned(), complete(&title, schema?, &definitions)))
    });
    Value::Object(schemas.collect())
}

fn parameters(endpoint: &Endpoint, schemas: &Schemas<'_>) -> Option<Value> {
    let mut all = schemas.object(0, &FieldLocation::root(Part::Path), &endpoint.request.path);
    let query = schemas.object(0, &FieldLocation::root(Part::Query), &endpoint.request.query);
    for (name, schema) in query["properties"].as_object().into_iter().flatten() {
        all["properties"][name] = schema.clone();
    }
    let required =
        [&all["required"], &query["required"]].map(|names| names.as_array().cloned().unwrap_or_default());
    put(&mut all, "required", required.concat());
    all.get("properties").is_some().then_some(all)
}

fn request(endpoint: &Endpoint, schemas: &Schemas<'_>) -> Option<Value> {
    let body = endpoint.request.body.as_ref()?;
    let part = if body.content == Content::Json { Part::Body } else { Part::Form };
    Some(schemas.object(0, &FieldLocation::root(part), &body.fields))
}

fn response(endpoint: &Endpoint, schemas: &Schemas<'_>) -> Option<Value> {
    let response = &endpoint.response;
    (response.form != ResponseForm::Binary).then(|| answers::answer(0, response, schemas))
}

/// Adds the definitions that the schema refers to.
fn complete(title: &str, schema: Value, definitions: &Map<String, Value>) -> Value {
    let mut needed = BTreeSet::new();
    collect(&schema, definitions, &mut needed);
    let needed =
        needed.into_iter().filter_map(|name| Some((name.to_owned(), definitions.get(name)?.clone())));
    let needed: Map<String, Value> = needed.collect();
    let mut whole = json!({ "$schema": DRAFT, "title": title });
    for (word, value) in schema.as_object().into_iter().flatten() {
        whole[word] = value.clone();
    }
    put(&mut whole, "$defs", needed);
    whole
}

/// The names of all definitions that a schema needs.
fn collect<'d>(schema: &Value, definitions: &'d Map<String, Value>, needed: &mut BTreeSet<&'d str>) {
    match schema {
        Value::Object(members) => {
            let name =
                members.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix(DEFINITIONS));
            if let Some((name, definition)) = name.and_then(|name| definitions.get_key_value(name))
                && needed.insert(name)
            {
                collect(definition, definitions, needed);
            }
            members.values().for_each(|member| collect(member, definitions, needed));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, definitions, needed)),
        _ => {}
    }
}
