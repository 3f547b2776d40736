//! What goes into nesting, and what comes out.

use feishu_schema::Placed;

use crate::page::{Part, Row as PageRow, Table as PageTable};
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
pub struct ParentOverride {
    /// The row.
    pub row: usize,
    /// Its parent; `None`: the table's root.
    pub parent: Option<usize>,
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
