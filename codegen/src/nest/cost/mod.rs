//! What each step of the search costs: the less likely, the dearer.
//!
//! `attach` is the cost of making a row a field of an open object, `close` that of leaving an object, `prior` that of a
//! place nothing else speaks for. `weights` has the figures.

mod attach;
mod close;
pub(in crate::nest) mod prior;
pub(in crate::nest) mod weights;
