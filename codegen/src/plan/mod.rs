//! Planning: descriptions and the lexicon become Rust items: names, types, variants, checks. Tokens come later.
//!
//! Each endpoint has its own module, and the names of its items depend on its page only, so that adding a page never
//! renames existing items. Endpoints of a service share equal types.

mod boxes;
mod builder;
mod checks;
pub(crate) mod definitions;
mod docs;
mod endpoint;
mod enums;
mod errors;
mod examples;
mod fields;
pub mod findings;
pub(crate) mod identity;
mod items;
pub(crate) mod names;
pub(crate) mod option_names;
mod paging;
mod report;
mod share;
mod structs;
#[cfg(test)]
mod tests;
mod unite;

pub(crate) use endpoint::is_of_every_call;
pub(crate) use enums::needs_name;
pub use items::{
    BodyItem, Check, EndpointItem, EnumItem, ErrorVariant, ExampleItem, ExampleKind, FieldItem, Float, Info,
    ListItem, Paging, Plan, RequestItem, ResponseItem, RustType, Service, StructFormat, StructItem, TimeForm,
    Usage, Variant, Version, Wire,
};
pub use names::endpoint_module;
pub(crate) use names::is_keyword;
pub use report::{Remark, stale, to_findings};
pub use share::Reexport;

use std::collections::BTreeMap;

use rayon::prelude::*;

use feishu_schema::{Endpoint, Lexicon};

use crate::diagnostic::Severity;
use crate::language::Languages;

/// Plans the items of a crate for all `endpoints`, in any order, with documentation in these languages. The languages
/// change no name.
#[must_use]
pub fn plan(endpoints: &[&Endpoint], lexicon: &Lexicon, languages: Languages) -> (Plan, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut services: BTreeMap<String, BTreeMap<String, BTreeMap<String, EndpointItem>>> = BTreeMap::new();
    let mut order: Vec<usize> = (0..endpoints.len()).collect();
    // Of two descriptions of one endpoint, the first is used, whatever the order of the input.
    let key = |index: &usize| {
        let Endpoint { id, source, .. } = endpoints[*index];
        (id, &source.page, &source.digest)
    };
    order.sort_by(|a, b| key(a).cmp(&key(b)));
    let united = unite::unite(endpoints, &order, lexicon);
    let plan_one = |index: &usize| {
        let (endpoint, mut remarks) = (united[*index].as_ref(), Vec::new());
        let place = names::place(endpoint);
        let item = endpoint::plan_endpoint(*index, endpoint, &place, lexicon, languages, &mut remarks);
        (place, item, remarks)
    };
    let planned: Vec<_> = order.par_iter().map(plan_one).collect();
    for (index, (place, item, more)) in order.into_iter().zip(planned) {
        remarks.extend(more);
        let modules = services.entry(place.service).or_default().entry(place.version).or_default();
        match modules.get(&item.module) {
            Some(other) => remarks.push(same_module(index, endpoints[index], other)),
            None => {
                modules.insert(item.module.clone(), item);
            }
        }
    }
    services.par_iter_mut().for_each(|(_, service)| share::share(service));
    let services = services
        .into_iter()
        .map(|(name, versions)| Service {
            doc: lexicon.service_doc(&name).map_or_else(|| format!("The service `{name}`."), str::to_owned),
            versions: versions
                .into_iter()
                .map(|(name, endpoints)| Version { name, endpoints: endpoints.into_values().collect() })
                .collect(),
            name,
        })
        .collect();
    remarks.sort_by_key(|remark| (remark.endpoint, remark.line));
    (Plan { services }, remarks)
}

fn same_module(index: usize, endpoint: &Endpoint, other: &EndpointItem) -> Remark {
    let (message, help) = if other.info.id == endpoint.id {
        (
            format!("`{}` is described by another page, too; this one is left out", endpoint.id),
            "keep the page that is up to date".to_owned(),
        )
    } else {
        (
            format!(
                "`{}` is left out: `{}` has the module `{}`, too",
                endpoint.id, other.info.id, other.module
            ),
            format!("name another `module` under `endpoints.\"{}\"` in the lexicon", endpoint.id),
        )
    };
    Remark {
        endpoint: index,
        line: 1,
        origin: None,
        code: findings::SAME_MODULE,
        message,
        help,
        severity: Severity::Error,
    }
}
