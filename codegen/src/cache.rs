//! A cache of results, so that a run recomputes only what has changed.
//!
//! The key of a result is the SHA-256 of everything that determines it: the tool itself, the stage, and all inputs of
//! the stage. A result with the right key is therefore the right result. Files are touched only at the two ends of a
//! run: [`Cache::load`] reads all stored results, [`Cache::save`] stores those that the run used and removes the rest.
//! Each result is a file with its own digest; a damaged one is ignored. A failure here costs time and nothing else.
//!
//! Anyone who can write to the cache can change what a run writes. The cache is therefore stored with the user's own
//! files, and a check ignores it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsString;
use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// Results by key; always empty if caching is off.
#[derive(Debug, Default)]
pub struct Cache {
    store: Option<Store>,
}

#[derive(Debug)]
struct Store {
    folder: PathBuf,
    /// The digest of the tool.
    tool: String,
    /// The stored results by key.
    kept: HashMap<Key, String>,
    /// All files in the folder when it was loaded.
    files: BTreeSet<OsString>,
    changes: Mutex<Changes>,
}

/// What a run read from the cache and added to it.
#[derive(Debug, Default)]
struct Changes {
    used: BTreeSet<Key>,
    new: BTreeMap<Key, String>,
}

/// The key of a result, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Cache {
    /// A cache that stores nothing.
    #[must_use]
    pub fn off() -> Self {
        Self::default()
    }

    /// Reads the folder. `tool` identifies the tool: two tools with the same value must produce the same results.
    #[must_use]
    pub fn load(folder: PathBuf, tool: String) -> Self {
        let entries: Vec<_> = fs::read_dir(&folder).into_iter().flatten().flatten().collect();
        // Reading a pipe or a device may never end.
        let is_file = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
        let files: Vec<_> = entries.into_iter().filter(is_file).map(|entry| entry.file_name()).collect();
        let kept = files.par_iter().filter_map(|name| read(&folder, name)).collect();
        let files = files.into_iter().collect();
        Self { store: Some(Store { folder, tool, kept, files, changes: Mutex::default() }) }
    }

    /// The key of a stage's result; `None` if caching is off. The hashed value must contain everything that determines
    /// the result.
    pub fn key(&self, stage: &str, inputs: &(impl Hash + ?Sized)) -> Option<Key> {
        let store = self.store.as_ref()?;
        let mut sha = Sha(Sha256::new());
        (&store.tool, stage, inputs).hash(&mut sha);
        Some(Key(hexadecimal(sha.0)))
    }

    /// The result with this key.
    pub fn get<T: DeserializeOwned>(&self, key: Option<&Key>) -> Option<T> {
        let (store, key) = (self.store.as_ref()?, key?);
        let value = serde_json::from_str(store.kept.get(key)?).ok()?;
        store.change(|changes| changes.used.insert(key.clone()));
        Some(value)
    }

    /// Stores a result, unless reading it back gives another value.
    pub fn put<T: Serialize + DeserializeOwned>(&self, key: Option<Key>, value: &T) {
        let (Some(store), Some(key)) = (&self.store, key) else { return };
        let Ok(text) = serde_json::to_string(value) else { return };
        let again = serde_json::from_str::<T>(&text).and_then(|value| serde_json::to_string(&value));
        if again.is_ok_and(|again| again == text) {
            store.change(|changes| changes.new.insert(key, text));
        }
    }

    /// Writes the results that the run has added and removes those that it did not use.
    pub fn save(self) {
        let Some(Store { folder, files, changes, .. }) = self.store else { return };
        let Changes { used, new } = changes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let is_used =
            |name: &OsString| name.to_str().is_some_and(|name| used.contains(&Key(name.to_owned())));
        for file in files.iter().filter(|name| !is_used(name)) {
            let _ = fs::remove_file(folder.join(file));
        }
        // A result that is missing or incomplete is computed again.
        let _ = fs::create_dir_all(&folder);
        new.par_iter().for_each(|(key, text)| {
            let text = format!("{}\n{text}", seal(key, text));
            // A new file, so that no link is followed.
            let file = File::create_new(folder.join(&key.0));
            let _ = file.and_then(|mut file| file.write_all(text.as_bytes()));
        });
    }
}

impl Store {
    fn change<T>(&self, change: impl FnOnce(&mut Changes) -> T) {
        change(&mut self.changes.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Reads a result if it is complete and stored under its own key.
fn read(folder: &Path, name: &OsString) -> Option<(Key, String)> {
    let key = Key(name.to_str()?.to_owned());
    let mut text = fs::read_to_string(folder.join(name)).ok()?;
    let (found, value) = text.split_once('\n')?;
    if found != seal(&key, value) {
        return None;
    }
    let start = text.len() - value.len();
    text.drain(..start);
    Some((key, text))
}

/// The digest of a result together with its key.
fn seal(key: &Key, text: &str) -> String {
    hexadecimal(Sha256::new().chain_update(&key.0).chain_update(text))
}

/// The SHA-256 of any hashable value. Strings and lists hash their end as well, so different inputs hash different
/// bytes.
struct Sha(Sha256);

impl Hasher for Sha {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest = self.0.clone().finalize();
        digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

fn hexadecimal(sha: Sha256) -> String {
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
