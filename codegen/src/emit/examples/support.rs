use feishu_client::http::{HeaderMap, StatusCode};
use feishu_client::serde_json::{self, Map, Value};
use feishu_client::{Endpoint, RawResponse};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The place of the response's value in the whole response.
enum Payload {
    /// In `data`, which is an object.
    Object,
    /// In `data`, which is a list or a plain value.
    Value,
    /// Beside `code` and `msg`.
    Flat,
    /// Without a value.
    None,
}

fn body<T: DeserializeOwned + Serialize>(example: &str) {
    let expected = serde_json::from_str(example).expect("JSON");
    let typed: T = serde_json::from_str(example).expect("the example is of its type");
    assert_same(&typed, expected);
}

fn response<R: Endpoint<Response: Serialize>>(example: &str, payload: Payload) {
    let mut expected: Value = serde_json::from_str(example).expect("JSON");
    // An example of a success may omit the code.
    if let Some(members) = expected.as_object_mut() {
        members.entry("code").or_insert(0.into());
    }
    let headers = HeaderMap::new();
    let body = expected.to_string();
    let response = RawResponse::new(StatusCode::OK, &headers, body.as_bytes());
    let typed = R::read(&response).expect("the example is of its type");
    match payload {
        // Without `data` the response is empty.
        Payload::Object if expected["data"].is_null() => assert_same(&typed, Value::Object(Map::new())),
        Payload::Object | Payload::Value => assert_same(&typed, expected["data"].take()),
        Payload::Flat => {
            if let Some(members) = expected.as_object_mut() {
                members.retain(|name, _| !["code", "msg", "message"].contains(&name.as_str()));
            }
            assert_same(&typed, expected);
        }
        Payload::None => {}
    }
}

fn assert_same<T: Serialize>(typed: &T, mut expected: Value) {
    let mut written = serde_json::to_value(typed).expect("it can be written");
    tidy(&mut written);
    tidy(&mut expected);
    assert_eq!(written, expected);
}

/// `null` is the same as an omitted member, and 1.0 the same as 1.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(tidy);
        }
        Value::Array(elements) => elements.iter_mut().for_each(tidy),
        // A float holds integers of up to 53 bits exactly.
        Value::Number(number) if number.as_i64().is_none_or(|whole| whole.abs() < 1 << 53) => {
            *value = number.as_f64().into();
        }
        _ => {}
    }
}
