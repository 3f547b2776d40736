//! The command-line tool. Results go to standard output, findings to standard error.
//!
//! Exit codes: see `Exit`.

mod cache_folder;
mod describe;
mod diff;
mod export;
mod facts;
mod fetch;
mod fields;
mod generate;
mod job;
mod lexicon;
mod update;
mod wanted;

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

/// Turns the documentation of Feishu (Lark) endpoints into typed, validated Rust and keeps the two in sync.
///
/// Without a command, it runs `generate`.
#[derive(Debug, Parser)]
#[command(name = "feishu-codegen", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::GenerateOptions,
    #[command(flatten)]
    shared: Shared,
    /// The settings file [default: feishu.toml in this folder or the nearest folder above it].
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generates descriptions and Rust from pages.
    ///
    /// Reads the pages and writes the folders that feishu.toml names. Without a feishu.toml, it reads schema/pages and
    /// schema/lexicon.toml, and writes descriptions to schema/endpoints and Rust to generated. With --pages or
    /// --endpoints and --out, it generates a separate crate from the given pages or descriptions.
    Generate(generate::GenerateOptions),
    /// Prints the description of pages as JSON.
    Describe(describe::DescribeOptions),
    /// Prints one tab-separated line per field: page, section, path, type, required, options, placed.
    Fields(fields::FieldsOptions),
    /// Prints a lexicon to fill in: everything that has no English name yet, with the page's text as comments.
    Lexicon(lexicon::LexiconOptions),
    /// Exports descriptions in the formats of other tools.
    Export(export::ExportOptions),
    /// Downloads pages from the portal.
    ///
    /// Overwrites an existing file only with a complete page of the same endpoint that has changed since.
    Fetch(fetch::FetchOptions),
    /// Downloads the existing pages again, reports what their changes mean for callers, and generates descriptions and
    /// Rust.
    ///
    /// The pages of descriptions of facts are not stored. A description is updated if the facts of its page have changed.
    ///
    /// If the environment variable CI is set, this is a dry run that writes no pages, descriptions or Rust. Exits with
    /// 1 if a change is breaking, or if a page cannot be downloaded or used.
    Update(update::UpdateOptions),
    /// Reports what changed between two pages and what it means for callers.
    ///
    /// Exits with 1 if a change is breaking.
    Diff(diff::DiffOptions),
}

/// Options of every command.
#[derive(Clone, Copy, Debug, clap::Args)]
struct Shared {
    /// The format of findings on standard error.
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, global = true)]
    message_format: MessageFormat,
    /// Treats a guessed place of a field as an error.
    #[arg(long, global = true)]
    strict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// The line of the page with a caret below it.
    Human,
    /// One JSON object per line.
    Json,
}

/// How a command ended, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Exit code 0.
    Done,
    /// Exit code 1: done, and someone should look at the result. A file is stale, a change is breaking, or an input has
    /// errors.
    Findings,
    /// Exit code 2: not done, and nothing was changed.
    Failed,
}

/// Runs the tool with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = CommandLine::parse();
    let shared = arguments.shared;
    match run(arguments) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        Ok(Exit::Failed) => ExitCode::from(2),
        // The reader has closed the pipe, as in `… | head`.
        Err(Error::Print(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let text = visible(&format!("error: {error}\n")).into_owned();
            match error {
                Error::BadInput { findings } if shared.message_format == MessageFormat::Json => {
                    print_findings(findings, shared);
                }
                Error::BadInput { findings } => {
                    print_findings(findings, shared);
                    print_err(&text);
                }
                _ => print_err(&text),
            }
            ExitCode::from(2)
        }
    }
}

fn run(arguments: CommandLine) -> Result<Exit, Error> {
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

/// The lexicon option of the commands that read pages.
#[derive(Debug, clap::Args)]
struct LexiconFiles {
    /// A lexicon file; can be repeated [default: the lexicons in feishu.toml, for its own pages].
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
}

impl LexiconFiles {
    /// The named files, or those of the settings if none are named.
    fn or<'a>(&'a self, settings: &'a Settings) -> &'a [PathBuf] {
        if self.lexicon.is_empty() { &settings.lexicons } else { &self.lexicon }
    }

    /// Adds the files. The lexicons of the settings apply to the pages of the settings only.
    fn add_to(&self, config: Config, settings: &Settings, is_own: bool) -> Config {
        let files = if is_own { self.or(settings) } else { &self.lexicon };
        files.iter().fold(config, Config::lexicon)
    }
}

/// Reads the named pages, or those of the settings if none are named.
fn read_pages(named: &[PathBuf], lexicon: &LexiconFiles, settings: &Settings) -> Result<Inputs, Error> {
    let config = match named.is_empty() {
        true => Config::new().pages(&settings.pages).facts(settings.endpoint_folder()),
        false => Config::new().pages(named),
    };
    lexicon.add_to(config, settings, named.is_empty()).read()
}

/// Prints the findings and returns whether one of them is an error.
fn print_findings(findings: Vec<Findings>, shared: Shared) -> bool {
    let (text, errors) = render_findings(findings, shared);
    print_err(&text);
    errors
}

fn print_err(text: &str) {
    // Standard error may be closed. The exit code reports errors anyway.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// The findings as text, and whether one of them is an error. With `--strict`, guesses are errors.
fn render_findings(findings: Vec<Findings>, shared: Shared) -> (String, bool) {
    let renderer = match shared.message_format {
        MessageFormat::Human => Renderer::Human { colour: io::stderr().is_terminal() },
        MessageFormat::Json => Renderer::Json,
    };
    let rendered = findings.into_par_iter().map(|mut findings| {
        if shared.strict {
            raise_guesses(&mut findings);
        }
        (renderer.render(&findings), findings.has_errors())
    });
    let rendered: Vec<(String, bool)> = rendered.collect();
    let errors = rendered.iter().any(|(_, errors)| *errors);
    (rendered.into_iter().map(|(text, _)| text).collect(), errors)
}

/// Prints how many pages have no description. JSON output holds findings only, so this is for people.
fn print_skipped(descriptions: &Descriptions, shared: Shared) {
    if shared.message_format == MessageFormat::Human {
        let counts = [
            (descriptions.skipped, "that do not describe an endpoint were skipped"),
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
