//! Turns the documentation pages of Feishu (Lark) endpoints into typed, validated Rust, and keeps the two in sync.
//!
//! This crate is the library behind the command-line tool of the same name: for build scripts that generate endpoints, and
//! for programs that compare or export them. A build script uses [`Config`]:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), feishu_codegen::Error> {
//!     feishu_codegen::Config::new().pages(["docs/page.md"]).generate()?;
//!     Ok(())
//! }
//! ```
//!
//! and the crate includes the result:
//!
//! ```ignore
//! include!(concat!(env!("OUT_DIR"), "/feishu.rs"));
//! ```
//!
//! The generated code needs `feishu-client`.
//!
//! Descriptions are values for other uses, too:
//!
//! ```
//! use feishu_codegen::diagnostic::Renderer;
//! use feishu_codegen::{Config, export};
//!
//! let described = Config::new().pages(["../schema/pages"]).lexicon("../schema/lexicon.toml").describe()?;
//! for findings in &described.findings {
//!     eprint!("{}", Renderer::Human { colour: false }.render(findings));
//! }
//! let endpoints: Vec<_> = described.endpoints.into_iter().map(|described| described.endpoint).collect();
//! assert_eq!(endpoints[0].path, "/open-apis/hire/v1/websites/:website_id/deliveries/create_by_resume");
//! assert_eq!(export::openapi(&endpoints, export::Version::V3_1)["openapi"], "3.1.0");
//! # Ok::<(), feishu_codegen::Error>(())
//! ```
//!
//! # What is stable
//!
//! | for | see |
//! |---|---|
//! | generating and describing | [`Config`], [`Descriptions`], [`Error`] |
//! | the settings in a `feishu.toml` | [`settings`] |
//! | findings | [`diagnostic`], [`Source`] |
//! | comparing two sets of descriptions | [`diff`] |
//! | OpenAPI and JSON Schema | [`export`] |
//!
//! Everything that is documented here follows semantic versioning. The stages of the tool (`page`, `nest`, `describe`, `plan`,
//! `emit`, `sync`) and their helpers are public as well, so that tests and tools can call them one by one, but they are **not
//! stable**: they are hidden from this documentation, and any release may change them. ARCHITECTURE.md in the repository
//! explains them.
//!
//! # Features
//!
//! `cli`, on by default, is the command-line tool, with what only it needs: an HTTP client among others. Build scripts turn it
//! off with `default-features = false`.

#[doc(hidden)]
pub mod cache;
#[cfg(feature = "cli")]
#[doc(hidden)]
#[allow(rustdoc::bare_urls, reason = "help is plain text, not Markdown")]
pub mod cli;
pub mod config;
mod crate_name;
mod crate_version;
#[doc(hidden)]
pub mod describe;
mod device;
pub mod diagnostic;
pub mod diff;
#[doc(hidden)]
pub mod emit;
mod error;
#[doc(hidden)]
pub mod example;
pub mod export;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod fetch;
mod field_path;
#[doc(hidden)]
pub mod input;
#[doc(hidden)]
pub mod json;
mod language;
#[doc(hidden)]
pub mod nest;
#[doc(hidden)]
pub mod page;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod plan;
pub mod settings;
#[doc(hidden)]
pub mod skeleton;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod sync;
#[doc(hidden)]
pub mod type_expr;

pub use config::Config;
pub use crate_name::CrateName;
pub use crate_version::CrateVersion;
pub use error::Error;
pub use language::Languages;
pub use pipeline::{Described, Descriptions};
pub use source::Source;
