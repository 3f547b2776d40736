use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use feishu_schema::{Endpoint, Lexicon};

use super::{End, Shared, print, tell};
use crate::config::{self, Config};
use crate::diagnostic::Findings;
use crate::diff::{self, Report, Weight};
use crate::pipeline::Descriptions;
use crate::{Error, input};

#[derive(Debug, clap::Args)]
pub(super) struct DiffOptions {
    /// A page, a description, or a folder of either, as it was.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The same as it is now.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// A file of the lexicon, for the place of doubtful rows and the names of generated types; may be repeated.
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
    /// One file for a browser, without network.
    Html,
}

/// Prints what changed, and what it means for callers.
pub(super) fn run(arguments: &DiffOptions, shared: Shared) -> Result<End, Error> {
    let mut findings = Vec::new();
    let sources = arguments.lexicon.iter().map(|path| input::source(path)).collect::<Result<Vec<_>, _>>()?;
    let lexicon = config::read_lexicon(&sources, &mut findings);
    if !findings.is_empty() {
        tell(findings, shared);
        return Ok(End::Failed);
    }
    let (old, new) = (arguments.side(&arguments.old)?, arguments.side(&arguments.new)?);
    let broken: BTreeSet<String> = [&old, &new].into_iter().flat_map(broken_pages).collect();
    let (old, errors_of_old) = usable(old, &broken, shared);
    let (new, errors_of_new) = usable(new, &broken, shared);
    let errors = errors_of_old || errors_of_new;
    for (path, endpoints) in [(&arguments.old, &old), (&arguments.new, &new)] {
        match endpoints.is_empty() {
            true if errors => return Ok(End::Failed),
            true => return Err(Error::NoInput { places: vec![path.clone()] }),
            false => {}
        }
    }
    let report = arguments.compare(&old, &new, &lexicon)?;
    print(&arguments.render(&report)?)?;
    let breaking = report.verdict.0 == Some(Weight::Breaking);
    Ok(if breaking || errors { End::LookAt } else { End::Done })
}

impl DiffOptions {
    fn side(&self, path: &Path) -> Result<Descriptions, Error> {
        let path = path.to_owned();
        let config = if holds_descriptions(&path)? {
            Config::new().endpoints([path])
        } else {
            Config::new().pages([path])
        };
        self.lexicon.iter().fold(config, Config::lexicon).describe()
    }

    fn compare(&self, old: &[Endpoint], new: &[Endpoint], lexicon: &Lexicon) -> Result<Report, Error> {
        diff::compare(old, new, lexicon)
            .ok_or_else(|| Error::NothingInCommon { old: self.old.clone(), new: self.new.clone() })
    }

    fn render(&self, report: &Report) -> Result<String, Error> {
        Ok(match self.format {
            Format::Text => {
                let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                diff::text(report, io::stdout().is_terminal() && !plain)
            }
            Format::Json => report.to_json()?,
            Format::Markdown => diff::markdown(report),
            Format::Html => diff::html(report),
        })
    }
}

/// Whether a path is a description's, or a folder of them. A folder with pages is one of pages.
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

/// The endpoints to compare, and whether there were errors. What cannot be described on one side is not gone: its page
/// is left out on the other, too.
fn usable(descriptions: Descriptions, broken: &BTreeSet<String>, shared: Shared) -> (Vec<Endpoint>, bool) {
    // What is doubtful about a page is told when it is described.
    let findings =
        descriptions.findings.into_iter().filter(|findings| shared.strict || findings.has_errors());
    let errors = tell(findings.collect::<Vec<Findings>>(), shared);
    let endpoints = descriptions.endpoints.into_iter().map(|described| described.endpoint);
    (endpoints.filter(|endpoint| !broken.contains(&endpoint.source.page)).collect(), errors)
}

fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
