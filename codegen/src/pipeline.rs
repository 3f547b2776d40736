//! Runs the stages one after the other, in memory.

use std::sync::Arc;

use feishu_schema::{Endpoint, Lexicon};
use rayon::prelude::*;

use crate::describe;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::nest::{self, PageInput, ParentOverride, Place};
use crate::page::{self, Page, Reading, Section};
use crate::plan::{self, Plan};
use crate::source::Source;

/// What the pages say.
#[derive(Clone, Debug, Default)]
pub struct Descriptions {
    /// In the order of the sources.
    pub endpoints: Vec<Described>,
    /// What there is to say about the sources; those without findings are left out.
    pub findings: Vec<Findings>,
    /// How many pages do not describe an endpoint.
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

/// A page that was read.
struct ReadPage {
    source: Arc<Source>,
    page: Page,
    examples: Vec<(Section, serde_json::Value)>,
    overrides: Vec<Vec<ParentOverride>>,
    diagnostics: Vec<Diagnostic>,
}

enum Read {
    Page(Box<ReadPage>),
    Other,
    Broken(Findings),
}

/// Describes pages. What one page says about a struct helps to nest the others, so the result depends on which
/// pages are read together, but never on their order.
#[must_use]
pub fn describe_pages(sources: &[Arc<Source>], lexicon: &Lexicon) -> Descriptions {
    let mut all = Descriptions::default();
    let mut pages = Vec::new();
    for read in sources.par_iter().map(|source| read(source, lexicon)).collect::<Vec<_>>() {
        match read {
            Read::Page(page) => pages.push(*page),
            Read::Other => all.skipped += 1,
            Read::Broken(findings) => {
                all.broken += 1;
                all.findings.push(findings);
            }
        }
    }
    let inputs: Vec<_> =
        pages.iter().map(|read| PageInput::new(&read.page, &read.examples, &read.overrides)).collect();
    let places = nest::nest_corpus(&inputs);
    drop(inputs);
    for (endpoint, findings) in pages.into_par_iter().zip(places).map(describe_one).collect::<Vec<_>>() {
        all.endpoints.push(endpoint);
        if !findings.diagnostics.is_empty() {
            all.findings.push(findings);
        }
    }
    all
}

fn read(source: &Arc<Source>, lexicon: &Lexicon) -> Read {
    let mut diagnostics = Vec::new();
    let page = match page::read(source, &mut diagnostics) {
        Reading::Endpoint(page) => *page,
        Reading::Other => return Read::Other,
        Reading::Broken => return Read::Broken(Findings::new(Arc::clone(source), diagnostics)),
    };
    let values =
        |example: &page::Example| example.values().map(|value| (example.section, value)).collect::<Vec<_>>();
    let examples = page.examples.iter().flat_map(values).collect();
    let overrides = match lexicon.scope(&page.endpoint_id()).places() {
        Some(places) => nest::overrides(&page.tables, places, &mut diagnostics),
        None => Vec::new(),
    };
    Read::Page(Box::new(ReadPage { source: Arc::clone(source), page, examples, overrides, diagnostics }))
}

fn describe_one((read, places): (ReadPage, Vec<Vec<Place>>)) -> (Described, Findings) {
    let ReadPage { source, page, mut diagnostics, .. } = read;
    for (table, places) in page.tables.iter().zip(&places) {
        nest::report(table, places, &mut diagnostics);
    }
    let endpoint = describe::describe(&page, &source, &places, &mut diagnostics);
    let findings = Findings::new(Arc::clone(&source), diagnostics);
    (Described { source, endpoint, page: Some(PlacedPage { page, places }) }, findings)
}

/// Plans the items of all endpoints, and reports what is wrong with them and with names of the lexicon, whose files are
/// `lexicon_sources`.
#[must_use]
pub fn plan(
    described: &[Described],
    lexicon: &Lexicon,
    lexicon_sources: &[Arc<Source>],
) -> (Plan, Vec<Findings>) {
    let endpoints: Vec<Endpoint> = described.iter().map(|described| described.endpoint.clone()).collect();
    let sources: Vec<Arc<Source>> = described.iter().map(|described| Arc::clone(&described.source)).collect();
    let (plan, remarks) = plan::plan(&endpoints, lexicon);
    (plan, plan::findings(&remarks, &sources, lexicon_sources))
}

/// Every kind of finding, stage by stage.
pub fn codes() -> impl Iterator<Item = Code> {
    [page::codes::ALL, nest::findings::ALL, describe::codes::ALL, plan::codes::ALL]
        .into_iter()
        .flatten()
        .copied()
}
