//! What the tests of the workspace share. Nothing here reads a page with the project's own reader, so that reader and
//! tests cannot make the same mistake.

pub mod folder;
pub mod outline;
pub mod page;
pub mod rust;
pub mod tool;

use std::path::PathBuf;

/// The code in the README, compiled and run with the tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the workspace, as text.
pub fn read(path: &str) -> String {
    let path = workspace().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The page that the project was made for.
pub fn given_page() -> String {
    read(GIVEN)
}

/// Where that page is.
pub const GIVEN: &str = "schema/pages/create_by_resume.md";

/// The endpoint's name.
pub const ID: &str = "hire.v1.websites.website_id.deliveries.create_by_resume.post";
