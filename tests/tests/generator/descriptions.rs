//! Descriptions against their JSON Schema, and the schema against the model.

use std::fs;
use std::path::PathBuf;

use feishu_codegen::{Config, config};
use feishu_schema::Endpoint;
use feishu_tests::{ID, read, workspace};
use jsonschema::Validator;
use serde_json::{Value, json};

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&read("schema/endpoint.schema.json")).expect("JSON");
    jsonschema::validator_for(&schema).expect("a JSON Schema")
}

fn given() -> Value {
    serde_json::from_str(&read(&format!("schema/endpoints/{ID}.json"))).expect("JSON")
}

/// What is wrong with a description, each with its place.
fn errors(description: &Value) -> Vec<String> {
    let validator = validator();
    validator.iter_errors(description).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_is_what_the_model_derives() {
    let files = config::description_files(&[]).expect("files");
    assert_eq!(files["endpoint.schema.json"], read("schema/endpoint.schema.json"), "stale");
    let mut written: Value = serde_json::from_str(&files["endpoint.schema.json"]).expect("JSON");
    written.as_object_mut().expect("an object").remove("$comment");
    assert_eq!(written, feishu_schema::json_schema());
}

#[test]
fn every_description_in_the_workspace_fits_the_schema() {
    let folder = workspace().join("schema/endpoints");
    let paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    assert!(!paths.is_empty());
    for path in paths {
        let text = fs::read_to_string(&path).expect("text");
        assert_eq!(
            errors(&serde_json::from_str(&text).expect("JSON")),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
        let endpoint = Endpoint::from_json(&text).expect("a description");
        assert_eq!(endpoint.to_json().expect("JSON"), text, "reading and writing changes nothing");
    }
}

#[test]
fn descriptions_of_broken_pages_fit_the_schema() {
    let config = Config::new().pages([workspace().join("tests/pages/broken")]);
    let descriptions = config.describe().expect("readable");
    assert!(descriptions.endpoints.len() > 20);
    for described in &descriptions.endpoints {
        let text = described.endpoint.to_json().expect("JSON");
        let wrong = errors(&serde_json::from_str(&text).expect("JSON"));
        assert_eq!(wrong, Vec::<String>::new(), "{}", described.source.name);
        assert_eq!(Endpoint::from_json(&text).expect("a description"), described.endpoint);
    }
}

#[test]
fn the_schema_refuses_what_is_no_description() {
    assert_eq!(errors(&given()), Vec::<String>::new());
    let cases: [(&str, Value); 6] = [
        ("/method", json!("FETCH")),
        ("/request/path/0/placed", json!("somewhere")),
        ("/request/path/0/type", json!("strnig")),
        ("/request/path/0/line", json!("sixty")),
        ("/response/form", json!("none")),
        ("/errors/0/code", json!("1002001")),
    ];
    for (place, value) in cases {
        let mut description = given();
        *description.pointer_mut(place).expect(place) = value;
        let wrong = errors(&description);
        assert!(wrong.iter().any(|error| error.starts_with(place)), "{place}: {wrong:?}");
        assert!(Endpoint::from_json(&description.to_string()).is_err(), "{place}: read all the same");
    }
    let mut more = given();
    more["request"]["body"]["colour"] = json!("red");
    assert!(!errors(&more).is_empty(), "a member that the model does not have");
}
