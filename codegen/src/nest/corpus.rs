//! The tables of a run: what is certain in one helps the others, first within a page, then across pages.

use rayon::prelude::*;
use serde_json::Value;

use super::{Book, Pin, Place, Row, is_doubtful, learn, nest, rows};
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
    pub pins: &'a [Pin],
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
    pub fn new(page: &'a Page, examples: &'a [(Section, Value)], pins: &'a [Vec<Pin>]) -> Self {
        let of_section =
            |section| examples.iter().filter(move |(of, _)| *of == section).map(|(_, value)| value);
        let tables = page.tables.iter().enumerate().map(|(index, table)| TableInput {
            rows: rows(table),
            section: table.section,
            examples: of_section(table.section).collect(),
            pins: pins.get(index).map_or(&[], Vec::as_slice),
        });
        Self { tables: tables.collect() }
    }
}

/// Finds the trees of all tables of a run, be it one page or a thousand: for each page, the places of each table's
/// rows.
///
/// First each page by itself; then the doubtful ones once more, with the structs of all the others. The result does
/// not depend on the order of the pages.
#[must_use]
pub fn nest_corpus(pages: &[PageInput]) -> Vec<Vec<Vec<Place>>> {
    let nothing = Book::default();
    let mut trees: Vec<_> = pages.par_iter().map(|page| nest_page(page, &nothing)).collect();
    if !trees.iter().flatten().any(|tree| is_doubtful(tree)) {
        return trees;
    }
    let mut known = Book::default();
    for (page, trees) in pages.iter().zip(&trees) {
        learn_page(&mut known, page, trees);
    }
    let doubtful =
        pages.par_iter().zip(&mut trees).filter(|(_, trees)| trees.iter().any(|tree| is_doubtful(tree)));
    doubtful.for_each(|(page, trees)| *trees = nest_page(page, &known));
    trees
}

/// Finds the trees of a page's tables: each by itself, then the doubtful ones with the structs of the others.
#[must_use]
pub fn nest_page(page: &PageInput, known: &Book) -> Vec<Vec<Place>> {
    let mut trees: Vec<_> = page.tables.iter().map(|table| nest_table(table, known)).collect();
    if !trees.iter().any(|tree| is_doubtful(tree)) {
        return trees;
    }
    let mut more = known.clone();
    learn_page(&mut more, page, &trees);
    for (table, tree) in page.tables.iter().zip(&mut trees) {
        if is_doubtful(tree) && teaches(&more, known, table) {
            *tree = nest_table(table, &more);
        }
    }
    trees
}

fn nest_table(table: &TableInput, known: &Book) -> Vec<Place> {
    nest(&table.rows, table.section, &table.examples, known, table.pins)
}

fn learn_page(known: &mut Book, page: &PageInput, trees: &[Vec<Place>]) {
    for (table, tree) in page.tables.iter().zip(trees) {
        learn(known, &table.rows, tree);
    }
}

/// Whether the newer book says anything new about a table's structs.
fn teaches(newer: &Book, older: &Book, table: &TableInput) -> bool {
    table.rows.iter().filter_map(Row::strukt).any(|name| !newer.agrees(older, name))
}
