use std::env;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use feishu_schema::Endpoint;

use super::export::of_settings;
use super::facts;
use super::fetch::{Manner, Report, all, stopped_by_signal, written};
use super::generate::{self, GenerateOptions, Mode};
use super::job::Job;
use super::kept::cache_of;
use super::{End, Shared, print, tell};
use crate::cache::Cache;
use crate::config::{Config, Inputs};
use crate::diff::{self, Weight};
use crate::fetch::State;
use crate::pipeline::Descriptions;
use crate::settings::Settings;
use crate::{Error, sync};

#[derive(Debug, clap::Args)]
pub(super) struct UpdateOptions {
    /// Writes no page, no description and no code.
    #[arg(long)]
    dry_run: bool,
    /// Writes on CI, too.
    #[arg(long, conflicts_with = "dry_run")]
    write: bool,
    /// Writes the report as Markdown, too: fit for a pull request. Also in a dry run.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    manner: Manner,
}

/// Fetches, describes, reports, and generates.
pub(super) fn run(arguments: &UpdateOptions, settings: &Settings, shared: Shared) -> Result<End, Error> {
    let dry = arguments.is_dry();
    let job = Job::new(&GenerateOptions::default(), settings)?;
    let Some(before) = before(settings, shared)? else { return Ok(End::Failed) };
    let published = facts::published(&before.descriptions);
    let pages = match all(&settings.pages) {
        Err(Error::NothingToFetch { .. }) if !published.is_empty() => Vec::new(),
        pages => pages?,
    };
    let stop = stopped_by_signal();
    let wanted: Vec<_> =
        pages.iter().chain(published.iter().map(|published| &published.wanted)).cloned().collect();
    let mut results = arguments.manner.bring(&wanted, settings.language, &stop);
    let of_facts = results.split_off(pages.len());
    let mut fetched = Report::default();
    let mut config = job.config.clone();
    for (wanted, result) in pages.iter().zip(results) {
        let result = if dry { result.map_err(|fault| fault.to_string()) } else { written(wanted, result) };
        if let Ok(page) = result.as_ref()
            && page.state != State::AsItWas
        {
            config = config.text(&wanted.file, &page.text);
        }
        fetched.add(wanted, result);
    }
    for (file, text) in facts::renewed(&published, of_facts, &before.lexicon, &mut fetched)? {
        config = config.text(file, text);
    }
    let fetched = fetched.tell()?;
    if fetched == End::Failed || stop.load(Ordering::Relaxed) {
        return Ok(End::Failed);
    }
    let cache = if dry { Cache::off() } else { cache_of(&job.out) };
    let outcome = Config::run_changed(&config.texts()?, &cache)?;
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

/// That something is stale is what a dry run is for; that code cannot be written is something to look at, as pages were.
fn worst(dry: bool, fetched: End, reported: End, generated: End) -> End {
    let generated = match generated {
        End::LookAt if dry => End::Done,
        End::Failed => End::LookAt,
        other => other,
    };
    fetched.max(reported).max(generated)
}

impl UpdateOptions {
    fn is_dry(&self) -> bool {
        let on_ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
        self.dry_run || (on_ci && !self.write)
    }

    /// Says what has changed since the descriptions were written.
    fn report(&self, before: Inputs, now: &Descriptions) -> Result<End, Error> {
        let (mut old, new) = (endpoints(&before.descriptions), endpoints(now));
        if now.broken > 0 {
            // A page that cannot be used is told as such; its endpoint is not gone.
            old.retain(|old| new.iter().any(|new| new.id == old.id));
        }
        let Some(report) = diff::compare(&old, &new, &before.lexicon) else { return Ok(End::LookAt) };
        print(&diff::text(&report, false))?;
        if let Some(path) = &self.report {
            sync::write_report(path, &diff::markdown(&report))?;
        }
        Ok(if report.verdict.0 == Some(Weight::Breaking) { End::LookAt } else { End::Done })
    }
}

/// The descriptions as they stand; `None` where one cannot be used, which is then told.
fn before(settings: &Settings, shared: Shared) -> Result<Option<Inputs>, Error> {
    let config = settings.lexicons.iter().fold(Config::new(), Config::lexicon);
    let mut before = of_settings(config, settings).read()?;
    let errors = tell(std::mem::take(&mut before.descriptions.findings), shared);
    Ok((!errors).then_some(before))
}

fn endpoints(descriptions: &Descriptions) -> Vec<Endpoint> {
    descriptions.endpoints.iter().map(|described| described.endpoint.clone()).collect()
}
