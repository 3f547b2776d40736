//! Emitting: planned items become formatted Rust text, one file a kind of item.
//!
//! Nothing of a page passes as code: names were made by the plan, everything else goes into string literals and
//! documentation, which `quote` quotes.
//!
//! What is emitted is shaped by what it costs to compile, as `benches/compile.sh` measures it. That cost goes with the
//! number of functions and impls, hardly with their length, so each type gets the few that cannot be shared, and they
//! call the client for everything else. All functions are generic or `#[inline]`: code is made for those that a program
//! calls, in that program, and to build a generated crate takes little longer than to check it. One compiler checks on
//! one core only, so that several services are packages of their own.
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
mod times;
mod tokens;
mod types;
mod validate;
mod verbatim;
mod visibility;
mod written;

pub use file::{EmitError, Files, MARK};
#[cfg(feature = "cli")]
pub(crate) use manifest::CLIENT_VERSION;
pub use options::{Client, CrateOptions, Services};
pub use packages::check_crate_name;

use packages::Place;

use crate::cache::Cache;
use crate::plan::Plan;

/// The files of a whole crate.
///
/// # Errors
/// When the items do not form Rust, which is a mistake of this program: the message names the item.
pub fn emit_crate(plan: &Plan, options: &CrateOptions) -> Result<Files, EmitError> {
    emit_changed(plan, options, &Cache::off())
}

/// The same, where only those endpoints are written whose texts the cache does not have.
///
/// # Errors
/// As [`emit_crate`].
pub fn emit_changed(plan: &Plan, options: &CrateOptions, cache: &Cache) -> Result<Files, EmitError> {
    let place = Place::of(plan, options);
    let endpoints = written::write(plan, cache)?;
    let mut files = examples::files(plan, &options.name, &endpoints)?;
    files.extend(modules::files(plan, &options.name, place, endpoints)?);
    files.extend(manifest::files(plan, options, place));
    Ok(files)
}

/// All modules as one text, for `include!`.
///
/// # Errors
/// As [`emit_crate`].
pub fn emit_include(plan: &Plan) -> Result<String, EmitError> {
    modules::include(plan)
}
