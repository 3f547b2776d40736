//! The same pages in both dialects: small ones written for the purpose, and those of a folder.
//!
//! The folder is named by the variable `FEISHU_PAGES`. It has `flat/` and `portal/`, the same pages in both dialects,
//! and `truth.jsonl`, the known nesting of their tables. Its tests are ignored unless asked for:
//!
//! ```sh
//! FEISHU_PAGES=… cargo test --release -p feishu-codegen --test dialects -- --ignored --nocapture
//! ```

// The helpers below serve tests only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod folder;
mod languages;
mod pairs;
mod same;
mod scores;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use feishu_codegen::pipeline::{self, Described};
use feishu_codegen::source::Source;
use feishu_codegen::{input, pipeline::Descriptions};
use feishu_schema::Lexicon;

/// The folder of pages.
fn folder() -> PathBuf {
    let folder = std::env::var_os("FEISHU_PAGES").expect("FEISHU_PAGES names a folder of pages");
    let folder = PathBuf::from(folder);
    assert!(folder.join("truth.jsonl").is_file(), "{} has no truth.jsonl", folder.display());
    folder
}

/// The pages below a path, described without a lexicon.
fn describe(path: &Path) -> Vec<Described> {
    let sources: Vec<Arc<Source>> = input::sources(&[path.to_owned()], "md").unwrap();
    let Descriptions { endpoints, .. } = pipeline::describe_pages(&sources, &Lexicon::default());
    endpoints
}
