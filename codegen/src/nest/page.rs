//! The tables of a run: what is certain in one helps the others.

use serde_json::Value;

use super::{Book, Pin, Place, Row, Shape, is_doubtful, learn, nest};
use crate::page::Section;

/// A table of a page.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Its rows.
    pub rows: &'a [Row<'a>],
    /// Which table it is.
    pub section: Section,
    /// The examples of its section.
    pub examples: &'a [Value],
    /// What a person settled.
    pub pins: &'a [Pin],
}

/// Finds the trees of all tables of a run, be it one page or a thousand.
///
/// First each table by itself; then the doubtful ones once more, with the structs of all the others. The result does
/// not depend on the order of the tables.
#[must_use]
pub fn nest_all(sheets: &[Sheet], book: &Book) -> Vec<Vec<Place>> {
    let mut trees: Vec<Vec<Place>> = sheets.iter().map(|sheet| one(sheet, book)).collect();
    if !trees.iter().any(|tree| is_doubtful(tree)) {
        return trees;
    }
    let mut known = book.clone();
    for (sheet, tree) in sheets.iter().zip(&trees) {
        learn(&mut known, sheet.rows, tree);
    }
    for (sheet, tree) in sheets.iter().zip(&mut trees) {
        if is_doubtful(tree) && teaches(&known, book, sheet) {
            *tree = one(sheet, &known);
        }
    }
    trees
}

fn one(sheet: &Sheet, book: &Book) -> Vec<Place> {
    nest(sheet.rows, sheet.section, sheet.examples, book, sheet.pins)
}

/// Whether the newer book says anything new about a table's structs.
fn teaches(newer: &Book, older: &Book, sheet: &Sheet) -> bool {
    sheet.rows.iter().any(|row| match row.shape {
        Shape::Struct { name, .. } => !newer.agrees(older, name),
        _ => false,
    })
}
