//! The names of a table, as numbers and bits.

use std::collections::{HashMap, HashSet};

use crate::nest::input::shape::Shape;
use crate::nest::search::persistent_set::mix;
use crate::nest::{KnownStructs, RowInput};

/// The signature of a struct without fields.
pub(in crate::nest) const NO_FIELDS: u64 = 0x5eed;

/// The signature of a field list that another field is added to.
pub(in crate::nest) fn sign(fields: u64, name: u32) -> u64 {
    mix(fields, u64::from(name))
}

/// Words that names begin and end with, as bits. Two words may share a bit: this is weak evidence anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::nest) struct Words {
    first: u128,
    last: u128,
}

impl Words {
    /// Whether a name of either begins or ends like one of the other.
    pub(in crate::nest) fn meet(self, other: Self) -> bool {
        self.first & other.first != 0 || self.last & other.last != 0
    }

    /// The words of both.
    pub(in crate::nest) fn with(self, other: Self) -> Self {
        Self { first: self.first | other.first, last: self.last | other.last }
    }
}

/// The names of fields and structs and the words in them, numbered in order of appearance.
#[derive(Default)]
pub(in crate::nest) struct Names<'a> {
    fields: HashMap<&'a str, u32>,
    structs: HashMap<&'a str, u32>,
    words: HashMap<&'a str, u32>,
    endings: HashMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    pub(in crate::nest) fn new(rows: &[RowInput<'a>]) -> Self {
        let mut names = Self::default();
        for row in rows {
            number(&mut names.fields, row.name);
            for word in ends(row.name) {
                number(&mut names.words, word);
            }
            if let Some(name) = row.struct_name() {
                number(&mut names.structs, name);
            }
            if let Some(ending) = ending(row) {
                number(&mut names.endings, ending);
            }
        }
        names
    }

    /// The number of field names.
    pub(in crate::nest) fn count(&self) -> usize {
        self.fields.len()
    }

    pub(in crate::nest) fn field(&self, name: &str) -> Option<u32> {
        self.fields.get(name).copied()
    }

    pub(in crate::nest) fn struct_number(&self, name: &str) -> Option<u32> {
        self.structs.get(name).copied()
    }

    /// The series that a row may be one of.
    pub(in crate::nest) fn series(&self, row: &RowInput) -> Option<u32> {
        ending(row).and_then(|ending| self.endings.get(ending)).copied()
    }

    pub(in crate::nest) fn words(&self, name: &str) -> Words {
        let [first, last] =
            ends(name).map(|word| self.words.get(word).map_or(0, |number| 1_u128 << (number % 128)));
        Words { first, last }
    }

    /// By struct: those whose names its own begins with. A name of a single word is too general to count.
    pub(in crate::nest) fn qualifiers(&self) -> HashMap<u32, Vec<u32>> {
        let of = |name: &'a str| {
            let ends = name.match_indices(['_', '.']).skip(1);
            ends.filter_map(|(end, _)| self.struct_number(&name[..end])).collect()
        };
        self.structs.iter().map(|(name, kind)| (*kind, of(name))).collect()
    }

    /// The shapes of the table's structs in other examples. A name can stand for several structs, so only shapes with
    /// known keys are used.
    pub(in crate::nest) fn shapes<'b>(&self, known_structs: &'b KnownStructs) -> Vec<(u32, &'b Shape)> {
        let fits = |shape: &&Shape| shape.keys.keys().all(|key| self.field(key).is_some());
        let shapes = self
            .structs
            .iter()
            .flat_map(|(name, kind)| known_structs.shapes(name).filter(fits).map(|shape| (*kind, shape)));
        let mut shapes: Vec<_> = shapes.collect();
        shapes.sort_unstable_by_key(|(kind, _)| *kind);
        shapes
    }

    /// The known field lists of the table's structs.
    pub(in crate::nest) fn lists(&self, known_structs: &KnownStructs) -> Lists {
        let mut lists = Lists::default();
        for (name, kind) in &self.structs {
            lists.members.extend(
                known_structs.members(name).filter_map(|field| self.field(field)).map(|f| (*kind, f)),
            );
            for fields in known_structs.lists(name) {
                let begins = lists.begins.entry(*kind).or_default();
                let whole = fields.iter().fold(NO_FIELDS, |done, field| {
                    // A field that the table lacks gives a signature that no list of the table has.
                    let more = sign(done, self.field(field).unwrap_or(u32::MAX));
                    begins.insert(more);
                    more
                });
                lists.whole.entry(*kind).or_default().insert(whole);
            }
        }
        lists
    }
}

fn number<'a>(numbers: &mut HashMap<&'a str, u32>, word: &'a str) {
    let next = numbers.len() as u32;
    numbers.entry(word).or_insert(next);
}

/// The common ending of a series: the last three words. Fewer, such as `id` or `user_id`, are weak evidence, and so are
/// the names of structs.
fn ending<'a>(row: &RowInput<'a>) -> Option<&'a str> {
    let ends = row.name.rmatch_indices('_').nth(2).filter(|_| row.struct_name().is_none());
    ends.map(|(at, _)| &row.name[at..])
}

/// The first and the last word of a name.
fn ends(name: &str) -> [&str; 2] {
    [name.split('_').next().unwrap_or(name), name.rsplit('_').next().unwrap_or(name)]
}

/// The known field lists of a table's structs, as signatures.
#[derive(Debug, Default)]
pub(in crate::nest) struct Lists {
    whole: HashMap<u32, HashSet<u64>>,
    begins: HashMap<u32, HashSet<u64>>,
    members: HashSet<(u32, u32)>,
}

impl Lists {
    /// Notes that a struct has no fields.
    pub(in crate::nest) fn add_empty(&mut self, kind: u32) {
        self.whole.entry(kind).or_default().insert(NO_FIELDS);
        self.begins.entry(kind).or_default();
    }

    /// Whether the struct is known, and if so, whether with these fields.
    pub(in crate::nest) fn has(&self, kind: u32, fields: u64) -> Option<bool> {
        self.whole.get(&kind).map(|lists| lists.contains(&fields))
    }

    /// Whether the struct is known, and if so, whether its fields begin with these.
    pub(in crate::nest) fn begins(&self, kind: u32, fields: u64) -> Option<bool> {
        self.begins.get(&kind).map(|begins| begins.contains(&fields))
    }

    /// Whether the struct is known to have had this field.
    pub(in crate::nest) fn has_member(&self, kind: u32, name: u32) -> bool {
        self.members.contains(&(kind, name))
    }
}
