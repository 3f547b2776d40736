//! The named structs of the exported endpoints: which fields share one, and its name.

use std::collections::{BTreeMap, BTreeSet};

use feishu_schema::lexicon::{FieldLocation, Part, Scope};
use feishu_schema::{Content, Endpoint, Field, Lexicon, Type};

use crate::plan::definitions::Definitions;
use crate::plan::identity::StructKey;
use crate::plan::names::{Taken, camel};

/// The names that the export itself defines.
pub(super) const OWN_NAMES: [&str; 1] = ["PlatformError"];

/// An endpoint with its lexicon scope and definitions.
#[derive(Clone, Debug)]
pub(super) struct Context<'a> {
    pub endpoint: &'a Endpoint,
    pub words: Scope<'a>,
    definitions: Definitions<'a>,
}

/// A struct with the members of its first field.
#[derive(Clone, Debug)]
pub(super) struct Struct<'a> {
    pub name: String,
    /// The page's name.
    pub page_name: &'a str,
    /// Where the members stand.
    pub location: FieldLocation<'a>,
    pub fields: &'a [Field],
    pub context: usize,
}

/// All structs with a name.
pub(super) struct Structs<'a> {
    pub contexts: Vec<Context<'a>>,
    pub structs: Vec<Struct<'a>>,
    by_key: BTreeMap<StructIdentity<'a>, usize>,
}

/// The identity of a struct. Requests have rules and responses do not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct StructIdentity<'a> {
    identity: StructKey<'a>,
    received: bool,
    /// The endpoint, if members of a nested struct are listed elsewhere on the page: on another page they may differ.
    context: Option<usize>,
}

impl<'a> Structs<'a> {
    /// Finds all structs, in the order of the endpoints and their rows.
    pub fn collect(endpoints: &[&'a Endpoint], lexicon: &'a Lexicon) -> Self {
        let contexts = endpoints.iter().map(|endpoint| Context {
            endpoint,
            words: lexicon.scope(&endpoint.id),
            definitions: Definitions::of(endpoint),
        });
        let mut all = Structs { contexts: contexts.collect(), structs: Vec::new(), by_key: BTreeMap::new() };
        for (context, endpoint) in endpoints.iter().enumerate() {
            let body = endpoint.request.body.as_ref().filter(|body| body.content == Content::Json);
            let sent = body.map_or(&[][..], |body| &body.fields);
            all.walk(context, sent, &FieldLocation::root(Part::Body));
            all.walk(context, &endpoint.response.fields, &FieldLocation::root(Part::Response));
        }
        all.name();
        all
    }

    /// The struct of a field, if it has a name and the page describes its members somewhere.
    pub fn of(&self, context: usize, name: Option<&str>, field: &Field, part: Part) -> Option<&Struct<'a>> {
        let (name, defining) = self.definition(context, name, field)?;
        let index = self.by_key.get(&self.key(context, name, &defining.fields, part))?;
        self.structs.get(*index)
    }

    fn walk(&mut self, context: usize, fields: &'a [Field], location: &FieldLocation<'a>) {
        for field in fields {
            let name = match field.ty.innermost() {
                Type::Struct(name) => name.as_deref(),
                _ => None,
            };
            let inside = location.inside(&field.name, name);
            let Some((page_name, defining)) = self.definition(context, name, field) else {
                self.walk(context, &field.fields, &inside);
                continue;
            };
            let key = self.key(context, page_name, &defining.fields, location.part);
            if !self.by_key.contains_key(&key) {
                self.by_key.insert(key, self.structs.len());
                let (page_name, fields) = (name.unwrap_or_default(), defining.fields.as_slice());
                let location = inside.clone();
                self.structs.push(Struct { name: String::new(), page_name, location, fields, context });
                self.walk(context, fields, &inside);
            }
        }
    }

    /// The field with the members: itself or another one of the struct.
    fn definition<'n>(
        &self,
        context: usize,
        name: Option<&'n str>,
        field: &'n Field,
    ) -> Option<(&'n str, &'n Field)>
    where
        'a: 'n,
    {
        let name = name?;
        Some((name, self.contexts.get(context)?.definitions.find(Some(name), field)?))
    }

    fn key<'n>(&self, context: usize, name: &'n str, fields: &'n [Field], part: Part) -> StructIdentity<'n> {
        let identity = StructKey::new(Some(name), fields, part);
        let elsewhere = self.contexts.get(context).is_some_and(|of| holds_elsewhere(fields, &of.definitions));
        StructIdentity { identity, received: part == Part::Response, context: elsewhere.then_some(context) }
    }

    /// Names the structs. A unique name is used as it is. If several structs of one endpoint have it, those of the
    /// response get a prefix and the others a number. If endpoints differ, each name gets the endpoint's as prefix, so
    /// that no name depends on their order.
    fn name(&mut self) {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, item) in self.structs.iter().enumerate() {
            let context = &self.contexts[item.context];
            let name = context.words.struct_entry(item.page_name).name();
            groups.entry(camel(name.map_or(item.page_name, |name| name.text))).or_default().push(index);
        }
        let mut taken = Taken::default();
        for name in OWN_NAMES {
            taken.claim([name.to_owned()]);
        }
        let (single, several): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(_, indices)| indices.len() == 1);
        for (wanted, indices) in single.into_iter().chain(several) {
            for (index, name) in indices.iter().zip(self.candidates(&wanted, &indices)) {
                self.structs[*index].name = taken.claim(name);
            }
        }
    }

    /// The candidate names of each of the structs with one name.
    fn candidates(&self, wanted: &str, indices: &[usize]) -> Vec<Vec<String>> {
        let group: Vec<&Struct<'_>> = indices.iter().map(|index| &self.structs[*index]).collect();
        let owners: BTreeSet<usize> = group.iter().map(|item| item.context).collect();
        let candidates = |item: &&Struct<'_>| {
            let plain = match owners.len() {
                1 => wanted.to_owned(),
                _ => format!("{}.{wanted}", component(&self.contexts[item.context].endpoint.id)),
            };
            let mut of_owner = group.iter().filter(|other| other.context == item.context);
            let is_answer = item.location.part == Part::Response;
            match is_answer && of_owner.any(|other| other.location.part != Part::Response) {
                true => vec![format!("{plain}Response")],
                false => vec![plain],
            }
        };
        group.iter().map(candidates).collect()
    }
}

/// Whether the members of a nested struct are listed elsewhere on the page.
fn holds_elsewhere(fields: &[Field], definitions: &Definitions<'_>) -> bool {
    fields.iter().any(|field| match field.ty.innermost() {
        Type::Struct(Some(name)) if field.fields.is_empty() => definitions.has(name),
        _ => holds_elsewhere(&field.fields, definitions),
    })
}

/// The characters that OpenAPI allows in the name of a component.
fn component(id: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    id.chars().map(allowed).collect()
}
