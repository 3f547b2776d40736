//! The way of the data, stage by stage, without touching the disk.

use std::sync::Arc;

use feishu_schema::{Endpoint, Lexicon};
use rayon::prelude::*;

use crate::describe;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::lenient_json;
use crate::nest::{self, Book, Pin, Place, Sheet};
use crate::page::{self, Page, Reading, Section};
use crate::plan::{self, Plan, Remark};
use crate::source::Source;

/// What the pages say.
#[derive(Clone, Debug, Default)]
pub struct Descriptions {
    /// In the order of the sources.
    pub endpoints: Vec<Described>,
    /// What there is to say about the sources; those without findings are left out.
    pub findings: Vec<Findings>,
    /// How many pages are no endpoint's.
    pub skipped: usize,
    /// How many pages of endpoints cannot be described.
    pub broken: usize,
}

/// An endpoint and the text that it was read from.
#[derive(Clone, Debug)]
pub struct Described {
    /// The page, or the description's file.
    pub source: Arc<Source>,
    /// What it says.
    pub endpoint: Endpoint,
    /// The page itself with the places of its rows, where there was one: for tools that list rows.
    pub page: Option<PlacedPage>,
}

/// A page whose rows have their places.
#[derive(Clone, Debug)]
pub struct PlacedPage {
    /// The page.
    pub page: Page,
    /// The places of each table's rows.
    pub places: Vec<Vec<Place>>,
}

/// A page on its way.
struct Nested {
    source: Arc<Source>,
    page: Page,
    examples: Vec<(Section, serde_json::Value)>,
    pins: Vec<Vec<Pin>>,
    places: Vec<Vec<Place>>,
    diagnostics: Vec<Diagnostic>,
}

enum Read {
    Page(Box<Nested>),
    Other,
    Broken(Findings),
}

/// Describes pages. What one page tells about a struct helps to nest the others, so the result depends on which
/// pages are read together, but never on their order.
#[must_use]
pub fn describe_pages(sources: &[Arc<Source>], lexicon: &Lexicon) -> Descriptions {
    let reads: Vec<Read> = sources.par_iter().map(|source| read(source, lexicon)).collect();
    let mut book = Book::default();
    for read in &reads {
        if let Read::Page(nested) = read {
            nested.teach(&mut book);
        }
    }
    let results: Vec<_> = reads.into_par_iter().map(|read| describe_one(read, &book)).collect();
    let mut all = Descriptions::default();
    for result in results {
        match result {
            Outcome::Described(described, findings) => {
                all.endpoints.push(*described);
                all.findings.extend(findings);
            }
            Outcome::Other => all.skipped += 1,
            Outcome::Broken(findings) => {
                all.broken += 1;
                all.findings.push(findings);
            }
        }
    }
    all
}

enum Outcome {
    Described(Box<Described>, Option<Findings>),
    Other,
    Broken(Findings),
}

fn read(source: &Arc<Source>, lexicon: &Lexicon) -> Read {
    let mut diagnostics = Vec::new();
    match page::read(source, &mut diagnostics) {
        Reading::Other => Read::Other,
        Reading::Broken => Read::Broken(Findings::new(Arc::clone(source), diagnostics)),
        Reading::Endpoint(page) => {
            let pins = pins(&page, lexicon, &mut diagnostics);
            let examples = page.examples.iter().filter_map(|example| {
                let parsed = lenient_json::parse(example.text.as_str())?;
                Some((example.section, parsed.value))
            });
            let examples = examples.collect();
            let mut nested = Nested {
                source: Arc::clone(source),
                page: *page,
                examples,
                pins,
                places: Vec::new(),
                diagnostics,
            };
            nested.places = nested.nest(&Book::default());
            Read::Page(Box::new(nested))
        }
    }
}

/// The places that the lexicon settles for the page's endpoint.
fn pins(page: &Page, lexicon: &Lexicon, out: &mut Vec<Diagnostic>) -> Vec<Vec<Pin>> {
    let words = describe::id_of(page).and_then(|id| lexicon.endpoints.get(&id));
    match words {
        Some(words) => nest::pins(&page.tables, &words.places, out),
        None => page.tables.iter().map(|_| Vec::new()).collect(),
    }
}

impl Nested {
    fn nest(&self, book: &Book) -> Vec<Vec<Place>> {
        let rows: Vec<_> = self.page.tables.iter().map(nest::rows).collect();
        let examples: Vec<Vec<serde_json::Value>> =
            self.page.tables.iter().map(|table| self.examples_of(table.section)).collect();
        let sheets: Vec<Sheet<'_>> = self
            .page
            .tables
            .iter()
            .enumerate()
            .map(|(index, table)| Sheet {
                rows: &rows[index],
                section: table.section,
                examples: &examples[index],
                pins: &self.pins[index],
            })
            .collect();
        nest::nest_all(&sheets, book)
    }

    fn examples_of(&self, section: Section) -> Vec<serde_json::Value> {
        self.examples.iter().filter(|(of, _)| *of == section).map(|(_, value)| value.clone()).collect()
    }

    fn teach(&self, book: &mut Book) {
        for (table, places) in self.page.tables.iter().zip(&self.places) {
            nest::learn(book, &nest::rows(table), places);
        }
    }

    fn is_doubtful(&self) -> bool {
        self.places.iter().any(|places| nest::is_doubtful(places))
    }
}

fn describe_one(read: Read, book: &Book) -> Outcome {
    let mut nested = match read {
        Read::Page(nested) => nested,
        Read::Other => return Outcome::Other,
        Read::Broken(findings) => return Outcome::Broken(findings),
    };
    if nested.is_doubtful() {
        nested.places = nested.nest(book);
    }
    let Nested { source, page, places, mut diagnostics, .. } = *nested;
    for (table, places) in page.tables.iter().zip(&places) {
        nest::report(table, places, &mut diagnostics);
    }
    let described = describe::describe(&page, &source, &places, &mut diagnostics);
    let findings = Findings::new(Arc::clone(&source), diagnostics);
    match described {
        Some(endpoint) => {
            let findings = (!findings.diagnostics.is_empty()).then_some(findings);
            let page = Some(PlacedPage { page, places });
            Outcome::Described(Box::new(Described { source, endpoint, page }), findings)
        }
        None => Outcome::Broken(findings),
    }
}

/// Plans the items of all endpoints, and says what there is to say about them and the lexicon.
#[must_use]
pub fn plan(
    described: &[Described],
    lexicon: &Lexicon,
    lexicon_source: Option<&Arc<Source>>,
) -> (Plan, Vec<Findings>) {
    let endpoints: Vec<Endpoint> = described.iter().map(|described| described.endpoint.clone()).collect();
    let (plan, remarks) = plan::plan(&endpoints, lexicon);
    let mut findings = remark_findings(described, &remarks);
    if let Some(source) = lexicon_source {
        let stale: Vec<Diagnostic> = plan::stale_entries(lexicon, &endpoints)
            .into_iter()
            .map(|entry| stale_entry(source, &entry))
            .collect();
        if !stale.is_empty() {
            findings.push(Findings::new(Arc::clone(source), stale));
        }
    }
    (plan, findings)
}

fn remark_findings(described: &[Described], remarks: &[Remark]) -> Vec<Findings> {
    remarks
        .chunk_by(|a, b| a.endpoint == b.endpoint)
        .filter_map(|chunk| {
            let source = Arc::clone(&described.get(chunk.first()?.endpoint)?.source);
            let diagnostics = chunk.iter().map(|remark| remark_diagnostic(&source, remark)).collect();
            Some(Findings::new(source, diagnostics))
        })
        .collect()
}

fn remark_diagnostic(source: &Source, remark: &Remark) -> Diagnostic {
    let diagnostic = match remark.fatal {
        true => Diagnostic::error(remark.code, &remark.message),
        false => Diagnostic::warning(remark.code, &remark.message),
    };
    let diagnostic = diagnostic.help(&remark.help);
    match source.line_span(remark.line) {
        Some(span) => diagnostic.at(span, ""),
        None => diagnostic,
    }
}

fn stale_entry(source: &Source, entry: &[String]) -> Diagnostic {
    let path: Vec<&str> = entry.iter().map(String::as_str).collect();
    let diagnostic = Diagnostic::error(
        plan::codes::STALE_ENTRY,
        format!("the lexicon's entry `{}` applies to nothing", path.join(".")),
    );
    match Lexicon::locate(&source.text, &path) {
        Some(span) => diagnostic.at(span, "nothing that was read has this"),
        None => diagnostic,
    }
}

/// Every kind of finding, stage by stage.
pub fn codes() -> impl Iterator<Item = Code> {
    [page::codes::ALL, nest::codes::ALL, describe::codes::ALL, plan::codes::ALL]
        .into_iter()
        .flatten()
        .copied()
}
