//! Responses: the successful one and the documented errors.

use std::collections::BTreeMap;

use feishu_schema::lexicon::{FieldLocation, Part};
use feishu_schema::{Endpoint, ErrorCase, Response, ResponseForm};
use serde_json::{Map, Value, json};

use super::schema::{Schemas, nullable};
use super::shared::{examples, put};

/// The responses by status. Errors with a status below 300 have the schema of the successful response, with a `code`
/// other than 0; all others have the platform's error schema.
pub(super) fn responses(context: usize, endpoint: &Endpoint, schemas: &Schemas<'_>) -> Value {
    let errors = by_status(&endpoint.errors);
    let mut responses = Map::new();
    let answer = content(context, &endpoint.response, schemas);
    responses.insert("200".to_owned(), response("The answer; it is one if `code` is 0.", answer.clone()));
    for (status, cases) in &errors {
        let response = match status.as_str() {
            "200" => responses.remove("200").unwrap_or_default(),
            status if status.starts_with('2') => response(&describe(cases), answer.clone()),
            _ => response(&describe(cases), failure()),
        };
        responses.insert(status.clone(), with_errors(response, cases));
    }
    if errors.contains_key("200") && endpoint.response.form == ResponseForm::Binary {
        responses["200"]["content"]["application/json"] = failure()["application/json"].clone();
    }
    if endpoint.rate_limit.is_some() {
        let limited = responses
            .entry("429")
            .or_insert_with(|| response("Too many calls within a window of the rate limit.", failure()));
        for name in ["x-ogw-ratelimit-limit", "x-ogw-ratelimit-reset"] {
            limited["headers"][name] = json!({ "$ref": format!("#/components/headers/{name}") });
        }
    }
    for (range, text) in [("4XX", "Refused."), ("5XX", "The service failed.")] {
        responses.entry(range).or_insert_with(|| response(text, failure()));
    }
    responses.sort_keys();
    Value::Object(responses)
}

/// The documented errors by their OpenAPI status.
fn by_status(errors: &[ErrorCase]) -> BTreeMap<String, Vec<&ErrorCase>> {
    let mut all: BTreeMap<String, Vec<&ErrorCase>> = BTreeMap::new();
    for case in errors {
        let status = case.status.filter(|status| (200..=599).contains(status));
        all.entry(status.map_or("4XX".to_owned(), |status| status.to_string())).or_default().push(case);
    }
    all
}

fn describe(cases: &[&ErrorCase]) -> String {
    let line = |case: &&ErrorCase| match case.english_text().filter(|english| *english != case.text) {
        Some(english) => format!("{}: {english} ({})", case.code, case.text),
        None => format!("{}: {}", case.code, case.text),
    };
    cases.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn with_errors(mut response: Value, cases: &[&ErrorCase]) -> Value {
    let error = |case: &&ErrorCase| {
        let mut error = json!({ "code": case.code });
        put(&mut error, "text", case.text.as_str());
        put(&mut error, "advice", case.advice.as_str());
        put(&mut error, "english", json!(case.english));
        error
    };
    put(&mut response, "x-feishu-errors", cases.iter().map(error).collect::<Value>());
    response
}

fn response(description: &str, content: Value) -> Value {
    json!({
        "description": description,
        "headers": { "X-Tt-Logid": { "$ref": "#/components/headers/X-Tt-Logid" } },
        "content": content,
    })
}

fn failure() -> Value {
    json!({ "application/json": { "schema": { "$ref": "#/components/schemas/PlatformError" } } })
}

fn content(context: usize, response: &Response, schemas: &Schemas<'_>) -> Value {
    if response.form == ResponseForm::Binary {
        return json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } });
    }
    let mut content = json!({ "schema": answer(context, response, schemas) });
    put(&mut content, "examples", examples(&response.examples));
    json!({ "application/json": content })
}

/// The whole response with its envelope.
pub(super) fn answer(context: usize, response: &Response, schemas: &Schemas<'_>) -> Value {
    let location = FieldLocation::root(Part::Response);
    let mut whole = schemas.object(context, &location, &envelope(response));
    whole["properties"]["code"]["type"] = json!("integer");
    whole["properties"]["code"]["format"] = json!("int64");
    whole["required"] = json!(["code"]);
    let data = match response.form {
        ResponseForm::Data => nullable(schemas.object(context, &location, &response.fields)),
        ResponseForm::Value => {
            response.fields.first().map_or(json!({}), |field| schemas.member(context, &location, field))
        }
        ResponseForm::Flat => {
            if let Value::Object(members) =
                schemas.object(context, &location, &response.fields)["properties"].take()
            {
                for (name, member) in members {
                    whole["properties"][&name] = member;
                }
            }
            return whole;
        }
        ResponseForm::Empty | ResponseForm::Binary => return whole,
    };
    whole["properties"]["data"] = data;
    whole
}

/// `code` and the message, with the page's text.
fn envelope(response: &Response) -> Vec<feishu_schema::Field> {
    response.envelope.iter().filter(|field| field.name != "data").cloned().collect()
}

/// The platform's error schema.
pub(super) fn platform_error() -> Value {
    let text = |description: &str| json!({ "type": ["string", "null"], "description": description });
    let list = |members: &[&str]| {
        let members: Map<String, Value> =
            members.iter().map(|name| ((*name).to_owned(), json!({ "type": ["string", "null"] }))).collect();
        json!({ "type": ["array", "null"], "items": { "type": "object", "properties": members } })
    };
    json!({
        "type": "object",
        "description": "How the platform says no. Decide on `code`: its meaning depends on the endpoint.",
        "required": ["code"],
        "properties": {
            "code": { "type": "integer", "format": "int64", "description": "Never 0." },
            "msg": text("For people; it may change at any time."),
            "error": {
                "type": ["object", "null"],
                "properties": {
                    "message": text("More help."),
                    "log_id": text("What support asks for."),
                    "troubleshooter": text("A page about this very failure."),
                    "field_violations": list(&["field", "value", "description"]),
                    "permission_violations": list(&["type", "subject", "description", "scope", "url"]),
                    "helps": list(&["url", "description"]),
                    "details": list(&["key", "value"]),
                },
            },
        },
    })
}

/// The headers of responses.
pub(super) fn headers() -> Value {
    let header =
        |description: &str, ty: &str| json!({ "description": description, "schema": { "type": ty } });
    json!({
        "X-Tt-Logid": header("What support asks for.", "string"),
        "x-ogw-ratelimit-limit": header("The most calls that the window allows.", "integer"),
        "x-ogw-ratelimit-reset": header("The seconds to wait before the next call.", "integer"),
    })
}
