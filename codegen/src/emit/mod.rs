//! Emitting: planned items become formatted Rust text. There is one file per kind of item.
//!
//! No text of a page becomes code: the plan creates all names, and everything else is in string literals and
//! documentation, which `quote` escapes.
//!
//! The shape of the code keeps compilation fast, as `benches/compile.sh` measures it. Compile time grows with the
//! number of functions and impls, hardly with their length, so each type has only those that cannot be shared, and they
//! call the client for everything else. All functions are generic or `#[inline]`, so the compiler generates machine
//! code only for the functions that a program calls, and building a generated crate takes little longer than checking
//! it. The compiler checks a crate on one core, so several services are separate packages.
//!
//! Impls that differ in one word, or in the rows of a table, come from macros of the client.

mod endpoint;
mod enums;
mod errors;
mod examples;
mod file;
mod imports;
mod layout;
mod manifest;
mod modules;
mod options;
mod packages;
mod paging;
mod record;
mod reexports;
mod structs;
mod texts;
mod times;
mod tokens;
mod types;
mod validate;
mod verbatim;
mod visibility;

pub use file::{EmitError, Files, MARK};
#[cfg(feature = "cli")]
pub(crate) use manifest::CLIENT_VERSION;
pub use options::{Client, CrateOptions, Services};
pub use packages::check_crate_name;

use packages::ServiceLayout;

use crate::cache::Cache;
use crate::plan::Plan;

/// The files of a whole crate.
///
/// # Errors
/// When the result is not valid Rust, which is a bug in this tool. The message names the item.
pub fn emit_crate(plan: &Plan, options: &CrateOptions) -> Result<Files, EmitError> {
    emit_cached(plan, options, &Cache::off())
}

/// Like [`emit_crate`], but emits only the endpoints whose texts are not in the cache.
///
/// # Errors
/// As [`emit_crate`].
pub fn emit_cached(plan: &Plan, options: &CrateOptions, cache: &Cache) -> Result<Files, EmitError> {
    let layout = ServiceLayout::of(plan, options);
    let endpoints = texts::emit_all(plan, cache)?;
    let mut files = examples::files(plan, &options.name, &endpoints)?;
    files.extend(modules::files(plan, &options.name, layout, endpoints)?);
    files.extend(manifest::files(plan, options, layout));
    Ok(files)
}

/// All modules as one text, for `include!`.
///
/// # Errors
/// As [`emit_crate`].
pub fn emit_include(plan: &Plan) -> Result<String, EmitError> {
    modules::include(plan)
}
