//! Small pages, each written by hand in both dialects as the platform and its mirror would.

use std::path::Path;

use crate::{describe, same};

#[test]
fn a_page_says_the_same_in_both_dialects() {
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects/pairs");
    for name in ["escapes", "nesting", "notices", "options"] {
        let [flat, portal] = ["flat", "portal"].map(|dialect| {
            let described = describe(&pairs.join(name).join(format!("{dialect}.md")));
            described.into_iter().next().expect("an endpoint's page").endpoint
        });
        assert_eq!(same::difference(&flat, &portal, str::to_owned), None, "{name}");
    }
}
