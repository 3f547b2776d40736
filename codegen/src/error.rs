use std::io;
use std::path::PathBuf;

/// Why the tool could not do what it was asked. Findings about a page are no errors: see
/// [`Findings`](crate::diagnostic::Findings).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no input.
    #[error("no page or description in {}", places.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "))]
    NoInput {
        /// Where it was looked for.
        places: Vec<PathBuf>,
    },
    /// Two sets of descriptions were to be compared that do not belong together.
    #[error("{} and {} have no endpoint in common", old.display(), new.display())]
    NothingInCommon {
        /// The one.
        old: PathBuf,
        /// The other.
        new: PathBuf,
    },
    /// What was read has errors, which the findings tell; nothing was written.
    #[error("{count} of the inputs cannot be used; nothing was written")]
    BadInput {
        /// How many.
        count: usize,
    },
    /// A description cannot be written as JSON.
    #[error(transparent)]
    Schema(#[from] feishu_schema::Error),
    /// The items do not form Rust.
    #[error(transparent)]
    Emit(#[from] crate::emit::EmitError),
    /// The output folder cannot be compared or written.
    #[error(transparent)]
    Sync(#[from] crate::sync::SyncError),
    /// The result cannot be printed.
    #[error("cannot print the result: {0}")]
    Print(#[source] io::Error),
    /// There is nothing to fetch.
    #[error("{} holds no page that says where it comes from; name the addresses of pages to fetch", folder.display())]
    NothingToFetch {
        /// Where pages were looked for.
        folder: PathBuf,
    },
    /// `OUT_DIR` is not set.
    #[error("the environment variable OUT_DIR is not set: call this from a build script, or set `out_dir`")]
    NoOutDir,
}
