use std::io;
use std::path::{Path, PathBuf};

/// Why a folder cannot be compared or written.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// A file cannot be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// The attempted action.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file that the tool did not write would be overwritten.
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
    /// A file would be written through a link.
    #[error("{} is a link, and this tool does not write through links: put a folder or file in its place", path.display())]
    Linked {
        /// The link.
        path: PathBuf,
    },
    /// The path of a file is not a regular file.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The path of a folder is not a folder.
    #[error("{} is not a folder", path.display())]
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// A file would be written into another package.
    #[error(
        "{} is a package that this tool did not write, so nothing is written there: choose another folder",
        folder.display()
    )]
    OtherPackage {
        /// The package's folder.
        folder: PathBuf,
    },
    /// Another run is writing to the folder.
    #[error("another run of this tool is writing to {}: wait until it has ended", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
}

impl SyncError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| SyncError::Io { action, path, source }
    }
}
