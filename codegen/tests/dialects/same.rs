//! Whether two descriptions say the same.

use std::collections::BTreeMap;

use feishu_schema::{Endpoint, Field};
use serde_json::{Map, Value};

/// What a dialect decides: how the place of a row was found, and where in the text it stands.
const OF_THE_DIALECT: [&str; 3] = ["placed", "line", "source"];

/// The first difference, after texts have been made alike.
pub fn difference(flat: &Endpoint, portal: &Endpoint, alike: fn(&str) -> String) -> Option<String> {
    let value = |endpoint: &Endpoint| bare(serde_json::to_value(endpoint).unwrap(), alike);
    at("", &value(flat), &value(portal))
}

/// All fields without their members and options, and all options, each by its path.
pub fn items(endpoint: &Endpoint, alike: fn(&str) -> String) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (number, list) in lists(endpoint).into_iter().enumerate() {
        add_items(&format!("{number}"), list, alike, &mut found);
    }
    found
}

fn add_items(path: &str, fields: &[Field], alike: fn(&str) -> String, out: &mut BTreeMap<String, String>) {
    for field in fields {
        let path = format!("{path}.{}", field.name);
        add_items(&path, &field.fields, alike, out);
        for choice in &field.options {
            let option = bare(serde_json::to_value(choice).unwrap(), alike);
            out.insert(format!("{path}={}", choice.key), option.to_string());
        }
        let alone = Field { fields: Vec::new(), options: Vec::new(), ..field.clone() };
        out.insert(path, bare(serde_json::to_value(&alone).unwrap(), alike).to_string());
    }
}

/// The names of all fields, nested as they are.
pub fn names(endpoint: &Endpoint) -> Vec<String> {
    let mut names = Vec::new();
    for (number, list) in lists(endpoint).into_iter().enumerate() {
        collect(&format!("{number}"), list, &mut names);
    }
    names
}

fn lists(endpoint: &Endpoint) -> [&[Field]; 6] {
    let request = &endpoint.request;
    let body = request.body.as_ref().map_or(&[][..], |body| &body.fields);
    let response = &endpoint.response;
    [&request.header, &request.path, &request.query, body, &response.envelope, &response.fields]
}

fn collect(path: &str, fields: &[Field], names: &mut Vec<String>) {
    for field in fields {
        let path = format!("{path}.{}", field.name);
        collect(&path, &field.fields, names);
        names.push(path);
    }
}

fn bare(value: Value, alike: fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(alike(&text)),
        Value::Array(elements) => elements.into_iter().map(|value| bare(value, alike)).collect(),
        Value::Object(members) => {
            let members = members.into_iter().filter(|(name, _)| !OF_THE_DIALECT.contains(&name.as_str()));
            Value::Object(members.map(|(name, value)| (name, bare(value, alike))).collect())
        }
        other => other,
    }
}

fn at(path: &str, one: &Value, other: &Value) -> Option<String> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => members(path, one, other),
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let pairs = one.iter().zip(other).enumerate();
            pairs.filter_map(|(index, (one, other))| at(&format!("{path}[{index}]"), one, other)).next()
        }
        _ => (one != other).then(|| format!("{path}: {one} | {other}")),
    }
}

fn members(path: &str, one: &Map<String, Value>, other: &Map<String, Value>) -> Option<String> {
    let only_there = other.keys().filter(|name| !one.contains_key(*name));
    let absent = Value::Null;
    one.keys().chain(only_there).find_map(|name| {
        let of = |members: &Map<String, Value>| members.get(name).unwrap_or(&absent).clone();
        at(&format!("{path}.{name}"), &of(one), &of(other))
    })
}
