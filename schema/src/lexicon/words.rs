//! The model of the entries.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::Type;

/// An entry of a service.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceWords {
    /// The documentation of the service's module.
    pub doc: Option<String>,
    /// By the page's name of the struct.
    #[serde(default)]
    pub structs: BTreeMap<String, StructWords>,
}

/// An entry of a struct, for all its occurrences in the service.
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

/// An entry of a field. In TOML, a plain string is short for `{ doc = "…" }`.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(default, deny_unknown_fields, transform = or_string)]
pub struct FieldWords {
    /// The Rust name, if it differs from the wire name.
    pub name: Option<String>,
    /// One sentence in English.
    pub doc: Option<String>,
    /// Whether the value is personal data: hidden from `Debug`, logs and errors, even if this kind of value is normally
    /// shown.
    pub personal: bool,
    /// Whether `Debug` shows the value, even if this kind of value is normally hidden. Excludes `personal`.
    pub public: bool,
    /// Whether the time is a date of birth, which may be before 1970.
    pub birth_date: bool,
    /// The Rust name of the enum, if it differs from the field's name.
    pub options_name: Option<String>,
    /// Options by wire value.
    pub options: BTreeMap<String, OptionWords>,
    /// Corrects the type.
    #[schemars(rename = "type")]
    pub ty: Option<Type>,
    /// Corrects whether the field is required.
    pub required: Option<bool>,
    /// The number that means "until now", if the tool does not recognise it on the page.
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
    /// Depending on its type and name: ids, options and booleans are shown.
    #[default]
    ByType,
    /// Never.
    Personal,
    /// Always.
    Public,
}

/// An entry of an option. In TOML, a plain string is short for `{ name = "…" }`.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, transform = or_string)]
pub struct OptionWords {
    /// The Rust name, in camel case.
    pub name: String,
    /// The English label. Defaults to the name in words.
    pub label: Option<String>,
}

/// An entry of an endpoint.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndpointWords {
    /// The Rust name of the endpoint's module.
    pub module: Option<String>,
    /// The endpoint's name in English, in place of the page's title.
    pub title: Option<String>,
    /// The endpoint's purpose, in English.
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
    /// Members of the request body outside of named structs, by dotted path. The members of a struct that several
    /// fields share are below the first of these fields.
    #[serde(default)]
    pub body: BTreeMap<String, FieldWords>,
    /// Members of the response outside of named structs, by dotted path.
    #[serde(default)]
    pub response: BTreeMap<String, FieldWords>,
    /// Errors, by code.
    #[serde(default)]
    pub errors: BTreeMap<String, ErrorWords>,
    /// The kind of value of each documented value format, by the page's label.
    #[serde(default)]
    pub values: BTreeMap<String, ValueKind>,
    /// The place of doubtful rows: `"response page_token#2" = "data#1"` puts the second row called `page_token` of the
    /// response under the first one called `data`; an empty string is the root.
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

/// An entry of an error.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorWords {
    /// The Rust name, in camel case.
    pub name: String,
    /// The meaning.
    pub doc: Option<String>,
    /// The advice.
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

/// A string can replace the table.
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

/// Reads a value that is either a string or the table `T`, with the table's own error messages (an untagged enum would
/// only report that nothing matched).
struct StringOr<T>(PhantomData<T>);

impl<'de, T: LongForm<'de>> Visitor<'de> for StringOr<T> {
    type Value = T::Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a table")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.is_empty() {
            return Err(E::custom("an empty string says nothing: leave the entry out"));
        }
        Ok(T::Entry::from(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let table = T::deserialize(MapAccessDeserializer::new(map)).map_err(A::Error::custom)?;
        Ok(T::Entry::from(table))
    }
}

/// The long form of an entry that also has a short one.
trait LongForm<'de>: Deserialize<'de> {
    /// The value of either form.
    type Entry: From<Self> + From<String>;
}

impl LongForm<'_> for FieldTable {
    type Entry = FieldWords;
}

impl LongForm<'_> for OptionTable {
    type Entry = OptionWords;
}
