//! From the text of pages to their descriptions.
//!
//! Each page passes two steps, whose results are cached. The first reads and nests the page alone, so its result
//! depends on the page's text only. The second nests it again with the structs known from the other pages, and
//! describes it.

use std::sync::Arc;

use feishu_schema::{Endpoint, Lexicon};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Described, Descriptions, PlacedPage};
use crate::cache::{Cache, Key};
use crate::describe;
use crate::diagnostic::{Diagnostic, Findings};
use crate::nest::{self, KnownStructs, PageInput, PageStructs, ParentOverride, Trees};
use crate::page::{self, Example, Page, Reading, Section};
use crate::source::Source;

/// The inputs that all pages of a run share.
pub(super) struct Pages<'a> {
    pub lexicon: &'a Lexicon,
    pub cache: &'a Cache,
}

/// The cached result of the first step.
#[derive(Deserialize, Serialize)]
enum ReadPage {
    NotAnEndpoint,
    Broken(Vec<Diagnostic>),
    Page(PageSummary),
}

/// The part that the second step needs of all pages.
#[derive(Deserialize, Serialize)]
struct PageSummary {
    /// The endpoint's id.
    id: String,
    structs: PageStructs,
}

/// The cached result of the second step.
#[derive(Deserialize, Serialize)]
struct DescribedPage {
    endpoint: Endpoint,
    /// All findings about the page.
    diagnostics: Vec<Diagnostic>,
}

/// A page after the first step.
struct Nested {
    page: Page,
    examples: Vec<(Section, Value)>,
    overrides: Vec<Vec<ParentOverride>>,
    trees: Trees,
    diagnostics: Vec<Diagnostic>,
}

impl Nested {
    fn input(&self) -> PageInput<'_> {
        PageInput::new(&self.page, &self.examples, &self.overrides)
    }
}

/// A page between the two steps.
struct PendingPage<'a> {
    source: &'a Arc<Source>,
    /// The key of the text; `None` if the page is not cached.
    key: Option<Key>,
    summary: PageSummary,
    /// `None` if the first step was cached.
    nested: Option<Nested>,
}

impl Pages<'_> {
    pub fn describe(&self, sources: &[Arc<Source>]) -> Descriptions {
        let mut all = Descriptions::default();
        let mut pages = Vec::new();
        let read: Vec<_> = sources.par_iter().map(|source| self.read(source)).collect();
        for (source, (key, read, nested)) in sources.iter().zip(read) {
            match read {
                ReadPage::Page(summary) => pages.push(PendingPage { source, key, summary, nested }),
                ReadPage::NotAnEndpoint => all.skipped += 1,
                ReadPage::Broken(diagnostics) => {
                    all.broken += 1;
                    all.findings.push(Findings::new(Arc::clone(source), diagnostics));
                }
            }
        }
        let structs: Vec<&PageStructs> = pages.iter().map(|page| &page.summary.structs).collect();
        let known_structs = nest::share_structs(&structs);
        let described = pages.into_par_iter().zip(known_structs);
        let described = described.filter_map(|(page, known_structs)| self.finish(page, &known_structs));
        for (endpoint, findings) in described.collect::<Vec<_>>() {
            all.endpoints.push(endpoint);
            if !findings.diagnostics.is_empty() {
                all.findings.push(findings);
            }
        }
        all
    }

    /// The first step.
    fn read(&self, source: &Source) -> (Option<Key>, ReadPage, Option<Nested>) {
        let key = self.cache.key("read", source);
        if let Some(read) = self.cache.get(key.as_ref()).filter(|read| !self.has_places(read)) {
            return (key, read, None);
        }
        let (read, nested) = self.read_and_nest(source);
        let key = key.filter(|_| !self.has_places(&read));
        self.cache.put(key.clone(), &read);
        (key, read, nested)
    }

    /// Whether the lexicon places rows of the page. Such a page is never cached.
    fn has_places(&self, read: &ReadPage) -> bool {
        let ReadPage::Page(summary) = read else { return false };
        self.lexicon.scope(&summary.id).places().is_some_and(|places| !places.is_empty())
    }

    fn read_and_nest(&self, source: &Source) -> (ReadPage, Option<Nested>) {
        let mut diagnostics = Vec::new();
        let page = match page::read(source, &mut diagnostics) {
            Reading::Endpoint(page) => *page,
            Reading::Other => return (ReadPage::NotAnEndpoint, None),
            Reading::Broken => return (ReadPage::Broken(diagnostics), None),
        };
        let id = page.endpoint_id();
        let values =
            |example: &Example| example.values().map(|value| (example.section, value)).collect::<Vec<_>>();
        let examples = page.examples.iter().flat_map(values).collect();
        let overrides = match self.lexicon.scope(&id).places() {
            Some(places) => nest::overrides(&page.tables, places, &mut diagnostics),
            None => Vec::new(),
        };
        let mut nested = Nested { page, examples, overrides, trees: Trees::new(), diagnostics };
        let trees = nest::nest_alone(&nested.input());
        let structs = PageStructs::new(&nested.input(), &trees);
        nested.trees = trees;
        (ReadPage::Page(PageSummary { id, structs }), Some(nested))
    }

    /// The second step, with the known structs that the page refers to.
    fn finish(&self, page: PendingPage<'_>, known_structs: &KnownStructs) -> Option<(Described, Findings)> {
        let PendingPage { source, key, nested, .. } = page;
        let key = key.and_then(|text| self.cache.key("describe", &(text, known_structs)));
        if let Some(DescribedPage { endpoint, diagnostics }) = self.cache.get(key.as_ref()) {
            let described = Described { source: Arc::clone(source), endpoint, english: None, page: None };
            return Some((described, Findings { source: Arc::clone(source), diagnostics }));
        }
        // A cached page cannot fail to parse.
        let nested = nested.or_else(|| self.read_and_nest(source).1)?;
        let (result, page) = describe_nested(nested, source, known_structs);
        self.cache.put(key, &result);
        let DescribedPage { endpoint, diagnostics } = result;
        let described = Described { source: Arc::clone(source), endpoint, english: None, page: Some(page) };
        Some((described, Findings { source: Arc::clone(source), diagnostics }))
    }
}

fn describe_nested(
    nested: Nested,
    source: &Arc<Source>,
    known_structs: &KnownStructs,
) -> (DescribedPage, PlacedPage) {
    let mut places = nested.trees.clone();
    nest::nest_again(&nested.input(), &mut places, known_structs);
    let Nested { page, mut diagnostics, .. } = nested;
    for (table, places) in page.tables.iter().zip(&places) {
        nest::report(table, places, &mut diagnostics);
    }
    let endpoint = describe::describe(&page, source, &places, &mut diagnostics);
    let diagnostics = Findings::new(Arc::clone(source), diagnostics).diagnostics;
    (DescribedPage { endpoint, diagnostics }, PlacedPage { page, places })
}
