//! Nesting: the rows of a table get back their places in a tree.

use feishu_schema::Placed;

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
