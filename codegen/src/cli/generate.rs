use std::fmt::Write;
use std::path::PathBuf;

use super::cache_folder::cache_of;
use super::job::Job;
use super::{Exit, Shared, print, print_err, render_findings};
use crate::cache::Cache;
use crate::config::Outcome;
use crate::diagnostic::visible;
use crate::emit::{self, Files};
use crate::settings::{ClientSource, Settings};
use crate::sync::{self, Comparison, Lock};
use crate::{CrateName, Error, Languages, config, input};

#[derive(Debug, Default, clap::Args)]
pub(super) struct GenerateOptions {
    /// Writes nothing. Exits with 1 and shows a diff if a file is stale.
    #[arg(long)]
    check: bool,
    /// Pages, or folders of pages, instead of those in feishu.toml. The lexicons of feishu.toml are then ignored, and
    /// no descriptions are written.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub pages: Vec<PathBuf>,
    /// Descriptions, or folders of descriptions, instead of pages.
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "pages")]
    pub endpoints: Vec<PathBuf>,
    /// The lexicon files.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub lexicon: Vec<PathBuf>,
    /// The folder of the generated crate [default: generated].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The name of the generated crate [default: feishu-api].
    #[arg(long = "crate", value_name = "NAME")]
    pub name: Option<CrateName>,
    /// Generates one package for all services instead of one per service: fewer packages to publish, but slower to
    /// compile.
    #[arg(long)]
    pub one_package: bool,
    /// The source of feishu-client: a folder, a version, or git=URL [default: the registry].
    #[arg(long, value_name = "SOURCE")]
    pub client: Option<ClientSource>,
    /// The language of generated documentation [default: that in feishu.toml, or else both].
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub language: Option<Languages>,
}

/// What to do with stale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Writes them.
    Write,
    /// Lists them.
    List,
    /// Shows a diff of each.
    Diff,
}

/// A folder and the files that it should hold.
struct Target {
    root: PathBuf,
    files: Files,
}

pub(super) fn run(arguments: &GenerateOptions, settings: &Settings, shared: Shared) -> Result<Exit, Error> {
    let job = Job::new(arguments, settings)?;
    if arguments.check {
        // A check ignores the cache, so that nobody who can write to it can make a check pass.
        return compare(&job, job.config.run()?, Mode::Diff, shared);
    }
    let (texts, cache) = rayon::join(|| job.config.texts(), || cache_of(&job.out));
    let texts = texts?;
    job.descriptions.iter().chain([&job.out]).for_each(|root| sync::clean(root));
    let outcome = job.config.run_cached(&texts, &cache)?;
    write(&job, outcome, cache, shared)
}

/// Writes descriptions and code, and caches results for the next run.
pub(super) fn write(job: &Job, outcome: Outcome, cache: Cache, shared: Shared) -> Result<Exit, Error> {
    let end = finish(job, outcome, &cache, Mode::Write, shared)?;
    // A failed run generates no code, so saving would drop the cached results that it did not use.
    if end != Exit::Failed {
        cache.save();
    }
    Ok(end)
}

/// Compares descriptions and code with the inputs, without the cache.
pub(super) fn compare(job: &Job, outcome: Outcome, mode: Mode, shared: Shared) -> Result<Exit, Error> {
    finish(job, outcome, &Cache::off(), mode, shared)
}

fn finish(job: &Job, mut outcome: Outcome, cache: &Cache, mode: Mode, shared: Shared) -> Result<Exit, Error> {
    let (findings, errors) = render_findings(std::mem::take(&mut outcome.findings), shared);
    print_err(&findings);
    // In place, nothing is written if any input has an error, so that the endpoint's code is not removed. A separate
    // crate is generated without it.
    if errors && (job.in_place || outcome.descriptions.endpoints.is_empty()) {
        print("no description and no Rust written: see the errors above\n")?;
        return Ok(Exit::Failed);
    }
    let targets = targets(job, &outcome, cache)?;
    let (done, unchanged) = sync_folders(&targets, mode)?;
    let is_stale = mode != Mode::Write && !done.is_empty();
    let mut text = summary(&outcome, &done, unchanged);
    if !errors && !is_stale {
        in_sync(&mut text, job, outcome.descriptions.endpoints.len());
    }
    print(&(text + &job.how_to_depend()))?;
    // The process is about to end. Freeing the strings of a thousand pages takes as long as comparing their files.
    std::mem::forget((outcome, targets));
    Ok(if errors || is_stale { Exit::Findings } else { Exit::Done })
}

fn targets(job: &Job, outcome: &Outcome, cache: &Cache) -> Result<Vec<Target>, Error> {
    let mut targets = Vec::new();
    if let Some(root) = job.descriptions.clone() {
        targets.push(Target { root, files: config::description_files(&outcome.descriptions.endpoints)? });
    }
    let files = emit::emit_cached(&outcome.plan, &job.options, cache)?;
    targets.push(Target { root: job.out.clone(), files });
    Ok(targets)
}

/// Compares the folders with the files that they should hold, and writes the differences in [`Mode::Write`]. Returns
/// one line per stale or written file, and the number of unchanged files.
fn sync_folders(targets: &[Target], mode: Mode) -> Result<(String, usize), Error> {
    let mut comparisons = compare_all(targets)?;
    let is_stale = comparisons.iter().any(|comparison| !comparison.differences.is_empty());
    if mode == Mode::Write && is_stale {
        for (target, comparison) in targets.iter().zip(&comparisons) {
            sync::permit(&target.root, comparison)?;
        }
        let locks: Vec<Lock> =
            targets.iter().map(|target| Lock::take(&target.root)).collect::<Result<_, _>>()?;
        // Another run may have written before this one took the locks.
        comparisons = compare_all(targets)?;
        for (target, comparison) in targets.iter().zip(&comparisons) {
            sync::permit(&target.root, comparison)?;
        }
        for (lock, comparison) in locks.iter().zip(&comparisons) {
            sync::write(lock, comparison)?;
        }
    }
    let mut text = String::new();
    for (target, comparison) in targets.iter().zip(&comparisons) {
        if mode == Mode::Diff {
            let diffs = comparison.differences.iter().map(sync::Difference::to_diff);
            text.extend(diffs.map(|diff| visible(&diff).into_owned()));
        }
        for difference in &comparison.differences {
            let done = match (mode, &difference.new) {
                (Mode::List | Mode::Diff, _) => "stale",
                (Mode::Write, Some(_)) => "wrote",
                (Mode::Write, None) => "removed",
            };
            line(&mut text, done, &input::shown(&target.root.join(&difference.path)));
        }
    }
    Ok((text, comparisons.iter().map(|comparison| comparison.unchanged).sum()))
}

fn compare_all(targets: &[Target]) -> Result<Vec<Comparison>, Error> {
    let comparisons = targets.iter().map(|target| sync::compare(&target.root, &target.files));
    Ok(comparisons.collect::<Result<_, _>>()?)
}

/// The last line of a run after which pages, descriptions and Rust agree, and where they are.
fn in_sync(text: &mut String, job: &Job, endpoints: usize) {
    let endpoints = if endpoints == 1 { "1 endpoint".to_owned() } else { format!("{endpoints} endpoints") };
    let rust = input::shown(&job.out);
    let place = match &job.descriptions {
        Some(root) => format!("descriptions in {}, Rust in {rust}", input::shown(root)),
        None => format!("Rust in {rust}"),
    };
    line(text, "in sync", &format!("{endpoints}: {place}"));
}

/// What a run prints: the files read and written, and how many are the same.
fn summary(outcome: &Outcome, done: &str, unchanged: usize) -> String {
    let mut text = String::new();
    for path in &outcome.read {
        line(&mut text, "read", &input::shown(path));
    }
    text.push_str(done);
    let descriptions = &outcome.descriptions;
    line(&mut text, "same", &format!("{unchanged} files"));
    if descriptions.skipped > 0 {
        line(
            &mut text,
            "skipped",
            &format!("{} pages that do not describe an endpoint", descriptions.skipped),
        );
    }
    if descriptions.broken > 0 {
        line(&mut text, "without", &format!("{} inputs that cannot be used", descriptions.broken));
    }
    text
}

fn line(text: &mut String, done: &str, what: &str) {
    // Writing to a string cannot fail. A name may hold a line end.
    let _ = writeln!(text, "{done:<8}{}", visible(what).replace('\n', "\\n"));
}
