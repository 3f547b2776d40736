//! The examples of a page, merged into one tree of keys.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::nest::input::shape::Shape;

/// The maximum depth that is read of an example.
const MAX_DEPTH: u8 = 40;

/// A place in the merged example.
pub(in crate::nest) type NodeId = u32;

/// The merged example's root.
pub(in crate::nest) const ROOT: NodeId = 0;

/// The values at one path of the examples, with all elements of lists merged.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::nest) struct Seen {
    /// How many keys the objects here have.
    pub(in crate::nest) keys: u32,
    /// How many of the keys are names of rows.
    pub(in crate::nest) known: u32,
    /// An object with keys was seen.
    pub(in crate::nest) object: bool,
    /// An empty object or list, or null, was seen.
    pub(in crate::nest) empty: bool,
    /// A string, a number or a boolean was seen.
    pub(in crate::nest) scalar: bool,
    /// A list was seen.
    pub(in crate::nest) list: bool,
    /// How many keys that are names of rows stand below, at any depth.
    pub(in crate::nest) below: u32,
    /// The keys are in alphabetical order, so their order says nothing about the rows'.
    pub(in crate::nest) sorted: bool,
    /// Seen in examples elsewhere, so the keys need not have rows here.
    pub(in crate::nest) elsewhere: bool,
}

/// A key of an object in the merged example.
#[derive(Clone, Copy, Debug)]
pub(in crate::nest) struct Key {
    /// What stands under it.
    pub(in crate::nest) node: NodeId,
    /// Its rank among the keys of its object.
    pub(in crate::nest) rank: u32,
}

/// All examples of a section in one tree; keys that no row has as its name are only counted.
#[derive(Debug, Default)]
pub(in crate::nest) struct Example {
    nodes: Vec<Seen>,
    keys: HashMap<(NodeId, u32), Key>,
    names: HashMap<NodeId, Vec<u32>>,
    known: HashSet<u32>,
    /// The names under which objects stand somewhere, in lists or not.
    objects: HashSet<u32>,
    strangers: HashMap<NodeId, Vec<String>>,
    /// By struct: all its objects in the examples, wherever they stand.
    structs: HashMap<u32, NodeId>,
}

impl Example {
    /// Merges the examples, and the shapes of structs that examples elsewhere show. `name_of` knows the names of the rows, `kind_of` the struct that a name always stands for.
    pub(in crate::nest) fn merge(
        examples: &[&Value],
        shapes: &[(u32, &Shape)],
        name_of: &dyn Fn(&str) -> Option<u32>,
        kind_of: &dyn Fn(u32) -> Option<u32>,
    ) -> Self {
        let mut merged = Self { nodes: vec![Seen::default()], ..Self::default() };
        for example in examples {
            merged.add(ROOT, example, name_of, 0);
        }
        let structs = merged.struct_nodes(kind_of);
        merged.structs = structs;
        merged.add_elsewhere(shapes, name_of);
        merged.count_below();
        let is_object = |key: &Key| merged.nodes[key.node as usize].object;
        merged.objects =
            merged.keys.iter().filter(|(_, key)| is_object(key)).map(|((_, name), _)| *name).collect();
        merged
    }

    /// Merges the places where objects of one struct stand.
    fn struct_nodes(&mut self, kind_of: &dyn Fn(u32) -> Option<u32>) -> HashMap<u32, NodeId> {
        let mut places: Vec<(NodeId, u32)> = self
            .keys
            .iter()
            .filter(|(_, key)| self.nodes[key.node as usize].object)
            .filter_map(|((_, name), key)| Some((key.node, kind_of(*name)?)))
            .collect();
        places.sort_unstable();
        let mut structs = HashMap::new();
        for (place, kind) in places {
            let node = *structs.entry(kind).or_insert_with(|| {
                self.nodes.push(Seen::default());
                self.nodes.len() as NodeId - 1
            });
            self.copy(place, node);
        }
        structs
    }

    /// Adds what was seen at a place to what was seen at another.
    fn copy(&mut self, from: NodeId, to: NodeId) {
        let seen = self.nodes[from as usize];
        let into = &mut self.nodes[to as usize];
        into.object |= seen.object;
        into.empty |= seen.empty;
        into.scalar |= seen.scalar;
        into.list |= seen.list;
        into.sorted |= seen.sorted;
        for name in self.names.get(&from).cloned().unwrap_or_default() {
            let Some(key) = self.key(from, name) else { continue };
            let child = self.child(to, name);
            self.copy(key.node, child);
        }
    }

    /// What the examples show of a struct, wherever it stands in them.
    pub(in crate::nest) fn of_struct(&self, kind: u32) -> Option<NodeId> {
        self.structs.get(&kind).copied()
    }

    /// Adds what examples elsewhere show of structs that this one lacks.
    fn add_elsewhere(&mut self, shapes: &[(u32, &Shape)], name_of: &dyn Fn(&str) -> Option<u32>) {
        let (own, names) = (self.structs.clone(), self.known.clone());
        for (kind, shape) in shapes.iter().filter(|(kind, _)| !own.contains_key(kind)) {
            let node = *self.structs.entry(*kind).or_insert_with(|| {
                self.nodes.push(Seen::default());
                self.nodes.len() as NodeId - 1
            });
            self.add_shape(node, shape, name_of);
        }
        self.known = names;
    }

    fn add_shape(&mut self, id: NodeId, shape: &Shape, name_of: &dyn Fn(&str) -> Option<u32>) {
        let node = &mut self.nodes[id as usize];
        node.object |= !shape.keys.is_empty();
        node.empty |= shape.empty;
        node.scalar |= shape.scalar;
        node.list |= shape.list;
        // A shape's keys have no order.
        node.sorted = true;
        node.elsewhere = true;
        for (key, shape) in &shape.keys {
            match name_of(key) {
                Some(name) => {
                    let child = self.child(id, name);
                    self.add_shape(child, shape, name_of);
                }
                None => self.stranger(id, key),
            }
        }
    }

    /// Children come after their parents, so one walk back suffices.
    fn count_below(&mut self) {
        let mut parents: Vec<(NodeId, NodeId)> =
            self.keys.iter().map(|((parent, _), key)| (key.node, *parent)).collect();
        parents.sort_unstable();
        for (node, parent) in parents.into_iter().rev() {
            let below = self.nodes[node as usize].below;
            self.nodes[parent as usize].below += below + 1;
        }
    }

    /// What was seen at a place.
    pub(in crate::nest) fn seen(&self, node: NodeId) -> Seen {
        self.nodes.get(node as usize).copied().unwrap_or_default()
    }

    /// The rows' names among the keys at a place.
    pub(in crate::nest) fn names(&self, node: NodeId) -> &[u32] {
        self.names.get(&node).map_or(&[], Vec::as_slice)
    }

    /// The key of a name in the objects at a place.
    pub(in crate::nest) fn key(&self, node: NodeId, name: u32) -> Option<Key> {
        self.keys.get(&(node, name)).copied()
    }

    /// Whether a name is a key anywhere in the examples.
    pub(in crate::nest) fn has_name(&self, name: u32) -> bool {
        self.known.contains(&name)
    }

    /// Whether an object stands under a name anywhere in the examples, by itself or in a list.
    pub(in crate::nest) fn shows_object(&self, name: u32) -> bool {
        self.objects.contains(&name)
    }

    /// Whether any object at all was seen.
    pub(in crate::nest) fn is_empty(&self) -> bool {
        !self.seen(ROOT).object
    }

    fn add(&mut self, id: NodeId, value: &Value, name_of: &dyn Fn(&str) -> Option<u32>, depth: u8) {
        if depth > MAX_DEPTH {
            return;
        }
        match value {
            Value::Object(members) => self.add_object(id, members, name_of, depth),
            Value::Array(items) => {
                let node = &mut self.nodes[id as usize];
                node.list = true;
                node.empty |= items.is_empty();
                for item in items {
                    self.add(id, item, name_of, depth + 1);
                }
            }
            Value::Null => self.nodes[id as usize].empty = true,
            Value::Bool(_) | Value::Number(_) | Value::String(_) => self.nodes[id as usize].scalar = true,
        }
    }

    fn add_object(
        &mut self,
        id: NodeId,
        members: &Map<String, Value>,
        name_of: &dyn Fn(&str) -> Option<u32>,
        depth: u8,
    ) {
        if members.is_empty() {
            self.nodes[id as usize].empty = true;
            return;
        }
        if depth > 0 && keys_are_data(members, name_of) {
            for value in members.values() {
                self.add(id, value, name_of, depth + 1);
            }
            return;
        }
        let sorted = members.len() > 2 && members.keys().is_sorted();
        let node = &mut self.nodes[id as usize];
        node.object = true;
        node.sorted |= sorted;
        for (key, value) in members {
            match name_of(key) {
                Some(name) => {
                    let child = self.child(id, name);
                    self.add(child, value, name_of, depth + 1);
                }
                None => self.stranger(id, key),
            }
        }
    }

    fn child(&mut self, id: NodeId, name: u32) -> NodeId {
        if let Some(key) = self.keys.get(&(id, name)) {
            return key.node;
        }
        let node = self.nodes.len() as NodeId;
        self.nodes.push(Seen::default());
        self.known.insert(name);
        self.names.entry(id).or_default().push(name);
        let parent = &mut self.nodes[id as usize];
        self.keys.insert((id, name), Key { node, rank: parent.keys });
        parent.keys += 1;
        parent.known += 1;
        node
    }

    /// A key that no row is named after.
    fn stranger(&mut self, id: NodeId, key: &str) {
        let known = self.strangers.entry(id).or_default();
        if known.len() < 64 && !known.iter().any(|other| other == key) {
            known.push(key.to_owned());
            self.nodes[id as usize].keys += 1;
        }
    }
}

/// A map: an object none of whose keys is a field's name, while its values are objects that may hold fields.
fn keys_are_data(members: &Map<String, Value>, name_of: &dyn Fn(&str) -> Option<u32>) -> bool {
    members.iter().all(|(key, value)| name_of(key).is_none() && holds_objects(value))
}

fn holds_objects(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().any(Value::is_object),
        _ => false,
    }
}
