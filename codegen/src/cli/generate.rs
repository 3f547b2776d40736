use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::last_run::LastRun;
use super::{End, Shared, print, tell_text, told};
use crate::Error;
use crate::config::{self, Config, Outcome};
use crate::emit::{self, Client, CrateOptions, Files, Services};
use crate::sync::{self, Comparison};

#[derive(Debug, Default, clap::Args)]
pub(super) struct GenerateOptions {
    /// Writes nothing; exits with 1 and shows the differences if anything is stale.
    #[arg(long)]
    check: bool,
    /// Pages, or folders of pages [default: schema/pages].
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pages: Vec<PathBuf>,
    /// Descriptions in place of pages, or folders of them.
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "pages")]
    endpoints: Vec<PathBuf>,
    /// A file of the lexicon; may be repeated [default: schema/lexicon.toml, if it is there and --pages and --endpoints are not given].
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Where the crate goes [default: generated].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the crate.
    #[arg(long = "crate", value_name = "NAME", default_value = CRATE, value_parser = crate_name)]
    name: String,
    /// Keeps several services in one package, in place of one each below the crate's: less to publish, slower to compile.
    #[arg(long)]
    one_package: bool,
    /// The folder of feishu-client [default: the workspace's own, else the registry's].
    #[arg(long, value_name = "PATH")]
    client: Option<PathBuf>,
}

/// The conventional places.
pub(super) const PAGES: &str = "schema/pages";
const SCHEMA: &str = "schema";
const LEXICON: &str = "schema/lexicon.toml";
const OUT: &str = "generated";
const CLIENT: &str = "client";
const CRATE: &str = "feishu-api";

/// A name that cargo takes.
fn crate_name(name: &str) -> Result<String, String> {
    emit::check_crate_name(name).map(|()| name.to_owned())
}

/// What becomes of what is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is written.
    Write,
    /// It is only named.
    Name,
    /// It is shown, line by line.
    Show,
}

/// A folder and what it should hold.
struct Target {
    root: PathBuf,
    files: Files,
}

pub(super) fn run(arguments: &GenerateOptions, shared: Shared) -> Result<End, Error> {
    let convention = arguments.pages.is_empty() && arguments.endpoints.is_empty();
    let config = arguments.config(convention);
    let last_run = arguments.last_run(shared);
    let outputs = arguments.outputs(convention);
    let outputs: Vec<&Path> = outputs.iter().map(PathBuf::as_path).collect();
    let inputs = config.files()?;
    if let Some(settled) = last_run.as_ref().and_then(|last_run| last_run.recall(&inputs, &outputs)) {
        tell_text(&settled.err);
        print(&settled.out)?;
        return Ok(if settled.errors { End::LookAt } else { End::Done });
    }
    let mode = if arguments.check { Mode::Show } else { Mode::Write };
    let finished = arguments.finish(config.run()?, convention, mode, shared)?;
    if let (Some(last_run), Some(in_step)) = (last_run, finished.in_step) {
        last_run.remember(&inputs, &outputs, in_step, finished.end == End::LookAt);
    }
    Ok(finished.end)
}

/// How a run ended.
struct Finished {
    end: End,
    /// What a run says that finds everything in step, as this one leaves it: on standard output, and on standard error.
    in_step: Option<(String, String)>,
}

/// What is read by convention, with these texts in the place of what pages hold.
pub(super) fn conventional(texts: impl IntoIterator<Item = (PathBuf, String)>) -> Config {
    let config = GenerateOptions::conventional().config(true);
    texts.into_iter().fold(config, |config, (page, text)| config.text(page, text))
}

/// The lexicon that stands where it does by convention.
pub(super) fn with_lexicon(config: Config) -> Config {
    if Path::new(LEXICON).exists() { config.lexicon(LEXICON) } else { config }
}

/// Brings descriptions and code, which stand where they do by convention, in step with what was read.
pub(super) fn in_step(outcome: Outcome, mode: Mode, shared: Shared) -> Result<End, Error> {
    Ok(GenerateOptions::conventional().finish(outcome, true, mode, shared)?.end)
}

impl GenerateOptions {
    fn conventional() -> Self {
        GenerateOptions { name: CRATE.to_owned(), ..GenerateOptions::default() }
    }

    fn finish(
        &self,
        mut outcome: Outcome,
        convention: bool,
        mode: Mode,
        shared: Shared,
    ) -> Result<Finished, Error> {
        let (findings, errors) = told(std::mem::take(&mut outcome.findings), shared);
        tell_text(&findings);
        // In place, an input that cannot be used must not take its code away: all or nothing. In a crate of its own, the
        // others go on without it.
        if errors && (convention || outcome.descriptions.endpoints.is_empty()) {
            print("no description and no Rust written: see the errors above\n")?;
            return Ok(Finished { end: End::Failed, in_step: None });
        }
        let targets = self.targets(&outcome, convention)?;
        let stale = report(&outcome, &targets, mode)?;
        let is_stale = mode != Mode::Write && stale;
        let in_step = (!is_stale).then(|| {
            let files = targets.iter().map(|target| target.files.len()).sum();
            (heard(&outcome, "", files), findings)
        });
        Ok(Finished { end: if errors || is_stale { End::LookAt } else { End::Done }, in_step })
    }

    /// Where it is kept what this run came to before.
    fn last_run(&self, shared: Shared) -> Option<LastRun> {
        let Self { check: _, pages, endpoints, lexicon, out, name, one_package, client: _ } = self;
        let client = self.client(out.as_deref().unwrap_or(Path::new(OUT)));
        let colour = io::stderr().is_terminal();
        let arguments = (pages, endpoints, lexicon, out, name, one_package, client, shared, colour);
        LastRun::of(&format!("generate {arguments:?}"))
    }

    /// The folders that are written to.
    fn outputs(&self, convention: bool) -> Vec<PathBuf> {
        let out = self.out.clone().unwrap_or_else(|| PathBuf::from(OUT));
        convention.then(|| PathBuf::from(SCHEMA)).into_iter().chain([out]).collect()
    }

    fn config(&self, convention: bool) -> Config {
        let config = Config::new().pages(&self.pages).endpoints(&self.endpoints);
        let config = if convention { config.pages([PAGES]) } else { config };
        match self.lexicon.is_empty() && convention {
            true => with_lexicon(config),
            false => self.lexicon.iter().fold(config, Config::lexicon),
        }
    }

    fn targets(&self, outcome: &Outcome, convention: bool) -> Result<Vec<Target>, Error> {
        let mut targets = Vec::new();
        if convention {
            let root = PathBuf::from(SCHEMA);
            targets.push(Target { root, files: config::description_files(&outcome.descriptions.endpoints)? });
        }
        let root = self.out.clone().unwrap_or_else(|| PathBuf::from(OUT));
        let options = CrateOptions {
            name: self.name.clone(),
            client: self.client(&root),
            alone: !convention,
            services: if self.one_package { Services::Together } else { Services::Apart },
        };
        let files = emit::emit_crate(&outcome.plan, &options)?;
        targets.push(Target { root, files });
        Ok(targets)
    }

    /// The client's folder as seen from the crate's, or its version in the registry.
    fn client(&self, out: &Path) -> Client {
        let conventional = || Path::new(CLIENT).join("Cargo.toml").exists().then(|| PathBuf::from(CLIENT));
        match self.client.clone().or_else(conventional) {
            Some(folder) => Client::Path(as_seen_from(out, &folder)),
            None => Client::Version(env!("CARGO_PKG_VERSION").to_owned()),
        }
    }
}

fn as_seen_from(out: &Path, folder: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    config::relative(&absolute(out), &absolute(folder)).display().to_string().replace('\\', "/")
}

/// Compares, writes unless only checking, and tells what was done. Returns whether anything was stale.
fn report(outcome: &Outcome, targets: &[Target], mode: Mode) -> Result<bool, Error> {
    let comparisons: Result<Vec<Comparison>, _> =
        targets.iter().map(|target| sync::compare(&target.root, &target.files)).collect();
    let comparisons = comparisons?;
    for (target, comparison) in targets.iter().zip(&comparisons).filter(|_| mode == Mode::Write) {
        sync::permit(&target.root, comparison)?;
    }
    let mut text = String::new();
    let mut unchanged = 0;
    let mut stale = false;
    for (target, comparison) in targets.iter().zip(&comparisons) {
        unchanged += comparison.unchanged;
        stale |= !comparison.differences.is_empty();
        match mode {
            Mode::Write => sync::write(&target.root, comparison)?,
            Mode::Name => {}
            Mode::Show => text.extend(comparison.differences.iter().map(sync::Difference::to_diff)),
        }
        for difference in &comparison.differences {
            let done = match (mode, &difference.new) {
                (Mode::Name | Mode::Show, _) => "stale",
                (Mode::Write, Some(_)) => "wrote",
                (Mode::Write, None) => "removed",
            };
            line(&mut text, done, &format!("{}/{}", target.root.display(), difference.path));
        }
    }
    print(&heard(outcome, &text, unchanged))?;
    Ok(stale)
}

/// What is heard of a run: what was read, what was done, and what was left.
fn heard(outcome: &Outcome, done: &str, unchanged: usize) -> String {
    let mut text = String::new();
    for path in &outcome.read {
        line(&mut text, "read", &path.display().to_string());
    }
    text.push_str(done);
    summary(&mut text, outcome, unchanged);
    text
}

fn summary(text: &mut String, outcome: &Outcome, unchanged: usize) {
    let descriptions = &outcome.descriptions;
    line(text, "left", &format!("{unchanged} files as they were"));
    if descriptions.skipped > 0 {
        line(text, "skipped", &format!("{} pages that are no endpoint's", descriptions.skipped));
    }
    if descriptions.broken > 0 {
        line(text, "without", &format!("{} inputs that cannot be used", descriptions.broken));
    }
}

fn line(text: &mut String, done: &str, what: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{done:<8}{what}");
}
