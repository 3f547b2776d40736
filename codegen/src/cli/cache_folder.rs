//! The location of the cache: one folder for each output folder, below the user's cache folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cache::Cache;
use crate::source::digest;

/// The cache for this output folder; empty if the user has no cache folder.
pub(super) fn cache_of(out: &Path) -> Cache {
    load(out).unwrap_or_default()
}

fn load(out: &Path) -> Option<Cache> {
    let name = digest(std::path::absolute(out).ok()?.as_os_str().as_encoded_bytes());
    // The digest of the executable: another build may have the same version, size or time.
    let tool = digest(&fs::read(env::current_exe().ok()?).ok()?);
    Some(Cache::load(base()?.join(&name[..32]), tool))
}

/// The user's cache folder.
fn base() -> Option<PathBuf> {
    let named = |variable| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || env::home_dir().filter(|home| home.is_absolute());
    let base = named("XDG_CACHE_HOME")
        .or_else(|| named("LOCALAPPDATA"))
        .or_else(|| Some(home()?.join(Path::new(".cache"))))?;
    Some(base.join("feishu-codegen"))
}
