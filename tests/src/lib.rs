//! What the tests of the workspace share. Nothing here reads a page with the project's own reader, so that reader and
//! tests cannot make the same mistake.

pub mod folder;
pub mod outline;
pub mod page;
pub mod rust;
pub mod tool;

use std::path::PathBuf;

/// The code in the README and in the guide, compiled and run with the tests of the documentation.
#[cfg(doctest)]
mod documents {
    macro_rules! documents {
        ($($name:ident: $path:literal,)*) => { $(#[doc = include_str!($path)] pub struct $name;)* };
    }

    documents! {
        Readme: "../../README.md",
        CustomFields: "../../docs/guide/custom-fields.md",
        DocumentationChanges: "../../docs/guide/documentation-changes.md",
        Errors: "../../docs/guide/errors.md",
        Generating: "../../docs/guide/generating.md",
        Guide: "../../docs/guide/README.md",
        LexiconPage: "../../docs/guide/lexicon.md",
        SeveralMachines: "../../docs/guide/several-machines.md",
        Submitting: "../../docs/guide/submitting.md",
        Testing: "../../docs/guide/testing.md",
        Validation: "../../docs/guide/validation.md",
    }
}

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
