//! The tables of a run: what the run shows for certain helps with the doubtful ones.

use rayon::prelude::*;
use serde_json::Value;

use super::{KnownStructs, ParentOverride, Place, Row, is_doubtful, nest, record, rows};
use crate::nest::input::shape::learn_shapes;
use crate::page::{Page, Section};

/// A table with all that decides about its rows' places.
#[derive(Clone, Debug)]
pub struct TableInput<'a> {
    /// Its rows.
    pub rows: Vec<Row<'a>>,
    /// Which table it is.
    pub section: Section,
    /// The examples of its section.
    pub examples: Vec<&'a Value>,
    /// What a person settled.
    pub overrides: &'a [ParentOverride],
}

/// The tables of a page.
#[derive(Clone, Debug, Default)]
pub struct PageInput<'a> {
    /// In page order.
    pub tables: Vec<TableInput<'a>>,
}

impl<'a> PageInput<'a> {
    /// Takes the tables of a page with its examples, and with what a person settled about each table.
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

/// Finds the trees of all tables of a run, be it one page or a thousand: for each page, the places of each table's
/// rows.
///
/// First each table by itself, with the examples of its page; then the doubtful ones once more, with all that the run
/// teaches. The result does not depend on the order of the pages.
#[must_use]
pub fn nest_corpus(pages: &[PageInput]) -> Vec<Vec<Vec<Place>>> {
    let mut trees: Vec<_> = pages.par_iter().map(nest_by_itself).collect();
    if !trees.iter().flatten().any(|tree| is_doubtful(tree)) {
        return trees;
    }
    let mut known = KnownStructs::default();
    for (page, trees) in pages.iter().zip(&trees) {
        learn_examples(&mut known, page);
        learn_trees(&mut known, page, trees);
    }
    let tables = pages.par_iter().zip(&mut trees).flat_map(|(page, trees)| page.tables.par_iter().zip(trees));
    tables.filter(|(_, tree)| is_doubtful(tree)).for_each(|(table, tree)| *tree = nest_table(table, &known));
    trees
}

/// Finds the trees of a page's tables, by what the page says of each.
fn nest_by_itself(page: &PageInput) -> Vec<Vec<Place>> {
    let mut examples = KnownStructs::default();
    learn_examples(&mut examples, page);
    page.tables.iter().map(|table| nest_table(table, &examples)).collect()
}

/// Finds the trees of the tables of a single page.
#[must_use]
pub fn nest_page(page: &PageInput) -> Vec<Vec<Place>> {
    nest_corpus(std::slice::from_ref(page)).pop().unwrap_or_default()
}

fn nest_table(table: &TableInput, known: &KnownStructs) -> Vec<Place> {
    nest(&table.rows, table.section, &table.examples, known, table.overrides)
}

fn learn_trees(known: &mut KnownStructs, page: &PageInput, trees: &[Vec<Place>]) {
    for (table, tree) in page.tables.iter().zip(trees) {
        record(known, &table.rows, tree);
    }
}

fn learn_examples(known: &mut KnownStructs, page: &PageInput) {
    for table in &page.tables {
        learn_shapes(known, &table.rows, &table.examples);
    }
}
