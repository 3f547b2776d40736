//! Checks which paths below a folder the tool may read and write.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::SyncError;
use super::own::OwnFiles;

/// The paths below a folder. Each folder is checked once.
pub(super) struct Places<'a> {
    root: &'a Path,
    own: &'a OwnFiles,
    fit: BTreeSet<String>,
}

impl<'a> Places<'a> {
    pub fn new(root: &'a Path, own: &'a OwnFiles) -> Self {
        Self { root, own, fit: BTreeSet::new() }
    }

    /// The path of a file, if it is inside the folder, not behind a link and not in another package. If the file
    /// exists, it is a regular one.
    pub fn file(&mut self, path: &str) -> Result<PathBuf, SyncError> {
        let stays = Path::new(path).components().all(|member| matches!(member, Component::Normal(_)));
        if path.is_empty() || !stays {
            return Err(SyncError::Outside { path: path.to_owned() });
        }
        for (end, _) in path.match_indices('/') {
            self.folder(&path[..end])?;
        }
        Ok(self.root.join(path))
    }

    fn folder(&mut self, path: &str) -> Result<(), SyncError> {
        if self.fit.contains(path) {
            return Ok(());
        }
        let folder = self.root.join(path);
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_symlink() => return Err(SyncError::Linked { path: folder }),
            Ok(found) if !found.is_dir() => return Err(SyncError::NotAFolder { path: folder }),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(SyncError::io("read", &folder)(error)),
        }
        let manifest = format!("{path}/Cargo.toml");
        if !self.own.contains(&manifest) && self.root.join(manifest).exists() {
            return Err(SyncError::OtherPackage { folder });
        }
        self.fit.insert(path.to_owned());
        Ok(())
    }
}
