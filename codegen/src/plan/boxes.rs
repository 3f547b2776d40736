//! Recursion: a struct that would hold itself, directly or through others, holds a pointer instead.

use std::collections::{BTreeMap, BTreeSet};

use super::{RustType, StructItem};

/// Boxes the members that lie on a cycle of structs. Lists and maps are pointers already.
pub(super) fn cut_cycles(structs: &mut [StructItem]) {
    let holds: BTreeMap<String, BTreeSet<String>> = structs
        .iter()
        .map(|item| {
            let direct = item.fields.iter().filter_map(|field| direct_struct(&field.ty)).map(str::to_owned);
            (item.name.clone(), direct.collect())
        })
        .collect();
    for item in structs.iter_mut() {
        for field in &mut item.fields {
            let Some(target) = direct_struct(&field.ty) else { continue };
            if reaches(target, &item.name, &holds) {
                field.ty = RustType::Boxed(Box::new(field.ty.clone()));
            }
        }
    }
}

fn direct_struct(ty: &RustType) -> Option<&str> {
    match ty {
        RustType::Struct(name) => Some(name),
        _ => None,
    }
}

fn reaches(from: &str, goal: &str, holds: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == goal {
            return true;
        }
        if seen.insert(name) {
            open.extend(holds.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    false
}
