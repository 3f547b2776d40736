//! The tool as a library: the whole way from pages or descriptions to Rust.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use feishu_schema::{Endpoint, Lexicon, LexiconError};

use crate::diagnostic::{Diagnostic, Findings, Renderer};
use crate::emit::{self, Files};
use crate::pipeline::{self, Described, Descriptions};
use crate::plan::{self, Plan, codes};
use crate::source::Source;
use crate::{Error, input, sync};

/// What to generate from, and where to. For a build script:
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
    pages: Vec<PathBuf>,
    endpoints: Vec<PathBuf>,
    lexicons: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
    texts: BTreeMap<PathBuf, String>,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// What the pages and descriptions say, with all findings so far.
    pub descriptions: Descriptions,
    /// The lexicon; an empty one where there is none, or one that cannot be used.
    pub lexicon: Lexicon,
    /// The lexicon's files, in order.
    pub lexicon_sources: Vec<Arc<Source>>,
    /// The files, in order.
    pub read: Vec<PathBuf>,
}

/// Everything that follows from the inputs.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What the pages and descriptions say.
    pub descriptions: Descriptions,
    /// The items.
    pub plan: Plan,
    /// What there is to say, stage by stage.
    pub findings: Vec<Findings>,
    /// The files that were read, in order.
    pub read: Vec<PathBuf>,
}

impl Outcome {
    /// Whether anything that was read cannot be used as it is.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Findings::has_errors)
    }
}

impl Config {
    /// Nothing to read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds pages: files, or folders with `.md` files.
    #[must_use]
    pub fn pages<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.pages.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Adds descriptions: files, or folders with `.json` files. A description is a full input of its own.
    #[must_use]
    pub fn endpoints<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.endpoints.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Adds a file of the lexicon. Without one, everything has the page's own words. No two files may have the same entry.
    #[must_use]
    pub fn lexicon(mut self, path: impl Into<PathBuf>) -> Self {
        self.lexicons.push(path.into());
        self
    }

    /// A text that counts in the place of what a page holds on disk: to see what would come of it.
    #[must_use]
    pub fn text(mut self, page: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.texts.insert(page.into(), text.into());
        self
    }

    /// The folder that [`generate`](Self::generate) writes to; cargo's `OUT_DIR` where it is left out.
    #[must_use]
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Writes `feishu.rs`, ready for `include!`, and tells cargo what it depends on. Findings become cargo warnings.
    /// The file is not touched where it is right already.
    ///
    /// # Errors
    /// When an input cannot be read or used, or the file cannot be written. Then nothing is written.
    pub fn generate(&self) -> Result<PathBuf, Error> {
        let folder = match &self.out_dir {
            Some(folder) => folder.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or(Error::NoOutDir)?,
        };
        for path in self.pages.iter().chain(&self.endpoints).chain(&self.lexicons) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let outcome = self.run()?;
        if outcome.has_errors() {
            return Err(bad_input(&outcome.findings));
        }
        warn_cargo(&outcome.findings);
        let text = emit::emit_include(&outcome.plan)?;
        let file = folder.join("feishu.rs");
        let files = Files::from([("feishu.rs".to_owned(), text)]);
        // Only this file is compared: the folder belongs to the build script, which may have put others there.
        if std::fs::read(&file).ok().as_deref() != files.get("feishu.rs").map(String::as_bytes) {
            for text in files.values() {
                sync::write_whole(&file, text)?;
            }
        }
        Ok(file)
    }

    /// Only describes the pages, and reads the descriptions.
    ///
    /// # Errors
    /// When an input cannot be read, or there is none.
    pub fn describe(&self) -> Result<Descriptions, Error> {
        Ok(self.read()?.descriptions)
    }

    fn no_input(&self) -> Error {
        Error::NoInput { places: self.pages.iter().chain(&self.endpoints).cloned().collect() }
    }

    /// The files that are read, in order.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files(&self) -> Result<Vec<PathBuf>, Error> {
        let pages = input::files(&self.pages, "md")?;
        let endpoints = input::files(&self.endpoints, "json")?;
        Ok(pages.into_iter().chain(endpoints).chain(self.lexicons.clone()).collect())
    }

    /// Goes the whole way without writing anything.
    ///
    /// # Errors
    /// When an input cannot be read, or there is none. Mistakes in the inputs are findings.
    pub fn run(&self) -> Result<Outcome, Error> {
        let Inputs { mut descriptions, lexicon, lexicon_sources, read } = self.read()?;
        let mut findings = std::mem::take(&mut descriptions.findings);
        let (plan, more) = pipeline::plan(&descriptions.endpoints, &lexicon, &lexicon_sources);
        findings.extend(more);
        // What a page that cannot be used would have needed is not stale.
        if descriptions.broken == 0 {
            findings.extend(plan::stale(&lexicon, &lexicon_sources));
        }
        Ok(Outcome { descriptions, plan, findings, read })
    }

    /// Describes the pages, and reads descriptions and lexicon: all that the other stages start from.
    ///
    /// # Errors
    /// When an input cannot be read, or there is none. Mistakes in the inputs are findings.
    pub fn read(&self) -> Result<Inputs, Error> {
        let pages = self.page_sources()?;
        let endpoints = input::sources(&self.endpoints, "json")?;
        if pages.is_empty() && endpoints.is_empty() {
            return Err(self.no_input());
        }
        let lexicon_sources =
            self.lexicons.iter().map(|path| input::source(path)).collect::<Result<Vec<_>, _>>()?;
        let read = pages.iter().chain(&endpoints).chain(&lexicon_sources);
        let read = read.map(|source| PathBuf::from(&source.name)).collect();
        let mut findings = Vec::new();
        let lexicon = read_lexicon(&lexicon_sources, &mut findings);
        let mut descriptions = pipeline::describe_pages(&pages, &lexicon);
        descriptions.findings.splice(0..0, findings);
        read_descriptions(&endpoints, &mut descriptions);
        Ok(Inputs { descriptions, lexicon, lexicon_sources, read })
    }

    fn page_sources(&self) -> Result<Vec<Arc<Source>>, Error> {
        let files = input::files(&self.pages, "md")?;
        let source = |path: &PathBuf| match self.texts.get(path) {
            Some(text) => Ok(input::given(path, text)),
            None => input::source(path),
        };
        files.iter().map(source).collect()
    }
}

/// The folder `schema` as far as the tool writes it: the descriptions, and their JSON Schema beside them.
///
/// # Errors
/// Never for what this crate makes; the signature is the serializer's.
pub fn description_files(described: &[Described]) -> Result<Files, Error> {
    let mut files = Files::new();
    files.insert("endpoint.schema.json".to_owned(), schema_file()?);
    let mut endpoints: Vec<&Endpoint> = described.iter().map(|described| &described.endpoint).collect();
    // Of two descriptions of one endpoint the first counts, as in the plan.
    endpoints.sort_by_key(|endpoint| (&endpoint.id, &endpoint.source.page, &endpoint.source.digest));
    endpoints.dedup_by_key(|endpoint| &endpoint.id);
    for endpoint in endpoints {
        files.insert(format!("endpoints/{}.json", endpoint.id), endpoint.to_json()?);
    }
    Ok(files)
}

/// The JSON Schema, under the mark by which the tool knows its own files.
fn schema_file() -> Result<String, Error> {
    let mut schema =
        serde_json::Map::from_iter([("$comment".to_owned(), format!("{}. Do not edit.", emit::MARK).into())]);
    if let serde_json::Value::Object(members) = feishu_schema::json_schema() {
        schema.extend(members);
    }
    let text = serde_json::to_string_pretty(&schema).map_err(feishu_schema::Error::from)?;
    Ok(text + "\n")
}

pub(crate) fn read_lexicon(sources: &[Arc<Source>], findings: &mut Vec<Findings>) -> Lexicon {
    match Lexicon::from_files(sources.iter().map(|source| source.text.as_str())) {
        Ok(lexicon) => lexicon,
        Err(error) => {
            findings.extend(lexicon_finding(&error, sources));
            Lexicon::default()
        }
    }
}

fn lexicon_finding(error: &LexiconError, sources: &[Arc<Source>]) -> Option<Findings> {
    let diagnostic = Diagnostic::error(codes::BAD_LEXICON, error.to_string());
    let (file, diagnostic) = match error {
        LexiconError::Invalid { file, span, .. } => (*file, diagnostic.at(span.clone().unwrap_or(0..0), "")),
        LexiconError::Duplicate { first, second, .. } => {
            let other = sources.get(first.file)?;
            let place = format!("also in {}:{}", other.name, other.line_number(first.span.start));
            (second.file, diagnostic.at(second.span.clone(), place))
        }
    };
    Some(Findings::new(Arc::clone(sources.get(file)?), vec![diagnostic]))
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
        Ok(endpoint) => Ok(Described { source: Arc::clone(source), endpoint, page: None }),
        Err(error) => {
            let diagnostic = Diagnostic::error(codes::BAD_DESCRIPTION, error.to_string());
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

/// The error for inputs that cannot be used; the findings go to standard error, where cargo shows them.
fn bad_input(findings: &[Findings]) -> Error {
    let with_errors: Vec<&Findings> = findings.iter().filter(|findings| findings.has_errors()).collect();
    for findings in &with_errors {
        eprint!("{}", Renderer::Human { colour: false }.render(findings));
    }
    Error::BadInput { count: with_errors.len() }
}

/// A warning of a build script is one line: the message and its place.
fn warn_cargo(findings: &[Findings]) {
    for findings in findings {
        for diagnostic in &findings.diagnostics {
            let line =
                diagnostic.label.as_ref().map_or(1, |label| findings.source.line_number(label.span.start));
            println!(
                "cargo::warning={}:{line}: {} [{}]",
                findings.source.name, diagnostic.message, diagnostic.code
            );
        }
    }
}

/// A path as a manifest names it: from one folder to another.
#[must_use]
pub fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| std::path::Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}
