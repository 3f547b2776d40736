//! Runs the stages one after the other, in memory.

mod pages;

use std::sync::Arc;

use feishu_schema::{Endpoint, Lexicon};

use crate::cache::Cache;
use crate::diagnostic::{Code, Findings};
use crate::nest::Place;
use crate::page::Page;
use crate::plan::{self, Plan};
use crate::source::Source;
use crate::{describe, nest, page};

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
    /// The page itself with the places of its rows, where there was one: for tools that list rows. Not stable.
    #[doc(hidden)]
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

/// Describes pages. What one page says about a struct helps to nest the others, so the result depends on which
/// pages are read together, but never on their order.
#[must_use]
pub fn describe_pages(sources: &[Arc<Source>], lexicon: &Lexicon) -> Descriptions {
    describe_changed(sources, lexicon, &Cache::off())
}

/// The same, where only those pages are worked out whose results the cache does not have. Those of the others come
/// without [`Described::page`].
#[must_use]
pub fn describe_changed(sources: &[Arc<Source>], lexicon: &Lexicon, cache: &Cache) -> Descriptions {
    pages::Pages { lexicon, cache }.describe(sources)
}

/// Plans the items of all endpoints, and reports what is wrong with them and with names of the lexicon, whose files are
/// `lexicon_sources`.
#[must_use]
pub fn plan(
    described: &[Described],
    lexicon: &Lexicon,
    lexicon_sources: &[Arc<Source>],
) -> (Plan, Vec<Findings>) {
    let endpoints: Vec<&Endpoint> = described.iter().map(|described| &described.endpoint).collect();
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
