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
    PageInput, PageStructs, TableInput, Trees, nest_again, nest_alone, nest_corpus, nest_page, share_structs,
};
pub use input::shape::Shape;
pub use known_structs::{KnownStructs, is_doubtful, record};
pub use model::{ParentOverride, Place, RowInput, rows};
pub use overrides::overrides;
pub use report::report;

use crate::page::Section;

/// Finds the tree of a table.
///
/// The rows are a tree's nodes in depth-first order, so each row is a field of one of the objects that are open when it
/// comes: the object of the row before, the row before itself, or an object around them. A beam search goes through the
/// rows and keeps the cheapest hypotheses, each a stack of open objects. The cost of a choice is its surprise, given
/// the example, the field lists of structs here and elsewhere, the platform's envelope, names, descriptions and a
/// prior. Hypotheses that are equal from some row on are merged. Their differences are kept: a row is a guess if a tree
/// of almost the same cost has it elsewhere.
///
/// Parameters and headers have no members, so their tables stay flat.
#[must_use]
pub fn nest(
    rows: &[RowInput],
    section: Section,
    examples: &[&Value],
    known_structs: &KnownStructs,
    overrides: &[ParentOverride],
) -> Vec<Place> {
    if !matches!(section, Section::Body | Section::Response) {
        return rows.iter().map(|_| Place { parent: None, placed: Placed::Only, rival: None }).collect();
    }
    let table = input::table::PreparedTable::new(rows, section, examples, known_structs, overrides);
    let tree = search::search(&table);
    search::provenance::classify(&table, &tree)
}

#[cfg(test)]
mod tests;
