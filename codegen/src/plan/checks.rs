//! Rules beyond the type.

use feishu_schema::lexicon::{FieldEntry, Part};
use feishu_schema::{Field, Rule, Type};

use super::items::{Check, Float, RustType};
use super::names::member;

/// The checks of a field. Responses are not checked.
pub(super) fn of(
    field: &Field,
    ty: &RustType,
    optional: bool,
    words: FieldEntry<'_>,
    siblings: &[Field],
    part: Part,
) -> Vec<Check> {
    if part == Part::Response {
        return Vec::new();
    }
    if part == Part::Path {
        // Only strings can contain a separator.
        return if *ty == RustType::String { vec![Check::PathValue] } else { Vec::new() };
    }
    let mut checks = Vec::new();
    if !optional && *ty == RustType::String {
        checks.push(Check::NotEmpty);
    }
    checks.extend(field.rules.iter().filter_map(|rule| from_rule(rule, ty)));
    if *ty == RustType::Timestamp && words.is_birth_date() {
        checks.push(Check::BirthDate);
    }
    if *ty == RustType::EncodedValue {
        checks.extend(identifier(siblings).map(|id| Check::CustomValue { id }));
    }
    checks
}

/// A rule applies only to its own types. Describing warns about rules on other types.
fn from_rule(rule: &Rule, ty: &RustType) -> Option<Check> {
    match (rule, ty) {
        (Rule::Length { min, max }, RustType::String) => Some(Check::Length(*min, *max)),
        (Rule::Count { min, max }, RustType::List(_)) => Some(Check::Count(*min, *max)),
        (Rule::Range { min, max }, RustType::Integer) => {
            Some(Check::Range(whole(min.as_ref())?, whole(max.as_ref())?))
        }
        (Rule::Range { min, max }, RustType::Float) => {
            Some(Check::RangeFloat(float(min.as_ref()), float(max.as_ref())))
        }
        // A rule on the wrong type, or one that cannot be enforced: patterns use another dialect, prose is for people.
        (
            Rule::Length { .. } | Rule::Count { .. } | Rule::Range { .. } | Rule::Pattern(_) | Rule::Text(_),
            _,
        ) => None,
    }
}

/// `None` if a bound is not an integer: such a rule does not fit the type.
#[expect(clippy::option_option, reason = "the outer level says whether the bound can be used")]
fn whole(bound: Option<&serde_json::Number>) -> Option<Option<i64>> {
    match bound {
        None => Some(None),
        Some(number) => number.as_i64().map(Some),
    }
}

fn float(bound: Option<&serde_json::Number>) -> Option<Float> {
    bound.and_then(serde_json::Number::as_f64).map(Float)
}

/// The sibling that identifies the custom field of a value.
fn identifier(siblings: &[Field]) -> Option<String> {
    let id = siblings.iter().find(|field| field.name == "object_id" && field.ty == Type::String)?;
    Some(member(&id.name))
}
