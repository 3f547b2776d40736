//! What the last run came to, so that a run in which nothing changed only has to see that nothing changed.
//!
//! The same tool with the same arguments, the same inputs and the same files in the output folders comes to the same
//! end, and says the same. All of that goes into one fingerprint; what was said is kept beside it in the user's cache
//! folder. Whatever goes wrong here costs time and nothing else.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::sync;

/// What a run came to that left everything in step.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Settled {
    fingerprint: String,
    /// What went to standard output.
    pub out: String,
    /// What went to standard error.
    pub err: String,
    /// Whether there were errors among the findings.
    pub errors: bool,
}

/// Where the end of a run is kept: there is one place for each working folder and list of arguments.
pub(super) struct LastRun {
    file: PathBuf,
    question: String,
}

impl LastRun {
    /// `arguments` is all that the run depends on besides the tool and files. `None` where there is no cache folder.
    pub fn of(arguments: &str) -> Option<Self> {
        let here = env::current_dir().ok()?;
        let tool = env::current_exe().ok()?;
        let built = fs::metadata(&tool).ok()?;
        let place = format!("{}\n{arguments}", here.display());
        let question =
            format!("{place}\n{}\n{}\n{:?}", env!("CARGO_PKG_VERSION"), built.len(), built.modified().ok()?);
        let name = hex(&Sha256::digest(&place));
        Some(Self { file: cache_folder()?.join(format!("{}.json", &name[..32])), question })
    }

    /// What the same run came to before, if nothing has changed since.
    pub fn recall(&self, inputs: &[PathBuf], outputs: &[&Path]) -> Option<Settled> {
        let settled: Settled = serde_json::from_slice(&fs::read(&self.file).ok()?).ok()?;
        (self.fingerprint(inputs, outputs)? == settled.fingerprint).then_some(settled)
    }

    /// Keeps what a run came to that left everything in step.
    pub fn remember(
        &self,
        inputs: &[PathBuf],
        outputs: &[&Path],
        (out, err): (String, String),
        errors: bool,
    ) {
        let Some(fingerprint) = self.fingerprint(inputs, outputs) else { return };
        let Ok(text) = serde_json::to_string(&Settled { fingerprint, out, err, errors }) else { return };
        // Without it the next run takes as long as this one.
        let _ = sync::write_whole(&self.file, &text);
    }

    fn fingerprint(&self, inputs: &[PathBuf], outputs: &[&Path]) -> Option<String> {
        let mut files = inputs.to_vec();
        for root in outputs {
            let below = sync::files_below(root).ok()?;
            files.extend(below.into_iter().map(|path| root.join(path)));
        }
        let digests: Vec<_> =
            files.par_iter().map(|file| Some(Sha256::digest(fs::read(file).ok()?))).collect::<Option<_>>()?;
        let mut whole = Sha256::new();
        whole.update(&self.question);
        for (file, digest) in files.iter().zip(digests) {
            whole.update(file.as_os_str().as_encoded_bytes());
            whole.update([0]);
            whole.update(digest);
        }
        Some(hex(&whole.finalize()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The user's folder for what can be made again.
fn cache_folder() -> Option<PathBuf> {
    let named = |variable| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = named("XDG_CACHE_HOME")
        .or_else(|| named("LOCALAPPDATA"))
        .or_else(|| Some(env::home_dir().filter(|home| home.is_absolute())?.join(".cache")))?;
    Some(base.join("feishu-codegen"))
}
