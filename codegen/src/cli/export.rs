use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use feishu_schema::Endpoint;
use serde_json::Value;

use super::diff::holds_descriptions;
use super::{End, LexiconFiles, MessageFormat, Shared, print, print_err, tell, tell_skipped};
use crate::config::{Config, Inputs};
use crate::diagnostic::{visible, visible_json};
use crate::export::{Export, Version};
use crate::settings::Settings;
use crate::{Error, sync};

#[derive(Debug, clap::Args)]
pub(super) struct ExportOptions {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// One OpenAPI document of all endpoints.
    ///
    /// What OpenAPI has no word for stands in members that begin with x-feishu-.
    Openapi {
        #[command(flatten)]
        common: Common,
        /// The version of OpenAPI.
        #[arg(long, value_enum, value_name = "VERSION", default_value_t)]
        openapi_version: OpenapiVersion,
    },
    /// JSON Schema (draft 2020-12) of what each endpoint takes and gives.
    ///
    /// An object with a member for each endpoint under its id, which holds up to three schemas, each complete in itself:
    /// `parameters` (an object of those of path and query), `request` (the body) and `response` (the whole answer, with what
    /// surrounds it).
    JsonSchema {
        #[command(flatten)]
        common: Common,
    },
}

/// What every format takes.
#[derive(Debug, clap::Args)]
struct Common {
    /// Pages (.md), descriptions (.json), or folders of either [default: those in feishu.toml].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    lexicon: LexiconFiles,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum OpenapiVersion {
    /// 3.0.3, for tools that know no later one.
    #[value(name = "3.0")]
    V3_0,
    /// 3.1.0.
    #[default]
    #[value(name = "3.1")]
    V3_1,
}

/// Prints or writes the descriptions in another form.
pub(super) fn run(arguments: &ExportOptions, settings: &Settings, shared: Shared) -> Result<End, Error> {
    match &arguments.format {
        Format::Openapi { common, openapi_version } => common.export(settings, shared, |export| {
            tell_left_out(&export, shared);
            export.openapi(openapi_version.version())
        }),
        Format::JsonSchema { common } => common.export(settings, shared, |export| export.json_schema()),
    }
}

impl OpenapiVersion {
    fn version(self) -> Version {
        match self {
            OpenapiVersion::V3_0 => Version::V3_0,
            OpenapiVersion::V3_1 => Version::V3_1,
        }
    }
}

impl Common {
    fn export(
        &self,
        settings: &Settings,
        shared: Shared,
        render: impl FnOnce(Export<'_>) -> Value,
    ) -> Result<End, Error> {
        let Inputs { mut descriptions, lexicon, .. } = self.config(settings)?.read()?;
        let errors = tell(std::mem::take(&mut descriptions.findings), shared);
        tell_skipped(&descriptions, shared);
        let endpoints: Vec<Endpoint> =
            descriptions.endpoints.into_iter().map(|described| described.endpoint).collect();
        if endpoints.is_empty() && errors {
            return Ok(End::Failed);
        }
        let value = render(Export::new(&endpoints, &lexicon));
        let text = serde_json::to_string_pretty(&value).map_err(feishu_schema::Error::from)? + "\n";
        let text = visible_json(&text);
        match &self.out {
            Some(path) => sync::write_report(path, &text)?,
            None => print(&text)?,
        }
        Ok(if errors { End::LookAt } else { End::Done })
    }

    fn config(&self, settings: &Settings) -> Result<Config, Error> {
        let mut config = self.lexicon.add_to(Config::new(), settings, self.paths.is_empty());
        for path in &self.paths {
            config = if holds_descriptions(path)? { config.endpoints([path]) } else { config.pages([path]) };
        }
        Ok(if self.paths.is_empty() { of_settings(config, settings) } else { config })
    }
}

/// The descriptions of the settings' project: as they were written, where they are.
pub(super) fn of_settings(config: Config, settings: &Settings) -> Config {
    match settings.endpoint_folder() {
        Some(folder) => config.endpoints([folder]),
        None => config.pages(&settings.pages).endpoints(&settings.endpoints),
    }
}

/// Says which endpoints the document cannot hold. In words only: of JSON lines each is a finding.
fn tell_left_out(export: &Export<'_>, shared: Shared) {
    if shared.message_format == MessageFormat::Human {
        for (endpoint, instead) in export.left_out() {
            let (page, other) = (&endpoint.source.page, &instead.source.page);
            print_err(&visible(&format!(
                "note: {page} is left out: to OpenAPI its path is that of {other}, with the same method\n"
            )));
        }
    }
}
