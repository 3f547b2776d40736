//! The open objects of all hypotheses, and the facts known in each.
//!
//! Hypotheses share frames: a frame is immutable, and a step creates a new version of the one that gains a field.

use crate::nest::cost::weights::{self, Cost};
use crate::nest::input::example::{self, NodeId};
use crate::nest::input::names::{NO_FIELDS, Words, sign};
use crate::nest::input::prose::Topics;
use crate::nest::input::table::{PreparedRow, PreparedTable, Role};
use crate::nest::search::persistent_set::{PersistentSet, Version, mix};

/// The maximum depth of open objects. The platform's deepest object has ten levels.
const MAX_DEPTH: u8 = 32;

/// The fact that some struct had no fields.
pub(in crate::nest) const CHILDLESS: u64 = 0xc41d_1e55;

/// The maximum counted length of a series.
pub(in crate::nest) const SERIES: u32 = 4;

/// An open object, in one hypothesis.
#[derive(Clone, Copy)]
pub(in crate::nest) struct Frame {
    /// The object's row + 1; 0 is the root.
    pub(in crate::nest) row: u32,
    /// The frame that it is in.
    pub(in crate::nest) up: u32,
    /// How deep its fields are.
    pub(in crate::nest) depth: u8,
    /// Its place in the example.
    pub(in crate::nest) node: Option<NodeId>,
    /// The rank of the last key that a field took.
    pub(in crate::nest) last_rank: u32,
    /// How many fields the example shows.
    pub(in crate::nest) taken: u32,
    /// How many fields it has.
    pub(in crate::nest) count: u32,
    /// The signature of its fields.
    pub(in crate::nest) fields: u64,
    /// Words of its fields' names and its own.
    pub(in crate::nest) words: Words,
    /// The topics of its fields' descriptions, except for the last field's.
    pub(in crate::nest) topics: Topics,
    /// Its last field (row + 1).
    pub(in crate::nest) last: u32,
    /// Whether it has a field that its struct does not have elsewhere.
    pub(in crate::nest) deviates: bool,
    /// Hash of the rows of the stack down to here.
    pub(in crate::nest) rows: u64,
    /// Hash of everything about the stack down to here that later steps depend on.
    pub(in crate::nest) stack: u64,
}

/// The facts of a hypothesis: a version of the set, and a hash of those about structs.
#[derive(Clone, Copy, Default)]
pub(in crate::nest) struct KnownFacts {
    pub(in crate::nest) facts: Version,
    pub(in crate::nest) structs: u64,
}

/// The frames and facts of all hypotheses about a table.
pub(in crate::nest) struct Frames<'a> {
    pub(in crate::nest) table: &'a PreparedTable,
    pub(in crate::nest) frames: Vec<Frame>,
    facts: PersistentSet,
}

impl<'a> Frames<'a> {
    /// The root alone: frame 0.
    pub(in crate::nest) fn new(table: &'a PreparedTable) -> Self {
        let node = (!table.example.is_empty()).then_some(example::ROOT);
        let root = Frame {
            row: 0,
            up: 0,
            depth: 0,
            node,
            last_rank: 0,
            taken: 0,
            count: 0,
            fields: NO_FIELDS,
            words: Words::default(),
            topics: Topics::NONE,
            last: 0,
            deviates: false,
            rows: 0,
            stack: 0,
        };
        Self { table, frames: vec![root], facts: PersistentSet::new() }
    }

    pub(in crate::nest) fn frame(&self, at: u32) -> &Frame {
        &self.frames[at as usize]
    }

    /// The frame around another; `None` for the root.
    pub(in crate::nest) fn outer(&self, frame: &Frame) -> Option<&Frame> {
        (frame.row > 0).then(|| self.frame(frame.up))
    }

    pub(in crate::nest) fn has(&self, known: &KnownFacts, fact: u64) -> bool {
        self.facts.has(known.facts, fact)
    }

    /// The struct of an object.
    pub(in crate::nest) fn kind(&self, frame: &Frame) -> Option<u32> {
        self.table.owner(frame.row).and_then(|item| item.kind)
    }

    /// Ends the objects above `at` and makes the row a field of that one. Gives the new top.
    pub(in crate::nest) fn step(&mut self, known: &mut KnownFacts, top: u32, at: u32, row: usize) -> u32 {
        self.end(known, top, at);
        let item = self.table.items[row];
        let mut parent = *self.frame(at);
        parent.deviates |= self.deviating(known, &item, &parent) >= weights::UNKNOWN_LIST;
        known.facts = self.facts.with(known.facts, used(parent.row, item.name));
        if let Some(kind) = self.kind(&parent) {
            self.note(known, begun(kind, sign(parent.fields, item.name)));
        }
        self.note_prior(known, &item, &parent);
        self.join(parent, &item, row)
    }

    /// Updates what only the prior uses. It does not rank hypotheses.
    fn note_prior(&mut self, known: &mut KnownFacts, item: &PreparedRow, parent: &Frame) {
        if let Some(series) = item.series {
            let nth = (1..SERIES).find(|nth| !self.has(known, in_series(parent.row, series, *nth)));
            let fact = in_series(parent.row, series, nth.unwrap_or(SERIES));
            known.facts = self.facts.with(known.facts, fact);
        }
        if let (Some(kind), Some(outer)) = (item.kind, self.outer(parent)) {
            let fact = peer(outer.row, item.name, kind);
            known.facts = self.facts.with(known.facts, fact);
        }
    }

    /// Notes the structs of the objects that end.
    fn end(&mut self, known: &mut KnownFacts, top: u32, down_to: u32) {
        let mut at = top;
        while at != down_to {
            let frame = *self.frame(at);
            if let Some(kind) = self.kind(&frame) {
                self.note(known, named(kind));
                self.note(known, listed(kind, frame.fields));
                if frame.count == 0 {
                    self.note(known, CHILDLESS);
                }
            }
            at = frame.up;
        }
    }

    fn note(&mut self, known: &mut KnownFacts, fact: u64) {
        if !self.facts.has(known.facts, fact) {
            known.facts = self.facts.with(known.facts, fact);
            known.structs ^= fact;
        }
    }

    fn join(&mut self, parent: Frame, item: &PreparedRow, row: usize) -> u32 {
        let key = parent.node.and_then(|node| self.table.example.key(node, item.name));
        let fields = sign(parent.fields, item.name);
        let below = self.outer(&parent).map_or(0, |outer| outer.stack);
        let grown = Frame {
            fields,
            words: parent.words.with(item.words),
            topics: self
                .table
                .owner(parent.last)
                .map_or(parent.topics, |last| parent.topics.with(&last.topics)),
            last: row as u32 + 1,
            count: parent.count + 1,
            taken: parent.taken + u32::from(key.is_some()),
            last_rank: key.map_or(parent.last_rank, |key| parent.last_rank.max(key.rank)),
            stack: mix(below, mix(u64::from(parent.row), fields)),
            ..parent
        };
        let at = self.push(grown);
        if item.role == Role::Leaf || grown.depth >= MAX_DEPTH {
            return at;
        }
        let row = row as u32 + 1;
        self.push(Frame {
            row,
            up: at,
            depth: grown.depth + 1,
            node: self.node(item, key.map(|key| key.node)),
            last_rank: 0,
            taken: 0,
            count: 0,
            fields: NO_FIELDS,
            words: item.words,
            topics: Topics::NONE,
            last: 0,
            deviates: false,
            rows: mix(grown.rows, u64::from(row)),
            stack: mix(grown.stack, mix(u64::from(row), NO_FIELDS)),
        })
    }

    /// The object in the example: at its own place, or at any place of its struct.
    fn node(&self, item: &PreparedRow, own: Option<NodeId>) -> Option<NodeId> {
        let shows = own.is_some_and(|node| {
            let seen = self.table.example.seen(node);
            seen.object || seen.scalar
        });
        if shows { own } else { item.kind.and_then(|kind| self.table.example.of_struct(kind)).or(own) }
    }

    fn push(&mut self, frame: Frame) -> u32 {
        self.frames.push(frame);
        self.frames.len() as u32 - 1
    }

    /// The cost of ending all objects at the end of the table.
    pub(in crate::nest) fn ending_all(&self, known: &KnownFacts, top: u32) -> Cost {
        let rows = self.table.items.len();
        let mut frame = self.frame(top);
        let mut sum = 0;
        while let Some(outer) = self.outer(frame) {
            sum += self.ending(known, frame, rows);
            frame = outer;
        }
        sum + self.unclaimed(known, frame, rows)
    }
}

/// The fact that an object has a field of this name.
pub(in crate::nest) fn used(row: u32, name: u32) -> u64 {
    mix(1 + (u64::from(row) << 2), u64::from(name))
}

/// The fact that a struct occurred.
pub(in crate::nest) fn named(kind: u32) -> u64 {
    mix(2, u64::from(kind))
}

/// The fact that a struct occurred with these fields.
pub(in crate::nest) fn listed(kind: u32, fields: u64) -> u64 {
    mix(mix(3, u64::from(kind)), fields)
}

/// The fact that an object of a struct began with these fields.
pub(in crate::nest) fn begun(kind: u32, fields: u64) -> u64 {
    mix(mix(4, u64::from(kind)), fields)
}

/// The fact that an object within another one has a struct of this name.
pub(in crate::nest) fn peer(outer: u32, name: u32, kind: u32) -> u64 {
    mix(mix(5, u64::from(outer)), (u64::from(name) << 32) | u64::from(kind))
}

/// The fact that an object has an nth field of a series.
pub(in crate::nest) fn in_series(row: u32, series: u32, nth: u32) -> u64 {
    mix(mix(6, u64::from(row)), (u64::from(series) << 32) | u64::from(nth))
}
