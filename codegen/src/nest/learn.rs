//! What a nested table teaches the book.

use serde_json::Value;

use super::{Book, Pin, Place, Row, Shape, nest};
use crate::page::Section;
use feishu_schema::Placed;

/// How often the doubtful tables of a page are tried again.
const ROUNDS: usize = 2;

/// Notes the structs of a table.
///
/// In a table with a doubtful row, one wrong turn can make many rows fall into place wrongly, so of such a table only the fields
/// count that the example shows, and no list is taken to be complete.
pub fn learn(book: &mut Book, rows: &[Row], places: &[Place]) {
    let doubtful = is_doubtful(places);
    let mut fields: Vec<Vec<&str>> = vec![Vec::new(); rows.len()];
    for (row, place) in rows.iter().zip(places) {
        let Some(parent) = place.parent else { continue };
        fields[parent].push(row.name);
        if let (Shape::Struct { name, .. }, true) =
            (rows[parent].shape, !doubtful || place.placed == Placed::Example)
        {
            book.add_member(name, row.name);
        }
    }
    for (row, list) in rows.iter().zip(&fields).filter(|_| !doubtful) {
        if let Shape::Struct { name, .. } = row.shape {
            book.add(name, list);
        }
    }
}

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

/// Finds the trees of a page's tables: each on its own, then the doubtful ones again with what the others taught.
#[must_use]
pub fn nest_page(sheets: &[Sheet], book: &Book) -> Vec<Vec<Place>> {
    let one = |sheet: &Sheet, book: &Book| nest(sheet.rows, sheet.section, sheet.examples, book, sheet.pins);
    let mut trees: Vec<Vec<Place>> = sheets.iter().map(|sheet| one(sheet, book)).collect();
    for _ in 0..ROUNDS {
        if !trees.iter().any(|tree| is_doubtful(tree)) {
            break;
        }
        let mut known = book.clone();
        for (sheet, tree) in sheets.iter().zip(&trees) {
            learn(&mut known, sheet.rows, tree);
        }
        for (sheet, tree) in sheets.iter().zip(&mut trees) {
            if is_doubtful(tree) {
                *tree = one(sheet, &known);
            }
        }
    }
    trees
}

/// Whether any row is a guess.
#[must_use]
pub fn is_doubtful(tree: &[Place]) -> bool {
    tree.iter().any(|place| place.placed == Placed::Guess)
}
