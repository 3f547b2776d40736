//! Records which entries of a lexicon were used.
//!
//! The record is a tree with a node for each key of the lexicon's files. Lookups mark nodes; a node is stale if neither
//! it nor any node below it is marked. The tree is created from the files, not from the model, so it contains every
//! entry.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use toml::de::{DeTable, DeValue};

/// The place of an entry in the lexicon's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The index of the file.
    pub file: usize,
    /// The span of the entry's last key, in bytes.
    pub span: Range<usize>,
}

/// An unused entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleEntry {
    /// The keys from the root of the lexicon to the entry.
    pub path: Vec<String>,
    /// Where it stands.
    pub origin: Origin,
}

impl fmt::Display for StaleEntry {
    /// The path in TOML syntax.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&dotted(&self.path))
    }
}

/// A path in TOML syntax: `endpoints."hire.v1.jobs.get".query`.
pub(super) fn dotted(path: &[String]) -> String {
    let bare = |key: &str| {
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let spell = |key: &String| if bare(key) { key.clone() } else { format!("{key:?}") };
    path.iter().map(spell).collect::<Vec<_>>().join(".")
}

/// A key of the lexicon with the keys below it. The root has no key.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub origin: Origin,
    /// Whether the key is only in shared files.
    shared: bool,
    is_table: bool,
    used: AtomicBool,
    keys: BTreeMap<String, Record>,
}

impl Record {
    /// Creates the record of a file without uses.
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

    /// Merges the keys of another file.
    ///
    /// # Errors
    /// Returns the path and both places of an entry that both files have.
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

    /// Records a lookup of this key. Each of `parts` is a table of entries that are looked up one by one.
    pub fn found(&self, parts: &[&str]) {
        self.used.store(true, Ordering::Relaxed);
        for part in parts.iter().filter_map(|part| self.get(part)) {
            part.used.store(true, Ordering::Relaxed);
        }
    }

    /// Records a use of the value and everything in it.
    pub fn apply(&self) {
        self.used.store(true, Ordering::Relaxed);
        self.keys.values().for_each(Record::apply);
    }

    /// The member `key`, or the record itself if the entry has the short form, a string.
    pub fn member(&self, key: &str) -> &Record {
        self.get(key).unwrap_or(self)
    }

    pub fn is_table(&self) -> bool {
        self.is_table
    }

    fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed) || self.keys.values().any(Record::is_used)
    }

    /// The topmost unused keys. Call this on the root.
    pub fn stale(&self) -> Vec<StaleEntry> {
        let mut stale = Vec::new();
        self.collect_stale(&mut Vec::new(), true, &mut stale);
        stale
    }

    fn collect_stale(&self, path: &mut Vec<String>, excuse_shared: bool, stale: &mut Vec<StaleEntry>) {
        for (key, record) in &self.keys {
            path.push(key.clone());
            // The first key is only the kind of entries.
            if record.is_used() || path.len() == 1 {
                // Only the endpoint's own page can use its entries.
                let of_endpoint = matches!(path.as_slice(), [part, _] if part == "endpoints");
                record.collect_stale(path, excuse_shared && !of_endpoint, stale);
            } else if !(excuse_shared && record.shared) {
                stale.push(StaleEntry { path: path.clone(), origin: record.origin.clone() });
            }
            path.pop();
        }
    }
}
