//! Keeping a folder in step with what it should hold. One comparison serves both modes: checking shows the
//! differences, writing removes them.
//!
//! Each file is written whole or not at all, what is right already is not touched, and files that the tool did not
//! write are never overwritten or deleted.

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use similar::TextDiff;

use crate::emit::Files;

/// A file that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The path below the folder, with `/` between its members.
    pub path: String,
    /// What it holds; `None` where it is missing.
    pub old: Option<String>,
    /// What it should hold; `None` where it should not be.
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

/// What a folder holds, compared with what it should hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// By path.
    pub differences: Vec<Difference>,
    /// How many files are right already.
    pub unchanged: usize,
}

/// Why a folder cannot be compared or written.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// A file cannot be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file would be written over another that the tool did not write.
    #[error(
        "{} was not written by this tool, so it stays as it is: move it away, or choose another folder",
        path.display()
    )]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// A path would lead out of the folder.
    #[error("the path `{path}` leads out of the output folder")]
    Outside {
        /// The path.
        path: String,
    },
}

/// Compares the folder with the files that it should hold. Files of the tool that should not be there count, too;
/// others do not.
///
/// # Errors
/// When a file cannot be read, or a path leads out of the folder.
pub fn compare(root: &Path, files: &Files) -> Result<Comparison, SyncError> {
    let mut comparison = Comparison::default();
    for (path, new) in files {
        let old = read(&inside(root, path)?)?;
        if old.as_deref() == Some(new.as_bytes()) {
            comparison.unchanged += 1;
        } else {
            let old = old.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            comparison.differences.push(Difference { path: path.clone(), old, new: Some(new.clone()) });
        }
    }
    for path in files_below(root)?.into_iter().filter(|path| !files.contains_key(path)) {
        if let Some(old) = read(&inside(root, &path)?)?.filter(|bytes| is_ours(bytes)) {
            let old = String::from_utf8_lossy(&old).into_owned();
            comparison.differences.push(Difference { path, old: Some(old), new: None });
        }
    }
    comparison.differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(comparison)
}

/// The paths of the files below a folder, sorted; none where there is no such folder. Hidden files, links and cargo's
/// `target` do not count.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(root: &Path) -> Result<Vec<String>, SyncError> {
    let mut found = Vec::new();
    walk(root, "", &mut found)?;
    found.sort();
    Ok(found)
}

/// Finds out whether all that differs may be written: for several folders that are written together or not at all.
///
/// # Errors
/// When a file is not the tool's.
pub fn permit(root: &Path, comparison: &Comparison) -> Result<(), SyncError> {
    for difference in &comparison.differences {
        if difference.old.as_ref().is_some_and(|old| !is_ours(old.as_bytes())) {
            return Err(SyncError::NotOurs { path: inside(root, &difference.path)? });
        }
    }
    Ok(())
}

/// Removes the differences: writes what should be there, deletes what should not.
///
/// # Errors
/// When a file cannot be written, or is not the tool's. Nothing is written if any file is not the tool's; after any
/// other failure each file is either what it was or what it should be.
pub fn write(root: &Path, comparison: &Comparison) -> Result<(), SyncError> {
    permit(root, comparison)?;
    for difference in &comparison.differences {
        let path = inside(root, &difference.path)?;
        match &difference.new {
            Some(text) => write_whole(&path, text)?,
            None => {
                fs::remove_file(&path).map_err(io_error("remove", &path))?;
                remove_emptied(root, &path);
            }
        }
    }
    Ok(())
}

/// Removes the folders that the last file has gone from. One that holds anything stays, since the system refuses.
fn remove_emptied(root: &Path, gone: &Path) {
    let above = gone.ancestors().skip(1).take_while(|folder| *folder != root);
    for folder in above {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// Writes a file so that it is never seen half written: beside its place first, then moved there.
///
/// # Errors
/// When that fails; the file is then what it was.
pub fn write_whole(path: &Path, text: &str) -> Result<(), SyncError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(io_error("create the folder", folder))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".feishu-codegen-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The usual rights of a new file, less the user's mask; a temporary file alone would be private.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(io_error("write", path))?;
    file.write_all(text.as_bytes()).map_err(io_error("write", path))?;
    file.persist(path).map_err(|error| io_error("write", path)(error.error))?;
    Ok(())
}

/// The path below the folder, if it stays there.
fn inside(root: &Path, path: &str) -> Result<PathBuf, SyncError> {
    let relative = Path::new(path);
    let stays = relative.components().all(|member| matches!(member, Component::Normal(_)));
    if stays { Ok(root.join(relative)) } else { Err(SyncError::Outside { path: path.to_owned() }) }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, SyncError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(io_error("read", path)(error)),
    }
}

/// Whether the tool wrote the file: it starts with the mark, or it is a description.
fn is_ours(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default();
    let marked = |line: &str| line.contains("@generated") && line.contains("feishu-codegen");
    marked(first) || (first == "{" && (marked(second) || second.contains(DESCRIPTION_MARK)))
}

/// How a description starts, after its bracket.
const DESCRIPTION_MARK: &str = "\"$schema\": \"../endpoint.schema.json\"";

fn walk(root: &Path, below: &str, found: &mut Vec<String>) -> Result<(), SyncError> {
    let folder = root.join(below);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io_error("read the folder", &folder)(error)),
    };
    for entry in entries {
        let entry = entry.map_err(io_error("read the folder", &folder))?;
        let kind = entry.file_type().map_err(io_error("read", &folder))?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if name.starts_with('.') || (kind.is_dir() && name == "target") {
            continue;
        }
        if kind.is_dir() {
            walk(root, &path, found)?;
        } else if kind.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> SyncError {
    let path = path.to_owned();
    move |source| SyncError::Io { action, path, source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::MARK;

    fn files(entries: &[(&str, &str)]) -> Files {
        entries.iter().map(|(path, text)| ((*path).to_owned(), format!("// {MARK}\n{text}\n"))).collect()
    }

    #[test]
    fn a_second_run_writes_nothing_and_leftovers_go() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine.rs"), "fn mine() {}").unwrap();
        fs::create_dir_all(folder.path().join("empty")).unwrap();
        let two = files(&[("a.rs", "1"), ("sub/b.rs", "2"), ("sub/deep/er/c.rs", "3")]);
        write(folder.path(), &compare(folder.path(), &two).unwrap()).unwrap();
        let again = compare(folder.path(), &two).unwrap();
        assert_eq!((again.differences.len(), again.unchanged), (0, 3));
        fs::write(folder.path().join("sub/mine.rs"), "fn mine() {}").unwrap();

        let one = files(&[("a.rs", "1")]);
        let fewer = compare(folder.path(), &one).unwrap();
        assert_eq!(fewer.differences.len(), 2);
        write(folder.path(), &fewer).unwrap();
        assert!(!folder.path().join("sub/b.rs").exists());
        assert!(!folder.path().join("sub/deep").exists(), "a folder goes with its last file");
        for stays in ["mine.rs", "sub/mine.rs", "empty"] {
            assert!(folder.path().join(stays).exists(), "{stays} is not the tool's");
        }
    }

    #[test]
    fn foreign_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.rs"), "fn mine() {}").unwrap();
        let comparison = compare(folder.path(), &files(&[("0.rs", "0"), ("a.rs", "1")])).unwrap();
        assert!(matches!(write(folder.path(), &comparison), Err(SyncError::NotOurs { .. })));
        assert_eq!(fs::read_to_string(folder.path().join("a.rs")).unwrap(), "fn mine() {}");
        assert!(!folder.path().join("0.rs").exists(), "nothing is written when something cannot be");
    }

    #[test]
    fn no_path_leads_out() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["../a.rs", "/etc/a.rs", "b/../../a.rs"] {
            assert!(matches!(compare(folder.path(), &files(&[(path, "")])), Err(SyncError::Outside { .. })));
        }
    }
}
