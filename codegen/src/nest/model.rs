//! The input and output of nesting.

use feishu_schema::Placed;

use crate::page::{Part, Row, Table};
use crate::type_expr::TypeExpr;

/// The facts of a table's row that nesting uses.
#[derive(Clone, Copy, Debug)]
pub struct RowInput<'a> {
    /// The field's name.
    pub name: &'a str,
    /// The field's type.
    pub ty: &'a TypeExpr,
    /// Its description; may be empty.
    pub prose: &'a str,
    /// The parts of its description: they may list options.
    pub parts: &'a [Part],
    /// Its depth, if the page's dialect states it.
    pub level: Option<u8>,
}

impl<'a> RowInput<'a> {
    /// The name of the struct that the row is, or lists.
    pub(crate) fn struct_name(&self) -> Option<&'a str> {
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
    /// For a guess, the other likely place.
    pub rival: Option<Option<usize>>,
}

/// A place that the lexicon states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParentOverride {
    /// The row.
    pub row: usize,
    /// Its parent; `None`: the table's root.
    pub parent: Option<usize>,
}

/// Converts a table's rows for nesting.
#[must_use]
pub fn rows<'a>(table: &'a Table) -> Vec<RowInput<'a>> {
    let row = |row: &'a Row| RowInput {
        name: row.name.as_str(),
        ty: &row.ty,
        prose: row.about.prose.first().map_or("", |line| line.as_str()),
        parts: &row.about.parts,
        level: row.level,
    };
    table.rows.iter().map(row).collect()
}
