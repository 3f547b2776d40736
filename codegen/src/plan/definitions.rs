//! Finds the members of a named struct.
//!
//! A page lists the members at one field of the struct and omits them at others, mostly where a struct contains itself.
//! If several structs have the name, the place and the example decide which one is meant.

use std::collections::BTreeMap;

use feishu_schema::{Endpoint, Field, ResponseForm, Type};
use serde_json::{Map, Value};

/// The definitions of an endpoint's structs.
#[derive(Clone, Debug)]
pub(crate) struct Definitions<'a> {
    /// The first field of each name that has members.
    first: BTreeMap<&'a str, &'a Field>,
    /// The struct that is meant by each field without members inside a struct of the same name, by the field's address.
    enclosing: BTreeMap<*const Field, &'a Field>,
}

impl<'a> Definitions<'a> {
    pub fn of(endpoint: &'a Endpoint) -> Self {
        let mut walk = Walk {
            definitions: Definitions { first: BTreeMap::new(), enclosing: BTreeMap::new() },
            around: Vec::new(),
            examples: Vec::new(),
        };
        if let Some(body) = &endpoint.request.body {
            walk.examples = body.examples.iter().filter_map(|example| example.value.as_ref()).collect();
            walk.fields(&body.fields);
        }
        let response = &endpoint.response;
        let shown = response.examples.iter().filter_map(|example| example.value.as_ref());
        walk.examples = match response.form {
            ResponseForm::Data => shown.filter_map(|value| value.get("data")).collect(),
            _ => shown.collect(),
        };
        walk.fields(&response.fields);
        walk.definitions
    }

    /// The field with the members of the struct: `field` itself or another field of the struct `name`.
    pub fn find<'f>(&self, name: Option<&str>, field: &'f Field) -> Option<&'f Field>
    where
        'a: 'f,
    {
        if !field.fields.is_empty() {
            return Some(field);
        }
        let enclosing = self.enclosing.get(&std::ptr::from_ref(field));
        enclosing.or_else(|| self.first.get(name?)).copied()
    }

    /// Whether some field has members of the struct.
    pub fn has(&self, name: &str) -> bool {
        self.first.contains_key(name)
    }
}

/// A walk over the fields of a request or a response.
struct Walk<'a> {
    definitions: Definitions<'a>,
    /// The enclosing fields, outermost first.
    around: Vec<&'a Field>,
    /// The examples of the whole.
    examples: Vec<&'a Value>,
}

impl<'a> Walk<'a> {
    fn fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            let Type::Struct(Some(name)) = field.ty.innermost() else {
                self.inside(field);
                continue;
            };
            if field.fields.is_empty() {
                self.refer(name, field);
            } else {
                self.definitions.first.entry(name).or_insert(field);
                self.inside(field);
            }
        }
    }

    fn inside(&mut self, field: &'a Field) {
        self.around.push(field);
        self.fields(&field.fields);
        self.around.pop();
    }

    /// Finds the struct that a field without members means: the nearest enclosing one with all members that the example
    /// shows there, or the nearest one if none has them.
    fn refer(&mut self, name: &str, field: &'a Field) {
        let of_name =
            |around: &&&Field| matches!(around.ty.innermost(), Type::Struct(Some(other)) if other == name);
        let candidates: Vec<&'a Field> = self.around.iter().rev().filter(of_name).copied().collect();
        let Some(nearest) = candidates.first() else { return };
        let shown = if candidates.len() > 1 { self.shown(field) } else { Vec::new() };
        let fits = |candidate: &&&'a Field| {
            let has = |key: &String| candidate.fields.iter().any(|member| member.name == *key);
            shown.iter().all(|object| object.keys().all(has))
        };
        let meant = candidates.iter().find(fits).unwrap_or(nearest);
        self.definitions.enclosing.insert(std::ptr::from_ref(field), meant);
    }

    /// The objects that the examples show at a field.
    fn shown(&self, field: &'a Field) -> Vec<&'a Map<String, Value>> {
        let mut values = self.examples.clone();
        for step in self.around.iter().copied().chain([field]) {
            let members = values.into_iter().flat_map(objects).filter_map(|object| object.get(&step.name));
            values = members.flat_map(|value| elements(value, &step.ty)).collect();
        }
        values.into_iter().flat_map(objects).collect()
    }
}

/// The value itself or the objects in its lists.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    match value {
        Value::Object(object) => vec![object],
        Value::Array(values) => values.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

/// The values inside the lists and maps of a type.
fn elements<'v>(value: &'v Value, ty: &Type) -> Vec<&'v Value> {
    match (ty, value) {
        (Type::List(inner), Value::Array(values)) => {
            values.iter().flat_map(|value| elements(value, inner)).collect()
        }
        (Type::Map(inner), Value::Object(object)) => {
            object.values().flat_map(|value| elements(value, inner)).collect()
        }
        _ => vec![value],
    }
}

#[cfg(test)]
mod tests {
    use feishu_schema::{Placed, Required};
    use serde_json::json;

    use super::*;

    fn field(name: &str, ty: &str, fields: Vec<Field>) -> Field {
        let json = json!({ "name": name, "line": 1, "placed": Placed::Marked, "type": { "list": { "struct": ty } }, "spelled": "", "required": Required::No });
        let mut field: Field = serde_json::from_value(json).unwrap();
        field.fields = fields;
        field
    }

    fn walk<'a>(fields: &'a [Field], example: &'a Value) -> Definitions<'a> {
        let definitions = Definitions { first: BTreeMap::new(), enclosing: BTreeMap::new() };
        let mut walk = Walk { definitions, around: Vec::new(), examples: vec![example] };
        walk.fields(fields);
        walk.definitions
    }

    /// `tree: node { children: node { name, children: node } }`
    fn tree() -> Vec<Field> {
        let inner = field("children", "node", vec![]);
        let children = field("children", "node", vec![field("name", "label", vec![]), inner]);
        vec![field("tree", "node", vec![children])]
    }

    #[test]
    fn a_struct_in_itself_is_the_nearest_around_it() {
        let fields = tree();
        let (outer, inner) = (&fields[0].fields[0], &fields[0].fields[0].fields[1]);
        let definitions = walk(&fields, &Value::Null);
        assert!(std::ptr::eq(definitions.find(Some("node"), inner).unwrap(), outer));
    }

    #[test]
    fn an_example_can_show_that_one_further_out_is_meant() {
        let mut fields = tree();
        fields[0].fields.push(field("root_only", "label", vec![]));
        let inner = &fields[0].fields[0].fields[1];
        let example = json!({"tree": [{"children": [{"children": [{"root_only": [], "children": []}]}]}]});
        let definitions = walk(&fields, &example);
        assert!(std::ptr::eq(definitions.find(Some("node"), inner).unwrap(), &fields[0]));
    }
}
