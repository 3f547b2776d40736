//! Small handwritten descriptions and their exported form.

use feishu_schema::{Endpoint, Lexicon};
use serde_json::{Value, json};

use super::{Export, Version, openapi};

/// An endpoint with these members of the body and of the answer, and whatever else is given.
fn endpoint(id: &str, path: &str, body: Value, answer: Value, more: Value) -> Endpoint {
    let mut json = json!({
        "$schema": "../endpoint.schema.json", "id": id, "title": "标题",
        "source": { "page": format!("{id}.md"), "digest": "0" },
        "method": "POST", "host": "open.feishu.cn", "path": path,
        "request": { "body": { "content": "json", "fields": body } },
        "response": { "form": "data", "fields": answer },
    });
    for (name, value) in more.as_object().expect("members") {
        json[name] = value.clone();
    }
    Endpoint::from_json(&json.to_string()).expect("a description")
}

/// A field with whatever is said beyond name and type.
fn field(name: &str, ty: Value, more: Value) -> Value {
    let mut json = json!({ "name": name, "line": 1, "placed": "only", "type": ty, "spelled": "" });
    for (name, value) in more.as_object().expect("members") {
        json[name] = value.clone();
    }
    json
}

fn demo(body: Value, answer: Value) -> Endpoint {
    endpoint("demo.v1.things.post", "/open-apis/demo/v1/things", body, answer, json!({}))
}

fn operation(document: &Value) -> &Value {
    &document["paths"]["/open-apis/demo/v1/things"]["post"]
}

fn sent(document: &Value) -> &Value {
    &operation(document)["requestBody"]["content"]["application/json"]["schema"]
}

fn received(document: &Value) -> &Value {
    &operation(document)["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["data"]
}

#[test]
fn requests_are_validated_and_responses_only_described() {
    let members = || {
        json!([
            field(
                "kind",
                json!("int"),
                json!({ "required": "yes", "options": [{ "key": 1, "label": "一", "line": 1 }, { "key": 9, "line": 1 }] })
            ),
            field("name", json!("string"), json!({ "rules": [{ "length": { "min": 2, "max": 5 } }] })),
        ])
    };
    let document = openapi(&[demo(members(), members())], Version::V3_1);
    assert_eq!(
        sent(&document),
        &json!({
            "type": "object",
            "properties": {
                "kind": {
                    "type": "integer", "format": "int64", "enum": [1, 9], "x-enum-descriptions": ["一", ""],
                },
                "name": { "type": "string", "minLength": 2, "maxLength": 5 },
            },
            "required": ["kind"],
        })
    );
    assert_eq!(
        received(&document),
        &json!({
            "type": ["object", "null"],
            "properties": {
                "kind": {
                    "type": ["integer", "null"], "format": "int64",
                    "x-extensible-enum": [1, 9], "x-enum-descriptions": ["一", ""],
                },
                "name": { "type": ["string", "null"], "x-feishu-rules": [{ "length": { "min": 2, "max": 5 } }] },
            },
        })
    );
}

#[test]
fn rules_become_words_where_the_type_has_them() {
    let rules = |ty: &str, rule: Value| field(ty, json!(ty), json!({ "rules": [rule] }));
    let tags = field("tags", json!({ "list": "string" }), json!({ "rules": [{ "count": { "max": 3 } }] }));
    let body = json!([
        rules("int", json!({ "range": { "min": 1, "max": 100 } })),
        rules("boolean", json!({ "text": "不能为空" })),
        rules("string", json!({ "pattern": "^a+$" })),
        rules("float", json!({ "pattern": "^a+$" })),
        tags,
        field("no_pattern", json!("string"), json!({ "rules": [{ "pattern": "(" }] })),
        field(
            "end",
            json!("int"),
            json!({ "rules": [{ "range": { "min": 0 } }], "sentinels": [{ "ongoing": -1 }], "time": "milliseconds" })
        ),
    ]);
    let document = openapi(&[demo(body, json!([]))], Version::V3_1);
    assert_eq!(
        sent(&document)["properties"],
        json!({
            "int": { "type": "integer", "format": "int64", "minimum": 1, "maximum": 100 },
            "boolean": { "type": "boolean", "x-feishu-rules": [{ "text": "不能为空" }] },
            "string": { "type": "string", "pattern": "^a+$" },
            "float": { "type": "number", "format": "double", "x-feishu-rules": [{ "pattern": "^a+$" }] },
            "tags": { "type": "array", "items": { "type": "string" }, "maxItems": 3 },
            "no_pattern": { "type": "string", "x-feishu-rules": [{ "pattern": "(" }] },
            "end": {
                "type": "integer", "format": "int64", "x-feishu-rules": [{ "range": { "min": 0 } }],
                "x-feishu-time": "milliseconds", "x-feishu-sentinels": [{ "value": -1, "means": "ongoing" }],
            },
        })
    );
}

/// A struct `node` that holds a list of itself, which the page describes once.
fn tree(name: &str, more: Value) -> Value {
    let again = field("children", json!({ "list": { "struct": "node" } }), json!({}));
    let value = field("value", json!("string"), json!({}));
    let mut members = vec![value, again];
    members.extend(more.as_array().expect("fields").iter().cloned());
    field(name, json!({ "struct": "node" }), json!({ "fields": members, "text": "树" }))
}

#[test]
fn a_struct_that_holds_itself_refers_to_itself() {
    let document = openapi(&[demo(json!([tree("root", json!([]))]), json!([]))], Version::V3_1);
    let reference = || json!({ "$ref": "#/components/schemas/Node" });
    assert_eq!(
        sent(&document)["properties"]["root"],
        json!({ "$ref": "#/components/schemas/Node", "description": "树" })
    );
    assert_eq!(
        document["components"]["schemas"]["Node"]["properties"]["children"],
        json!({ "type": "array", "items": reference() })
    );
}

fn component_names(document: &Value) -> Vec<&str> {
    let components = document["components"]["schemas"].as_object().expect("components");
    components.keys().map(String::as_str).filter(|name| *name != "PlatformError").collect()
}

#[test]
fn names_collide_with_nothing_and_depend_on_no_order() {
    let more = |name: &str| json!([field(name, json!("int"), json!({}))]);
    let one = demo(
        json!([tree("a", json!([])), tree("b", more("x")), tree("c", json!([]))]),
        json!([tree("d", json!([]))]),
    );
    let alone = openapi(std::slice::from_ref(&one), Version::V3_1);
    assert_eq!(component_names(&alone), ["Node", "Node2", "NodeResponse"]);

    let other_path = "/open-apis/demo/v1/others";
    let other =
        endpoint("demo.v1.others.post", other_path, json!([tree("a", more("y"))]), json!([]), json!({}));
    let both = openapi(&[one.clone(), other.clone()], Version::V3_1);
    assert_eq!(
        component_names(&both),
        [
            "demo.v1.others.post.Node",
            "demo.v1.things.post.Node",
            "demo.v1.things.post.Node2",
            "demo.v1.things.post.NodeResponse",
        ]
    );
    assert_eq!(both, openapi(&[other, one], Version::V3_1));
}

#[test]
fn a_page_cannot_take_the_exports_own_name() {
    let mine = field(
        "error",
        json!({ "struct": "platform_error" }),
        json!({ "fields": [field("mine", json!("string"), json!({}))] }),
    );
    let document = openapi(&[demo(json!([mine]), json!([]))], Version::V3_1);
    assert_eq!(sent(&document)["properties"]["error"]["$ref"], "#/components/schemas/PlatformError2");
    assert!(document["components"]["schemas"]["PlatformError2"]["properties"]["mine"].is_object());
}

#[test]
fn paths_that_differ_in_names_are_one() {
    let of = |id: &str, path: &str, method: &str| {
        endpoint(id, path, json!([]), json!([]), json!({ "method": method }))
    };
    let endpoints = [
        of("a", "/things/:id", "POST"),
        of("b", "/things/:thing_id", "GET"),
        of("c", "/things/:number", "GET"),
        of("d", "/things/all", "GET"),
    ];
    let lexicon = Lexicon::default();
    let export = Export::new(&endpoints, &lexicon);
    let document = export.openapi(Version::V3_1);
    let paths = document["paths"].as_object().expect("paths");
    assert_eq!(paths.keys().collect::<Vec<_>>(), ["/things/all", "/things/{id}"]);
    let parameter = &document["paths"]["/things/{id}"]["get"]["parameters"][0];
    assert_eq!((&parameter["name"], &parameter["x-feishu-name"]), (&json!("id"), &json!("thing_id")));
    let left_out: Vec<(&str, &str)> =
        export.left_out().iter().map(|(a, b)| (a.id.as_str(), b.id.as_str())).collect();
    assert_eq!(left_out, [("c", "b")]);
}

#[test]
fn errors_stand_with_their_status_and_what_opens_with_200_is_no_other_answer() {
    let error = |status: Value, code: i64| json!({ "status": status, "code": code, "text": "坏", "line": 1 });
    let more = json!({
        "errors": [error(json!(400), 1), error(json!(200), 2), error(json!(400), 3), error(json!(null), 4)],
        "rate_limit": { "text": "50 次/秒", "windows": [{ "calls": 50, "seconds": 1 }] },
        "scopes": [{ "name": "demo:thing", "label": "物" }],
        "tokens": ["tenant", "user"],
    });
    let endpoint = endpoint("demo.v1.things.post", "/open-apis/demo/v1/things", json!([]), json!([]), more);
    let document = openapi(&[endpoint], Version::V3_1);
    let operation = operation(&document);
    let codes = |status: &str| {
        let errors = operation["responses"][status]["x-feishu-errors"].as_array();
        errors.into_iter().flatten().map(|error| error["code"].as_i64()).collect::<Option<Vec<_>>>()
    };
    let responses = operation["responses"].as_object().expect("responses");
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["200", "400", "429", "4XX", "5XX"]);
    assert_eq!((codes("200"), codes("400"), codes("4XX")), (Some(vec![2]), Some(vec![1, 3]), Some(vec![4])));
    assert!(received(&document).is_object(), "{document}");
    assert!(responses["429"]["headers"]["x-ogw-ratelimit-reset"].is_object());
    assert_eq!(operation["security"], json!([{ "tenant_access_token": [] }, { "user_access_token": [] }]));
    assert_eq!(operation["x-feishu-scopes"], json!([{ "name": "demo:thing", "label": "物" }]));
    assert_eq!(
        operation["x-feishu-rate-limit"],
        json!({ "text": "50 次/秒", "windows": [{ "calls": 50, "seconds": 1 }] })
    );
}

#[test]
fn parameters_files_and_lists() {
    let options = json!([{ "key": "open_id", "label": "", "line": 1 }]);
    let more = json!({
        "path": "/open-apis/demo/v1/:site_id/:untold/files",
        "request": {
            "header": [field("Authorization", json!("string"), json!({})), field("X-More", json!("string"), json!({}))],
            "path": [field("site_id", json!("string"), json!({ "text": "官网" }))],
            "query": [
                field("type", json!({ "list": "string" }), json!({ "required": "yes", "options": options })),
                field("page_size", json!("int"), json!({ "default": "10" })),
            ],
            "body": { "content": "multipart", "fields": [
                field("file", json!("file"), json!({ "required": "yes" })), field("note", json!({ "map": "int" }), json!({})),
            ] },
        },
        "response": { "form": "binary" },
    });
    let endpoint = endpoint("demo.v1.files.post", "", json!([]), json!([]), more);
    let document = openapi(&[endpoint], Version::V3_1);
    let operation = &document["paths"]["/open-apis/demo/v1/{site_id}/{untold}/files"]["post"];
    assert_eq!(
        operation["parameters"],
        json!([
            { "name": "site_id", "in": "path", "required": true, "description": "官网", "schema": { "type": "string" } },
            {
                "name": "untold", "in": "path", "required": true,
                "description": "The page does not describe this parameter.", "schema": { "type": "string" },
            },
            {
                "name": "type", "in": "query", "required": true, "style": "form", "explode": true,
                "schema": { "type": "array", "items": {
                    "type": "string", "enum": ["open_id"], "x-enum-varnames": ["OpenId"], "x-enum-descriptions": [""],
                } },
            },
            {
                "name": "page_size", "in": "query", "required": false,
                "schema": { "type": "integer", "format": "int64", "default": 10 },
            },
            { "name": "X-More", "in": "header", "required": false, "schema": { "type": "string" } },
        ])
    );
    assert_eq!(
        operation["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"],
        json!({ "file": { "type": "string", "format": "binary" }, "note": { "type": "string" } })
    );
    assert!(operation["responses"]["200"]["content"]["application/octet-stream"].is_object());
    assert_eq!(operation["security"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_older_version_says_the_same_in_its_own_words() {
    let text = field("note", json!("string"), json!({ "examples": ["\"a\"", "\"b\""] }));
    let answer = json!([tree("root", json!([])), text]);
    let endpoint = demo(json!([tree("examples", json!([]))]), answer);
    let document = openapi(&[endpoint], Version::V3_0);
    assert_eq!(document["openapi"], "3.0.3");
    assert_eq!(
        received(&document)["properties"],
        json!({
            "root": { "allOf": [{ "$ref": "#/components/schemas/NodeResponse" }], "description": "树", "nullable": true },
            "note": { "type": "string", "nullable": true, "example": "a" },
        })
    );
    assert_eq!(
        sent(&document)["properties"]["examples"],
        json!({ "description": "树", "allOf": [{ "$ref": "#/components/schemas/Node" }] })
    );
    assert!(!document.to_string().contains("\"null\""), "{document}");
}

#[test]
fn the_lexicon_gives_english_and_corrects() {
    let lexicon = Lexicon::from_toml(
        r#"
        [endpoints."demo.v1.things.post"]
        module = "create"
        [services.demo.structs.thing_info]
        name = "Thing"
        doc = "A thing."
        [services.demo.structs.thing_info.fields]
        kind = { doc = "Its kind.", required = true, personal = true, options = { 1 = { name = "Round", label = "Round" } } }
        "#,
    )
    .expect("a lexicon");
    let kind = field(
        "kind",
        json!("int"),
        json!({ "text": "种类", "options": [{ "key": 1, "label": "圆", "line": 1 }] }),
    );
    let thing = field("thing", json!({ "struct": "thing_info" }), json!({ "fields": [kind] }));
    let endpoints = [demo(json!([thing]), json!([]))];
    let document = Export::new(&endpoints, &lexicon).openapi(Version::V3_1);
    assert_eq!(operation(&document)["operationId"], "demo.v1.create");
    assert_eq!(
        document["components"]["schemas"]["Thing"],
        json!({
            "type": "object",
            "properties": { "kind": {
                "type": "integer", "format": "int64", "enum": [1],
                "x-enum-varnames": ["Round"], "x-enum-descriptions": ["Round (圆)"],
                "description": "Its kind.\n\n种类", "x-feishu-personal": true,
            } },
            "required": ["kind"],
            "description": "A thing.",
            "x-feishu-name": "thing_info",
        })
    );
}

#[test]
fn the_english_page_stands_before_the_chinese_one() {
    let kind = field(
        "kind",
        json!("int"),
        json!({ "text": "种类", "english": { "text": "Its kind" }, "options": [
            { "key": 1, "label": "圆", "english": "Round (like a ball)", "line": 1 },
            { "key": 2, "label": "方", "english": "Square", "line": 2 },
        ] }),
    );
    let more = json!({
        "english": { "title": "Create a thing", "text": "Creates a thing." },
        "errors": [{ "code": 7, "text": "坏", "english": { "text": "Bad", "advice": "Repair it" }, "line": 9 }],
    });
    let endpoint =
        endpoint("demo.v1.things.post", "/open-apis/demo/v1/things", json!([kind]), json!([]), more);
    let document = Export::new(std::slice::from_ref(&endpoint), &Lexicon::default()).openapi(Version::V3_1);
    let title = format!("Create a thing ({})", endpoint.title);
    assert_eq!(operation(&document)["summary"], title);
    assert!(
        operation(&document)["description"].as_str().is_some_and(|text| text.starts_with("Creates a thing."))
    );
    assert_eq!(
        sent(&document)["properties"]["kind"],
        json!({
            "type": "integer", "format": "int64", "enum": [1, 2],
            "x-enum-varnames": ["Round", "Square"],
            "x-enum-descriptions": ["Round (like a ball) (圆)", "Square (方)"],
            "description": "Its kind\n\n种类",
        })
    );
    assert_eq!(operation(&document)["responses"]["4XX"]["description"], "7: Bad (坏)");
}

#[test]
fn json_schemas_are_complete_in_themselves() {
    let more = json!({
        "path": "/things/:id",
        "request": {
            "path": [field("id", json!("string"), json!({}))],
            "query": [field("page_size", json!("int"), json!({ "required": "yes" }))],
            "body": { "content": "json", "fields": [tree("root", json!([]))] },
        },
        "response": { "form": "flat", "fields": [field("token", json!("string"), json!({}))] },
    });
    let endpoint = endpoint("demo.v1.things.post", "", json!([]), json!([]), more);
    let schemas = Export::new(&[endpoint], &Lexicon::default()).json_schema();
    let schema = "https://json-schema.org/draft/2020-12/schema";
    assert_eq!(
        schemas,
        json!({ "demo.v1.things.post": {
            "parameters": {
                "$schema": schema, "title": "demo.v1.things.post, parameters", "type": "object",
                "properties": { "id": { "type": "string" }, "page_size": { "type": "integer", "format": "int64" } },
                "required": ["id", "page_size"],
            },
            "request": {
                "$schema": schema, "title": "demo.v1.things.post, request", "type": "object",
                "properties": { "root": { "$ref": "#/$defs/Node", "description": "树" } },
                "$defs": { "Node": {
                    "type": "object",
                    "properties": {
                        "value": { "type": "string" },
                        "children": { "type": "array", "items": { "$ref": "#/$defs/Node" } },
                    },
                    "x-feishu-name": "node",
                } },
            },
            "response": {
                "$schema": schema, "title": "demo.v1.things.post, response", "type": "object",
                "properties": {
                    "code": { "type": "integer", "format": "int64" },
                    "token": { "type": ["string", "null"] },
                },
                "required": ["code"],
            },
        } })
    );
}
