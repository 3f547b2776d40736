use std::io;
use std::path::PathBuf;

use crate::diagnostic::{Findings, Renderer};

/// Why the tool could not do what it was asked. Findings about a page are not errors: see
/// [`Findings`](crate::diagnostic::Findings).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An input is neither a file nor a folder.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// Which.
        path: PathBuf,
    },
    /// A link leads to a folder that holds it.
    #[error("{} is a link to a folder above it, so the files below have no end", path.display())]
    EndlessLink {
        /// The link.
        path: PathBuf,
    },
    /// There is no input.
    #[error("no page or description in {}", list(places))]
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
    /// The settings in a `feishu.toml` cannot be used.
    #[error("{} cannot be used: {source}", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line.
        source: Box<toml::de::Error>,
    },
    /// The folder of `feishu-client` is none.
    #[error("{} holds no Cargo.toml, so it is not the folder of feishu-client", path.display())]
    NoClient {
        /// The folder.
        path: PathBuf,
    },
    /// An input cannot be used, so that nothing can be done with the others either.
    #[error("{} of the inputs cannot be used; nothing was written", findings.len())]
    BadInput {
        /// What is wrong, for each of them.
        findings: Vec<Findings>,
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
    #[error("no page in {} says where it comes from; name the addresses of pages to fetch", list(folders))]
    NothingToFetch {
        /// Where pages were looked for.
        folders: Vec<PathBuf>,
    },
    /// There is no folder for new pages.
    #[error("no folder for new pages: name one with --pages, or in feishu.toml")]
    NoFolder,
    /// `OUT_DIR` is not set.
    #[error("the environment variable OUT_DIR is not set: call this from a build script, or set `out_dir`")]
    NoOutDir,
}

impl Error {
    /// The error for inputs that cannot be used: those that have errors.
    pub(crate) fn bad_input(findings: Vec<Findings>) -> Self {
        let findings = findings.into_iter().filter(Findings::has_errors).collect();
        Error::BadInput { findings }
    }

    /// Prints what is wrong to standard error, where cargo shows it.
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
