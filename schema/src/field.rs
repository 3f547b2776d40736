use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::english::FieldTexts;

/// One documented field: a row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// The line of the page on which the row starts, from 1; 0 in a description of facts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: u32,
    /// How the field's place in the tree was decided.
    pub placed: Placed,
    /// The type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// The page's spelling of the type.
    pub spelled: String,
    /// Whether the field is required, according to the table.
    #[serde(default, skip_serializing_if = "Required::is_unstated")]
    pub required: Required,
    /// The field's prose, without the facts in the other members. Lines end with `\n`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The field's texts on the English page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<FieldTexts>,
    /// Example values, as the page prints them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// The default, as the page prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The listed values; empty if the field is not an enumeration.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The validation rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The unit or format, if the value is a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeUnit>,
    /// Numbers with a special meaning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentinels: Vec<Sentinel>,
    /// The heading of the [`crate::ValueFormat`]s, if the value is a string that encodes another value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoded: Option<String>,
    /// Whether the field is deprecated.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// Scopes without which the service omits or refuses the field (any one of them).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<crate::Scope>,
    /// Text under other headings of the field, as `heading: text`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// The members, if the field is a struct, or a list or map of structs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

pub(crate) fn is_zero(line: &u32) -> bool {
    *line == 0
}

/// A wire type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A JSON string.
    String,
    /// A 64-bit integer, whatever width the page names.
    Int,
    /// A number that may have a fraction.
    Float,
    /// `true` or `false`.
    Boolean,
    /// A file: a part of a multipart request, or a binary response.
    File,
    /// Any JSON value.
    Json,
    /// An object with the field's members, and the page's name for it, if it has one.
    Struct(Option<String>),
    /// A list.
    List(Box<Type>),
    /// An object whose keys are data.
    Map(Box<Type>),
}

impl Type {
    /// The type inside all lists and maps.
    #[must_use]
    pub fn innermost(&self) -> &Type {
        match self {
            Type::List(inner) | Type::Map(inner) => inner.innermost(),
            other => other,
        }
    }
}

/// How the place of a field in the tree was decided, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Placed {
    /// The page marks the depth.
    Marked,
    /// No other place fits.
    Only,
    /// The page's example shows the place.
    Example,
    /// A struct of that name and field list was seen.
    Type,
    /// The lexicon states the place.
    Lexicon,
    /// The likeliest place: a guess.
    Guess,
}

/// Whether a field is required, according to a table.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// The field is required.
    Yes,
    /// The field is optional.
    No,
    /// The table has no such column.
    #[default]
    Unsaid,
}

impl Required {
    /// Whether the table has no such column.
    #[must_use]
    pub fn is_unstated(&self) -> bool {
        *self == Required::Unsaid
    }
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value on the wire.
    pub key: Key,
    /// The page's label; empty if it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The label on the English page; empty if it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub english: String,
    /// The line of the page, from 1; 0 in a description of facts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: u32,
    /// Scopes without which the service does not accept or return this value (any one of them).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<crate::Scope>,
}

/// The wire value of an option.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Key {
    /// A number.
    Int(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// A string.
    Text(String),
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Key::Int(number) => number.fmt(f),
            Key::Boolean(truth) => truth.fmt(f),
            Key::Text(text) => text.fmt(f),
        }
    }
}

/// A validation rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// The number of characters of a string.
    Length {
        /// The minimum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u64>,
        /// The maximum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u64>,
    },
    /// The number of elements of a list.
    Count {
        /// The minimum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u64>,
        /// The maximum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u64>,
    },
    /// The inclusive range of a number.
    Range {
        /// The minimum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<serde_json::Number>,
        /// The maximum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<serde_json::Number>,
    },
    /// A regular expression, as the page prints it.
    Pattern(String),
    /// A rule in prose, which is not enforced.
    Text(String),
}

/// The unit or format of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Milliseconds since 1970-01-01 UTC.
    Milliseconds,
    /// Seconds since 1970-01-01 UTC.
    Seconds,
    /// `2024-07`.
    YearMonth,
    /// `2024-07-31`.
    Date,
    /// RFC 3339, such as `2024-07-31T12:00:00+08:00`.
    Rfc3339,
}

/// A number with a special meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Sentinel {
    /// As an end time, this number means "until now": 「至今」.
    Ongoing(i64),
}
