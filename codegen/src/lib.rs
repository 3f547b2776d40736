//! Reads the documentation of Feishu (Lark) endpoints and writes Rust.

pub mod cli;
pub mod config;
pub mod describe;
pub mod diagnostic;
pub mod emit;
mod error;
pub mod input;
mod lenient_json;
pub mod nest;
pub mod page;
pub mod pipeline;
pub mod plan;
pub mod source;
pub mod sync;

pub use config::Config;
pub use error::Error;
