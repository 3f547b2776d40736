//! Validation rules as keywords of JSON Schema.

use feishu_schema::{Field, Rule, Type};
use serde_json::{Value, json};

use super::shared::put;

/// Adds the rules of a request's field. Rules without a keyword, or for another type, are added in the page's terms.
pub(super) fn enforce(field: &Field, ty: &Type, schema: &mut Value) {
    let mut rest = Vec::new();
    for rule in &field.rules {
        match words(rule, ty).filter(|_| field.sentinels.is_empty()) {
            Some(words) => words.into_iter().for_each(|(name, value)| put(schema, name, value)),
            None => rest.push(json!(rule)),
        }
    }
    put(schema, "x-feishu-rules", rest);
}

/// Adds the rules of a response's field, in the page's terms.
pub(super) fn describe(field: &Field, schema: &mut Value) {
    put(schema, "x-feishu-rules", json!(field.rules));
}

fn words(rule: &Rule, ty: &Type) -> Option<[(&'static str, Value); 2]> {
    match (rule, ty) {
        (Rule::Length { min, max }, Type::String) => {
            Some([("minLength", json!(min)), ("maxLength", json!(max))])
        }
        (Rule::Count { min, max }, Type::List(_)) => {
            Some([("minItems", json!(min)), ("maxItems", json!(max))])
        }
        (Rule::Range { min, max }, Type::Int | Type::Float) => {
            Some([("minimum", json!(min)), ("maximum", json!(max))])
        }
        (Rule::Pattern(pattern), Type::String) if regex_syntax::parse(pattern).is_ok() => {
            Some([("pattern", json!(pattern)), ("pattern", Value::Null)])
        }
        _ => None,
    }
}
