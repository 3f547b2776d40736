//! Shared types: structs and enums of a service with the same name and members are one Rust type.
//!
//! Each endpoint's module keeps all its names. The first module defines the type and the others re-export it, so that
//! adding a page may move a definition but never removes a path.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::mem;

use super::identity::ItemKey;
use super::items::{EndpointItem, RustType, Usage};

/// A type of another module, under the name that it has here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reexport {
    /// The version's module, if it differs.
    pub version: Option<String>,
    /// The endpoint's module, if it differs.
    pub module: Option<String>,
    /// The name there.
    pub name: String,
    /// The name here.
    pub alias: String,
}

/// The endpoints of a service, by version and module.
type Modules = BTreeMap<String, BTreeMap<String, EndpointItem>>;

/// Keeps each type in the first module that has it and re-exports it in the others.
pub(super) fn share(service: &mut Modules) {
    let types = gather(service);
    let classes = classes(&types);
    let mut homes: BTreeMap<usize, Home> = BTreeMap::new();
    for (class, ty) in classes.iter().zip(&types) {
        let home = homes.entry(*class).or_insert_with(|| Home::of(ty));
        home.usage = home.usage.max(ty.usage);
    }
    let homes: Vec<Home> = classes.iter().filter_map(|class| homes.get(class).cloned()).collect();
    let mut homes = homes.into_iter();
    for (version, modules) in service {
        for (module, item) in modules {
            settle(version, module, item, &mut homes);
        }
    }
}

/// A type of one endpoint, for comparison with others.
struct Occurrence<'a> {
    version: &'a str,
    module: &'a str,
    name: &'a str,
    usage: Usage,
    /// `None` if the type is never shared.
    key: Option<ItemKey<'a>>,
    /// The types that it refers to, in order.
    refers: Vec<usize>,
}

/// The location of a type.
#[derive(Clone)]
struct Home {
    version: String,
    module: String,
    name: String,
    usage: Usage,
}

impl Home {
    fn of(ty: &Occurrence<'_>) -> Self {
        let [version, module, name] = [ty.version, ty.module, ty.name].map(str::to_owned);
        Self { version, module, name, usage: ty.usage }
    }
}

/// All types of a service, in the order in which [`settle`] meets them.
fn gather(service: &Modules) -> Vec<Occurrence<'_>> {
    let mut types = Vec::new();
    for (version, modules) in service {
        for (module, item) in modules {
            gather_endpoint(version, module, item, &mut types);
        }
    }
    types
}

fn gather_endpoint<'a>(
    version: &'a str,
    module: &'a str,
    item: &'a EndpointItem,
    types: &mut Vec<Occurrence<'a>>,
) {
    let first = types.len();
    let names = item.structs.iter().map(|ty| &ty.name).chain(item.enums.iter().map(|ty| &ty.name));
    let places: BTreeMap<&String, usize> = names.zip(first..).collect();
    for ty in &item.structs {
        let mut refers = Vec::new();
        ty.fields.iter().for_each(|field| refer(&field.ty, &places, &mut refers));
        let key = ItemKey::of_struct(ty);
        types.push(Occurrence { version, module, name: &ty.name, usage: ty.usage, key, refers });
    }
    for ty in &item.enums {
        let key = Some(ItemKey::of_enum(ty));
        types.push(Occurrence {
            version,
            module,
            name: &ty.name,
            usage: Usage::Response,
            key,
            refers: Vec::new(),
        });
    }
}

/// Adds the struct or enum that a type refers to.
fn refer(ty: &RustType, places: &BTreeMap<&String, usize>, refers: &mut Vec<usize>) {
    match ty {
        RustType::Struct(name) | RustType::Enum(name, _) => refers.extend(places.get(name)),
        RustType::List(inner) | RustType::Map(inner) | RustType::Boxed(inner) => {
            refer(inner, places, refers);
        }
        RustType::String
        | RustType::Integer
        | RustType::Float
        | RustType::Boolean
        | RustType::Json
        | RustType::File
        | RustType::Timestamp
        | RustType::Until
        | RustType::EncodedValue
        | RustType::Unit => {}
    }
}

/// The class of each type. Types of one class are equal, including everything that they refer to.
///
/// Types with equal keys start in one class. Classes are split where types refer to different classes, until nothing
/// changes. This handles recursive structs.
fn classes(types: &[Occurrence<'_>]) -> Vec<usize> {
    let keys = types.iter().enumerate().map(|(index, ty)| match &ty.key {
        Some(key) => Ok(key),
        None => Err(index),
    });
    let mut classes = number(keys);
    loop {
        let before = count(&classes);
        let refined = types.iter().zip(&classes).map(|(ty, class)| {
            let refers: Vec<usize> = ty.refers.iter().map(|place| classes[*place]).collect();
            (*class, refers)
        });
        let refined = number(refined);
        let after = count(&refined);
        classes = refined;
        if after == before {
            return classes;
        }
    }
}

fn number<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut numbers = HashMap::new();
    keys.map(|key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    })
    .collect()
}

fn count(classes: &[usize]) -> usize {
    classes.iter().max().map_or(0, |last| last + 1)
}

/// Keeps the types defined here and re-exports the others.
fn settle(version: &str, module: &str, item: &mut EndpointItem, homes: &mut impl Iterator<Item = Home>) {
    let mut stays = |name: &str, reexports: &mut Vec<Reexport>| {
        let home = homes.next()?;
        let (same_version, same_module) = (home.version == version, home.module == module);
        if same_version && same_module && home.name == name {
            return Some(home.usage);
        }
        reexports.push(Reexport {
            version: (!same_version).then_some(home.version),
            module: (!same_version || !same_module).then_some(home.module),
            name: home.name,
            alias: name.to_owned(),
        });
        None
    };
    for mut ty in mem::take(&mut item.structs) {
        if let Some(usage) = stays(&ty.name, &mut item.reexports) {
            ty.usage = usage;
            item.structs.push(ty);
        }
    }
    for ty in mem::take(&mut item.enums) {
        if stays(&ty.name, &mut item.reexports).is_some() {
            item.enums.push(ty);
        }
    }
    item.reexports.sort();
}
