//! Descriptions of facts: they have no text of a page, and say what it says.

// The helpers below serve tests only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod own_page;
mod published;

use std::collections::BTreeSet;
use std::path::Path;

use feishu_codegen::describe::facts::facts;
use feishu_codegen::{input, pipeline};
use feishu_schema::{Endpoint, Lexicon};
use serde_json::Value;

/// The pages below a path, described without a lexicon.
fn describe(path: &Path) -> Vec<Endpoint> {
    let sources = input::sources(&[path.to_owned()], "md").unwrap();
    let described = pipeline::describe_pages(&sources, &Lexicon::default()).endpoints;
    described.into_iter().map(|described| described.endpoint).collect()
}

/// Members that hold names, or where the page is. Whatever else has a text must not have it from a page.
const NAMES: [&str; 14] = [
    "$schema", "id", "title", "page", "digest", "url", "method", "host", "path", "name", "key", "struct",
    "pattern", "spelled",
];

/// The texts of a description of facts that are neither names nor words of its own vocabulary.
fn foreign_texts(endpoint: &Endpoint) -> BTreeSet<String> {
    let value: Value = serde_json::from_str(&facts(endpoint).to_json().unwrap()).unwrap();
    let mut found = BTreeSet::new();
    collect("", &value, &mut found);
    found
}

fn collect(member: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| collect(name, value, found)),
        Value::Array(elements) => elements.iter().for_each(|element| collect(member, element, found)),
        Value::String(text) if !NAMES.contains(&member) && !is_vocabulary(member, text) => {
            found.insert(format!("{member}: {text}"));
        }
        _ => {}
    }
}

fn is_vocabulary(member: &str, text: &str) -> bool {
    match member {
        "deprecated" => text == "The documentation advises against this endpoint.",
        "encoded" => text == "value formats",
        // Of a limit: `1000 calls in 60 s and 50 calls in 1 s`.
        "text" => {
            let word = |word: &str| {
                word.parse::<u32>().is_ok() || ["calls", "in", "s", "and", "special"].contains(&word)
            };
            text.split(' ').all(word)
        }
        _ => text.chars().all(|c| c.is_ascii_graphic()) && text.len() <= 64,
    }
}

/// Eight characters of Chinese in a row are more than a name has.
fn has_sentence(text: &str) -> bool {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}');
    text.split(|c| !is_han(c)).any(|run| run.chars().count() >= 8)
}
