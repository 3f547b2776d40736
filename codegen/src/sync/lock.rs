use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::own::FOLDER;
use super::{SyncError, file};

/// The right to write to a folder, which only one run can hold. The system releases it when the process ends, even if
/// it is killed.
#[derive(Debug)]
pub struct Lock {
    root: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock.
    ///
    /// # Errors
    /// When another run holds it, or it cannot be taken.
    pub fn take(root: &Path) -> Result<Self, SyncError> {
        let folder = root.join(FOLDER);
        fs::create_dir_all(&folder).map_err(SyncError::io("create the folder", &folder))?;
        let path = folder.join("lock");
        file::is_there(&path)?;
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(SyncError::io("write", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SyncError::Busy { folder: root.to_owned() }),
            Err(TryLockError::Error(error)) => return Err(SyncError::io("lock", &path)(error)),
        }
        Ok(Self { root: root.to_owned(), _file: file })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Writes a file of the folder, completely or not at all.
    pub(super) fn write(&self, path: &str, text: &str) -> Result<(), SyncError> {
        file::write_by_way_of(&self.root.join(FOLDER), &self.root.join(path), text)
    }
}
