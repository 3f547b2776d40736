//! The texts of each endpoint. They depend on its items only and are most of the work.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::file::EmitError;
use super::{examples, modules};
use crate::cache::Cache;
use crate::plan::{EndpointItem, Plan, Service, Version};

/// An endpoint and its texts.
pub(super) struct EmittedEndpoint<'a> {
    pub service: &'a Service,
    pub version: &'a Version,
    pub item: &'a EndpointItem,
    pub texts: EndpointTexts,
}

#[derive(Deserialize, Serialize)]
pub(super) struct EndpointTexts {
    /// The text of its module's file.
    pub module: String,
    /// The items that test its examples; empty if there are none.
    pub tests: String,
}

/// Emits all endpoints whose texts are not in the cache, in parallel.
pub(super) fn emit_all<'a>(plan: &'a Plan, cache: &Cache) -> Result<Vec<EmittedEndpoint<'a>>, EmitError> {
    let versions = plan
        .services
        .iter()
        .flat_map(|service| service.versions.iter().map(move |version| (service, version)));
    let endpoints: Vec<_> = versions
        .flat_map(|(service, version)| version.endpoints.iter().map(move |item| (service, version, item)))
        .collect();
    let emit = |(service, version, item): (&'a Service, &'a Version, &'a EndpointItem)| {
        let texts = cached_or_emit(&version.name, item, cache)?;
        Ok(EmittedEndpoint { service, version, item, texts })
    };
    endpoints.into_par_iter().map(emit).collect()
}

fn cached_or_emit(version: &str, item: &EndpointItem, cache: &Cache) -> Result<EndpointTexts, EmitError> {
    let key = cache.key("emit", &(version, item));
    if let Some(texts) = cache.get(key.as_ref()) {
        return Ok(texts);
    }
    let texts =
        EndpointTexts { module: modules::endpoint_file(item)?, tests: examples::tests(version, item)? };
    cache.put(key, &texts);
    Ok(texts)
}
