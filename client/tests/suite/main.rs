//! The crate as generated code and its callers see it.

mod example;
