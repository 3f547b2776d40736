//! The evidence in a table about its tree: rows, names, examples, descriptions and repetitions.

pub(in crate::nest) mod example;
pub(in crate::nest) mod names;
pub(in crate::nest) mod prose;
pub(in crate::nest) mod repeat;
pub(in crate::nest) mod shape;
pub(in crate::nest) mod table;
pub(in crate::nest) mod union;
