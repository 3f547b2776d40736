//! The entries as people write them.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::Type;

/// What people add about a service.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceWords {
    /// The sentence that heads the service's module.
    pub doc: Option<String>,
    /// By the page's name of the struct.
    #[serde(default)]
    pub structs: BTreeMap<String, StructWords>,
}

/// What people add about a struct, wherever it occurs in the service.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StructWords {
    /// The Rust name.
    pub name: Option<String>,
    /// One sentence in English.
    pub doc: Option<String>,
    /// Whether the answers of the service have one type of this name, with the members of all of them. For pages that
    /// list different members of what is the same thing: every member of an answer may be left out anyway.
    #[serde(default)]
    pub united: bool,
    /// By the field's name on the wire.
    #[serde(default)]
    pub fields: BTreeMap<String, FieldWords>,
}

/// What people add about a field. In TOML a bare string stands for `{ doc = "…" }`.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(default, deny_unknown_fields, transform = or_string)]
pub struct FieldWords {
    /// The Rust name, where the wire's name will not do.
    pub name: Option<String>,
    /// One sentence in English.
    pub doc: Option<String>,
    /// Whether the value says something about a person: hidden from `Debug`, logs and errors, also where the kind of
    /// value would be shown.
    pub personal: bool,
    /// Whether `Debug` shows the value, also where the kind of value would be hidden. Not together with `personal`.
    pub public: bool,
    /// Whether the time is a date of birth, which may well lie before 1970.
    pub birth_date: bool,
    /// The Rust name of the enum, where the field's own name will not do.
    pub options_name: Option<String>,
    /// By the option's wire value.
    pub options: BTreeMap<String, OptionWords>,
    /// Corrects the type.
    #[schemars(rename = "type")]
    pub ty: Option<Type>,
    /// Corrects whether the field must be there.
    pub required: Option<bool>,
    /// The number that means "has not ended", where the page does not say it in words that the tool knows.
    pub ongoing: Option<i64>,
    /// Corrects what the value means as a time.
    pub time: Option<TimeWords>,
}

/// What a number or a string means as a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeWords {
    /// It is not a time, or may be something else as well: the value is left as it comes.
    None,
    /// Milliseconds since 1970-01-01 UTC.
    Milliseconds,
    /// Seconds since 1970-01-01 UTC.
    Seconds,
}

/// Whether `Debug` shows a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// If its type and name say that it may: ids, options and booleans.
    #[default]
    ByType,
    /// Never.
    Personal,
    /// Always.
    Public,
}

/// What people add about an option. In TOML a bare string stands for `{ name = "…" }`.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, transform = or_string)]
pub struct OptionWords {
    /// The Rust name, in camel case.
    pub name: String,
    /// The English label; the name in words where it is left out.
    pub label: Option<String>,
}

/// What people add about an endpoint.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndpointWords {
    /// The Rust name of the endpoint's module.
    pub module: Option<String>,
    /// The endpoint's name in English, in place of the page's title.
    pub title: Option<String>,
    /// What the endpoint does, in English.
    pub doc: Option<String>,
    /// Path parameters, by name.
    #[serde(default)]
    pub path: BTreeMap<String, FieldWords>,
    /// Query parameters, by name.
    #[serde(default)]
    pub query: BTreeMap<String, FieldWords>,
    /// Headers, by name.
    #[serde(default)]
    pub header: BTreeMap<String, FieldWords>,
    /// Members of the request body that no named struct holds, by dotted path. A struct that several fields share has
    /// its members at the first of these fields.
    #[serde(default)]
    pub body: BTreeMap<String, FieldWords>,
    /// Members of the answer that no named struct holds, by dotted path.
    #[serde(default)]
    pub response: BTreeMap<String, FieldWords>,
    /// Errors, by code.
    #[serde(default)]
    pub errors: BTreeMap<String, ErrorWords>,
    /// What kind of value each documented value format is, by the page's label.
    #[serde(default)]
    pub values: BTreeMap<String, ValueKind>,
    /// The right place of rows that the page leaves in doubt: `"response page_token#2" = "data#1"` puts the second
    /// row called `page_token` of the response under the first one called `data`; an empty string is the root.
    #[serde(default)]
    pub places: BTreeMap<String, String>,
}

impl EndpointWords {
    /// The entries of fields, by the key of their part.
    pub(super) fn parts(&self) -> [(&'static str, &BTreeMap<String, FieldWords>); 5] {
        let Self { path, query, header, body, response, .. } = self;
        [("path", path), ("query", query), ("header", header), ("body", body), ("response", response)]
    }
}

/// What people add about an error.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorWords {
    /// The Rust name, in camel case.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
    /// What to do about it.
    pub advice: Option<String>,
}

/// The kinds of value that a custom field can hold; each is a variant of the client's `CustomValue`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ValueKind {
    SingleChoice,
    MultipleChoice,
    Line,
    Text,
    Number,
    Month,
    Year,
    Date,
    Attachments,
    Period,
}

/// In place of the table, a string will do.
fn or_string(schema: &mut Schema) {
    let table = std::mem::take(schema);
    *schema = json_schema!({ "anyOf": [{ "type": "string", "minLength": 1 }, table] });
}

impl<'de> Deserialize<'de> for FieldWords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StringOr::<FieldTable>(PhantomData))
    }
}

impl<'de> Deserialize<'de> for OptionWords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StringOr::<OptionTable>(PhantomData))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldTable {
    name: Option<String>,
    doc: Option<String>,
    #[serde(default)]
    personal: bool,
    #[serde(default)]
    public: bool,
    #[serde(default)]
    birth_date: bool,
    options_name: Option<String>,
    #[serde(default)]
    options: BTreeMap<String, OptionWords>,
    #[serde(rename = "type")]
    ty: Option<Type>,
    required: Option<bool>,
    ongoing: Option<i64>,
    time: Option<TimeWords>,
}

impl From<FieldTable> for FieldWords {
    fn from(table: FieldTable) -> Self {
        let FieldTable { name, doc, personal, public, birth_date, options_name, options, .. } = table;
        let FieldTable { ty, required, ongoing, time, .. } = table;
        FieldWords {
            name,
            doc,
            personal,
            public,
            birth_date,
            options_name,
            options,
            ty,
            required,
            ongoing,
            time,
        }
    }
}

impl From<String> for FieldWords {
    fn from(doc: String) -> Self {
        FieldWords { doc: Some(doc), ..FieldWords::default() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionTable {
    name: String,
    label: Option<String>,
}

impl From<OptionTable> for OptionWords {
    fn from(OptionTable { name, label }: OptionTable) -> Self {
        OptionWords { name, label }
    }
}

impl From<String> for OptionWords {
    fn from(name: String) -> Self {
        OptionWords { name, label: None }
    }
}

/// Reads a value that is written either as a string or as the table `T`, with the table's own error messages
/// (an untagged enum would only say that nothing matched).
struct StringOr<T>(PhantomData<T>);

impl<'de, T: Table<'de>> Visitor<'de> for StringOr<T> {
    type Value = T::Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a table")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.is_empty() {
            return Err(E::custom("an empty string says nothing: leave the entry out"));
        }
        Ok(T::Words::from(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let table = T::deserialize(MapAccessDeserializer::new(map)).map_err(A::Error::custom)?;
        Ok(T::Words::from(table))
    }
}

/// The long form of an entry that also has a short one.
trait Table<'de>: Deserialize<'de> {
    /// What both forms give.
    type Words: From<Self> + From<String>;
}

impl Table<'_> for FieldTable {
    type Words = FieldWords;
}

impl Table<'_> for OptionTable {
    type Words = OptionWords;
}
