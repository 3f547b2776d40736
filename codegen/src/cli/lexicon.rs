use std::path::PathBuf;

use super::{Exit, LexiconFiles, Shared, print, print_findings, print_skipped, read_pages};
use crate::Error;
use crate::settings::Settings;
use crate::skeleton::skeleton;

#[derive(Debug, clap::Args)]
pub(super) struct LexiconOptions {
    /// Pages, or folders of pages [default: those in feishu.toml].
    #[arg(value_name = "PAGE_OR_FOLDER")]
    pages: Vec<PathBuf>,
    #[command(flatten)]
    lexicon: LexiconFiles,
}

/// Prints everything that has no English name yet, ready to fill in.
pub(super) fn run(arguments: &LexiconOptions, settings: &Settings, shared: Shared) -> Result<Exit, Error> {
    let mut inputs = read_pages(&arguments.pages, &arguments.lexicon, settings)?;
    let errors = print_findings(std::mem::take(&mut inputs.descriptions.findings), shared);
    print_skipped(&inputs.descriptions, shared);
    let endpoints: Vec<_> =
        inputs.descriptions.endpoints.iter().map(|described| &described.endpoint).collect();
    print(&skeleton(&endpoints, &inputs.lexicon))?;
    Ok(match (errors, endpoints.is_empty()) {
        (true, true) => Exit::Failed,
        (true, false) => Exit::Findings,
        (false, _) => Exit::Done,
    })
}
