//! Reads and writes single files. Only regular files are read; a file is written completely or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::SyncError;

/// The prefix of temporary files' names.
pub(super) const TEMPORARY: &str = ".feishu-codegen-tmp-";

/// The content of a file; `None` if it does not exist. Anything but a regular file is an error, because reading a pipe
/// or a device may never end.
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

/// Whether a regular file exists at the path. Anything else there is an error.
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

/// Writes a file atomically: to a temporary file in the same folder, which is then renamed.
///
/// # Errors
/// When that fails, or the path is not a regular file. The existing file is then unchanged.
pub fn write_whole(path: &Path, text: &str) -> Result<(), SyncError> {
    write_by_way_of(folder_of(path), path, text)
}

/// Writes a file that a user requested, as [`write_whole`], and removes temporary files that a killed run has left
/// beside it.
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

/// Writes a file by way of a temporary file in the folder `by`, on the same file system.
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
        // The default permissions of a new file, minus the umask. Those of a temporary file are private.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(by).map_err(SyncError::io("write", path))?;
    // While the file is locked, no other run removes it as a leftover. Not every file system supports locks.
    let _ = file.as_file().try_lock();
    file.write_all(text.as_bytes()).map_err(SyncError::io("write", path))?;
    file.persist(path).map_err(|error| SyncError::io("write", path)(error.error))?;
    Ok(())
}

/// Removes the temporary files that killed runs have left in the folder. Failures are ignored: the files are hidden,
/// and nothing reads them.
pub fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_temporary = entry.file_name().to_str().is_some_and(|name| name.starts_with(TEMPORARY));
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_temporary && is_file && is_left(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether no process is writing to the temporary file.
fn is_left(path: &Path) -> bool {
    File::options().write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
}
