//! Nesting: gives the rows of a flat table their place in the tree that the table lost.
//!
//! See [`nest`] for the method, [`nest_corpus`] for many pages at once.

mod book;
pub mod codes;
mod corpus;
mod cost;
mod ending;
mod evidence;
mod example;
mod facts;
mod habit;
mod learn;
mod names;
mod pins;
mod prose;
mod repeat;
mod report;
mod search;
mod shape;
mod stacks;
mod table;
mod union;
mod verdict;

use feishu_schema::Placed;
use serde_json::Value;

pub use book::Book;
pub use corpus::{PageInput, TableInput, nest_corpus, nest_page};
pub use learn::{is_doubtful, learn};
pub use pins::pins;
pub use report::report;
pub use shape::Shape;

use crate::page::{Part, Row as PageRow, Section, Table as PageTable};
use crate::type_expr::TypeExpr;

/// One row of a table, as the nesting needs it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The field's name.
    pub name: &'a str,
    /// The field's type.
    pub ty: &'a TypeExpr,
    /// Its description, as far as the page has one.
    pub prose: &'a str,
    /// The parts of its description: they may list options.
    pub parts: &'a [Part],
    /// Its depth, where the page's dialect says it.
    pub level: Option<u8>,
}

impl<'a> Row<'a> {
    /// The name of the struct that the row is, or lists.
    pub(crate) fn strukt(&self) -> Option<&'a str> {
        match self.ty.element() {
            TypeExpr::Struct(name) => Some(name),
            _ => None,
        }
    }
}

/// The place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The row that it is a member of, by index; `None` at the root of the table. Parents come before their members.
    pub parent: Option<usize>,
    /// How that was decided.
    pub placed: Placed,
    /// For a guess, the other place that the row may well have.
    pub rival: Option<Option<usize>>,
}

/// A place that a person settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The row.
    pub row: usize,
    /// Its parent; `None`: the table's root.
    pub parent: Option<usize>,
}

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
pub fn nest(rows: &[Row], section: Section, examples: &[&Value], book: &Book, pins: &[Pin]) -> Vec<Place> {
    if !matches!(section, Section::Body | Section::Response) {
        return rows.iter().map(|_| Place { parent: None, placed: Placed::Only, rival: None }).collect();
    }
    let table = table::Table::new(rows, section, examples, book, pins);
    let found = search::search(&table);
    verdict::judge(&table, &found)
}

/// What the nesting needs of a table's rows.
#[must_use]
pub fn rows<'a>(table: &'a PageTable) -> Vec<Row<'a>> {
    let row = |row: &'a PageRow| Row {
        name: row.name.as_str(),
        ty: &row.ty,
        prose: row.about.prose.first().map_or("", |line| line.as_str()),
        parts: &row.about.parts,
        level: row.level,
    };
    table.rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests;
