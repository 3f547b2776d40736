//! The crate as generated code and its callers see it.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::panic)]

mod answers;
mod custom;
mod options;
mod records;
mod requests;
mod times;
mod validation;
mod wire;
