use std::env;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use feishu_schema::Endpoint;

use super::cache_folder::cache_of;
use super::export::of_settings;
use super::facts;
use super::fetch::{Report, RequestOptions, stopped_by_signal};
use super::generate::{self, GenerateOptions, Mode};
use super::job::Job;
use super::{Exit, Shared, print, print_findings, wanted};
use crate::cache::Cache;
use crate::config::{Config, Inputs};
use crate::diff::{self, Weight};
use crate::fetch::PageState;
use crate::pipeline::Descriptions;
use crate::settings::Settings;
use crate::{Error, sync};

#[derive(Debug, clap::Args)]
pub(super) struct UpdateOptions {
    /// Writes no pages, descriptions or code.
    #[arg(long)]
    dry_run: bool,
    /// Writes on CI as well.
    #[arg(long, conflicts_with = "dry_run")]
    write: bool,
    /// Also writes the report as Markdown to this file, for a pull request; even in a dry run.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    requests: RequestOptions,
}

/// Fetches, describes, reports, and generates.
pub(super) fn run(arguments: &UpdateOptions, settings: &Settings, shared: Shared) -> Result<Exit, Error> {
    let dry = arguments.is_dry();
    let job = Job::new(&GenerateOptions::default(), settings)?;
    let Some(before) = before(settings, shared)? else { return Ok(Exit::Failed) };
    let published = facts::published(&before.descriptions);
    let pages = match wanted::all(&settings.pages, arguments.requests.languages(settings)) {
        Err(Error::NothingToFetch { .. }) if !published.is_empty() => Vec::new(),
        pages => pages?,
    };
    let stop = stopped_by_signal();
    let wanted: Vec<_> =
        pages.iter().chain(published.iter().map(|published| &published.wanted)).cloned().collect();
    let mut results = arguments.requests.download(&wanted, &stop);
    let of_facts = results.split_off(pages.len());
    let mut fetched = Report::default();
    let mut config = job.config.clone();
    for (wanted, result) in pages.iter().zip(results) {
        if let Some((file, changed)) = fetched.take(wanted, &pages, result, !dry) {
            // A new page may lie outside of the folders that are read.
            config = if changed.state == PageState::New { config.pages([file]) } else { config };
            config = config.text(file, changed.text);
        }
    }
    for (file, text) in facts::renewed(&published, of_facts, &before.lexicon, &mut fetched)? {
        config = config.text(file, text);
    }
    let fetched = fetched.print()?;
    if fetched == Exit::Failed || stop.load(Ordering::Relaxed) {
        return Ok(Exit::Failed);
    }
    let cache = if dry { Cache::off() } else { cache_of(&job.out) };
    let outcome = config.run_cached(&config.texts()?, &cache)?;
    let reported = arguments.report(before, &outcome.descriptions)?;
    let generated = match dry {
        true => generate::compare(&job, outcome, Mode::List, shared)?,
        false => generate::write(&job, outcome, cache, shared)?,
    };
    if dry {
        print("nothing written: this was a dry run\n")?;
    }
    Ok(worst(dry, fetched, reported, generated))
}

/// Stale files are expected in a dry run. If code cannot be generated, pages have been written all the same.
fn worst(dry: bool, fetched: Exit, reported: Exit, generated: Exit) -> Exit {
    let generated = match generated {
        Exit::Findings if dry => Exit::Done,
        Exit::Failed => Exit::Findings,
        other => other,
    };
    fetched.max(reported).max(generated)
}

impl UpdateOptions {
    fn is_dry(&self) -> bool {
        let on_ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
        self.dry_run || (on_ci && !self.write)
    }

    /// Reports what has changed since the descriptions were written.
    fn report(&self, before: Inputs, now: &Descriptions) -> Result<Exit, Error> {
        let (mut old, new) = (endpoints(&before.descriptions), endpoints(now));
        if now.broken > 0 {
            // The endpoint of a page that cannot be used is not reported as removed.
            old.retain(|old| new.iter().any(|new| new.id == old.id));
        }
        let Some(report) = diff::compare(&old, &new, &before.lexicon) else { return Ok(Exit::Findings) };
        print(&diff::text(&report, false))?;
        if let Some(path) = &self.report {
            sync::write_report(path, &diff::markdown(&report))?;
        }
        Ok(if report.verdict.0 == Some(Weight::Breaking) { Exit::Findings } else { Exit::Done })
    }
}

/// The existing descriptions; `None` after reporting one that cannot be used.
fn before(settings: &Settings, shared: Shared) -> Result<Option<Inputs>, Error> {
    let config = settings.lexicons.iter().fold(Config::new(), Config::lexicon);
    let mut before = of_settings(config, settings).read()?;
    let errors = print_findings(std::mem::take(&mut before.descriptions.findings), shared);
    Ok((!errors).then_some(before))
}

fn endpoints(descriptions: &Descriptions) -> Vec<Endpoint> {
    descriptions.endpoints.iter().map(|described| described.endpoint.clone()).collect()
}
