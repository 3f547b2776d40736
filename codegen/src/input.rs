//! From files to sources: the only place that reads pages, descriptions and the lexicon from disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Error;
use crate::source::Source;

/// Reads the files; a folder stands for all files below it that end in `extension`. In the order of their paths,
/// each once.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn sources(paths: &[PathBuf], extension: &str) -> Result<Vec<Arc<Source>>, Error> {
    files(paths, extension)?.iter().map(|path| source(path)).collect()
}

/// The files that [`sources`] reads.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(paths: &[PathBuf], extension: &str) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            below(path, extension, &mut files)?;
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// Reads one file. Bytes that are no UTF-8 are replaced: the page is then read as far as it goes.
///
/// # Errors
/// When the file cannot be read.
pub fn source(path: &Path) -> Result<Arc<Source>, Error> {
    let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    Ok(Arc::new(Source::new(shown(path), text)))
}

/// A text in the place of what a file holds.
#[must_use]
pub fn given(path: &Path, text: &str) -> Arc<Source> {
    Arc::new(Source::new(shown(path), text))
}

/// The path as shown and compared: with `/` on every system.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn below(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let read_error = |source| Error::Read { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(read_error)? {
        let entry = entry.map_err(read_error)?;
        let path = entry.path();
        if entry.file_type().map_err(read_error)?.is_dir() {
            below(&path, extension, files)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    Ok(())
}
