//! Checks a JSON value against its described type.

use feishu_schema::{Field, Required, Type};
use serde_json::{Map, Value};

use super::{Findings, rules};

impl Findings {
    /// Checks the members of the object at `place`, which is empty for the outermost.
    pub(crate) fn members(&mut self, place: &str, fields: &[Field], members: &Map<String, Value>) {
        for field in fields {
            let place = inside(place, &field.name);
            match members.get(&field.name) {
                None | Some(Value::Null) if field.required == Required::Yes => {
                    self.broken(&place, &Value::Null, format!("{} is required", field.name));
                }
                Some(value) => self.value(&place, field, &field.ty, value),
                None => {}
            }
        }
        let known = |name: &String| fields.iter().any(|field| field.name == *name);
        self.unknown.extend(members.keys().filter(|name| !known(name)).map(|name| inside(place, name)));
    }

    /// Checks a value of the type `ty`, which is the field's own or lies inside its lists and maps.
    fn value(&mut self, place: &str, field: &Field, ty: &Type, value: &Value) {
        match (ty, value) {
            (Type::List(inner), Value::Array(items)) => {
                self.rules(place, value, rules::of_list(field, items.len()));
                for (index, item) in items.iter().enumerate() {
                    self.value(&format!("{place}[{index}]"), field, inner, item);
                }
            }
            (Type::Map(inner), Value::Object(entries)) => {
                for (key, entry) in entries {
                    self.value(&inside(place, key), field, inner, entry);
                }
            }
            // A struct without members is one that the page does not describe, or one that holds itself.
            (Type::Struct(_), Value::Object(members)) if !field.fields.is_empty() => {
                self.members(place, &field.fields, members);
            }
            _ if !is(ty, value) => self.broken(place, value, format!("must be {}", name(ty))),
            _ => self.rules(place, value, rules::of_scalar(field, value)),
        }
    }

    fn rules(&mut self, place: &str, value: &Value, broken: Vec<String>) {
        for description in broken {
            self.broken(place, value, description);
        }
    }
}

fn inside(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

fn is(ty: &Type, value: &Value) -> bool {
    match ty {
        Type::String => value.is_string(),
        Type::Int => is_whole(value),
        Type::Float => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Json => true,
        // A part of a multipart request, as this crate reads it.
        Type::File => value.get("file_name").is_some(),
        Type::Struct(_) | Type::Map(_) => value.is_object(),
        Type::List(_) => value.is_array(),
    }
}

/// To JSON `3` and `3.0` are the same number.
fn is_whole(value: &Value) -> bool {
    let fits = |number: f64| number.fract() == 0.0 && number.abs() < 2.0_f64.powi(63);
    value.is_i64() || value.as_f64().is_some_and(fits)
}

fn name(ty: &Type) -> &'static str {
    match ty {
        Type::String => "a string",
        Type::Int => "a whole number of 64 bits",
        Type::Float => "a number",
        Type::Boolean => "true or false",
        Type::Json => "JSON",
        Type::File => "a file",
        Type::Struct(_) | Type::Map(_) => "an object",
        Type::List(_) => "a list",
    }
}
