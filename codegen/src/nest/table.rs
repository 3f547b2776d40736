//! A table prepared for the search: names as numbers, the example merged, the book's lists as signatures.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::example::Example;
use super::facts::mix;
use super::prose::{Glossary, Topics};
use super::repeat::{Span, spans};
use super::{Book, Pin, Row, Shape};
use crate::page::Section;

/// The signature of a struct without fields.
pub(super) const NO_FIELDS: u64 = 0x5eed;

/// The signature of a field list that another field is added to.
pub(super) fn sign(fields: u64, name: u32) -> u64 {
    mix(fields, u64::from(name))
}

/// What a row may do in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Leaf,
    Struct,
    Map,
    Open,
}

/// Words at the beginning and at the end of names, as bits. Two words may share a bit: this is weak evidence anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    first: u128,
    last: u128,
}

impl Words {
    /// Whether a name of either begins or ends like one of the other.
    pub(super) fn meet(self, other: Self) -> bool {
        self.first & other.first != 0 || self.last & other.last != 0
    }

    /// The words of both.
    pub(super) fn with(self, other: Self) -> Self {
        Self { first: self.first | other.first, last: self.last | other.last }
    }
}

/// A row, prepared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) name: u32,
    pub(super) role: Role,
    /// The struct's name, as a number.
    pub(super) kind: Option<u32>,
    pub(super) level: Option<u8>,
    /// The parent that a person settled (row number + 1; 0: the root).
    pub(super) pin: Option<u32>,
    /// The last row that is pinned into this one.
    pub(super) open_until: u32,
    /// Bits for the first and the last word of the name.
    pub(super) words: Words,
    /// What its description speaks of.
    pub(super) topics: Topics,
    /// The last row of the same name.
    pub(super) last_of_name: u32,
    /// A list of scalars.
    pub(super) list: bool,
    /// Needed for paging.
    pub(super) paging: bool,
    /// Belongs beside `data` in a response.
    pub(super) outer: bool,
}

impl Item {
    /// How deep the page draws the row; where only members bear a mark, rows without one stand at the root.
    pub(super) fn depth_marked(&self) -> u8 {
        self.level.unwrap_or(0)
    }
}

/// All that the search reads.
pub(super) struct Table {
    pub(super) items: Vec<Item>,
    /// By row: where it probably ends, if it is a struct.
    pub(super) spans: Vec<Span>,
    pub(super) example: Example,
    /// In a response: the row of the outer `data`.
    pub(super) data: Option<u32>,
    /// How many of a thousand rows the example omits, about.
    pub(super) omission: u32,
    /// By name: the last row that has it.
    pub(super) last_rows: Vec<u32>,
    /// Fields that structs are known to have had.
    members: HashSet<(u32, u32)>,
    /// By struct: the signatures of the book's field lists.
    lists: HashMap<u32, Vec<u64>>,
    /// By struct: the signatures of the beginnings of the book's field lists.
    begins: HashMap<u32, HashSet<u64>>,
}

impl Table {
    pub(super) fn new(rows: &[Row], section: Section, examples: &[Value], book: &Book, pins: &[Pin]) -> Self {
        let names = Names::of(rows);
        let mut items: Vec<Item> = rows.iter().map(|row| names.item(row)).collect();
        let mut glossary = Glossary::default();
        for (item, row) in items.iter_mut().zip(rows) {
            item.topics = glossary.topics(row.prose);
        }
        open_marked(&mut items);
        for pin in pins {
            apply_pin(&mut items, *pin);
        }
        let mut last_rows = vec![0; names.fields.len()];
        for (row, item) in items.iter().enumerate() {
            last_rows[item.name as usize] = row as u32;
        }
        for item in &mut items {
            item.last_of_name = last_rows[item.name as usize];
        }
        let (lists, begins) = names.lists(book);
        let example = Example::merge(examples, &|key| names.fields.get(key).copied());
        Self {
            omission: omission(&items, &example),
            example,
            data: (section == Section::Response).then(|| outer_data(rows)).flatten(),
            lists,
            begins,
            last_rows,
            members: names.members(book),
            spans: spans(&items),
            items,
        }
    }

    /// Whether a struct is known to have had this field.
    pub(super) fn is_member(&self, kind: u32, name: u32) -> bool {
        self.members.contains(&(kind, name))
    }

    /// Whether the book knows the struct, and if so, whether beginning with these fields.
    pub(super) fn begins_in_book(&self, kind: u32, fields: u64) -> Option<bool> {
        self.begins.get(&kind).map(|begins| begins.contains(&fields))
    }

    /// Whether the book knows the struct, and if so, whether with these fields.
    pub(super) fn in_book(&self, kind: u32, fields: u64) -> Option<bool> {
        self.lists.get(&kind).map(|lists| lists.contains(&fields))
    }
}

/// The names of a table's fields and structs, numbered as they come.
struct Names<'a> {
    fields: HashMap<&'a str, u32>,
    structs: HashMap<&'a str, u32>,
    words: HashMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    fn of(rows: &[Row<'a>]) -> Self {
        let mut names = Self { fields: HashMap::new(), structs: HashMap::new(), words: HashMap::new() };
        for row in rows {
            let next = names.fields.len() as u32;
            names.fields.entry(row.name).or_insert(next);
            let (first, last) = ends(row.name);
            for word in [first, last] {
                let next = names.words.len() as u32;
                names.words.entry(word).or_insert(next);
            }
            if let Shape::Struct { name, .. } = row.shape {
                let next = names.structs.len() as u32;
                names.structs.entry(name).or_insert(next);
            }
        }
        names
    }

    fn item(&self, row: &Row) -> Item {
        let (role, kind) = match row.shape {
            Shape::Scalar { .. } => (Role::Leaf, None),
            Shape::Struct { name, .. } => (Role::Struct, self.structs.get(name).copied()),
            Shape::Map => (Role::Map, None),
            Shape::Open { .. } => (Role::Open, None),
        };
        let name = self.fields.get(row.name).copied().unwrap_or_default();
        let outer = is_outer(row.name);
        Item {
            name,
            role,
            kind,
            level: row.level,
            pin: None,
            open_until: 0,
            words: self.words(row.name),
            topics: Topics::NONE,
            last_of_name: 0,
            outer,
            list: matches!(row.shape, Shape::Scalar { lists: 1.. }),
            paging: PAGING.contains(&row.name),
        }
    }

    fn words(&self, name: &str) -> Words {
        let (first, last) = ends(name);
        let bit = |word: &str| self.words.get(word).map_or(0, |number| 1_u128 << (number % 128));
        Words { first: bit(first), last: bit(last) }
    }

    fn members(&self, book: &Book) -> HashSet<(u32, u32)> {
        let mut members = HashSet::new();
        for (name, kind) in &self.structs {
            members.extend(
                book.members(name).filter_map(|field| self.fields.get(field)).map(|field| (*kind, *field)),
            );
        }
        members
    }

    fn lists(&self, book: &Book) -> (HashMap<u32, Vec<u64>>, HashMap<u32, HashSet<u64>>) {
        let (mut lists, mut begins) = (HashMap::new(), HashMap::new());
        for (name, kind) in &self.structs {
            for (fields, _) in book.lists(name) {
                let all: &mut HashSet<u64> = begins.entry(*kind).or_default();
                let whole = fields.iter().fold(NO_FIELDS, |done, field| {
                    let more = sign(done, self.fields.get(field.as_str()).copied().unwrap_or(u32::MAX));
                    all.insert(more);
                    more
                });
                lists.entry(*kind).or_insert_with(Vec::new).push(whole);
            }
        }
        (lists, begins)
    }
}

/// The share of rows whose names are nowhere in the example, in thousandths, kept from the extremes.
fn omission(items: &[Item], example: &Example) -> u32 {
    let absent = items.iter().filter(|item| !example.has_name(item.name)).count();
    (absent * 1000 / items.len().max(1)).clamp(40, 300) as u32
}

/// The first and the last word of a name.
fn ends(name: &str) -> (&str, &str) {
    let first = name.split('_').next().unwrap_or(name);
    (first, name.rsplit('_').next().unwrap_or(name))
}

/// Opens the rows that the page's marks say to have members, whatever their types say.
fn open_marked(items: &mut [Item]) {
    for row in 1..items.len() {
        let (above, below) = (items[row - 1].depth_marked(), items[row].depth_marked());
        if above < below && items[row - 1].role == Role::Leaf {
            items[row - 1].role = Role::Open;
        }
    }
}

fn apply_pin(items: &mut [Item], pin: Pin) {
    let parent = match pin.parent {
        Some(parent) if parent >= pin.row => return,
        Some(parent) => {
            let Some(item) = items.get_mut(parent) else { return };
            item.open_until = item.open_until.max(pin.row as u32);
            if item.role == Role::Leaf {
                item.role = Role::Open;
            }
            parent as u32 + 1
        }
        None => 0,
    };
    if let Some(item) = items.get_mut(pin.row) {
        item.pin = Some(parent);
    }
}

/// The members that a paged answer has beside its items.
const PAGING: [&str; 2] = ["has_more", "page_token"];

/// The members that the platform puts around `data`.
fn is_outer(name: &str) -> bool {
    ["code", "msg", "message", "data", "error", "success", "log_id", "request_id"].contains(&name)
}

/// The outer `data`: the first row of that name, if only outer members stand before it.
fn outer_data(rows: &[Row]) -> Option<u32> {
    let at = rows.iter().position(|row| row.name == "data")?;
    let is_first =
        rows[..at].iter().all(|row| is_outer(row.name)) && !matches!(rows[at].shape, Shape::Scalar { .. });
    is_first.then_some(at as u32)
}
