use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// The type as understood.
    #[serde(rename = "type")]
    pub ty: Type,
    /// The type as the page spells it.
    pub spelled: String,
    /// What the table says about leaving the field out.
    #[serde(default, skip_serializing_if = "Required::is_unsaid")]
    pub required: Required,
    /// The field's prose, without what the other members hold; lines end in `\n`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Example values, as the page prints them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// The value that the service assumes when the field is left out, as the page prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The values that the page lists. Empty where the field is not an enumeration.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The validation rules that the page states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// What the number or string means as a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeUnit>,
    /// Values that mean something else than the number that they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentinels: Vec<Sentinel>,
    /// The value is a string that encodes another value; the heading of the [`crate::ValueFormat`]s that say how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoded: Option<String>,
    /// The page advises against using the field.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// Scopes without which the service leaves the field out or refuses it (any one of them).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<crate::Scope>,
    /// What the page says under a heading of its own that has no member here, as `heading: text`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// The members, where the field is a struct, or a list or map of structs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

pub(crate) fn is_zero(line: &u32) -> bool {
    *line == 0
}

/// A type of the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A JSON string.
    String,
    /// A whole number; 64 bits, whatever the page says.
    Int,
    /// A number that may have a fraction.
    Float,
    /// `true` or `false`.
    Boolean,
    /// A file: a part of a multipart request, or a binary answer.
    File,
    /// Any JSON value: the page does not say more.
    Json,
    /// An object with the members that follow, under the page's name for it, if it has one.
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
    /// The page's example shows it.
    Example,
    /// A struct of that name and field list was seen.
    Type,
    /// A person settled it in the lexicon.
    Lexicon,
    /// Nothing settles it: the likeliest place.
    Guess,
}

/// What a table says about leaving a field out.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// The field must be there.
    Yes,
    /// The field may be left out.
    No,
    /// The table has no such column.
    #[default]
    Unsaid,
}

impl Required {
    /// Whether the table says nothing.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        *self == Required::Unsaid
    }
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value on the wire.
    pub key: Key,
    /// The page's words for it; empty where it gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The line of the page, from 1; 0 in a description of facts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: u32,
    /// Scopes without which the service does not take or give this value (any one of them).
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
        /// The fewest allowed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u64>,
        /// The most allowed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u64>,
    },
    /// The number of elements of a list.
    Count {
        /// The fewest allowed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u64>,
        /// The most allowed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u64>,
    },
    /// The range of a number, ends included.
    Range {
        /// The smallest allowed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<serde_json::Number>,
        /// The greatest allowed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<serde_json::Number>,
    },
    /// A regular expression, as the page prints it.
    Pattern(String),
    /// A rule in prose: kept, never enforced.
    Text(String),
}

/// What a number or a string means as a time.
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

/// A number that means something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Sentinel {
    /// This number in place of an end time says that it has not ended: 「至今」.
    Ongoing(i64),
}
