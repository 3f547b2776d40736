//! The command-line tool. Results go to standard output, findings to standard error.
//!
//! Exit codes: 0 done; 1 done, and there is something to look at; 2 could not be done.

mod describe;
mod diff;
mod export;
mod facts;
mod fetch;
mod fields;
mod generate;
mod job;
mod kept;
mod lexicon;
mod update;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use rayon::prelude::*;

use crate::Error;
use crate::config::{Config, Inputs};
use crate::diagnostic::{Findings, Renderer, Severity, visible};
use crate::pipeline::Descriptions;
use crate::settings::Settings;

/// Turns the documentation of Feishu (Lark) endpoints into typed, validated Rust, and keeps the two in step.
///
/// Without a command it does what `generate` does.
#[derive(Debug, Parser)]
#[command(name = "feishu-codegen", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::GenerateOptions,
    #[command(flatten)]
    shared: Shared,
    /// The settings [default: feishu.toml in this folder or the nearest one above it].
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes descriptions and Rust from pages.
    ///
    /// From the pages and to the folders that feishu.toml names. Without one: pages from schema/pages, descriptions to
    /// schema/endpoints, the lexicon schema/lexicon.toml, Rust to generated.
    /// With --pages or --endpoints and --out: a crate of its own, from whatever pages or descriptions.
    Generate(generate::GenerateOptions),
    /// Prints the description of pages as JSON.
    Describe(describe::DescribeOptions),
    /// Prints one row a field, tab-separated: page, section, path, type, required, options, placed.
    Fields(fields::FieldsOptions),
    /// Prints a skeleton of a lexicon: everything that has no English name yet, with the page's words as comments.
    Lexicon(lexicon::LexiconOptions),
    /// Writes descriptions for other tools.
    Export(export::ExportOptions),
    /// Brings pages from the portal.
    ///
    /// What is there already is only overwritten by a whole page of the same endpoint that has changed since.
    Fetch(fetch::FetchOptions),
    /// Brings the pages that are there already, says what their changes mean for callers, and writes descriptions and Rust
    /// anew.
    ///
    /// The pages of descriptions of facts are not kept: a description is written anew where its page states other facts.
    ///
    /// On CI, which the variable CI tells, it is a dry run: pages, descriptions and Rust stay as they are. Exits with 1 if
    /// anything is breaking, did not come, or cannot be used.
    Update(update::UpdateOptions),
    /// Tells what changed between two pages, and what that means for callers.
    ///
    /// Exits with 1 if anything is breaking.
    Diff(diff::DiffOptions),
}

/// Options of every command.
#[derive(Clone, Copy, Debug, clap::Args)]
struct Shared {
    /// How findings are told on standard error.
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, global = true)]
    message_format: MessageFormat,
    /// Takes a guessed place of a field for an error.
    #[arg(long, global = true)]
    strict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// With the line and a caret.
    Human,
    /// A JSON object a line.
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Done,
    LookAt,
    Failed,
}

/// Runs the tool with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = CommandLine::parse();
    let shared = arguments.shared;
    match run(arguments) {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::LookAt) => ExitCode::from(1),
        Ok(End::Failed) => ExitCode::from(2),
        // Whoever reads the output has seen enough, as in `… | head`.
        Err(Error::Print(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let text = visible(&format!("error: {error}\n")).into_owned();
            match error {
                Error::BadInput { findings } if shared.message_format == MessageFormat::Json => {
                    tell(findings, shared);
                }
                Error::BadInput { findings } => {
                    tell(findings, shared);
                    print_err(&text);
                }
                _ => print_err(&text),
            }
            ExitCode::from(2)
        }
    }
}

fn run(arguments: CommandLine) -> Result<End, Error> {
    let CommandLine { command, generate, shared, config } = arguments;
    let settings = config.map_or_else(Settings::find, |file| Settings::read(&file))?;
    match command.unwrap_or(Command::Generate(generate)) {
        Command::Generate(options) => generate::run(&options, &settings, shared),
        Command::Describe(options) => describe::run(&options, &settings, shared),
        Command::Fields(options) => fields::run(&options, &settings, shared),
        Command::Lexicon(options) => lexicon::run(&options, &settings, shared),
        Command::Export(options) => export::run(&options, &settings, shared),
        Command::Fetch(options) => fetch::run(&options, &settings),
        Command::Update(options) => update::run(&options, &settings, shared),
        Command::Diff(options) => diff::run(&options, &settings, shared),
    }
}

/// The option of the commands that read pages.
#[derive(Debug, clap::Args)]
struct LexiconFiles {
    /// A file of the lexicon; may be repeated [default: those in feishu.toml, for its own pages].
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
}

impl LexiconFiles {
    /// The files that were named, or else those of the settings.
    fn or<'a>(&'a self, settings: &'a Settings) -> &'a [PathBuf] {
        if self.lexicon.is_empty() { &settings.lexicons } else { &self.lexicon }
    }

    /// Adds the files. Those of the settings belong to the pages of the settings, and to no others.
    fn add_to(&self, config: Config, settings: &Settings, is_own: bool) -> Config {
        let files = if is_own { self.or(settings) } else { &self.lexicon };
        files.iter().fold(config, Config::lexicon)
    }
}

/// What the pages say that were named, or else those of the settings.
fn read_pages(named: &[PathBuf], lexicon: &LexiconFiles, settings: &Settings) -> Result<Inputs, Error> {
    let config = match named.is_empty() {
        true => Config::new().pages(&settings.pages).facts(settings.endpoint_folder()),
        false => Config::new().pages(named),
    };
    lexicon.add_to(config, settings, named.is_empty()).read()
}

/// Tells the findings, and whether there is an error among them. Guesses count as errors if asked.
fn tell(findings: Vec<Findings>, shared: Shared) -> bool {
    let (text, errors) = told(findings, shared);
    print_err(&text);
    errors
}

fn print_err(text: &str) {
    // Standard error may be closed; the exit code tells it all the same.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// What there is to tell of the findings, and whether there is an error among them.
fn told(findings: Vec<Findings>, shared: Shared) -> (String, bool) {
    let renderer = match shared.message_format {
        MessageFormat::Human => Renderer::Human { colour: io::stderr().is_terminal() },
        MessageFormat::Json => Renderer::Json,
    };
    let told = findings.into_par_iter().map(|mut findings| {
        if shared.strict {
            raise_guesses(&mut findings);
        }
        (renderer.render(&findings), findings.has_errors())
    });
    let told: Vec<(String, bool)> = told.collect();
    let errors = told.iter().any(|(_, errors)| *errors);
    (told.into_iter().map(|(text, _)| text).collect(), errors)
}

/// Says how many pages gave nothing. In words only: of JSON lines each is a finding.
fn tell_skipped(descriptions: &Descriptions, shared: Shared) {
    if shared.message_format == MessageFormat::Human {
        let counts = [
            (descriptions.skipped, "that are no endpoint's were skipped"),
            (descriptions.broken, "cannot be described"),
        ];
        for (count, what) in counts.iter().filter(|(count, _)| *count > 0) {
            print_err(&format!("note: {count} pages {what}\n"));
        }
    }
}

fn raise_guesses(findings: &mut Findings) {
    for diagnostic in &mut findings.diagnostics {
        if diagnostic.code == crate::nest::findings::GUESS {
            diagnostic.severity = Severity::Error;
        }
    }
}

/// Prints a result.
fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Error::Print)
}
