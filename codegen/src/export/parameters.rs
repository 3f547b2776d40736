//! Parameters of path, query and header.

use feishu_schema::Field;
use feishu_schema::lexicon::{FieldLocation, Part};
use serde_json::{Value, json};

use super::paths::Call;
use super::schema::Schemas;
use super::shared::put;

/// The parameters of path, query and header. OpenAPI expresses `Authorization` and `Content-Type` in other ways.
pub(super) fn parameters(context: usize, call: &Call<'_>, schemas: &Schemas<'_>) -> Vec<Value> {
    let request = &call.endpoint.request;
    let path =
        call.parameters.iter().map(|(name, called)| path_parameter(context, call, schemas, name, called));
    let query = distinct(&request.query).map(|field| parameter(context, schemas, field, "query"));
    let header = distinct(&request.header).filter(|field| {
        let own = ["authorization", "content-type", "accept"];
        own.iter().all(|name| !field.name.eq_ignore_ascii_case(name))
    });
    let header = header.map(|field| parameter(context, schemas, field, "header"));
    path.chain(query).chain(header).collect()
}

fn distinct(fields: &[Field]) -> impl Iterator<Item = &Field> {
    let first = |index: usize, field: &Field| fields[..index].iter().all(|other| other.name != field.name);
    let named = fields
        .iter()
        .enumerate()
        .filter(move |(index, field)| !field.name.is_empty() && first(*index, field));
    named.map(|(_, field)| field)
}

fn path_parameter(context: usize, call: &Call<'_>, schemas: &Schemas<'_>, name: &str, called: &str) -> Value {
    let row = call.endpoint.request.path.iter().find(|field| field.name == name);
    let mut parameter = match row {
        Some(field) => parameter(context, schemas, field, "path"),
        None => json!({
            "name": name,
            "in": "path",
            "required": true,
            "description": "The page does not describe this parameter.",
            "schema": { "type": "string" },
        }),
    };
    if name != called {
        parameter["name"] = json!(called);
        put(&mut parameter, "x-feishu-name", name);
    }
    parameter
}

fn parameter(context: usize, schemas: &Schemas<'_>, field: &Field, place: &str) -> Value {
    let location = FieldLocation::root(match place {
        "path" => Part::Path,
        "header" => Part::Header,
        _ => Part::Query,
    });
    let mut schema = schemas.member(context, &location, field);
    let mut parameter = json!({ "name": field.name, "in": place });
    parameter["required"] = json!(place == "path" || schemas.is_required(context, &location, field));
    for word in ["description", "deprecated"] {
        let value = schema.as_object_mut().and_then(|members| members.remove(word));
        put(&mut parameter, word, value.unwrap_or_default());
    }
    if place == "query" && schema["type"] == "array" {
        // The key is repeated for each value.
        parameter["style"] = json!("form");
        parameter["explode"] = json!(true);
    }
    parameter["schema"] = schema;
    parameter
}
