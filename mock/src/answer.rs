//! Successful responses.

mod ids;
mod synthesized;

use std::collections::BTreeMap;

use feishu_schema::{Endpoint, Response, ResponseForm};
use serde_json::{Map, Value, json};

pub(crate) use ids::Ids;

/// What an endpoint answers, whatever was asked.
pub(crate) enum Answer {
    Json(Value),
    File(Vec<u8>),
}

/// The documented example, or one made from the fields where there is none; with fresh ids, except those that were
/// `given` under the same name.
pub(crate) fn answer(endpoint: &Endpoint, given: &BTreeMap<String, String>, ids: &Ids) -> Answer {
    let response = &endpoint.response;
    if response.form == ResponseForm::Binary {
        return Answer::File(format!("a file from {}\n", endpoint.id).into_bytes());
    }
    let example = response.examples.iter().find_map(|example| example.value.as_ref()?.as_object());
    let mut answer = example.map_or_else(|| made(response), |example| of_example(response, example));
    ids.renew(&mut answer, given);
    Answer::Json(answer)
}

/// The object that the platform wraps for this endpoint.
pub(crate) fn data_mut<'a>(response: &Response, answer: &'a mut Value) -> Option<&'a mut Value> {
    match response.form {
        ResponseForm::Flat => Some(answer),
        _ => answer.get_mut("data"),
    }
}

/// An example may be of the whole answer or of what is inside; and it may be of a failure.
fn of_example(response: &Response, example: &Map<String, Value>) -> Value {
    if example.contains_key("code") {
        let mut answer = example.clone();
        answer.insert("code".to_owned(), json!(0));
        return Value::Object(answer);
    }
    let data = example.get("data").cloned().unwrap_or_else(|| json!(example));
    enveloped(response, data)
}

fn made(response: &Response) -> Value {
    match response.form {
        ResponseForm::Value => {
            enveloped(response, response.fields.first().map_or(Value::Null, synthesized::value))
        }
        _ => enveloped(response, Value::Object(synthesized::members(&response.fields))),
    }
}

/// The whole answer, with what the platform puts around `data`.
pub(crate) fn enveloped(response: &Response, data: Value) -> Value {
    let named = |name: &str| response.envelope.iter().any(|field| field.name == name);
    let message = if named("message") && !named("msg") { "message" } else { "msg" };
    let mut answer = json!({ "code": 0, message: "success" });
    match (response.form, data) {
        (ResponseForm::Empty, _) => {}
        (ResponseForm::Flat, Value::Object(members)) => {
            for (name, value) in members {
                answer[name] = value;
            }
        }
        (_, data) => answer["data"] = data,
    }
    answer
}
