//! Runs the stages one after the other, in memory.

mod pages;
pub mod pairs;

use std::sync::Arc;

use feishu_schema::{Endpoint, Lexicon};

use crate::cache::Cache;
use crate::diagnostic::{Code, Findings};
use crate::language::Languages;
use crate::nest::Place;
use crate::page::Page;
use crate::plan::{self, Plan};
use crate::source::Source;
use crate::{describe, nest, page};

/// The descriptions of pages.
#[derive(Clone, Debug, Default)]
pub struct Descriptions {
    /// In the order of the sources.
    pub endpoints: Vec<Described>,
    /// The findings about the sources that have any.
    pub findings: Vec<Findings>,
    /// The number of pages that do not describe an endpoint.
    pub skipped: usize,
    /// The number of endpoint pages that cannot be described.
    pub broken: usize,
}

/// An endpoint and its source text.
#[derive(Clone, Debug)]
pub struct Described {
    /// The page or description file.
    pub source: Arc<Source>,
    /// The description.
    pub endpoint: Endpoint,
    /// The English page of the same endpoint, without the Chinese one.
    pub english: Option<Box<Described>>,
    /// The page with the places of its rows, for tools that list rows; `None` without a page.
    #[doc(hidden)]
    pub page: Option<PlacedPage>,
}

/// A page and the places of its rows.
#[derive(Clone, Debug)]
pub struct PlacedPage {
    /// The page.
    pub page: Page,
    /// The places of each table's rows.
    pub places: Vec<Vec<Place>>,
}

/// Describes pages. A struct on one page helps to nest the others, so the result depends on the set of pages, but not
/// on their order. A Chinese page and the English page of the same endpoint give one endpoint.
#[must_use]
pub fn describe_pages(sources: &[Arc<Source>], lexicon: &Lexicon) -> Descriptions {
    describe_cached(sources, lexicon, &Cache::off())
}

/// Like [`describe`], but recomputes only the pages whose results are not in the cache. The others have no
/// [`Described::page`].
#[must_use]
pub fn describe_cached(sources: &[Arc<Source>], lexicon: &Lexicon, cache: &Cache) -> Descriptions {
    let mut descriptions = pages::Pages { lexicon, cache }.describe(sources);
    pairs::join(&mut descriptions);
    descriptions
}

/// Plans the items of all endpoints and reports problems with them and with the lexicon, whose files are
/// `lexicon_sources`.
#[must_use]
pub fn plan(
    described: &[Described],
    lexicon: &Lexicon,
    lexicon_sources: &[Arc<Source>],
) -> (Plan, Vec<Findings>) {
    plan_in(Languages::default(), described, lexicon, lexicon_sources)
}

/// The same with documentation in these languages.
#[must_use]
pub fn plan_in(
    languages: Languages,
    described: &[Described],
    lexicon: &Lexicon,
    lexicon_sources: &[Arc<Source>],
) -> (Plan, Vec<Findings>) {
    let endpoints: Vec<&Endpoint> = described.iter().map(|described| &described.endpoint).collect();
    let sources: Vec<Arc<Source>> = described.iter().map(|described| Arc::clone(&described.source)).collect();
    let (plan, remarks) = plan::plan(&endpoints, lexicon, languages);
    (plan, plan::to_findings(&remarks, &sources, lexicon_sources))
}

/// All kinds of findings, stage by stage.
pub fn codes() -> impl Iterator<Item = Code> {
    [
        page::findings::ALL,
        nest::findings::ALL,
        describe::findings::ALL,
        pairs::findings::ALL,
        plan::findings::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}
