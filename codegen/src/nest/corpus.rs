//! The tables of a run: what the run shows for certain helps with the doubtful ones.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
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

/// The trees of a page's tables: for each table, the places of its rows.
pub type Trees = Vec<Vec<Place>>;

/// What the pages of a run learn from each other about one of them.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Lesson {
    /// What the page teaches the others.
    teaches: KnownStructs,
    /// The structs in its doubtful tables, which the others may know more about.
    asks: BTreeSet<String>,
}

impl Lesson {
    /// The lesson of a page whose tables were nested by themselves.
    #[must_use]
    pub fn of(page: &PageInput, trees: &Trees) -> Self {
        let mut teaches = KnownStructs::default();
        learn_examples(&mut teaches, page);
        for (table, tree) in page.tables.iter().zip(trees) {
            record(&mut teaches, &table.rows, tree);
        }
        let doubtful = page.tables.iter().zip(trees).filter(|(_, tree)| is_doubtful(tree));
        let structs = doubtful.flat_map(|(table, _)| table.rows.iter().filter_map(Row::strukt));
        Self { teaches, asks: structs.map(str::to_owned).collect() }
    }
}

/// For each lesson, what all of them teach about the structs that it asks for.
#[must_use]
pub fn answers(lessons: &[&Lesson]) -> Vec<KnownStructs> {
    let mut known = KnownStructs::default();
    if lessons.iter().any(|lesson| !lesson.asks.is_empty()) {
        lessons.iter().for_each(|lesson| known.merge(&lesson.teaches));
    }
    lessons.par_iter().map(|lesson| known.about(&lesson.asks)).collect()
}

/// Finds the trees of a page's tables, by what the page says of each.
#[must_use]
pub fn nest_alone(page: &PageInput) -> Trees {
    let mut examples = KnownStructs::default();
    learn_examples(&mut examples, page);
    page.tables.iter().map(|table| nest_table(table, &examples)).collect()
}

/// Finds the trees of the doubtful tables once more, with what the run teaches about their structs.
pub fn nest_again(page: &PageInput, trees: &mut Trees, known: &KnownStructs) {
    let tables = page.tables.par_iter().zip(trees).filter(|(_, tree)| is_doubtful(tree));
    tables.for_each(|(table, tree)| *tree = nest_table(table, known));
}

/// Finds the trees of all tables of a run, be it one page or a thousand.
///
/// First each table by itself, with the examples of its page; then the doubtful ones once more, with all that the run
/// teaches about their structs. The result does not depend on the order of the pages.
#[must_use]
pub fn nest_corpus(pages: &[PageInput]) -> Vec<Trees> {
    let mut trees: Vec<Trees> = pages.par_iter().map(nest_alone).collect();
    let lessons: Vec<Lesson> =
        pages.par_iter().zip(&trees).map(|(page, trees)| Lesson::of(page, trees)).collect();
    let known = answers(&lessons.iter().collect::<Vec<_>>());
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

fn learn_examples(known: &mut KnownStructs, page: &PageInput) {
    for table in &page.tables {
        learn_shapes(known, &table.rows, &table.examples);
    }
}
