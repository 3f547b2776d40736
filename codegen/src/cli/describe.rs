use std::path::PathBuf;

use super::{End, Shared, print, tell};
use crate::Error;
use crate::config::Config;

#[derive(Debug, clap::Args)]
pub(super) struct DescribeOptions {
    /// Pages, or folders of pages.
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// The lexicon, for the place of doubtful rows.
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
}

/// Prints one description as it is, several as a JSON array.
pub(super) fn run(arguments: &DescribeOptions, shared: Shared) -> Result<End, Error> {
    let mut config = Config::new().pages(&arguments.pages);
    if let Some(lexicon) = &arguments.lexicon {
        config = config.lexicon(lexicon);
    }
    let descriptions = config.describe()?;
    let errors = tell(descriptions.findings, shared);
    let texts: Result<Vec<String>, _> =
        descriptions.endpoints.iter().map(|described| described.endpoint.to_json()).collect();
    let texts = texts?;
    match texts.as_slice() {
        [] => {}
        [one] => print(one)?,
        several => {
            let texts: Vec<&str> = several.iter().map(|text| text.trim_end()).collect();
            print(&format!("[\n{}\n]\n", texts.join(",\n")))?;
        }
    }
    Ok(match (errors, texts.is_empty()) {
        (true, true) => End::Failed,
        (true, false) => End::LookAt,
        (false, _) => End::Done,
    })
}
