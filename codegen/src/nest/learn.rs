//! What a nested table teaches the book.

use super::{Book, Place, Row};
use feishu_schema::Placed;

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
        let is_certain = !doubtful || place.placed == Placed::Example;
        if let Some(name) = rows[parent].strukt().filter(|_| is_certain) {
            book.add_member(name, row.name);
        }
    }
    for (row, list) in rows.iter().zip(&fields).filter(|_| !doubtful) {
        if let Some(name) = row.strukt() {
            book.add(name, list);
        }
    }
}

/// Whether any row is a guess.
#[must_use]
pub fn is_doubtful(tree: &[Place]) -> bool {
    tree.iter().any(|place| place.placed == Placed::Guess)
}
