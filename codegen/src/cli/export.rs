use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use feishu_schema::Endpoint;
use serde_json::Value;

use super::diff::holds_descriptions;
use super::{Exit, LexiconFiles, MessageFormat, Shared, print, print_err, print_findings, print_skipped};
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
    /// One OpenAPI document with all endpoints.
    ///
    /// Facts that OpenAPI cannot express are in members that begin with x-feishu-.
    Openapi {
        #[command(flatten)]
        common: Common,
        /// The version of OpenAPI.
        #[arg(long, value_enum, value_name = "VERSION", default_value_t)]
        openapi_version: OpenapiVersion,
    },
    /// JSON Schemas (draft 2020-12) of each endpoint's request and response.
    ///
    /// The output is an object with one member per endpoint id. Each holds up to three self-contained schemas:
    /// `parameters` (an object with the path and query parameters), `request` (the body) and `response` (the whole
    /// response with its envelope).
    JsonSchema {
        #[command(flatten)]
        common: Common,
    },
}

/// Options of every format.
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
    /// 3.0.3, for tools without support for 3.1.
    #[value(name = "3.0")]
    V3_0,
    /// 3.1.0.
    #[default]
    #[value(name = "3.1")]
    V3_1,
}

/// Prints or writes the descriptions in another format.
pub(super) fn run(arguments: &ExportOptions, settings: &Settings, shared: Shared) -> Result<Exit, Error> {
    match &arguments.format {
        Format::Openapi { common, openapi_version } => common.export(settings, shared, |export| {
            print_left_out(&export, shared);
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
    ) -> Result<Exit, Error> {
        let Inputs { mut descriptions, lexicon, .. } = self.config(settings)?.read()?;
        let errors = print_findings(std::mem::take(&mut descriptions.findings), shared);
        print_skipped(&descriptions, shared);
        let endpoints: Vec<Endpoint> =
            descriptions.endpoints.into_iter().map(|described| described.endpoint).collect();
        if endpoints.is_empty() && errors {
            return Ok(Exit::Failed);
        }
        let value = render(Export::new(&endpoints, &lexicon));
        let text = serde_json::to_string_pretty(&value).map_err(feishu_schema::Error::from)? + "\n";
        let text = visible_json(&text);
        match &self.out {
            Some(path) => sync::write_report(path, &text)?,
            None => print(&text)?,
        }
        Ok(if errors { Exit::Findings } else { Exit::Done })
    }

    fn config(&self, settings: &Settings) -> Result<Config, Error> {
        let mut config = self.lexicon.add_to(Config::new(), settings, self.paths.is_empty());
        for path in &self.paths {
            config = if holds_descriptions(path)? { config.endpoints([path]) } else { config.pages([path]) };
        }
        Ok(if self.paths.is_empty() { of_settings(config, settings) } else { config })
    }
}

/// The descriptions of the project: the written ones if they exist.
pub(super) fn of_settings(config: Config, settings: &Settings) -> Config {
    match settings.endpoint_folder() {
        Some(folder) => config.endpoints([folder]),
        None => config.pages(&settings.pages).endpoints(&settings.endpoints),
    }
}

/// Prints which endpoints the document cannot hold. JSON output holds findings only, so this is for people.
fn print_left_out(export: &Export<'_>, shared: Shared) {
    if shared.message_format == MessageFormat::Human {
        for (endpoint, instead) in export.left_out() {
            let (page, other) = (&endpoint.source.page, &instead.source.page);
            print_err(&visible(&format!(
                "note: {page} is left out: to OpenAPI its path is that of {other}, with the same method\n"
            )));
        }
    }
}
