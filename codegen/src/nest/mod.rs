//! Nesting: gives the rows of a flat table their place in the tree that the table lost.
//!
//! See [`nest`] for the method, [`nest_corpus`] for many pages at once.

mod corpus;
mod cost;
pub mod findings;
mod input;
mod known_structs;
mod model;
mod overrides;
mod report;
mod search;

use feishu_schema::Placed;
use serde_json::Value;

pub use corpus::{
    Lesson, PageInput, TableInput, Trees, answers, nest_again, nest_alone, nest_corpus, nest_page,
};
pub use input::shape::Shape;
pub use known_structs::{KnownStructs, is_doubtful, record};
pub use model::{ParentOverride, Place, Row, rows};
pub use overrides::overrides;
pub use report::report;

use crate::page::Section;

/// Finds the tree of a table.
///
/// The rows are a tree's nodes in depth-first order, so each row is a field of one of the objects that are open when it
/// comes: the object of the row before, the row before itself, or an object around them. A beam search goes through the
/// rows and keeps the cheapest hypotheses, each a stack of open objects; what a choice costs is the surprise in it, by the
/// example, the field lists of structs here and elsewhere, the platform's outer members, names, descriptions and habits.
/// Hypotheses that will be the same from some row on are merged; where they differ and by how much is kept, and makes the
/// rows guesses that a tree hardly dearer has elsewhere.
///
/// Parameters and headers have no members, so their tables stay flat.
#[must_use]
pub fn nest(
    rows: &[Row],
    section: Section,
    examples: &[&Value],
    known_structs: &KnownStructs,
    overrides: &[ParentOverride],
) -> Vec<Place> {
    if !matches!(section, Section::Body | Section::Response) {
        return rows.iter().map(|_| Place { parent: None, placed: Placed::Only, rival: None }).collect();
    }
    let table = input::table::Table::new(rows, section, examples, known_structs, overrides);
    let found = search::search(&table);
    search::provenance::classify(&table, &found)
}

#[cfg(test)]
mod tests;
