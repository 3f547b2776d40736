//! What the type column leaves open, as far as the examples show it.

use feishu_schema::{Field, Type};
use serde_json::Value;

/// Turns objects without a name into lists of them where the example shows a list. Legacy pages have no types, or `-`
/// for whatever has members.
pub(super) fn lists(fields: &mut [Field], value: &Value) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| lists(fields, element)),
        Value::Object(members) => {
            for field in fields.iter_mut().filter(|field| !field.fields.is_empty()) {
                let Some(value) = members.get(&field.name) else { continue };
                if field.ty == Type::Struct(None) && value.is_array() && says_nothing(&field.spelled) {
                    field.ty = Type::List(Box::new(Type::Struct(None)));
                }
                lists(&mut field.fields, value);
            }
        }
        _ => {}
    }
}

fn says_nothing(spelled: &str) -> bool {
    matches!(spelled, "" | "-" | "/")
}
