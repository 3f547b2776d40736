//! The list of the tool's own files in each folder that it writes to.
//!
//! It is text with one path per line, so that git can merge it. A line that is not a path, such as a conflict marker,
//! is ignored.

use std::collections::BTreeSet;
use std::path::Path;

use super::{SyncError, file};
use crate::emit::{Files, MARK};

/// The tool's folder.
pub(super) const FOLDER: &str = ".feishu-codegen";
/// The list.
pub(super) const LIST: &str = ".feishu-codegen/files";
/// Keeps temporary files out of git.
const IGNORE: &str = ".feishu-codegen/.gitignore";

/// Paths below a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OwnFiles(BTreeSet<String>);

impl OwnFiles {
    /// Reads the list; empty if there is none.
    pub fn read(root: &Path) -> Result<Self, SyncError> {
        let bytes = file::read(&root.join(LIST))?.unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let paths = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        Ok(paths.map(str::to_owned).collect())
    }

    pub fn contains(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    pub fn iter(&self) -> impl Iterator<Item = &String> {
        self.0.iter()
    }

    pub fn union(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0).cloned().collect())
    }

    pub fn to_text(&self) -> String {
        let mut text =
            format!("# {MARK}. Do not edit.\n# The files of this folder that belong to the tool.\n");
        self.0.iter().for_each(|path| text.extend([path, "\n"]));
        text
    }
}

impl FromIterator<String> for OwnFiles {
    fn from_iter<T: IntoIterator<Item = String>>(paths: T) -> Self {
        Self(paths.into_iter().collect())
    }
}

/// The files that the tool adds to a folder with these own files.
pub(super) fn files(own: &OwnFiles) -> Files {
    let ignore = format!("# {MARK}. Do not edit.\n/lock\n/{}*\n", file::TEMPORARY);
    Files::from([(LIST.to_owned(), own.to_text()), (IGNORE.to_owned(), ignore)])
}

/// Whether the path is one of those in [`files`].
pub(super) fn is_kept(path: &str) -> bool {
    path == LIST || path == IGNORE
}

/// Whether the file has the tool's mark. A listed file without it was replaced by someone else.
pub(super) fn is_marked(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let mut lines = head.lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let comment = first.trim_start_matches(['/', '#']).trim_start();
    comment.starts_with(MARK)
        || (first == "{" && (second.contains(MARK) || second.contains(DESCRIPTION_MARK)))
}

/// The start of a description, after its bracket.
const DESCRIPTION_MARK: &str = "\"$schema\": \"../endpoint.schema.json\"";
