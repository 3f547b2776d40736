//! Recursive structs: a struct that contains itself, directly or through others, holds a `Box`. If such a member were
//! required, no value could ever be created, so it becomes optional.

use std::collections::{BTreeMap, BTreeSet};

use super::items::{FieldItem, RustType, StructItem};

/// Boxes the members on a cycle of structs. Lists and maps are already indirect.
pub(super) fn cut_cycles(structs: &mut [StructItem]) {
    let holds = edges(structs, |_| true);
    let must_hold = edges(structs, |field| !field.optional);
    for item in structs.iter_mut() {
        for field in &mut item.fields {
            let Some(target) = direct_struct(&field.ty) else { continue };
            field.optional |= reaches(target, &item.name, &must_hold);
            if reaches(target, &item.name, &holds) {
                field.ty = RustType::Boxed(Box::new(field.ty.clone()));
            }
        }
    }
}

/// The structs that each struct holds directly in the selected fields.
fn edges(structs: &[StructItem], counts: impl Fn(&FieldItem) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    let targets = |item: &StructItem| {
        let fields = item.fields.iter().filter(|field| counts(field));
        fields.filter_map(|field| direct_struct(&field.ty)).map(str::to_owned).collect()
    };
    structs.iter().map(|item| (item.name.clone(), targets(item))).collect()
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
