//! The open objects of all hypotheses, and what is known in each.
//!
//! Hypotheses share whatever they have in common: a frame is never changed, a step makes a new version of the one
//! frame that gains a field.

use super::cost::{self, Cost};
use super::example::{self, NodeId};
use super::facts::{Facts, Version, mix};
use super::names::{NO_FIELDS, Words, sign};
use super::prose::Topics;
use super::table::{Item, Role, Table};

/// Deeper objects stay closed. The platform's deepest has ten levels.
const MAX_DEPTH: u8 = 32;

/// The fact that some struct had no fields.
pub(super) const CHILDLESS: u64 = 0xc41d_1e55;

/// So many fields of a series are counted.
pub(super) const SERIES: u32 = 4;

/// An open object, in one hypothesis.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The object's row + 1; 0 is the root.
    pub(super) row: u32,
    /// The frame that it is in.
    pub(super) up: u32,
    /// How deep its fields are.
    pub(super) depth: u8,
    /// Its place in the example.
    pub(super) node: Option<NodeId>,
    /// The rank of the last key that a field took.
    pub(super) last_rank: u32,
    /// How many fields the example shows.
    pub(super) taken: u32,
    /// How many fields it has.
    pub(super) count: u32,
    /// The signature of its fields.
    pub(super) fields: u64,
    /// Words of its fields' names and its own.
    pub(super) words: Words,
    /// What its fields' descriptions speak of, but for the last one's.
    pub(super) topics: Topics,
    /// Its last field (row + 1).
    pub(super) last: u32,
    /// It has a field that its struct does not have there elsewhere.
    pub(super) deviates: bool,
    /// Stands for the rows of the stack down to here.
    pub(super) rows: u64,
    /// Stands for all that the stack down to here will ever be asked for.
    pub(super) stack: u64,
}

/// What a hypothesis knows: a version of the facts, and a number that stands for those about structs.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) facts: Version,
    pub(super) structs: u64,
}

/// The frames and facts of all hypotheses about a table.
pub(super) struct Stacks<'a> {
    pub(super) table: &'a Table,
    pub(super) frames: Vec<Frame>,
    facts: Facts,
}

impl<'a> Stacks<'a> {
    /// The root alone: frame 0.
    pub(super) fn new(table: &'a Table) -> Self {
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
        Self { table, frames: vec![root], facts: Facts::new() }
    }

    pub(super) fn frame(&self, at: u32) -> &Frame {
        &self.frames[at as usize]
    }

    /// The frame around another; `None` for the root.
    pub(super) fn outer(&self, frame: &Frame) -> Option<&Frame> {
        (frame.row > 0).then(|| self.frame(frame.up))
    }

    pub(super) fn has(&self, known: &Known, fact: u64) -> bool {
        self.facts.has(known.facts, fact)
    }

    /// The struct of an object.
    pub(super) fn kind(&self, frame: &Frame) -> Option<u32> {
        self.table.owner(frame.row).and_then(|item| item.kind)
    }

    /// Ends the objects above `at` and makes the row a field of that one. Gives the new top.
    pub(super) fn step(&mut self, known: &mut Known, top: u32, at: u32, row: usize) -> u32 {
        self.end(known, top, at);
        let item = self.table.items[row];
        let mut parent = *self.frame(at);
        parent.deviates |= self.deviating(known, &item, &parent) >= cost::UNKNOWN_LIST;
        known.facts = self.facts.with(known.facts, used(parent.row, item.name));
        if let Some(kind) = self.kind(&parent) {
            self.note(known, begun(kind, sign(parent.fields, item.name)));
        }
        self.note_habits(known, &item, &parent);
        self.join(parent, &item, row)
    }

    /// Notes what only habits are asked for: it does not rank hypotheses.
    fn note_habits(&mut self, known: &mut Known, item: &Item, parent: &Frame) {
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
    fn end(&mut self, known: &mut Known, top: u32, down_to: u32) {
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

    fn note(&mut self, known: &mut Known, fact: u64) {
        if !self.facts.has(known.facts, fact) {
            known.facts = self.facts.with(known.facts, fact);
            known.structs ^= fact;
        }
    }

    fn join(&mut self, parent: Frame, item: &Item, row: usize) -> u32 {
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

    /// Where the example shows an object: at its own place, or else wherever it shows one of its struct.
    fn node(&self, item: &Item, own: Option<NodeId>) -> Option<NodeId> {
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

    /// What it costs to end everything at the end of the table.
    pub(super) fn ending_all(&self, known: &Known, top: u32) -> Cost {
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
pub(super) fn used(row: u32, name: u32) -> u64 {
    mix(1 + (u64::from(row) << 2), u64::from(name))
}

/// The fact that a struct occurred.
pub(super) fn named(kind: u32) -> u64 {
    mix(2, u64::from(kind))
}

/// The fact that a struct occurred with these fields.
pub(super) fn listed(kind: u32, fields: u64) -> u64 {
    mix(mix(3, u64::from(kind)), fields)
}

/// The fact that an object of a struct began with these fields.
pub(super) fn begun(kind: u32, fields: u64) -> u64 {
    mix(mix(4, u64::from(kind)), fields)
}

/// The fact that an object within another one has a struct of this name.
pub(super) fn peer(outer: u32, name: u32, kind: u32) -> u64 {
    mix(mix(5, u64::from(outer)), (u64::from(name) << 32) | u64::from(kind))
}

/// The fact that an object has an nth field of a series.
pub(super) fn in_series(row: u32, series: u32, nth: u32) -> u64 {
    mix(mix(6, u64::from(row)), (u64::from(series) << 32) | u64::from(nth))
}
