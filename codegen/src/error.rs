use std::io;
use std::path::PathBuf;

use crate::diagnostic::{Findings, Renderer};

/// An error that stops the tool. Findings about a page are not errors: see [`Findings`](crate::diagnostic::Findings).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// An input is neither a file nor a folder.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// A link leads to a folder that contains it.
    #[error("{} is a link to a folder above it, so the files below have no end", path.display())]
    EndlessLink {
        /// The link.
        path: PathBuf,
    },
    /// There is no input.
    #[error("no page or description in {}", list(places))]
    NoInput {
        /// The searched paths.
        places: Vec<PathBuf>,
    },
    /// The two compared sets of descriptions have no endpoint in common.
    #[error("{} and {} have no endpoint in common", old.display(), new.display())]
    NothingInCommon {
        /// The old set.
        old: PathBuf,
        /// The new set.
        new: PathBuf,
    },
    /// The settings in a `feishu.toml` cannot be used.
    #[error("{} cannot be used: {source}", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// The cause, with the line.
        source: Box<toml::de::Error>,
    },
    /// The folder given for `feishu-client` is not a package.
    #[error("{} holds no Cargo.toml, so it is not the folder of feishu-client", path.display())]
    NoClient {
        /// The folder.
        path: PathBuf,
    },
    /// An input cannot be used, so nothing is generated.
    #[error("{} of the inputs cannot be used; nothing was written", findings.len())]
    BadInput {
        /// The findings of each input.
        findings: Vec<Findings>,
    },
    /// A description cannot be written as JSON.
    #[error(transparent)]
    Schema(#[from] feishu_schema::Error),
    /// The generated code is not valid Rust.
    #[error(transparent)]
    Emit(#[from] crate::emit::EmitError),
    /// The output folder cannot be compared or written.
    #[error(transparent)]
    Sync(#[from] crate::sync::SyncError),
    /// The result cannot be printed.
    #[error("cannot print the result: {0}")]
    Print(#[source] io::Error),
    /// No page names its URL.
    #[error("no page in {} names its URL; pass the URLs of pages to fetch", list(folders))]
    NothingToFetch {
        /// The searched folders.
        folders: Vec<PathBuf>,
    },
    /// The portal's list of pages did not come.
    #[error("the portal's list of pages did not come: {reason}")]
    NoList {
        /// Why.
        reason: String,
    },
    /// The portal lists no page of that service or path.
    #[error("the portal lists no such page; `fetch --list` prints all")]
    NothingListed,
    /// There is no folder for new pages.
    #[error("no folder for new pages: name one with --pages or in feishu.toml")]
    NoFolder,
    /// `OUT_DIR` is not set.
    #[error("the environment variable OUT_DIR is not set: call this from a build script, or set `out_dir`")]
    NoOutDir,
}

impl Error {
    /// Creates the error for the inputs that have errors.
    pub(crate) fn bad_input(findings: Vec<Findings>) -> Self {
        let findings = findings.into_iter().filter(Findings::has_errors).collect();
        Error::BadInput { findings }
    }

    /// Prints the findings to standard error, where cargo shows them.
    pub(crate) fn print_findings(&self) {
        if let Error::BadInput { findings } = self {
            for findings in findings {
                eprint!("{}", Renderer::Human { colour: false }.render(findings));
            }
        }
    }
}

fn list(paths: &[PathBuf]) -> String {
    match paths {
        [] => "the settings or the arguments".to_owned(),
        paths => paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "),
    }
}
