//! The tool as a library: from pages or descriptions to Rust.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use feishu_schema::{Endpoint, Lexicon, LexiconError};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cache::Cache;
use crate::diagnostic::{Diagnostic, Findings, Renderer, visible};
use crate::emit::{self, Files};
use crate::pipeline::{self, Described, Descriptions, pairs};
use crate::plan::{self, Plan, findings};
use crate::settings::Settings;
use crate::source::Source;
use crate::{Error, Languages, input, sync};

/// Inputs and output of a build script:
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), feishu_codegen::Error> {
///     feishu_codegen::Config::new().pages(["docs/create_by_resume.md"]).lexicon("docs/lexicon.toml").generate()?;
///     Ok(())
/// }
/// ```
///
/// and in the crate:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/feishu.rs"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Config {
    settings: Option<PathBuf>,
    pages: Vec<PathBuf>,
    endpoints: Vec<PathBuf>,
    facts: Vec<PathBuf>,
    lexicons: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
    texts: BTreeMap<PathBuf, String>,
    languages: Languages,
    report: BuildReport,
}

/// How a build script reports findings. They do not fail the build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BuildReport {
    /// One line with the number of findings.
    #[default]
    Summary,
    /// One line per finding.
    All,
    /// Not at all.
    None,
}

/// The texts of all inputs, read once.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct InputTexts {
    pages: Vec<Arc<Source>>,
    endpoints: Vec<Arc<Source>>,
    lexicons: Vec<Arc<Source>>,
}

impl InputTexts {
    /// All texts in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.pages.iter().chain(&self.endpoints).chain(&self.lexicons)
    }
}

/// The inputs of the stages after describing.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The descriptions, with all findings so far.
    pub descriptions: Descriptions,
    /// The lexicon; empty if there is none.
    pub lexicon: Lexicon,
    /// The lexicon's files, in order.
    pub lexicon_sources: Vec<Arc<Source>>,
}

/// The result of all stages.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What the pages and descriptions say.
    pub descriptions: Descriptions,
    /// The Rust items.
    pub plan: Plan,
    /// The findings, stage by stage.
    pub findings: Vec<Findings>,
    /// The files that were read, in order.
    pub read: Vec<PathBuf>,
}

impl Outcome {
    /// Whether an input has errors.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Findings::has_errors)
    }
}

impl Config {
    /// Creates a configuration without inputs.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes pages, descriptions and lexicons from a `feishu.toml`: see [`Settings`]. Its paths are relative to its
    /// folder.
    ///
    /// # Errors
    /// When the file cannot be read or has an unknown setting.
    pub fn from_file(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        let settings = Settings::read(&path)?;
        let mut config = Self::of(&settings);
        config.lexicons = settings.lexicons;
        config.languages = settings.language.unwrap_or_default();
        config.report = settings.build_report;
        config.settings = Some(path);
        Ok(config)
    }

    /// The pages and descriptions of the settings' project.
    pub(crate) fn of(settings: &Settings) -> Self {
        Self::new().pages(&settings.pages).endpoints(&settings.endpoints).facts(settings.endpoint_folder())
    }

    /// Adds pages: files, or folders with `.md` files.
    #[must_use]
    pub fn pages<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.pages.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Adds descriptions: files, or folders with `.json` files. A description is used as it is, without its page.
    #[must_use]
    pub fn endpoints<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.endpoints.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Adds the descriptions of facts in a folder. Its other descriptions are results of earlier runs and are not read.
    pub(crate) fn facts(mut self, folder: Option<PathBuf>) -> Self {
        self.facts.extend(folder);
        self
    }

    /// Adds a lexicon file. Without a lexicon, names and documentation use the page's text. Two files must not have the
    /// same entry.
    #[must_use]
    pub fn lexicon(mut self, path: impl Into<PathBuf>) -> Self {
        self.lexicons.push(path.into());
        self
    }

    /// Uses this text for a page or a description of facts instead of its file, to see the result before writing it.
    #[must_use]
    pub fn text(mut self, file: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.texts.insert(file.into(), text.into());
        self
    }

    /// The folder that [`generate`](Self::generate) writes to. Defaults to cargo's `OUT_DIR`.
    #[must_use]
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// The languages of generated documentation; both where this is left out.
    #[must_use]
    pub fn language(mut self, languages: Languages) -> Self {
        self.languages = languages;
        self
    }

    /// How [`generate`](Self::generate) reports findings.
    #[must_use]
    pub fn build_report(mut self, report: BuildReport) -> Self {
        self.report = report;
        self
    }

    /// Writes `feishu.rs`, ready for `include!`, and prints its dependencies for cargo. Findings become one cargo
    /// warning unless [`build_report`](Self::build_report) changes that; `feishu-findings.txt` beside `feishu.rs` lists
    /// them all. A file that is up to date is not touched.
    ///
    /// # Errors
    /// When an input cannot be read or used, or the file cannot be written. In either case nothing is written.
    pub fn generate(&self) -> Result<PathBuf, Error> {
        let folder = match &self.out_dir {
            Some(folder) => folder.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or(Error::NoOutDir)?,
        };
        let descriptions = self.endpoints.iter().chain(self.facts.iter().filter(|folder| folder.is_dir()));
        let inputs = self.settings.iter().chain(&self.pages).chain(descriptions).chain(&self.lexicons);
        for path in inputs {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let outcome = self.run().inspect_err(Error::print_findings)?;
        if outcome.has_errors() {
            let bad = Error::bad_input(outcome.findings);
            bad.print_findings();
            return Err(bad);
        }
        let text = emit::emit_include(&outcome.plan)?;
        let findings = folder.join("feishu-findings.txt");
        let renderer = Renderer::Human { colour: false };
        let all: String = outcome.findings.iter().map(|findings| renderer.render(findings)).collect();
        let file = folder.join("feishu.rs");
        sync::remove_leftovers(&folder);
        // Compares only these files: the folder belongs to the build script, which may write others to it.
        for (file, text) in [(&findings, &all), (&file, &text)] {
            if std::fs::read(file).ok().as_deref() != Some(text.as_bytes()) {
                sync::write_whole(file, text)?;
            }
        }
        warn_cargo(&outcome.findings, self.report, &findings);
        Ok(file)
    }

    /// Describes the pages and reads the descriptions, without generating code.
    ///
    /// # Errors
    /// When an input cannot be read, there is none, or the lexicon is not one. Other mistakes in the inputs are
    /// [findings](Descriptions::findings).
    pub fn describe(&self) -> Result<Descriptions, Error> {
        Ok(self.read()?.descriptions)
    }

    /// Runs all stages without writing anything.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    #[doc(hidden)]
    pub fn run(&self) -> Result<Outcome, Error> {
        self.run_with(&self.texts()?)
    }

    /// Like [`run`](Self::run), with texts that were read before.
    ///
    /// # Errors
    /// As [`read_with`](Self::read_with).
    #[doc(hidden)]
    pub fn run_with(&self, texts: &InputTexts) -> Result<Outcome, Error> {
        self.run_cached(texts, &Cache::off())
    }

    /// Like [`run_with`](Self::run_with), but recomputes only the pages whose results are not in the cache.
    ///
    /// # Errors
    /// As [`read_with`](Self::read_with).
    #[doc(hidden)]
    pub fn run_cached(&self, texts: &InputTexts, cache: &Cache) -> Result<Outcome, Error> {
        let Inputs { mut descriptions, lexicon, lexicon_sources } = Self::read_cached(texts, cache)?;
        let mut findings = std::mem::take(&mut descriptions.findings);
        let (plan, more) =
            pipeline::plan_in(self.languages, &descriptions.endpoints, &lexicon, &lexicon_sources);
        findings.extend(more);
        // A lexicon entry for a page that cannot be used is not stale.
        if descriptions.broken == 0 {
            findings.extend(plan::stale(&lexicon, &lexicon_sources));
        }
        let read = texts.iter().map(|source| PathBuf::from(&source.name)).collect();
        Ok(Outcome { descriptions, plan, findings, read })
    }

    /// Describes the pages and reads descriptions and lexicon: the inputs of the other stages.
    ///
    /// # Errors
    /// When an input cannot be read, no input is given, or the lexicon is invalid. Other mistakes in the inputs are
    /// findings.
    #[doc(hidden)]
    pub fn read(&self) -> Result<Inputs, Error> {
        Self::read_with(&self.texts()?)
    }

    /// Like [`read`](Self::read), with texts that were read before.
    ///
    /// # Errors
    /// When the lexicon is invalid: without its names and marks, the result would be different.
    #[doc(hidden)]
    pub fn read_with(texts: &InputTexts) -> Result<Inputs, Error> {
        Self::read_cached(texts, &Cache::off())
    }

    fn read_cached(texts: &InputTexts, cache: &Cache) -> Result<Inputs, Error> {
        let lexicon = read_lexicon(&texts.lexicons)?;
        let mut descriptions = pipeline::describe_cached(&texts.pages, &lexicon, cache);
        read_descriptions(&texts.endpoints, &mut descriptions);
        pairs::join(&mut descriptions);
        Ok(Inputs { descriptions, lexicon, lexicon_sources: texts.lexicons.clone() })
    }

    /// Reads the texts of all inputs.
    ///
    /// # Errors
    /// When an input cannot be read, or there is none.
    #[doc(hidden)]
    pub fn texts(&self) -> Result<InputTexts, Error> {
        let pages = self.page_sources()?;
        let mut endpoints = input::sources(&self.endpoints, "json")?;
        for source in self.fact_sources()? {
            if endpoints.iter().all(|other| other.name != source.name) {
                endpoints.push(source);
            }
        }
        if pages.is_empty() && endpoints.is_empty() {
            return Err(Error::NoInput {
                places: self.pages.iter().chain(&self.endpoints).cloned().collect(),
            });
        }
        let lexicons = self.lexicons.iter().map(|path| input::source(path)).collect::<Result<_, _>>()?;
        Ok(InputTexts { pages, endpoints, lexicons })
    }

    fn page_sources(&self) -> Result<Vec<Arc<Source>>, Error> {
        input::files(&self.pages, "md")?.par_iter().map(|path| self.source(path)).collect()
    }

    fn fact_sources(&self) -> Result<Vec<Arc<Source>>, Error> {
        let folders: Vec<PathBuf> = self.facts.iter().filter(|folder| folder.is_dir()).cloned().collect();
        let files = input::files(&folders, "json")?;
        let sources: Vec<_> = files.par_iter().map(|path| self.source(path)).collect::<Result<_, _>>()?;
        Ok(sources.into_iter().filter(|source| states_facts(&source.text)).collect())
    }

    fn source(&self, path: &Path) -> Result<Arc<Source>, Error> {
        match self.texts.get(path) {
            Some(text) => Ok(input::given(path, text)),
            None => input::source(path),
        }
    }
}

/// The files of the descriptions' folder: each description, and the JSON Schemas of descriptions, settings and
/// lexicons.
///
/// # Errors
/// Never for descriptions from this crate. The signature is the serializer's.
#[doc(hidden)]
pub fn description_files(described: &[Described]) -> Result<Files, Error> {
    let mut files = Files::new();
    files.insert("endpoint.schema.json".to_owned(), schema_file(feishu_schema::json_schema())?);
    files.insert("feishu.schema.json".to_owned(), schema_file(Settings::json_schema())?);
    files.insert("lexicon.schema.json".to_owned(), schema_file(Lexicon::json_schema())?);
    let mut endpoints: Vec<&Endpoint> = described.iter().map(|described| &described.endpoint).collect();
    // Of two descriptions of one endpoint, the first is used, as in the plan.
    endpoints.sort_by_key(|endpoint| (&endpoint.id, &endpoint.source.page, &endpoint.source.digest));
    endpoints.dedup_by_key(|endpoint| &endpoint.id);
    for endpoint in endpoints {
        files.insert(format!("endpoints/{}.json", endpoint.id), endpoint.to_json()?);
    }
    Ok(files)
}

/// A JSON Schema with the mark that identifies the tool's own files.
fn schema_file(schema_of: serde_json::Value) -> Result<String, Error> {
    let mut schema =
        serde_json::Map::from_iter([("$comment".to_owned(), format!("{}. Do not edit.", emit::MARK).into())]);
    if let serde_json::Value::Object(members) = schema_of {
        schema.extend(members);
    }
    let text = serde_json::to_string_pretty(&schema).map_err(feishu_schema::Error::from)?;
    Ok(text + "\n")
}

/// Reads the lexicon files.
///
/// # Errors
/// When they do not form a valid lexicon. The error shows the line.
pub(crate) fn read_lexicon(sources: &[Arc<Source>]) -> Result<Lexicon, Error> {
    let texts = sources.iter().map(|source| source.text.as_str());
    Lexicon::from_files(texts)
        .map_err(|error| Error::bad_input(lexicon_finding(&error, sources).into_iter().collect()))
}

fn lexicon_finding(error: &LexiconError, sources: &[Arc<Source>]) -> Option<Findings> {
    let diagnostic = Diagnostic::error(findings::BAD_LEXICON, error.to_string());
    let (file, diagnostic) = match error {
        LexiconError::Invalid { file, span, .. } => (*file, diagnostic.at(span.clone().unwrap_or(0..0), "")),
        LexiconError::Duplicate { first, second, .. } => {
            let other = sources.get(first.file)?;
            let place = format!("also in {}:{}", other.name, other.line_number(first.span.start));
            (second.file, diagnostic.at(second.span.clone(), place))
        }
        LexiconError::Contradiction { personal, public, .. } => {
            let other = sources.get(personal.file)?;
            let place = format!("personal in {}:{}", other.name, other.line_number(personal.span.start));
            (public.file, diagnostic.at(public.span.clone(), place))
        }
    };
    Some(Findings::new(Arc::clone(sources.get(file)?), vec![diagnostic]))
}

/// Whether a file is a description of facts. One that is damaged is, too, so that it is reported.
fn states_facts(text: &str) -> bool {
    // Few files have the word, and to parse a thousand others takes its time.
    text.contains("\"facts\"") && Endpoint::from_json(text).map_or(true, |endpoint| endpoint.source.facts)
}

fn read_descriptions(sources: &[Arc<Source>], descriptions: &mut Descriptions) {
    for source in sources {
        match read_description(source) {
            Ok(described) => descriptions.endpoints.push(described),
            Err(finding) => {
                descriptions.broken += 1;
                descriptions.findings.push(finding);
            }
        }
    }
}

fn read_description(source: &Arc<Source>) -> Result<Described, Findings> {
    match Endpoint::from_json(&source.text) {
        Ok(endpoint) => Ok(Described { source: Arc::clone(source), endpoint, english: None, page: None }),
        Err(error) => {
            let diagnostic = Diagnostic::error(findings::BAD_DESCRIPTION, error.to_string());
            let diagnostic = match &error {
                feishu_schema::Error::Description { source: error } => {
                    let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
                    diagnostic.at(source.line_span(line).unwrap_or(0..0), "")
                }
                feishu_schema::Error::Lexicon(_) => diagnostic,
            };
            Err(Findings::new(Arc::clone(source), vec![diagnostic]))
        }
    }
}

/// Reports findings as cargo warnings of one line each.
fn warn_cargo(findings: &[Findings], report: BuildReport, file: &Path) {
    let count: usize = findings.iter().map(|findings| findings.diagnostics.len()).sum();
    match report {
        BuildReport::Summary if count > 0 => {
            let findings = if count == 1 { "finding" } else { "findings" };
            println!("cargo::warning={count} {findings} about the documentation, see {}", file.display());
        }
        BuildReport::All => findings.iter().flat_map(warnings).for_each(|line| println!("{line}")),
        BuildReport::Summary | BuildReport::None => {}
    }
}

/// One line per finding: the message and its place.
fn warnings(findings: &Findings) -> impl Iterator<Item = String> {
    findings.diagnostics.iter().map(|diagnostic| {
        let line = diagnostic.label.as_ref().map_or(1, |label| findings.source.line_number(label.span.start));
        let text = format!("{}:{line}: {} [{}]", findings.source.name, diagnostic.message, diagnostic.code);
        format!("cargo::warning={}", visible(&text).replace('\n', " "))
    })
}
