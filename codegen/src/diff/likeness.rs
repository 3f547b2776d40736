//! The similarity of two rows, which distinguishes a renamed or moved row from a removed and an added one.

use std::collections::BTreeSet;

use feishu_schema::{Field, Type};

/// The similarity from which two rows are the same row.
pub(super) const ALIKE: f32 = 0.6;

/// The number of compared characters.
const MOST_CHARS: usize = 240;

/// The similarity of two rows of one table with different names, from 0 to 1.
pub(super) fn of_names(old: &Field, new: &Field) -> f32 {
    if bare(&old.ty) != bare(&new.ty) {
        return 0.0;
    }
    let mut parts = shape(old, new);
    parts.push((texts(&old.name, &new.name), 2.0));
    // FlatRows with the same sentence are the same field, even if there is little else to compare.
    if old.text == new.text && old.text.chars().count() >= 4 {
        parts.push((1.0, 1.0));
    }
    mean(&parts)
}

/// The similarity of two rows with the same name under different rows, from 0 to 1.
pub(super) fn of_places(old: &Field, new: &Field) -> f32 {
    if old.name != new.name || bare(&old.ty) != bare(&new.ty) {
        return 0.0;
    }
    mean(&shape(old, new))
}

/// The similarities of the row's other facts, each with its weight.
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

/// The share of character pairs that two texts have in common.
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

/// The share of elements that two sets have in common.
#[expect(clippy::cast_precision_loss, reason = "lists of a page are short")]
fn shared(old: &BTreeSet<String>, new: &BTreeSet<String>) -> f32 {
    let both = old.intersection(new).count() as f32;
    let all = old.union(new).count() as f32;
    if all == 0.0 { 1.0 } else { both / all }
}

/// The wire type, without the page's names of structs.
pub(super) fn bare(ty: &Type) -> Type {
    match ty {
        Type::Struct(_) => Type::Struct(None),
        Type::List(inner) => Type::List(Box::new(bare(inner))),
        Type::Map(inner) => Type::Map(Box::new(bare(inner))),
        other => other.clone(),
    }
}
