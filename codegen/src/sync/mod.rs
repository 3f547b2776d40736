//! Keeps a folder in sync with the files that it should hold. Both modes use the same comparison: checking shows the
//! differences, writing removes them.
//!
//! A list in the folder (`sync::own`) names the tool's own files. The tool never overwrites or deletes any other file,
//! whatever its content, and never follows a link or enters another package. Each file is written completely or not at
//! all, and files that are up to date are not touched. Line endings are not a difference.

mod error;
mod file;
mod lock;
mod own;
mod place;

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use similar::TextDiff;

pub use error::SyncError;
pub use file::{remove_leftovers, write_report, write_whole};
pub use lock::Lock;

use crate::emit::Files;
use own::OwnFiles;
use place::Places;

/// A file that differs from its expected content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The path below the folder, separated by `/`.
    pub path: String,
    /// The content; `None` if the file is missing.
    pub old: Option<String>,
    /// The expected content; `None` if the file should not exist.
    pub new: Option<String>,
}

impl Difference {
    /// The difference as a unified diff.
    #[must_use]
    pub fn to_diff(&self) -> String {
        let (old, new) = (self.old.as_deref().unwrap_or_default(), self.new.as_deref().unwrap_or_default());
        let name = |side: &Option<String>, prefix: &str| match side {
            Some(_) => format!("{prefix}/{}", self.path),
            None => "/dev/null".to_owned(),
        };
        TextDiff::from_lines(old, new)
            .unified_diff()
            .header(&name(&self.old, "a"), &name(&self.new, "b"))
            .to_string()
    }
}

/// A folder compared with the files that it should hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// By path.
    pub differences: Vec<Difference>,
    /// The number of files that are up to date.
    pub unchanged: usize,
    /// The files that belong to the tool before writing.
    own: OwnFiles,
    /// The files that belong to the tool after writing.
    next: OwnFiles,
}

/// Compares the folder with the files that it should hold. Files of the tool that should no longer be there are
/// differences, too; files of others are not.
///
/// # Errors
/// When a file cannot be read or must not be read: it is outside the folder, behind a link, in another package, or not
/// a regular file.
pub fn compare(root: &Path, files: &Files) -> Result<Comparison, SyncError> {
    let own = OwnFiles::read(root)?;
    let mut places = Places::new(root, &own);
    let next: OwnFiles = files.keys().cloned().collect();
    let kept = own::files(&next);
    let mut comparison = Comparison::default();
    for (path, new) in kept.iter().chain(files) {
        let old = file::read(&places.file(path)?)?;
        match old {
            Some(old) if unix_lines(&old) == unix_lines(new.as_bytes()) => comparison.unchanged += 1,
            old => {
                let old = old.map(|bytes| text(&bytes));
                comparison.differences.push(Difference { path: path.clone(), old, new: Some(new.clone()) });
            }
        }
    }
    for path in own.iter().filter(|path| !files.contains_key(*path)) {
        let old = match places.file(path).and_then(|place| file::read(&place)) {
            Ok(old) => old.filter(|bytes| own::is_marked(bytes)),
            Err(error @ SyncError::Io { .. }) => return Err(error),
            // Another program has replaced it, so it is only removed from the list.
            Err(_) => None,
        };
        if let Some(old) = old {
            comparison.differences.push(Difference { path: path.clone(), old: Some(text(&old)), new: None });
        }
    }
    comparison.differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Comparison { own, next, ..comparison })
}

/// Checks that all differences may be removed, for several folders that are written together or not at all.
///
/// # Errors
/// When a file is not the tool's.
pub fn permit(root: &Path, comparison: &Comparison) -> Result<(), SyncError> {
    for Difference { path, old, .. } in &comparison.differences {
        let is_ours = |old: &String| {
            own::is_kept(path) || (comparison.own.contains(path) && own::is_marked(old.as_bytes()))
        };
        if old.as_ref().is_some_and(|old| !is_ours(old)) {
            return Err(SyncError::NotOurs { path: root.join(path) });
        }
    }
    Ok(())
}

/// Removes the differences: writes the expected files and deletes the others. The lock is that of the folder.
///
/// # Errors
/// When a file cannot be written or is not the tool's. Nothing is written if any file is not the tool's. After any
/// other failure, each file has either its old or its new content.
pub fn write(lock: &Lock, comparison: &Comparison) -> Result<(), SyncError> {
    let root = lock.root();
    permit(root, comparison)?;
    if comparison.differences.is_empty() {
        return Ok(());
    }
    // The list is written first: after an interruption, the next run must recognise the new files as the tool's own.
    lock.write(own::LIST, &comparison.own.union(&comparison.next).to_text())?;
    for Difference { path, new, .. } in comparison.differences.iter().filter(|found| found.path != own::LIST)
    {
        match new {
            Some(text) => lock.write(path, text)?,
            None => {
                let path = root.join(path);
                fs::remove_file(&path).map_err(SyncError::io("remove", &path))?;
                remove_emptied(root, &path);
            }
        }
    }
    lock.write(own::LIST, &comparison.next.to_text())
}

/// Removes the temporary files that killed runs have left in a folder of the tool.
pub fn clean(root: &Path) {
    remove_leftovers(&root.join(own::FOLDER));
}

/// Removes folders that have become empty. The system refuses to remove any other.
fn remove_emptied(root: &Path, gone: &Path) {
    let above = gone.ancestors().skip(1).take_while(|folder| *folder != root);
    for folder in above {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// The bytes with `\n` at the end of each line: git checks out `\r\n` on Windows.
fn unix_lines(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    let kept = bytes.iter().zip(next).filter(|(byte, next)| **byte != b'\r' || *next != Some(&b'\n'));
    Cow::Owned(kept.map(|(byte, _)| *byte).collect())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&unix_lines(bytes)).into_owned()
}

#[cfg(test)]
mod tests;
