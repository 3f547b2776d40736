use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use feishu_schema::Endpoint;

use super::{Exit, LexiconFiles, Shared, print, print_findings};
use crate::config::{self, Config};
use crate::diagnostic::{Findings, visible_json};
use crate::diff::{self, Report, Weight};
use crate::pipeline::Descriptions;
use crate::settings::Settings;
use crate::{Error, input};

#[derive(Debug, clap::Args)]
pub(super) struct DiffOptions {
    /// The old page or description, or a folder of either.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new one.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    lexicon: LexiconFiles,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for a terminal.
    Text,
    /// JSON for programs.
    Json,
    /// Markdown for a pull request.
    Markdown,
    /// A self-contained HTML file.
    Html,
}

/// Prints what changed and what it means for callers.
pub(super) fn run(arguments: &DiffOptions, settings: &Settings, shared: Shared) -> Result<Exit, Error> {
    let lexicons = arguments.lexicon.or(settings);
    let sources = lexicons.iter().map(|path| input::source(path)).collect::<Result<Vec<_>, _>>()?;
    let lexicon = config::read_lexicon(&sources)?;
    let (old, new) = (side(&arguments.old, lexicons)?, side(&arguments.new, lexicons)?);
    let broken: BTreeSet<String> = [&old, &new].into_iter().flat_map(broken_pages).collect();
    let (old, errors_of_old) = usable(old, &broken, shared);
    let (new, errors_of_new) = usable(new, &broken, shared);
    let errors = errors_of_old || errors_of_new;
    for (path, endpoints) in [(&arguments.old, &old), (&arguments.new, &new)] {
        match endpoints.is_empty() {
            true if errors => return Ok(Exit::Failed),
            true => return Err(Error::NoInput { places: vec![path.clone()] }),
            false => {}
        }
    }
    let report = diff::compare(&old, &new, &lexicon)
        .ok_or_else(|| Error::NothingInCommon { old: arguments.old.clone(), new: arguments.new.clone() })?;
    print(&arguments.render(&report)?)?;
    let breaking = report.verdict.0 == Some(Weight::Breaking);
    Ok(if breaking || errors { Exit::Findings } else { Exit::Done })
}

impl DiffOptions {
    fn render(&self, report: &Report) -> Result<String, Error> {
        Ok(match self.format {
            Format::Text => {
                let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                diff::text(report, io::stdout().is_terminal() && !plain)
            }
            Format::Json => visible_json(&report.to_json()?).into_owned(),
            Format::Markdown => diff::markdown(report),
            Format::Html => diff::html(report),
        })
    }
}

fn side(path: &PathBuf, lexicons: &[PathBuf]) -> Result<Descriptions, Error> {
    let config = match holds_descriptions(path)? {
        true => Config::new().endpoints([path]),
        false => Config::new().pages([path]),
    };
    lexicons.iter().fold(config, Config::lexicon).describe()
}

/// Whether a path is a description or a folder of descriptions. A folder with any page is a folder of pages.
pub(super) fn holds_descriptions(path: &Path) -> Result<bool, Error> {
    let path = path.to_owned();
    if path.is_dir() {
        return Ok(input::sources(&[path], "md")?.is_empty());
    }
    if path.extension().is_some_and(|extension| extension == "json") {
        return Ok(true);
    }
    Ok(input::source(&path)?.text.trim_start().starts_with('{'))
}

/// The file names of the pages that cannot be described.
fn broken_pages(descriptions: &Descriptions) -> Vec<String> {
    let known = |name: &str| descriptions.endpoints.iter().any(|described| described.source.name == name);
    let broken = descriptions.findings.iter().filter(|findings| findings.has_errors());
    broken
        .filter(|findings| !known(&findings.source.name))
        .map(|findings| file_name(&findings.source.name))
        .collect()
}

/// The endpoints to compare, and whether there were errors. A page that cannot be described on one side is left out on
/// the other side as well, so that its endpoint does not appear as removed.
fn usable(descriptions: Descriptions, broken: &BTreeSet<String>, shared: Shared) -> (Vec<Endpoint>, bool) {
    // `describe` reports warnings; here only errors matter.
    let findings =
        descriptions.findings.into_iter().filter(|findings| shared.strict || findings.has_errors());
    let errors = print_findings(findings.collect::<Vec<Findings>>(), shared);
    let endpoints = descriptions.endpoints.into_iter().map(|described| described.endpoint);
    (endpoints.filter(|endpoint| !broken.contains(&endpoint.source.page)).collect(), errors)
}

fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
