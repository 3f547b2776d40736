//! The texts of each endpoint, which depend on its items alone and are most of the work.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::file::EmitError;
use super::{examples, modules};
use crate::cache::Cache;
use crate::plan::{EndpointItem, Plan, Service, Version};

/// An endpoint and its texts.
pub(super) struct Written<'a> {
    pub service: &'a Service,
    pub version: &'a Version,
    pub item: &'a EndpointItem,
    pub texts: Texts,
}

#[derive(Deserialize, Serialize)]
pub(super) struct Texts {
    /// The file of its module.
    pub module: String,
    /// The tests of its examples, as items; empty where there are none.
    pub tests: String,
}

/// Writes all endpoints whose texts are not in the cache, on all cores.
pub(super) fn write<'a>(plan: &'a Plan, cache: &Cache) -> Result<Vec<Written<'a>>, EmitError> {
    let versions = plan
        .services
        .iter()
        .flat_map(|service| service.versions.iter().map(move |version| (service, version)));
    let endpoints: Vec<_> = versions
        .flat_map(|(service, version)| version.endpoints.iter().map(move |item| (service, version, item)))
        .collect();
    let write = |(service, version, item): (&'a Service, &'a Version, &'a EndpointItem)| {
        let texts = recall_or_write(&version.name, item, cache)?;
        Ok(Written { service, version, item, texts })
    };
    endpoints.into_par_iter().map(write).collect()
}

fn recall_or_write(version: &str, item: &EndpointItem, cache: &Cache) -> Result<Texts, EmitError> {
    let key = cache.key("emit", &(version, item));
    if let Some(texts) = cache.get(key.as_ref()) {
        return Ok(texts);
    }
    let texts = Texts { module: modules::endpoint_file(item)?, tests: examples::tests(version, item)? };
    cache.put(key, &texts);
    Ok(texts)
}
