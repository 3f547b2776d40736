use std::path::PathBuf;

use super::{End, Shared, print, tell, tell_skipped};
use crate::Error;
use crate::config::Config;

#[derive(Debug, clap::Args)]
pub(super) struct DescribeOptions {
    /// Pages, or folders of pages. A page alone gives an object, anything else an array in the order of the paths.
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// A file of the lexicon, for the place of doubtful rows; may be repeated.
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
}

/// Prints the description of a page as it is, those of several pages or of a folder as a JSON array in the order of
/// their paths.
pub(super) fn run(arguments: &DescribeOptions, shared: Shared) -> Result<End, Error> {
    let mut config = Config::new().pages(&arguments.pages);
    for lexicon in &arguments.lexicon {
        config = config.lexicon(lexicon);
    }
    let mut descriptions = config.describe()?;
    let errors = tell(std::mem::take(&mut descriptions.findings), shared);
    tell_skipped(&descriptions, shared);
    let texts: Result<Vec<String>, _> =
        descriptions.endpoints.iter().map(|described| described.endpoint.to_json()).collect();
    let texts = texts?;
    match (arguments.pages.as_slice(), texts.as_slice()) {
        ([page], [one]) if !page.is_dir() => print(one)?,
        ([page], []) if !page.is_dir() => {}
        (_, texts) => print(&array(texts))?,
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
