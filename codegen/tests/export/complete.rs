//! Every row of a description is in the document, with its type, options, rules and the rest. The walk goes over the
//! description and the document side by side, and shares nothing with the exporter.

use std::path::PathBuf;

use feishu_codegen::Config;
use feishu_codegen::export::{Version, openapi};
use feishu_schema::{Content, Endpoint, Field, Required, Response, ResponseForm, Rule, Type};
use serde_json::{Value, json};

struct Walk<'a> {
    document: &'a Value,
    /// Whether it goes over an answer.
    received: bool,
    /// How many named structs are around. They have the prose of the place where they are met first, as in the Rust.
    named: usize,
    rows: usize,
    wrong: Vec<String>,
}

impl Walk<'_> {
    /// Follows references, and the wrapping of what may be `null`.
    fn resolve<'v>(&'v self, schema: &'v Value) -> &'v Value {
        if let Some(reference) = schema["$ref"].as_str() {
            return self.document.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
        }
        match schema["anyOf"].as_array() {
            Some(alternatives) => self.resolve(&alternatives[0]),
            None => schema,
        }
    }

    fn wrong(&mut self, path: &str, what: &str) {
        self.wrong.push(format!("{path}: {what}"));
    }

    fn members(&mut self, path: &str, fields: &[Field], object: &Value) {
        let object = self.resolve(object).clone();
        for (index, field) in fields.iter().enumerate() {
            // A row without a name is none, and of two of one name the first counts.
            if field.name.is_empty() || fields[..index].iter().any(|other| other.name == field.name) {
                continue;
            }
            let path = format!("{path}.{}", field.name);
            let required =
                object["required"].as_array().is_some_and(|names| names.contains(&json!(field.name)));
            if required != (!self.received && field.required == Required::Yes) {
                self.wrong(&path, "required or not");
            }
            match object["properties"].get(&field.name).cloned() {
                Some(schema) => self.row(&path, field, &schema, &schema),
                None => self.wrong(&path, "missing"),
            }
        }
    }

    /// `around` is where prose stands: for a parameter not its schema.
    fn row(&mut self, path: &str, field: &Field, schema: &Value, around: &Value) {
        self.rows += 1;
        if !around["description"].as_str().unwrap_or_default().contains(field.text.trim()) && self.named == 0
        {
            self.wrong(path, "the text");
        }
        if around["deprecated"].as_bool().unwrap_or(false) != field.deprecated {
            self.wrong(path, "deprecated or not");
        }
        if schema["x-feishu-time"] != json!(field.time) {
            self.wrong(path, "the time");
        }
        let scopes: Vec<&str> = field.scopes.iter().map(|scope| scope.name.as_str()).collect();
        let exported: Vec<&str> = schema["x-feishu-scopes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|scope| scope["name"].as_str())
            .collect();
        if scopes != exported {
            self.wrong(path, "the scopes");
        }
        if !field.rules.iter().all(|rule| has_rule(schema, rule)) {
            self.wrong(path, "the rules");
        }
        if self.received && !may_be_null(schema) {
            self.wrong(path, "null");
        }
        self.value(path, field, &field.ty, schema);
    }

    fn value(&mut self, path: &str, field: &Field, ty: &Type, schema: &Value) {
        let resolved = self.resolve(schema).clone();
        let is = |name: &str| resolved["type"] == name || resolved["type"][0] == name;
        match ty {
            Type::List(inner) if is("array") => self.value(path, field, inner, &resolved["items"]),
            Type::Map(inner) if is("object") => {
                self.value(path, field, inner, &resolved["additionalProperties"])
            }
            Type::Struct(name) if is("object") => {
                self.named += usize::from(name.is_some());
                self.members(path, &field.fields, &resolved);
                self.named -= usize::from(name.is_some());
            }
            Type::Int if is("integer") && resolved["format"] == "int64" => {
                self.options(path, field, ty, schema)
            }
            Type::String if is("string") => self.options(path, field, ty, schema),
            Type::Float if is("number") => {}
            Type::Boolean if is("boolean") => {}
            Type::File if resolved["format"] == "binary" || resolved.get("type").is_none() => {}
            Type::Json if resolved.get("type").is_none() => {}
            _ => self.wrong(path, &format!("{ty:?} is {resolved}")),
        }
    }

    fn options(&mut self, path: &str, field: &Field, ty: &Type, schema: &Value) {
        let keys = field.options.iter().map(|option| json!(option.key));
        let mut fitting: Vec<Value> = keys.filter(|key| key.is_string() == (*ty == Type::String)).collect();
        let mut seen = Vec::new();
        fitting.retain(|key| {
            !seen.contains(key) && {
                seen.push(key.clone());
                true
            }
        });
        let word = if self.received || !field.sentinels.is_empty() { "x-extensible-enum" } else { "enum" };
        if schema[word].as_array().cloned().unwrap_or_default() != fitting {
            self.wrong(path, "the options");
        }
    }
}

fn may_be_null(schema: &Value) -> bool {
    let among = |value: &Value, wanted: &Value| value.as_array().is_some_and(|items| items.contains(wanted));
    among(&schema["type"], &json!("null"))
        || among(&schema["anyOf"], &json!({ "type": "null" }))
        || (schema.get("type").is_none() && schema.get("$ref").is_none())
}

/// In its own words, or in those of JSON Schema.
fn has_rule(schema: &Value, rule: &Rule) -> bool {
    let kept = schema["x-feishu-rules"].as_array().is_some_and(|rules| rules.contains(&json!(rule)));
    let ends = |min: Value, max: Value, names: [&str; 2]| {
        [min, max].iter().zip(names).all(|(end, name)| end.is_null() || schema[name] == *end)
    };
    kept || match rule {
        Rule::Length { min, max } => ends(json!(min), json!(max), ["minLength", "maxLength"]),
        Rule::Count { min, max } => ends(json!(min), json!(max), ["minItems", "maxItems"]),
        Rule::Range { min, max } => ends(json!(min), json!(max), ["minimum", "maximum"]),
        Rule::Pattern(pattern) => schema["pattern"] == json!(pattern),
        Rule::Text(_) => false,
    }
}

fn content(body: &Value) -> &Value {
    body["content"]
        .as_object()
        .and_then(|content| content.values().next())
        .map_or(&Value::Null, |media| &media["schema"])
}

/// The number of rows that were found, and what is wrong with them.
fn of(endpoint: &Endpoint) -> (usize, Vec<String>) {
    let document = openapi(std::slice::from_ref(endpoint), Version::V3_1);
    let (_, item) = document["paths"].as_object().unwrap().iter().next().unwrap();
    let operation = &item[endpoint.method.as_str().to_lowercase()];
    let mut walk = Walk { document: &document, received: false, named: 0, rows: 0, wrong: Vec::new() };
    let request = &endpoint.request;
    for (place, fields) in [("path", &request.path), ("query", &request.query)] {
        // The page may describe a parameter that the URL does not have.
        let in_url = |field: &&Field| {
            place != "path" || endpoint.path.split('/').any(|part| part == format!(":{}", field.name))
        };
        for field in fields.iter().filter(in_url) {
            let mut parameters = operation["parameters"].as_array().into_iter().flatten();
            let path = format!("{place}.{}", field.name);
            match parameters
                .find(|parameter| parameter["name"] == json!(field.name) && parameter["in"] == place)
            {
                Some(parameter) => walk.row(&path, field, &parameter["schema"], parameter),
                None => walk.wrong(&path, "missing"),
            }
        }
    }
    if let Some(body) = request.body.as_ref().filter(|body| body.content == Content::Json) {
        walk.members("body", &body.fields, content(&operation["requestBody"]));
    }
    walk.received = true;
    answer(&mut walk, &endpoint.response, content(&operation["responses"]["200"]));
    for error in &endpoint.errors {
        let mut responses = operation["responses"].as_object().unwrap().iter();
        let is_exported = responses.any(|(status, response)| {
            let mut errors = response["x-feishu-errors"].as_array().into_iter().flatten();
            (*status == error.status.unwrap_or(0).to_string() || status == "4XX")
                && errors.any(|exported| exported["code"] == error.code)
        });
        if !is_exported {
            walk.wrong("errors", &error.code.to_string());
        }
    }
    if operation["x-feishu-rate-limit"] != json!(endpoint.rate_limit) {
        walk.wrong("", "the rate limit");
    }
    if operation["x-feishu-scopes"].as_array().map_or(0, Vec::len) != endpoint.scopes.len() {
        walk.wrong("", "the scopes");
    }
    (walk.rows, walk.wrong.into_iter().map(|wrong| format!("{} {wrong}", endpoint.id)).collect())
}

fn answer(walk: &mut Walk<'_>, response: &Response, schema: &Value) {
    match response.form {
        ResponseForm::Data => walk.members("data", &response.fields, &schema["properties"]["data"]),
        ResponseForm::Flat => {
            let mut whole = schema.clone();
            whole["required"] = json!([]);
            walk.members("", &response.fields, &whole);
        }
        ResponseForm::Value => {
            walk.members("", &response.fields, &json!({ "properties": schema["properties"] }))
        }
        ResponseForm::Empty | ResponseForm::Binary => {}
    }
}

fn check(pages: PathBuf) -> usize {
    let described = Config::new().pages([pages]).describe().unwrap();
    let results = described.endpoints.iter().map(|described| of(&described.endpoint));
    let (rows, wrong): (Vec<usize>, Vec<Vec<String>>) = results.unzip();
    let wrong = wrong.concat();
    assert!(
        wrong.is_empty(),
        "{} are wrong, such as\n{}",
        wrong.len(),
        wrong[..wrong.len().min(30)].join("\n")
    );
    rows.iter().sum()
}

#[test]
fn every_row_of_the_page_is_in_the_document() {
    // 106 rows of the body, 7 of the answer and `delivery` around them, one in the path and one in the query.
    assert_eq!(check(PathBuf::from(super::WORKSPACE).join("schema/pages")), 116);
}

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn every_row_of_published_pages_is_in_their_documents() {
    let pages = PathBuf::from(std::env::var_os("FEISHU_PAGES").unwrap());
    let rows = check(pages.join("flat"));
    println!("{rows} rows");
    assert!(rows > 10_000, "{rows}");
}
