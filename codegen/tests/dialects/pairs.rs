//! Small pages, each written by hand in all forms as the platform and its mirrors would.

use std::path::Path;

use crate::{describe, same};

#[test]
fn a_page_says_the_same_in_all_forms() {
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects/pairs");
    for name in ["escapes", "nesting", "notices", "options"] {
        let [flat, portal, marked] = ["flat", "portal", "marked"].map(|dialect| {
            let described = describe(&pairs.join(name).join(format!("{dialect}.md")));
            described.into_iter().next().expect("an endpoint's page").endpoint
        });
        assert_eq!(same::difference(&flat, &portal, str::to_owned), None, "{name}, portal");
        // One line has no line ends to compare.
        assert_eq!(same::difference(&flat, &marked, squeezed), None, "{name}, marked");
    }
}

/// A text without its blanks and line ends.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
