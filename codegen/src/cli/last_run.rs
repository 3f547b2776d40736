//! What the last run came to, so that a run in which nothing changed only has to see that nothing changed.
//!
//! The same tool with the same arguments, the same inputs and the same files in the output folders comes to the same
//! end, and prints the same. What is kept is the digests of the texts that were *used*, never of what is on disk
//! afterwards: a page that is saved in the meantime is a change. `--check` does not look here. Whatever goes wrong here
//! costs time and nothing else.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::Texts;
use crate::emit::Files;
use crate::source::{Source, digest};
use crate::sync;

/// Digests by path.
type Digests = BTreeMap<String, String>;

/// What a run came to that left everything in step.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Settled {
    /// Tool and arguments.
    question: String,
    inputs: Digests,
    outputs: Digests,
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
        // The program itself: a version, a size or a time may be those of another build.
        let tool = digest(&fs::read(env::current_exe().ok()?).ok()?);
        let place = format!("{}\n{arguments}", here.display());
        let name = digest(place.as_bytes());
        let file = cache_folder()?.join(format!("{}.json", &name[..32]));
        Some(Self { file, question: format!("{tool}\n{place}") })
    }

    /// What the same run came to before, if nothing has changed since.
    pub fn recall(&self, texts: &Texts) -> Option<Settled> {
        let settled: Settled = serde_json::from_slice(&fs::read(&self.file).ok()?).ok()?;
        let is_same = settled.question == self.question
            && settled.inputs == inputs(texts)
            && settled.outputs.par_iter().all(|(path, digest)| is_on_disk(path, digest));
        is_same.then_some(settled)
    }

    /// Keeps what a run came to that read these texts and left these files.
    pub fn remember(&self, texts: &Texts, files: &Files, (out, err): (String, String), errors: bool) {
        let outputs = files.par_iter().map(|(path, text)| (path.clone(), digest(text.as_bytes()))).collect();
        let question = self.question.clone();
        let settled = Settled { question, inputs: inputs(texts), outputs, out, err, errors };
        let Ok(text) = serde_json::to_string(&settled) else { return };
        if let Some(folder) = self.file.parent() {
            sync::remove_leftovers(folder);
        }
        // Without it the next run takes as long as this one.
        let _ = sync::write_whole(&self.file, &text);
    }
}

fn inputs(texts: &Texts) -> Digests {
    let texts: Vec<_> = texts.iter().collect();
    texts.par_iter().map(|source| (source.name.clone(), source.digest())).collect()
}

/// Whether the file holds what the digest is of, with whatever line ends. A link is not what was written.
fn is_on_disk(path: &str, expected: &str) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    let text = is_file.then(|| fs::read_to_string(path).ok()).flatten();
    text.is_some_and(|text| Source::new("", text).digest() == expected)
}

/// The user's folder for what can be made again.
fn cache_folder() -> Option<PathBuf> {
    let named = |variable| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || env::home_dir().filter(|home| home.is_absolute());
    let base = named("XDG_CACHE_HOME")
        .or_else(|| named("LOCALAPPDATA"))
        .or_else(|| Some(home()?.join(Path::new(".cache"))))?;
    Some(base.join("feishu-codegen"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;

    #[test]
    fn a_page_that_is_saved_after_it_was_read_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let (page, output) = (folder.path().join("page.md"), folder.path().join("out.rs"));
        let config = Config::new().pages([&page]);
        let last_run = LastRun { file: folder.path().join("last.json"), question: "?".to_owned() };
        fs::write(&page, "# old\n").unwrap();
        fs::write(&output, "out\n").unwrap();
        let texts = config.texts().unwrap();
        let files = Files::from([(output.display().to_string(), "out\n".to_owned())]);

        last_run.remember(&texts, &files, ("said".to_owned(), String::new()), false);
        assert_eq!(last_run.recall(&config.texts().unwrap()).unwrap().out, "said");

        // Between reading and the end of the run:
        fs::write(&page, "# new\n").unwrap();
        last_run.remember(&texts, &files, (String::new(), String::new()), false);
        assert!(last_run.recall(&config.texts().unwrap()).is_none());

        // And the same for what was written.
        fs::write(&page, "# old\n").unwrap();
        fs::write(&output, "other\n").unwrap();
        last_run.remember(&texts, &files, (String::new(), String::new()), false);
        assert!(last_run.recall(&config.texts().unwrap()).is_none());
    }
}
