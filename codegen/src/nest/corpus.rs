//! Nests the tables of all pages of a run. Structs of certain tables help with the doubtful ones.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{KnownStructs, ParentOverride, Place, RowInput, is_doubtful, nest, record, rows};
use crate::nest::input::shape::record_shapes;
use crate::page::{Page, Section};

/// A table with everything that decides the places of its rows.
#[derive(Clone, Debug)]
pub struct TableInput<'a> {
    /// Its rows.
    pub rows: Vec<RowInput<'a>>,
    /// The section of the table.
    pub section: Section,
    /// The examples of its section.
    pub examples: Vec<&'a Value>,
    /// The places that the lexicon states.
    pub overrides: &'a [ParentOverride],
}

/// The tables of a page.
#[derive(Clone, Debug, Default)]
pub struct PageInput<'a> {
    /// In page order.
    pub tables: Vec<TableInput<'a>>,
}

impl<'a> PageInput<'a> {
    /// Collects the tables of a page with their examples and the lexicon's places.
    #[must_use]
    pub fn new(
        page: &'a Page,
        examples: &'a [(Section, Value)],
        overrides: &'a [Vec<ParentOverride>],
    ) -> Self {
        let of_section =
            |section| examples.iter().filter(move |(of, _)| *of == section).map(|(_, value)| value);
        let tables = page.tables.iter().enumerate().map(|(index, table)| TableInput {
            rows: rows(table),
            section: table.section,
            examples: of_section(table.section).collect(),
            overrides: overrides.get(index).map_or(&[], Vec::as_slice),
        });
        Self { tables: tables.collect() }
    }
}

/// The trees of a page's tables: for each table, the places of its rows.
pub type Trees = Vec<Vec<Place>>;

/// The structs of a page that help to nest other pages, and those that need the help of others.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PageStructs {
    /// The structs that the page shows for certain.
    certain: KnownStructs,
    /// The names of the structs in its doubtful tables.
    doubtful: BTreeSet<String>,
}

impl PageStructs {
    /// Collects the structs of a page whose tables were nested alone.
    #[must_use]
    pub fn new(page: &PageInput, trees: &Trees) -> Self {
        let mut certain = KnownStructs::default();
        record_examples(&mut certain, page);
        for (table, tree) in page.tables.iter().zip(trees) {
            record(&mut certain, &table.rows, tree);
        }
        let doubtful = page.tables.iter().zip(trees).filter(|(_, tree)| is_doubtful(tree));
        let structs = doubtful.flat_map(|(table, _)| table.rows.iter().filter_map(RowInput::struct_name));
        Self { certain, doubtful: structs.map(str::to_owned).collect() }
    }
}

/// For each page, what all pages show about the structs in its doubtful tables.
#[must_use]
pub fn share_structs(pages: &[&PageStructs]) -> Vec<KnownStructs> {
    let mut known = KnownStructs::default();
    if pages.iter().any(|page| !page.doubtful.is_empty()) {
        pages.iter().for_each(|page| known.merge(&page.certain));
    }
    pages.par_iter().map(|page| known.about(&page.doubtful)).collect()
}

/// Finds the trees of a page's tables from this page alone.
#[must_use]
pub fn nest_alone(page: &PageInput) -> Trees {
    let mut examples = KnownStructs::default();
    record_examples(&mut examples, page);
    page.tables.iter().map(|table| nest_table(table, &examples)).collect()
}

/// Finds the trees of the doubtful tables again, with the known structs of the run.
pub fn nest_again(page: &PageInput, trees: &mut Trees, known: &KnownStructs) {
    let tables = page.tables.par_iter().zip(trees).filter(|(_, tree)| is_doubtful(tree));
    tables.for_each(|(table, tree)| *tree = nest_table(table, known));
}

/// Finds the trees of all tables of a run.
///
/// Each table is nested alone, with the examples of its page. Doubtful tables are then nested again, with the known
/// structs of the run. The result does not depend on the order of the pages.
#[must_use]
pub fn nest_corpus(pages: &[PageInput]) -> Vec<Trees> {
    let mut trees: Vec<Trees> = pages.par_iter().map(nest_alone).collect();
    let structs: Vec<PageStructs> =
        pages.par_iter().zip(&trees).map(|(page, trees)| PageStructs::new(page, trees)).collect();
    let known = share_structs(&structs.iter().collect::<Vec<_>>());
    pages
        .par_iter()
        .zip(&mut trees)
        .zip(&known)
        .for_each(|((page, trees), known)| nest_again(page, trees, known));
    trees
}

/// Finds the trees of the tables of a single page.
#[must_use]
pub fn nest_page(page: &PageInput) -> Trees {
    nest_corpus(std::slice::from_ref(page)).pop().unwrap_or_default()
}

fn nest_table(table: &TableInput, known: &KnownStructs) -> Vec<Place> {
    nest(&table.rows, table.section, &table.examples, known, table.overrides)
}

fn record_examples(known: &mut KnownStructs, page: &PageInput) {
    for table in &page.tables {
        record_shapes(known, &table.rows, &table.examples);
    }
}
