//! Both sides as crates: what `benches/compile.sh` compiles.

use std::fs;
use std::path::Path;

use crate::{Outcome, ours, progenitor};

/// What progenitor's output stands on.
const MANIFEST: &str = r#"[package]
name = "theirs"
version = "0.1.0"
edition = "2024"

[dependencies]
bytes = "1"
chrono = { version = "0.4", default-features = false, features = ["serde"] }
futures-core = "0.3"
progenitor-client = "0.15"
regress = "0.11"
reqwest = { version = "0.13", default-features = false, features = ["json", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"

[workspace]
"#;

/// Writes the crates `ours` and `theirs`, of the same endpoints, and `all`, ours of all pages.
pub fn write(out: &Path) -> Outcome<()> {
    let pages = ours::pages()?;
    let common = progenitor::common(&pages)?;
    let client = concat!(env!("CARGO_MANIFEST_DIR"), "/../../client");
    for (name, pages) in [("ours", &common.pages), ("all", &pages)] {
        for (path, text) in ours::generate(pages, client)? {
            put(&out.join(name).join(path), &text)?;
        }
    }
    put(&out.join("theirs/Cargo.toml"), MANIFEST)?;
    put(&out.join("theirs/src/lib.rs"), &progenitor::text(&common.openapi)?)?;
    let counts = format!("{} {}\n", common.endpoints, ours::endpoints(&pages).len());
    put(&out.join("endpoints"), &counts)
}

fn put(path: &Path, text: &str) -> Outcome<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, text)?)
}
