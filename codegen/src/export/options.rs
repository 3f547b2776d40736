//! Option lists.

use feishu_schema::lexicon::FieldEntry;
use feishu_schema::{Choice, Field, Key, Type};
use serde_json::{Map, Value, json};

use super::shared::{put, scopes};
use crate::plan::option_names::{Nameable, option_names};

/// Adds the options of a field to the schema of its scalar: as `enum` in requests and as `x-extensible-enum` in
/// responses. The labels follow in the same order, under the two keys that generators read.
pub(super) fn add(field: &Field, ty: &Type, words: FieldEntry<'_>, closed: bool, schema: &mut Value) {
    let mut options: Vec<&Choice> = Vec::new();
    for option in field.options.iter().filter(|option| fits(&option.key, ty)) {
        if options.iter().all(|known| known.key != option.key) {
            options.push(option);
        }
    }
    if options.is_empty() {
        return;
    }
    // Booleans need no restriction.
    let list = if closed && *ty != Type::Boolean { "enum" } else { "x-extensible-enum" };
    put(schema, list, json!(options.iter().map(|option| &option.key).collect::<Vec<_>>()));
    put(schema, "x-enum-varnames", names(&options, words));
    put(schema, "x-enum-descriptions", options.iter().map(|option| label(option, words)).collect::<Value>());
    let scoped = options.iter().filter(|option| !option.scopes.is_empty());
    let scoped: Map<String, Value> =
        scoped.map(|option| (option.key.to_string(), scopes(&option.scopes))).collect();
    put(schema, "x-feishu-option-scopes", scoped);
}

fn fits(key: &Key, ty: &Type) -> bool {
    matches!(
        (key, ty),
        (Key::Int(_), Type::Int) | (Key::Text(_), Type::String) | (Key::Boolean(_), Type::Boolean)
    )
}

/// The names of the variants in generated code, where each option has one.
fn names(options: &[&Choice], words: FieldEntry<'_>) -> Value {
    let nameable = |option: &&'_ Choice| words.option(&option.key).map(|entry| entry.words.name.as_str());
    let lexicon: Vec<Option<&str>> = options.iter().map(nameable).collect();
    let options = options.iter().zip(lexicon).map(|(option, lexicon)| Nameable {
        key: &option.key,
        lexicon,
        english: option.english_label(),
    });
    let names = option_names(&options.collect::<Vec<_>>());
    let is_complete = names.iter().all(|name| !name.is_makeshift);
    json!(is_complete.then(|| names.into_iter().map(|name| name.name).collect::<Vec<_>>()))
}

fn label(option: &Choice, words: FieldEntry<'_>) -> String {
    let label = words.option(&option.key).and_then(|entry| entry.words.label.as_deref());
    match label.or_else(|| option.english_label()) {
        Some(english) if option.label.is_empty() || option.label == english => english.to_owned(),
        Some(english) => format!("{english} ({})", option.label),
        None => option.label.clone(),
    }
}
