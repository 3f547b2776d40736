//! Which entries of a lexicon were used.
//!
//! The record is a tree with a node for each key of the lexicon's files. Lookups mark nodes; a node without a mark on
//! itself and below is stale. The tree comes from the files and not from the model, so no entry can be forgotten.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use toml::de::{DeTable, DeValue};

/// Where an entry stands in the lexicon's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The index of the file.
    pub file: usize,
    /// The entry's last key, in bytes.
    pub span: Range<usize>,
}

/// An entry that applies to nothing that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleEntry {
    /// The keys that lead to the entry, from the root of the lexicon.
    pub path: Vec<String>,
    /// Where it stands.
    pub origin: Origin,
}

impl fmt::Display for StaleEntry {
    /// The path as TOML spells it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&dotted(&self.path))
    }
}

/// A path as TOML spells it: `endpoints."hire.v1.jobs.get".query`.
pub(super) fn dotted(path: &[String]) -> String {
    let bare = |key: &str| {
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let spell = |key: &String| if bare(key) { key.clone() } else { format!("{key:?}") };
    path.iter().map(spell).collect::<Vec<_>>().join(".")
}

/// A key of the lexicon and what is below it; the root has no key.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub origin: Origin,
    /// Whether the key stands in shared files only.
    shared: bool,
    is_table: bool,
    used: AtomicBool,
    keys: BTreeMap<String, Record>,
}

impl Record {
    /// The record of a file, with nothing used yet.
    pub fn new(file: usize, shared: bool, table: &DeTable<'_>) -> Self {
        let mut record = Record { shared, is_table: true, ..Record::default() };
        record.add(file, shared, table);
        record
    }

    fn add(&mut self, file: usize, shared: bool, table: &DeTable<'_>) {
        for (key, value) in table {
            let origin = Origin { file, span: key.span() };
            let mut record = Record { origin, shared, ..Record::default() };
            if let DeValue::Table(table) = value.get_ref() {
                record.is_table = true;
                record.add(file, shared, table);
            }
            self.keys.insert(key.get_ref().to_string(), record);
        }
    }

    /// Takes in another file's keys. Tables grow together.
    ///
    /// # Errors
    /// The path of an entry that both files have, with both places.
    pub fn merge(&mut self, other: Record) -> Result<(), (Vec<String>, Origin, Origin)> {
        for (key, theirs) in other.keys {
            let Some(ours) = self.keys.get_mut(&key) else {
                self.keys.insert(key, theirs);
                continue;
            };
            if !(ours.is_table && theirs.is_table) {
                return Err((vec![key], ours.origin.clone(), theirs.origin));
            }
            if ours.shared && !theirs.shared {
                ours.shared = false;
                ours.origin = theirs.origin.clone();
            }
            ours.merge(theirs).map_err(|(mut path, first, second)| {
                path.insert(0, key);
                (path, first, second)
            })?;
        }
        Ok(())
    }

    pub fn remove(&mut self, key: &str) {
        self.keys.remove(key);
    }

    pub fn get(&self, key: &str) -> Option<&Record> {
        self.keys.get(key)
    }

    /// Records that something that was read has this key. Each of `parts` is a table of entries of its own, which are
    /// looked up one by one.
    pub fn found(&self, parts: &[&str]) {
        self.used.store(true, Ordering::Relaxed);
        for part in parts.iter().filter_map(|part| self.get(part)) {
            part.used.store(true, Ordering::Relaxed);
        }
    }

    /// Records that the value was used with all that it holds.
    pub fn apply(&self) {
        self.used.store(true, Ordering::Relaxed);
        self.keys.values().for_each(Record::apply);
    }

    /// The member under `key`; the record itself where the entry is written in its short form, as a string.
    pub fn member(&self, key: &str) -> &Record {
        self.get(key).unwrap_or(self)
    }

    pub fn is_table(&self) -> bool {
        self.is_table
    }

    fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed) || self.keys.values().any(Record::is_used)
    }

    /// The topmost keys without a use. Of the root.
    pub fn stale(&self) -> Vec<StaleEntry> {
        let mut stale = Vec::new();
        self.collect_stale(&mut Vec::new(), true, &mut stale);
        stale
    }

    fn collect_stale(&self, path: &mut Vec<String>, excuse_shared: bool, stale: &mut Vec<StaleEntry>) {
        for (key, record) in &self.keys {
            path.push(key.clone());
            // The first key only says what kind of entries follow.
            if record.is_used() || path.len() == 1 {
                // Nothing but the endpoint's own page can use its entries.
                let of_endpoint = matches!(path.as_slice(), [part, _] if part == "endpoints");
                record.collect_stale(path, excuse_shared && !of_endpoint, stale);
            } else if !(excuse_shared && record.shared) {
                stale.push(StaleEntry { path: path.clone(), origin: record.origin.clone() });
            }
            path.pop();
        }
    }
}
