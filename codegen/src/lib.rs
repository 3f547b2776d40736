//! Reads the documentation of Feishu (Lark) endpoints and writes Rust.

pub mod describe;
pub mod diagnostic;
pub mod emit;
pub mod nest;
pub mod page;
pub mod plan;
pub mod source;
pub mod sync;
