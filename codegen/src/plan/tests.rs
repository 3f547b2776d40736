//! Small handwritten descriptions and their items.

use feishu_schema::{Endpoint, Lexicon};
use serde_json::{Value, json};

use super::items::{Check, EndpointItem, Float, Usage};
use super::plan;
use crate::Languages;

fn endpoint(name: &str, body: &Value, response: &Value) -> Endpoint {
    let json = json!({
        "$schema": "../endpoint.schema.json", "id": format!("demo.v1.{name}.post"), "title": "标题",
        "source": { "page": format!("{name}.md"), "digest": "0" },
        "method": "POST", "host": "open.feishu.cn", "path": format!("/open-apis/demo/v1/{name}"),
        "request": { "body": { "content": "json", "fields": body } },
        "response": { "form": "data", "fields": response },
    });
    Endpoint::from_json(&json.to_string()).expect("a description")
}

fn field(name: &str, ty: &Value, more: &Value) -> Value {
    let mut json = json!({ "name": name, "line": 1, "placed": "only", "type": ty, "spelled": "" });
    for (name, value) in more.as_object().expect("members") {
        json[name] = value.clone();
    }
    json
}

fn items(endpoints: &[&Endpoint]) -> Vec<EndpointItem> {
    let (plan, remarks) = plan(endpoints, &Lexicon::default(), Languages::default());
    assert_eq!(remarks, []);
    let versions = plan.services.into_iter().flat_map(|service| service.versions);
    versions.flat_map(|version| version.endpoints).collect()
}

#[test]
fn rules_become_checks_of_requests_only() {
    let between =
        |rule: &str, min: Value, max: Value| json!({ "rules": [{ rule: { "min": min, "max": max } }] });
    let fields = json!([
        field("text", &json!("string"), &between("length", json!(2), json!(5))),
        field("list", &json!({ "list": "string" }), &between("count", json!(1), json!(9))),
        field("number", &json!("int"), &between("range", json!(1), json!(100))),
        field("ratio", &json!("float"), &between("range", json!(0.5), json!(2.5))),
        // A rule for another type is not enforced.
        field("other", &json!("boolean"), &between("range", json!(1), json!(2))),
    ]);
    let items = items(&[&endpoint("things", &fields, &fields)]);
    let checks = |name: &str| -> Vec<Vec<Check>> {
        let item = items[0].structs.iter().find(|item| item.name == name).expect(name);
        item.fields.iter().map(|field| field.checks.clone()).collect()
    };
    let expected = [
        vec![Check::Length(Some(2), Some(5))],
        vec![Check::Count(Some(1), Some(9))],
        vec![Check::Range(Some(1), Some(100))],
        vec![Check::RangeFloat(Some(Float(0.5)), Some(Float(2.5)))],
        vec![],
    ];
    assert_eq!(checks("Body"), expected);
    assert_eq!(checks("Response"), [(); 5].map(|()| Vec::new()));
}

/// Whichever module defines the type, a request needs its constructor.
#[test]
fn a_shared_struct_can_be_sent_if_one_endpoint_sends_it() {
    let name = json!([field("name", &json!("string"), &json!({}))]);
    let person = json!([field("person", &json!({ "struct": "person" }), &json!({ "fields": name }))]);
    let (sends, receives) = (json!(person), json!([]));
    for (first, second) in [("a", "b"), ("b", "a")] {
        let items = items(&[&endpoint(first, &sends, &receives), &endpoint(second, &receives, &sends)]);
        let usages: Vec<Usage> = items
            .iter()
            .flat_map(|item| &item.structs)
            .filter(|item| item.name == "Person")
            .map(|item| item.usage)
            .collect();
        assert_eq!(usages, [Usage::Request]);
    }
}
