use std::path::PathBuf;

use super::{Exit, LexiconFiles, Shared, print, print_findings, print_skipped, read_pages};
use crate::Error;
use crate::describe::facts::facts;
use crate::diagnostic::visible_json;
use crate::pipeline::Described;
use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub(super) struct DescribeOptions {
    /// Pages, or folders of pages. A single page prints one object; anything else prints an array in the order of the
    /// paths. [default: those in feishu.toml]
    #[arg(value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// States only the facts of the pages, and none of their text: names, types, required fields, the keys of options,
    /// rules, defaults, limits, scopes and error codes. For pages that a repository may not hold.
    #[arg(long)]
    facts: bool,
    #[command(flatten)]
    lexicon: LexiconFiles,
}

/// Prints the description of a single page, or a JSON array with the descriptions of several pages in the order of
/// their paths.
pub(super) fn run(arguments: &DescribeOptions, settings: &Settings, shared: Shared) -> Result<Exit, Error> {
    let mut descriptions = read_pages(&arguments.pages, &arguments.lexicon, settings)?.descriptions;
    let errors = print_findings(std::mem::take(&mut descriptions.findings), shared);
    print_skipped(&descriptions, shared);
    let text = |described: &Described| match arguments.facts {
        true => facts(&described.endpoint).to_json(),
        false => described.endpoint.to_json(),
    };
    let texts = descriptions.endpoints.iter().map(text).collect::<Result<Vec<String>, _>>()?;
    match (arguments.pages.as_slice(), texts.as_slice()) {
        ([page], [one]) if !page.is_dir() => print(&visible_json(one))?,
        ([page], []) if !page.is_dir() => {}
        (_, texts) => print(&visible_json(&array(texts)))?,
    }
    Ok(match (errors, texts.is_empty()) {
        (true, true) => Exit::Failed,
        (true, false) => Exit::Findings,
        (false, _) => Exit::Done,
    })
}

/// A JSON array of descriptions, each formatted as in its own file.
fn array(texts: &[String]) -> String {
    let texts: Vec<&str> = texts.iter().map(|text| text.trim_end()).collect();
    if texts.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", texts.join(",\n")) }
}
