//! From files to sources: the only place that reads pages, descriptions and the lexicon from disk.

mod encoding;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::Error;
use crate::source::{Fault, Source};

/// Reads the files, sorted by path and without duplicates. A folder stands for all files below it with this
/// `extension`.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn sources(paths: &[PathBuf], extension: &str) -> Result<Vec<Arc<Source>>, Error> {
    files(paths, extension)?.par_iter().map(|path| source(path)).collect()
}

/// The files that [`sources`] reads.
///
/// # Errors
/// When a folder cannot be read, or holds a link that leads back to it.
pub fn files(paths: &[PathBuf], extension: &str) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            below(path, extension, &mut Vec::new(), &mut files)?;
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// The maximum size of a file in bytes. The largest page of the platform has 2 % of that.
pub const MOST_BYTES: usize = 16 << 20;

/// Reads one file. If it is not UTF-8 or too large, the result holds that [`Fault`].
///
/// # Errors
/// When the file cannot be read, or is not a regular file: reading a pipe or a device may never end.
pub fn source(path: &Path) -> Result<Arc<Source>, Error> {
    let read_error = |source| Error::Read { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(read_error)?.is_file() {
        return Err(Error::NotAFile { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(read_error)?;
    Ok(decoded(shown(path), bytes))
}

/// Converts the bytes of a file.
#[must_use]
pub fn decoded(name: impl Into<String>, bytes: Vec<u8>) -> Arc<Source> {
    if bytes.len() > MOST_BYTES {
        return Arc::new(Source::faulty(name, "", Fault::Size));
    }
    // Latin letters in UTF-16 are valid UTF-8 with zeros.
    let zeros = bytes.iter().take(1 << 10).filter(|byte| **byte == 0).count();
    if zeros * 4 > bytes.len().min(1 << 10)
        && let Some(encoding) = encoding::detect(&bytes)
    {
        return Arc::new(Source::faulty(name, "", Fault::Encoding(encoding)));
    }
    Arc::new(match String::from_utf8(bytes) {
        Ok(text) => Source::new(name, text),
        Err(error) => {
            let encoding = encoding::detect(error.as_bytes()).unwrap_or("an unknown encoding");
            let text = String::from_utf8_lossy(error.as_bytes());
            Source::faulty(name, text, Fault::Encoding(encoding))
        }
    })
}

/// A text used instead of a file's content.
#[must_use]
pub fn given(path: &Path, text: &str) -> Arc<Source> {
    Arc::new(Source::new(shown(path), text))
}

/// The path with `/` on every system, as it is shown and compared.
pub(crate) fn shown(path: &Path) -> String {
    let shown = path.display().to_string();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown }
}

/// Adds the files below a folder, following links. `above` are the real paths of the enclosing folders.
fn below(
    folder: &Path,
    extension: &str,
    above: &mut Vec<PathBuf>,
    files: &mut Vec<PathBuf>,
) -> Result<(), Error> {
    let read_error = |source| Error::Read { path: folder.to_owned(), source };
    let real = folder.canonicalize().map_err(read_error)?;
    if above.contains(&real) {
        return Err(Error::EndlessLink { path: folder.to_owned() });
    }
    above.push(real);
    for entry in fs::read_dir(folder).map_err(read_error)? {
        let path = entry.map_err(read_error)?.path();
        if path.is_dir() {
            below(&path, extension, above, files)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    above.pop();
    Ok(())
}
