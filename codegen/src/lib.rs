//! Reads the documentation of Feishu (Lark) endpoints and writes typed, validated Rust.
//!
//! The crate is the library behind the command-line tool of the same name. A build script uses [`Config`]:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), feishu_codegen::Error> {
//!     feishu_codegen::Config::new().pages(["docs/page.md"]).generate()?;
//!     Ok(())
//! }
//! ```
//!
//! Each stage is a plain function from value to value and can be used alone:
//!
//! ```
//! use std::sync::Arc;
//! use feishu_codegen::{emit, pipeline, source::Source};
//! use feishu_schema::Lexicon;
//!
//! let page = "---\ntitle: \"问候\"\n---\n# 问候\n\n## 请求\n名称 | 值\n---|---\n\
//!     HTTP URL | https://open.feishu.cn/open-apis/demo/v1/greetings\nHTTP Method | GET\n\n\
//!     ### 查询参数\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\nname | string | 是 | 姓名\n";
//! let sources = [Arc::new(Source::new("greetings.md", page))];
//!
//! let described = pipeline::describe_pages(&sources, &Lexicon::default());
//! assert_eq!(described.endpoints[0].endpoint.id, "demo.v1.greetings.get");
//!
//! let (plan, _findings) = pipeline::plan(&described.endpoints, &Lexicon::default(), &[]);
//! let rust = emit::emit_include(&plan)?;
//! assert!(rust.contains("pub fn new(name: impl Into<String>) -> Self"));
//! # Ok::<(), emit::EmitError>(())
//! ```
//!
//! Data flows one way: [`page`] → [`nest`] → [`describe`] → [`plan`] → [`emit`] → [`sync`]. Findings of all stages are
//! [`diagnostic::Diagnostic`]s.

pub mod cache;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
mod crate_name;
pub mod describe;
mod device;
pub mod diagnostic;
pub mod diff;
pub mod emit;
mod error;
pub mod example;
pub mod export;
#[cfg(feature = "cli")]
pub mod fetch;
mod field_path;
pub mod input;
pub mod json;
pub mod nest;
pub mod page;
pub mod pipeline;
pub mod plan;
pub mod settings;
pub mod skeleton;
pub mod source;
pub mod sync;
pub mod type_expr;

pub use config::Config;
pub use crate_name::CrateName;
pub use error::Error;
