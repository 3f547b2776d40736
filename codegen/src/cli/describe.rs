use std::path::PathBuf;

use super::{End, LexiconFiles, Shared, print, read_pages, tell, tell_skipped};
use crate::Error;
use crate::describe::facts::facts;
use crate::diagnostic::visible_json;
use crate::pipeline::Described;
use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub(super) struct DescribeOptions {
    /// Pages, or folders of pages. A page alone gives an object, anything else an array in the order of the paths.
    /// [default: those in feishu.toml]
    #[arg(value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// States only the facts of the pages, and none of their text: names, types, required fields, the keys of options,
    /// rules, defaults, limits, scopes and error codes. For pages that a repository may not hold.
    #[arg(long)]
    facts: bool,
    #[command(flatten)]
    lexicon: LexiconFiles,
}

/// Prints the description of a page as it is, those of several pages or of a folder as a JSON array in the order of
/// their paths.
pub(super) fn run(arguments: &DescribeOptions, settings: &Settings, shared: Shared) -> Result<End, Error> {
    let mut descriptions = read_pages(&arguments.pages, &arguments.lexicon, settings)?.descriptions;
    let errors = tell(std::mem::take(&mut descriptions.findings), shared);
    tell_skipped(&descriptions, shared);
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
        (true, true) => End::Failed,
        (true, false) => End::LookAt,
        (false, _) => End::Done,
    })
}

/// A JSON array with each description as it would be in a file of its own.
fn array(texts: &[String]) -> String {
    let texts: Vec<&str> = texts.iter().map(|text| text.trim_end()).collect();
    if texts.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", texts.join(",\n")) }
}
