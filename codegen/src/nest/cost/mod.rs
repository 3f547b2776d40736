//! The cost of each step of the search: the less likely, the higher.
//!
//! `attach` is the cost of making a row a field of an open object, `close` that of leaving an object, `prior` that of a
//! place without other evidence. `weights` has the numbers.

mod attach;
mod close;
pub(in crate::nest) mod prior;
pub(in crate::nest) mod weights;
