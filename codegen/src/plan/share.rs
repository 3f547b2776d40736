//! Types that endpoints of a service share: where name and members agree, there is one Rust type.
//!
//! Each endpoint's module keeps all its names. The type stands in the first of the modules, and the others name it
//! with `pub use`, so that adding a page may move the definition but never takes away a path.

use std::collections::BTreeMap;
use std::mem;

use super::{Check, EndpointItem, RustType, Variant, Wire};

/// A type of another module, under the name that it has here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reexport {
    /// The version's module, where it is another one.
    pub version: Option<String>,
    /// The endpoint's module, where it is another one.
    pub module: Option<String>,
    /// The name there.
    pub name: String,
    /// The name here.
    pub alias: String,
}

/// The endpoints of a service, by version and module.
type Modules = BTreeMap<String, BTreeMap<String, EndpointItem>>;

/// Leaves each type in the first module that has it, and re-exports it in the others.
pub(super) fn share(service: &mut Modules) {
    let types = gather(service);
    let classes = classes(&types);
    let mut homes: BTreeMap<usize, Home> = BTreeMap::new();
    for (class, ty) in classes.iter().zip(&types) {
        let home = homes.entry(*class).or_insert_with(|| Home::of(ty));
        home.sent |= ty.sent;
    }
    let homes: Vec<Home> = classes.iter().filter_map(|class| homes.get(class).cloned()).collect();
    let mut homes = homes.into_iter();
    for (version, modules) in service {
        for (module, item) in modules {
            settle(version, module, item, &mut homes);
        }
    }
}

/// A type of one endpoint, as far as it decides whether another is the same.
struct Occurrence {
    version: String,
    module: String,
    name: String,
    sent: bool,
    /// `None` where the type is never shared.
    shape: Option<Shape>,
    /// The types that it refers to, in order.
    refers: Vec<usize>,
}

/// What makes a type what it is, but for the types that it refers to. Prose does not count.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Struct { base: String, json: bool, members: Vec<String> },
    Enum { base: String, wire: Wire, variants: Vec<[String; 5]> },
}

/// Where a type stands.
#[derive(Clone)]
struct Home {
    version: String,
    module: String,
    name: String,
    sent: bool,
}

impl Home {
    fn of(ty: &Occurrence) -> Self {
        let Occurrence { version, module, name, sent, .. } = ty;
        Self { version: version.clone(), module: module.clone(), name: name.clone(), sent: *sent }
    }
}

/// All types of a service, in the order in which [`settle`] meets them.
fn gather(service: &Modules) -> Vec<Occurrence> {
    let mut types = Vec::new();
    for (version, modules) in service {
        for (module, item) in modules {
            gather_endpoint(version, module, item, &mut types);
        }
    }
    types
}

fn gather_endpoint(version: &str, module: &str, item: &EndpointItem, types: &mut Vec<Occurrence>) {
    let first = types.len();
    let names = item.structs.iter().map(|ty| &ty.name).chain(item.enums.iter().map(|ty| &ty.name));
    let places: BTreeMap<&String, usize> = names.zip(first..).collect();
    let occurrence = |name: &str, sent, shape, refers| Occurrence {
        version: version.to_owned(),
        module: module.to_owned(),
        name: name.to_owned(),
        sent,
        shape,
        refers,
    };
    for ty in &item.structs {
        let mut refers = Vec::new();
        let members = ty.fields.iter().map(|field| {
            let ty = skeleton(&field.ty, &places, &mut refers);
            let checks: &[Check] = &field.checks;
            let flags = [field.optional, field.personal, field.deprecated];
            format!("{}:{}:{}:{ty}:{flags:?}:{checks:?}", field.wire, field.name, field.setter)
        });
        let members = members.collect();
        let shape = ty.base.clone().map(|base| Shape::Struct { base, json: ty.json, members });
        types.push(occurrence(&ty.name, ty.sent, shape, refers));
    }
    for ty in &item.enums {
        let variants = ty.variants.iter().map(variant_shape).collect();
        let shape = Shape::Enum { base: ty.base.clone(), wire: ty.wire, variants };
        types.push(occurrence(&ty.name, false, Some(shape), Vec::new()));
    }
}

fn variant_shape(variant: &Variant) -> [String; 5] {
    let Variant { name, identifier, key, label, english, .. } = variant;
    [name.clone(), identifier.clone(), format!("{key:?}"), label.clone(), english.clone()]
}

/// The type with the structs and enums that it refers to left open.
fn skeleton(ty: &RustType, places: &BTreeMap<&String, usize>, refers: &mut Vec<usize>) -> String {
    match ty {
        RustType::Struct(name) | RustType::Enum(name, _) => {
            refers.extend(places.get(name));
            "_".to_owned()
        }
        RustType::List(inner) => format!("list {}", skeleton(inner, places, refers)),
        RustType::Map(inner) => format!("map {}", skeleton(inner, places, refers)),
        RustType::Boxed(inner) => format!("box {}", skeleton(inner, places, refers)),
        other => format!("{other:?}"),
    }
}

/// The class of each type: types of one class are the same, down to all that they refer to.
///
/// Types start in one class if their shapes agree, and part where they refer to types of different classes, until none
/// parts any more. So structs that hold themselves are compared as well.
fn classes(types: &[Occurrence]) -> Vec<usize> {
    let keys = types.iter().enumerate().map(|(index, ty)| match &ty.shape {
        Some(shape) => Ok(shape),
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

fn number<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    keys.map(|key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    })
    .collect()
}

fn count(classes: &[usize]) -> usize {
    classes.iter().max().map_or(0, |last| last + 1)
}

/// Keeps the types that stand here, and re-exports the others.
fn settle(version: &str, module: &str, item: &mut EndpointItem, homes: &mut impl Iterator<Item = Home>) {
    let mut stays = |name: &str, reexports: &mut Vec<Reexport>| {
        let home = homes.next()?;
        let (same_version, same_module) = (home.version == version, home.module == module);
        if same_version && same_module && home.name == name {
            return Some(home.sent);
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
        if let Some(sent) = stays(&ty.name, &mut item.reexports) {
            ty.sent = sent;
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
