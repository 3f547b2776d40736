//! From the text of pages to their descriptions.
//!
//! A page goes two steps, and the result of each is kept: it is read and nested by itself, which depends on its text
//! alone; then it is nested once more with what the other pages of the run teach, and described.

use std::sync::Arc;

use feishu_schema::{Endpoint, Lexicon};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Described, Descriptions, PlacedPage};
use crate::cache::{Cache, Key};
use crate::describe;
use crate::diagnostic::{Diagnostic, Findings};
use crate::nest::{self, KnownStructs, Lesson, PageInput, ParentOverride, Trees};
use crate::page::{self, Example, Page, Reading, Section};
use crate::source::Source;

/// What all pages of a run have in common.
pub(super) struct Pages<'a> {
    pub lexicon: &'a Lexicon,
    pub cache: &'a Cache,
}

/// What the first step comes to, as it is kept.
#[derive(Deserialize, Serialize)]
enum Read {
    Other,
    Broken(Vec<Diagnostic>),
    Page(Known),
}

/// What the second step needs to know of all pages.
#[derive(Deserialize, Serialize)]
struct Known {
    /// The endpoint's id.
    id: String,
    lesson: Lesson,
}

/// What the second step comes to, as it is kept.
#[derive(Deserialize, Serialize)]
struct Outcome {
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

/// A page between the steps.
struct Between<'a> {
    source: &'a Arc<Source>,
    /// Stands for the text; `None` where nothing is kept of the page.
    key: Option<Key>,
    known: Known,
    /// Only where the first step was not recalled.
    nested: Option<Nested>,
}

impl Pages<'_> {
    pub fn describe(&self, sources: &[Arc<Source>]) -> Descriptions {
        let mut all = Descriptions::default();
        let mut pages = Vec::new();
        let read: Vec<_> = sources.par_iter().map(|source| self.read(source)).collect();
        for (source, (key, read, nested)) in sources.iter().zip(read) {
            match read {
                Read::Page(known) => pages.push(Between { source, key, known, nested }),
                Read::Other => all.skipped += 1,
                Read::Broken(diagnostics) => {
                    all.broken += 1;
                    all.findings.push(Findings::new(Arc::clone(source), diagnostics));
                }
            }
        }
        let lessons: Vec<&Lesson> = pages.iter().map(|page| &page.known.lesson).collect();
        let answers = nest::answers(&lessons);
        let described = pages.into_par_iter().zip(answers);
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
    fn read(&self, source: &Source) -> (Option<Key>, Read, Option<Nested>) {
        let key = self.cache.key("read", source);
        if let Some(read) = self.cache.get(key.as_ref()).filter(|read| !self.has_places(read)) {
            return (key, read, None);
        }
        let (read, nested) = self.work_out(source);
        let key = key.filter(|_| !self.has_places(&read));
        self.cache.put(key.clone(), &read);
        (key, read, nested)
    }

    /// Whether the lexicon places rows of the page. Such a page is worked out in every run.
    fn has_places(&self, read: &Read) -> bool {
        let Read::Page(known) = read else { return false };
        self.lexicon.scope(&known.id).places().is_some_and(|places| !places.is_empty())
    }

    fn work_out(&self, source: &Source) -> (Read, Option<Nested>) {
        let mut diagnostics = Vec::new();
        let page = match page::read(source, &mut diagnostics) {
            Reading::Endpoint(page) => *page,
            Reading::Other => return (Read::Other, None),
            Reading::Broken => return (Read::Broken(diagnostics), None),
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
        let lesson = Lesson::of(&nested.input(), &trees);
        nested.trees = trees;
        (Read::Page(Known { id, lesson }), Some(nested))
    }

    /// The second step, with what the run teaches about the structs that the page asks for.
    fn finish(&self, page: Between<'_>, known_structs: &KnownStructs) -> Option<(Described, Findings)> {
        let Between { source, key, nested, .. } = page;
        let key = key.and_then(|text| self.cache.key("describe", &(text, known_structs)));
        if let Some(Outcome { endpoint, diagnostics }) = self.cache.get(key.as_ref()) {
            let described = Described { source: Arc::clone(source), endpoint, english: None, page: None };
            return Some((described, Findings { source: Arc::clone(source), diagnostics }));
        }
        // A page that was recalled as one is one.
        let nested = nested.or_else(|| self.work_out(source).1)?;
        let (result, page) = describe_nested(nested, source, known_structs);
        self.cache.put(key, &result);
        let Outcome { endpoint, diagnostics } = result;
        let described = Described { source: Arc::clone(source), endpoint, english: None, page: Some(page) };
        Some((described, Findings { source: Arc::clone(source), diagnostics }))
    }
}

fn describe_nested(
    nested: Nested,
    source: &Arc<Source>,
    known_structs: &KnownStructs,
) -> (Outcome, PlacedPage) {
    let mut places = nested.trees.clone();
    nest::nest_again(&nested.input(), &mut places, known_structs);
    let Nested { page, mut diagnostics, .. } = nested;
    for (table, places) in page.tables.iter().zip(&places) {
        nest::report(table, places, &mut diagnostics);
    }
    let endpoint = describe::describe(&page, source, &places, &mut diagnostics);
    let diagnostics = Findings::new(Arc::clone(source), diagnostics).diagnostics;
    (Outcome { endpoint, diagnostics }, PlacedPage { page, places })
}
