//! When two types are the same, on a page and among the items of a service.
//!
//! A struct is its name *and* its members, because one name may stand for several lists of members. Prose is ignored.

use feishu_schema::lexicon::{Part, Visibility};
use feishu_schema::{Field, Key, Required, Rule, Sentinel, TimeUnit, Type};

use super::items::{Check, EnumItem, RustType, StructFormat, StructItem, Wire};

/// A struct of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StructKey<'a> {
    name: Option<&'a str>,
    members: Vec<MemberKey<'a>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct MemberKey<'a> {
    name: &'a str,
    ty: &'a Type,
    required: bool,
    rules: Vec<RuleKey<'a>>,
    options: Vec<&'a Key>,
    time: Option<TimeUnit>,
    sentinels: &'a [Sentinel],
    encoded: Option<&'a str>,
    deprecated: bool,
    members: Vec<MemberKey<'a>>,
}

/// A rule; the numbers of a range in their decimal form, as JSON's numbers have no order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum RuleKey<'a> {
    Length(Option<u64>, Option<u64>),
    Count(Option<u64>, Option<u64>),
    Range(Option<String>, Option<String>),
    Pattern(&'a str),
    Text(&'a str),
}

impl<'a> StructKey<'a> {
    /// The struct with the page's `name` and these members, in a part of an endpoint.
    pub fn new(name: Option<&'a str>, members: &'a [Field], part: Part) -> Self {
        StructKey { name, members: member_keys(members, part) }
    }
}

fn member_keys(members: &[Field], part: Part) -> Vec<MemberKey<'_>> {
    // Responses are not validated.
    let is_validated = part != Part::Response;
    let mut keys = Vec::with_capacity(members.len());
    for field in members {
        keys.push(MemberKey {
            name: &field.name,
            ty: &field.ty,
            required: is_validated && field.required == Required::Yes,
            rules: field.rules.iter().filter(|_| is_validated).map(rule_key).collect(),
            options: field.options.iter().map(|option| &option.key).collect(),
            time: field.time,
            sentinels: &field.sentinels,
            encoded: field.encoded.as_deref(),
            deprecated: field.deprecated,
            members: member_keys(&field.fields, part),
        });
    }
    keys
}

fn rule_key(rule: &Rule) -> RuleKey<'_> {
    let decimal = |bound: &Option<serde_json::Number>| bound.as_ref().map(ToString::to_string);
    match rule {
        Rule::Length { min, max } => RuleKey::Length(*min, *max),
        Rule::Count { min, max } => RuleKey::Count(*min, *max),
        Rule::Range { min, max } => RuleKey::Range(decimal(min), decimal(max)),
        Rule::Pattern(pattern) => RuleKey::Pattern(pattern),
        Rule::Text(text) => RuleKey::Text(text),
    }
}

/// An item of generated code, without the items that it refers to. Of the names of types, only the preferred name of
/// the item itself is part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum ItemKey<'a> {
    Struct { base: &'a str, format: StructFormat, members: Vec<MemberItemKey<'a>> },
    Enum { base: &'a str, wire: Wire, variants: Vec<[&'a str; 4]>, keys: Vec<&'a Key>, shows_unknown: bool },
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct MemberItemKey<'a> {
    wire: &'a str,
    name: &'a str,
    setter: &'a str,
    /// Members with empty type names.
    ty: RustType,
    optional: bool,
    visibility: Visibility,
    deprecated: bool,
    checks: &'a [Check],
}

impl<'a> ItemKey<'a> {
    /// `None` if the struct is never shared.
    pub fn of_struct(item: &'a StructItem) -> Option<Self> {
        let members = item.fields.iter().map(|field| MemberItemKey {
            wire: &field.wire,
            name: &field.name,
            setter: &field.setter,
            ty: nameless(&field.ty),
            optional: field.optional,
            visibility: field.visibility,
            deprecated: field.deprecated,
            checks: &field.checks,
        });
        Some(ItemKey::Struct { base: item.base.as_deref()?, format: item.format, members: members.collect() })
    }

    pub fn of_enum(item: &'a EnumItem) -> Self {
        let variants = item.variants.iter();
        let texts = variants.clone().map(|variant| {
            [&variant.name, &variant.identifier, &variant.label, &variant.english].map(String::as_str)
        });
        ItemKey::Enum {
            base: &item.base,
            wire: item.wire,
            variants: texts.collect(),
            keys: variants.map(|variant| &variant.key).collect(),
            shows_unknown: item.shows_unknown,
        }
    }
}

/// The type without the names of structs and enums.
fn nameless(ty: &RustType) -> RustType {
    match ty {
        RustType::Struct(_) => RustType::Struct(String::new()),
        RustType::Enum(_, wire) => RustType::Enum(String::new(), *wire),
        RustType::List(inner) => RustType::List(Box::new(nameless(inner))),
        RustType::Map(inner) => RustType::Map(Box::new(nameless(inner))),
        RustType::Boxed(inner) => RustType::Boxed(Box::new(nameless(inner))),
        other => other.clone(),
    }
}
