//! The shapes of structs in examples, wherever their objects are.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::nest::{KnownStructs, RowInput};

/// The maximum depth that is read of an example.
const MAX_DEPTH: u8 = 40;

/// The merged keys of several values. Merging commutes, so the keys have no order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct Shape {
    /// By key: the values under it.
    pub(in crate::nest) keys: BTreeMap<String, Shape>,
    /// An empty object or list, or null, was seen.
    pub(in crate::nest) empty: bool,
    /// A string, a number or a boolean was seen.
    pub(in crate::nest) scalar: bool,
    /// A list was seen.
    pub(in crate::nest) list: bool,
}

impl Shape {
    /// Takes in a value; of a list, each of its elements.
    pub fn add(&mut self, value: &Value) {
        self.add_at(value, 0);
    }

    fn add_at(&mut self, value: &Value, depth: u8) {
        if depth > MAX_DEPTH {
            return;
        }
        match value {
            Value::Object(members) => {
                self.empty |= members.is_empty();
                for (key, value) in members {
                    self.keys.entry(key.clone()).or_default().add_at(value, depth + 1);
                }
            }
            Value::Array(items) => {
                self.list = true;
                self.empty |= items.is_empty();
                for item in items {
                    self.add_at(item, depth + 1);
                }
            }
            Value::Null => self.empty = true,
            Value::Bool(_) | Value::Number(_) | Value::String(_) => self.scalar = true,
        }
    }
}

/// Notes what an example shows of a table's structs: the objects under a name that stands for the same struct wherever
/// the table has it. That needs no tree, so it is certain in doubtful tables, too.
pub(in crate::nest) fn record_shapes(
    known_structs: &mut KnownStructs,
    rows: &[RowInput],
    examples: &[&Value],
) {
    let mut kinds: HashMap<&str, Option<&str>> = HashMap::new();
    for row in rows {
        let kind = kinds.entry(row.name).or_insert(row.struct_name());
        *kind = kind.filter(|kind| row.struct_name() == Some(kind));
    }
    let mut shapes = BTreeMap::new();
    for example in examples {
        visit(&mut shapes, &kinds, example, 0);
    }
    for (name, shape) in shapes {
        known_structs.add_shape(name, shape);
    }
}

fn visit<'a>(
    shapes: &mut BTreeMap<&'a str, Shape>,
    kinds: &HashMap<&str, Option<&'a str>>,
    value: &Value,
    depth: u8,
) {
    match value {
        _ if depth > MAX_DEPTH => {}
        Value::Object(members) => {
            for (key, value) in members {
                if let Some(Some(kind)) = kinds.get(key.as_str()) {
                    shapes.entry(kind).or_default().add(value);
                }
                visit(shapes, kinds, value, depth + 1);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| visit(shapes, kinds, item, depth + 1)),
        _ => {}
    }
}
