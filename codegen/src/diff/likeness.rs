//! How much two rows are alike, for telling a row that was renamed or moved from one that went and one that came.

use std::collections::BTreeSet;

use feishu_schema::{Field, Type};

/// From this likeness on, two rows are taken for one.
pub(super) const ALIKE: f32 = 0.6;

/// Only so much of a text is compared.
const MOST_CHARS: usize = 240;

/// How much a row looks like another of the same table under another name, from 0 to 1.
pub(super) fn of_names(old: &Field, new: &Field) -> f32 {
    if bare(&old.ty) != bare(&new.ty) {
        return 0.0;
    }
    let mut parts = shape(old, new);
    parts.push((texts(&old.name, &new.name), 2.0));
    // The same sentence under another name is the same field, however short the list of what can be compared.
    if old.text == new.text && old.text.chars().count() >= 4 {
        parts.push((1.0, 1.0));
    }
    mean(&parts)
}

/// How much a row looks like another of the same name under another row, from 0 to 1.
pub(super) fn of_places(old: &Field, new: &Field) -> f32 {
    if old.name != new.name || bare(&old.ty) != bare(&new.ty) {
        return 0.0;
    }
    mean(&shape(old, new))
}

/// What can be compared beside the name, each with what it counts.
fn shape(old: &Field, new: &Field) -> Vec<(f32, f32)> {
    let mut parts = Vec::new();
    if !(old.text.is_empty() && new.text.is_empty()) {
        parts.push((texts(&old.text, &new.text), 3.0));
    }
    if !(old.options.is_empty() && new.options.is_empty()) {
        let keys = |field: &Field| field.options.iter().map(|option| option.key.to_string()).collect();
        parts.push((shared(&keys(old), &keys(new)), 3.0));
    }
    if !(old.fields.is_empty() && new.fields.is_empty()) {
        let names = |field: &Field| field.fields.iter().map(|member| member.name.clone()).collect();
        parts.push((shared(&names(old), &names(new)), 4.0));
    }
    parts
}

fn mean(parts: &[(f32, f32)]) -> f32 {
    let all: f32 = parts.iter().map(|(_, counts)| counts).sum();
    if all == 0.0 { 0.0 } else { parts.iter().map(|(part, counts)| part * counts).sum::<f32>() / all }
}

/// How many of their pairs of neighbouring characters two texts share.
#[expect(clippy::cast_precision_loss, reason = "texts are cut")]
fn texts(old: &str, new: &str) -> f32 {
    if old == new {
        return 1.0;
    }
    let (old, mut new) = (neighbours(old), neighbours(new));
    let all = old.len() + new.len();
    let mut both = 0;
    for pair in old {
        if let Ok(index) = new.binary_search(&pair) {
            new.remove(index);
            both += 1;
        }
    }
    if all == 0 { 0.0 } else { 2.0 * both as f32 / all as f32 }
}

fn neighbours(text: &str) -> Vec<(char, char)> {
    let chars = || text.chars().take(MOST_CHARS);
    let mut pairs: Vec<(char, char)> = chars().zip(chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// How much of two sets is in both.
#[expect(clippy::cast_precision_loss, reason = "lists of a page are short")]
fn shared(old: &BTreeSet<String>, new: &BTreeSet<String>) -> f32 {
    let both = old.intersection(new).count() as f32;
    let all = old.union(new).count() as f32;
    if all == 0.0 { 1.0 } else { both / all }
}

/// The type as on the wire: without the page's names for structs.
pub(super) fn bare(ty: &Type) -> Type {
    match ty {
        Type::Struct(_) => Type::Struct(None),
        Type::List(inner) => Type::List(Box::new(bare(inner))),
        Type::Map(inner) => Type::Map(Box::new(bare(inner))),
        other => other.clone(),
    }
}
