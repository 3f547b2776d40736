//! Fields as JSON Schema.

use feishu_schema::lexicon::{FieldEntry, FieldLocation, Part, Visibility};
use feishu_schema::{Field, Placed, Sentinel, TimeUnit, Type};
use serde_json::{Map, Value, json};

use super::shared::{put, scopes};
use super::structs::Structs;
use super::{options, printed, rules};

/// Creates schemas that refer to the named structs.
pub(super) struct Schemas<'a> {
    pub structs: &'a Structs<'a>,
    /// The prefix of references to structs.
    prefix: &'static str,
}

/// A field and its location.
#[derive(Clone, Copy)]
struct LocatedField<'s, 'a> {
    context: usize,
    location: &'s FieldLocation<'a>,
    field: &'s Field,
    words: FieldEntry<'s>,
}

impl<'a> Schemas<'a> {
    pub fn new(structs: &'a Structs<'a>, prefix: &'static str) -> Self {
        Schemas { structs, prefix }
    }

    /// The named structs, by name.
    pub fn components(&self) -> Map<String, Value> {
        let mut items: Vec<_> = self.structs.structs.iter().collect();
        items.sort_by(|a, b| a.name.cmp(&b.name));
        let schema = |item: &&super::structs::Struct<'a>| {
            let mut schema = self.object(item.context, &item.location, item.fields);
            let words = self.structs.contexts[item.context].words.struct_entry(item.page_name);
            put(&mut schema, "description", words.doc());
            put(&mut schema, "x-feishu-name", item.page_name);
            (item.name.clone(), schema)
        };
        items.iter().map(schema).collect()
    }

    /// An object with these members. Of two with one name, the first is used.
    pub fn object(&self, context: usize, location: &FieldLocation<'a>, fields: &[Field]) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in fields.iter().filter(|field| !field.name.is_empty()) {
            if !properties.contains_key(&field.name) {
                properties.insert(field.name.clone(), self.member(context, location, field));
                if self.is_required(context, location, field) {
                    required.push(field.name.as_str());
                }
            }
        }
        let mut object = json!({ "type": "object" });
        put(&mut object, "properties", properties);
        put(&mut object, "required", required);
        object
    }

    /// Whether the field is required. No field of a response is, as the service may omit any.
    pub fn is_required(&self, context: usize, location: &FieldLocation<'a>, field: &Field) -> bool {
        let words = self.structs.contexts[context].words.field(location, field);
        match location.part {
            Part::Path => true,
            Part::Response => false,
            Part::Query | Part::Header | Part::Body | Part::Form => words.is_required(field.required),
        }
    }

    /// The schema of a field with its documentation.
    pub fn member(&self, context: usize, location: &FieldLocation<'a>, field: &Field) -> Value {
        let words = self.structs.contexts[context].words.field(location, field);
        let located = LocatedField { context, location, field, words };
        let ty = words.ty(&field.ty);
        let mut schema = self.of_type(located, ty, true);
        if location.part == Part::Response {
            schema = nullable(schema);
        }
        put(&mut schema, "description", description(field, words));
        if field.deprecated {
            put(&mut schema, "deprecated", true);
        }
        examples(field, ty, &mut schema);
        self.facts(located, &mut schema);
        schema
    }

    /// The schema of a type, with the field's rules on the outermost type and its options on the innermost.
    fn of_type(&self, located: LocatedField<'_, 'a>, ty: &Type, outermost: bool) -> Value {
        let part = located.location.part;
        let mut schema = match ty {
            Type::List(inner) => json!({ "type": "array", "items": self.of_type(located, inner, false) }),
            // Text in a format that the page describes in prose.
            Type::Map(_) | Type::Struct(_) | Type::Json if part.is_text() => json!({ "type": "string" }),
            Type::Map(inner) => {
                json!({ "type": "object", "additionalProperties": self.of_type(located, inner, false) })
            }
            Type::Struct(name) => self.of_struct(located, name.as_deref()),
            Type::Json => json!({}),
            Type::File if part == Part::Form => json!({ "type": "string", "format": "binary" }),
            // A file inside JSON can be anything.
            Type::File if !part.is_text() => json!({}),
            Type::String | Type::File => json!({ "type": "string" }),
            Type::Int => json!({ "type": "integer", "format": "int64" }),
            Type::Float => json!({ "type": "number", "format": "double" }),
            Type::Boolean => json!({ "type": "boolean" }),
        };
        let sent = part != Part::Response;
        if sent && *ty == Type::String {
            put(&mut schema, "format", format(located.words.time(located.field.time)));
        }
        options::add(
            located.field,
            ty,
            located.words,
            sent && located.field.sentinels.is_empty(),
            &mut schema,
        );
        match (outermost, sent) {
            (true, true) => rules::enforce(located.field, ty, &mut schema),
            (true, false) => rules::describe(located.field, &mut schema),
            (false, _) => {}
        }
        schema
    }

    fn of_struct(&self, located: LocatedField<'_, 'a>, name: Option<&str>) -> Value {
        let part = located.location.part;
        match self.structs.of(located.context, name, located.field, part) {
            Some(item) => json!({ "$ref": format!("{}{}", self.prefix, item.name) }),
            None => {
                let path = located.location.path(&located.field.name);
                self.object(
                    located.context,
                    &FieldLocation { part, parent: path, holder: None },
                    &located.field.fields,
                )
            }
        }
    }

    /// Facts that JSON Schema cannot express.
    fn facts(&self, located: LocatedField<'_, 'a>, schema: &mut Value) {
        let field = located.field;
        put(schema, "x-feishu-time", json!(located.words.time(field.time)));
        let sentinels = field
            .sentinels
            .iter()
            .map(|Sentinel::Ongoing(value)| json!({ "value": value, "means": "ongoing" }));
        put(schema, "x-feishu-sentinels", sentinels.collect::<Value>());
        if let Some(heading) = &field.encoded {
            let formats = &self.structs.contexts[located.context].endpoint.value_formats;
            let formats = formats.iter().filter(|format| format.heading == *heading);
            let formats = formats.map(|format| json!({ "label": format.label, "sample": format.sample }));
            put(
                schema,
                "x-feishu-encoded",
                json!({ "heading": heading, "formats": formats.collect::<Value>() }),
            );
        }
        put(schema, "x-feishu-scopes", scopes(&field.scopes));
        if located.words.visibility() == Visibility::Personal {
            put(schema, "x-feishu-personal", true);
        }
        if field.placed == Placed::Guess {
            put(schema, "x-feishu-placed", "guess");
        }
    }
}

/// The schema, or `null`.
pub(super) fn nullable(mut schema: Value) -> Value {
    match schema.get("type").cloned() {
        Some(ty) => {
            schema["type"] = json!([ty, "null"]);
            schema
        }
        None if schema.get("$ref").is_some() => json!({ "anyOf": [schema, { "type": "null" }] }),
        // Any value, including `null`.
        None => schema,
    }
}

fn format(time: Option<TimeUnit>) -> Value {
    match time {
        Some(TimeUnit::Date) => json!("date"),
        Some(TimeUnit::Rfc3339) => json!("date-time"),
        Some(TimeUnit::Milliseconds | TimeUnit::Seconds | TimeUnit::YearMonth) | None => Value::Null,
    }
}

/// The lexicon's sentence, the page's prose and its remarks.
fn description(field: &Field, words: FieldEntry<'_>) -> String {
    let english = words.doc().or_else(|| field.english_text()).filter(|english| *english != field.text);
    let remarks = field.english.iter().flat_map(|english| &english.remarks).chain(&field.remarks);
    let parts = english.into_iter().chain([field.text.as_str()]).chain(remarks.map(String::as_str));
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// Examples and default, if they have the type. A default of another type is added as the page prints it.
fn examples(field: &Field, ty: &Type, schema: &mut Value) {
    let examples = field.examples.iter().filter_map(|text| printed::value(text, ty));
    put(schema, "examples", examples.collect::<Value>());
    let Some(text) = field.default.as_deref() else { return };
    let default = printed::value(text, ty).filter(|value| is_option(field, value) && field.rules.is_empty());
    match default {
        Some(value) => schema["default"] = value,
        None => put(schema, "x-feishu-default", text),
    }
}

/// Whether the value is among the options, if there are any.
fn is_option(field: &Field, value: &Value) -> bool {
    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    field.options.is_empty() || field.options.iter().any(|option| option.key.to_string() == shown)
}
