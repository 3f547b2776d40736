//! One file: read if it is a regular one, written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::SyncError;

/// How the names of temporary files begin.
pub(super) const TEMPORARY: &str = ".feishu-codegen-tmp-";

/// What the file holds; `None` where there is none. Anything but a regular file is an error: reading a pipe or a
/// device may never end.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, SyncError> {
    if !is_there(path)? {
        return Ok(None);
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SyncError::io("read", path)(error)),
    }
}

/// Whether there is a regular file at the path; anything else there is an error.
pub(super) fn is_there(path: &Path) -> Result<bool, SyncError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(true),
        Ok(found) if found.is_symlink() => Err(SyncError::Linked { path: path.to_owned() }),
        Ok(_) => Err(SyncError::NotAFile { path: path.to_owned() }),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(false)
        }
        Err(error) => Err(SyncError::io("read", path)(error)),
    }
}

/// Writes a file so that it is never seen half written: beside its place first, then moved there.
///
/// # Errors
/// When that fails, or something other than a regular file stands there; it is then what it was.
pub fn write_whole(path: &Path, text: &str) -> Result<(), SyncError> {
    write_by_way_of(folder_of(path), path, text)
}

/// Writes a file that a person asked for, as [`write_whole`], and removes what a killed run has left beside it.
///
/// # Errors
/// As [`write_whole`].
pub fn write_report(path: &Path, text: &str) -> Result<(), SyncError> {
    remove_leftovers(folder_of(path));
    write_whole(path, text)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a file that is first written to the folder `by`, on the same file system.
pub(super) fn write_by_way_of(by: &Path, path: &Path, text: &str) -> Result<(), SyncError> {
    is_there(path)?;
    for folder in [by, folder_of(path)] {
        fs::create_dir_all(folder).map_err(SyncError::io("create the folder", folder))?;
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The usual rights of a new file, less the user's mask; a temporary file alone would be private.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(by).map_err(SyncError::io("write", path))?;
    // As long as the file is locked, no other run takes it for a leftover. Not every file system can lock.
    let _ = file.as_file().try_lock();
    file.write_all(text.as_bytes()).map_err(SyncError::io("write", path))?;
    file.persist(path).map_err(|error| SyncError::io("write", path)(error.error))?;
    Ok(())
}

/// Removes the temporary files that a run has left in the folder because it was killed. Whatever goes wrong is of no
/// importance: they are hidden, and nothing reads them.
pub fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_temporary = entry.file_name().to_str().is_some_and(|name| name.starts_with(TEMPORARY));
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_temporary && is_file && is_left(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether nobody writes to the temporary file any more.
fn is_left(path: &Path) -> bool {
    File::options().write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
}
