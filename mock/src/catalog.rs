//! Reads endpoint descriptions from a folder.

use std::fs;
use std::path::{Path, PathBuf};

use feishu_schema::Endpoint;

use crate::Error;

/// Reads every description (`*.json`) in `folder`, in the order of their names. A JSON Schema
/// (`*.schema.json`) may lie beside them.
pub(crate) fn read(folder: &Path) -> Result<Vec<Endpoint>, Error> {
    files(folder)?.iter().map(|file| read_one(file)).collect()
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Read { path: folder.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if is_description(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_description(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".json") && !name.ends_with(".schema.json")
}

fn read_one(file: &Path) -> Result<Endpoint, Error> {
    let text = fs::read_to_string(file).map_err(|source| Error::Read { path: file.to_owned(), source })?;
    Endpoint::from_json(&text)
        .map_err(|source| Error::Description { origin: file.display().to_string(), source })
}
