//! The structs seen so far: names and their lists of fields.

use std::collections::{BTreeMap, BTreeSet};

use feishu_schema::Placed;
use serde::{Deserialize, Serialize};

use super::input::shape::Shape;
use super::{Place, RowInput};

/// Field lists by struct name.
///
/// One name can stand for several lists, so all are kept. Adding and merging commute: the result does not depend on the order in
/// which pages are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub struct KnownStructs {
    structs: BTreeMap<String, BTreeSet<Vec<String>>>,
    members: BTreeMap<String, BTreeSet<String>>,
    shapes: BTreeMap<String, BTreeSet<Shape>>,
}

impl KnownStructs {
    /// Notes that a struct of this name had these fields, in this order.
    pub fn add<S: AsRef<str>>(&mut self, name: &str, fields: &[S]) {
        let list: Vec<String> = fields.iter().map(|field| field.as_ref().to_owned()).collect();
        self.structs.entry(name.to_owned()).or_default().insert(list);
    }

    /// Notes that a struct of this name had this field, whatever else it has.
    pub fn add_member(&mut self, name: &str, field: &str) {
        self.members.entry(name.to_owned()).or_default().insert(field.to_owned());
    }

    /// Notes the shape of this struct's objects in an example.
    pub fn add_shape(&mut self, name: &str, shape: Shape) {
        if !shape.keys.is_empty() {
            self.shapes.entry(name.to_owned()).or_default().insert(shape);
        }
    }

    /// The shapes in examples of structs with this name.
    pub fn shapes(&self, name: &str) -> impl Iterator<Item = &Shape> {
        self.shapes.get(name).into_iter().flatten()
    }

    /// The fields that a struct of this name is known to have had.
    pub fn members(&self, name: &str) -> impl Iterator<Item = &str> {
        self.members.get(name).into_iter().flatten().map(String::as_str)
    }

    /// Merges another value.
    pub fn merge(&mut self, other: &Self) {
        for (name, lists) in &other.structs {
            self.structs.entry(name.clone()).or_default().extend(lists.iter().cloned());
        }
        for (name, fields) in &other.members {
            self.members.entry(name.clone()).or_default().extend(fields.iter().cloned());
        }
        for (name, shapes) in &other.shapes {
            self.shapes.entry(name.clone()).or_default().extend(shapes.iter().cloned());
        }
    }

    /// The field lists seen for a struct name.
    pub fn lists(&self, name: &str) -> impl Iterator<Item = &[String]> {
        self.structs.get(name).into_iter().flatten().map(Vec::as_slice)
    }

    /// The part about structs with these names.
    #[must_use]
    pub fn about(&self, names: &BTreeSet<String>) -> Self {
        fn pick<T: Clone>(from: &BTreeMap<String, T>, names: &BTreeSet<String>) -> BTreeMap<String, T> {
            names.iter().filter_map(|name| Some((name.clone(), from.get(name)?.clone()))).collect()
        }
        Self {
            structs: pick(&self.structs, names),
            members: pick(&self.members, names),
            shapes: pick(&self.shapes, names),
        }
    }

    /// Whether nothing was noted yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.structs.is_empty() && self.members.is_empty() && self.shapes.is_empty()
    }
}

/// Notes the structs of a table.
///
/// In a table with a doubtful row, one error can misplace many rows. Of such a table, only fields in the example are
/// used, and no list is assumed to be complete.
pub fn record(known: &mut KnownStructs, rows: &[RowInput], places: &[Place]) {
    let doubtful = is_doubtful(places);
    let mut fields: Vec<Vec<&str>> = vec![Vec::new(); rows.len()];
    for (row, place) in rows.iter().zip(places) {
        let Some(parent) = place.parent else { continue };
        fields[parent].push(row.name);
        let is_certain = !doubtful || place.placed == Placed::Example;
        if let Some(name) = rows[parent].struct_name().filter(|_| is_certain) {
            known.add_member(name, row.name);
        }
    }
    for (row, list) in rows.iter().zip(&fields).filter(|_| !doubtful) {
        if let Some(name) = row.struct_name() {
            known.add(name, list);
        }
    }
}

/// Whether any row is a guess.
#[must_use]
pub fn is_doubtful(tree: &[Place]) -> bool {
    tree.iter().any(|place| place.placed == Placed::Guess)
}
