//! Descriptions for other tools: OpenAPI and JSON Schema.
//!
//! Requests are validated as the page says: required members, options, rules. Responses are only described: every
//! member may be missing or `null`, options stand in `x-extensible-enum` and rules in `x-feishu-rules`, because the
//! service adds to its answers without notice and a client must be able to read them all the same.

mod answers;
mod json_schema;
mod lower;
mod operation;
mod options;
mod parameters;
mod paths;
mod printed;
mod rules;
mod schema;
mod shared;
mod structs;
#[cfg(test)]
mod tests;

use feishu_schema::{Endpoint, Lexicon};
use serde_json::Value;

use paths::Paths;
use schema::Schemas;
use structs::Structs;

/// The version of OpenAPI to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Version {
    /// 3.0.3, for tools that know no later one: see [`Version::V3_1`] for what is said differently.
    ///
    /// | 3.1 | 3.0 |
    /// |---|---|
    /// | `type: [T, "null"]`, `anyOf` with `type: "null"` | `nullable: true` |
    /// | `$ref` beside other words | `allOf` with the `$ref` |
    /// | `examples` of a schema | `example`, the first |
    /// | `contentMediaType` | left out; files are `format: binary` in both |
    V3_0,
    /// 3.1.0.
    #[default]
    V3_1,
}

/// What to export.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    endpoints: Vec<&'a Endpoint>,
    lexicon: &'a Lexicon,
}

impl<'a> Export<'a> {
    /// Takes descriptions. Of two of one endpoint the first counts, as everywhere; their order does not matter
    /// otherwise. The lexicon gives English names and sentences, and its corrections.
    #[must_use]
    pub fn new(endpoints: &'a [Endpoint], lexicon: &'a Lexicon) -> Self {
        let mut endpoints: Vec<&Endpoint> = endpoints.iter().collect();
        endpoints.sort_by_key(|endpoint| (&endpoint.id, &endpoint.source.page, &endpoint.source.digest));
        endpoints.dedup_by_key(|endpoint| &endpoint.id);
        Export { endpoints, lexicon }
    }

    /// An OpenAPI document of all endpoints.
    #[must_use]
    pub fn openapi(&self, version: Version) -> Value {
        let structs = Structs::collect(&self.endpoints, self.lexicon);
        let schemas = Schemas::new(&structs, "#/components/schemas/");
        let document = operation::document(&Paths::new(&self.endpoints), &schemas);
        match version {
            Version::V3_1 => document,
            Version::V3_0 => lower::to_3_0(document),
        }
    }

    /// JSON Schema (draft 2020-12): an object with a member for each endpoint under its id, which holds up to three
    /// schemas, each complete in itself: `parameters` (an object of those of path and query), `request` (the body) and
    /// `response` (the whole answer, with what surrounds it).
    #[must_use]
    pub fn json_schema(&self) -> Value {
        let schemas =
            |endpoint: &&Endpoint| (endpoint.id.clone(), json_schema::document(endpoint, self.lexicon));
        Value::Object(self.endpoints.iter().map(schemas).collect())
    }

    /// The endpoints that an OpenAPI document cannot hold, each with the one that it holds instead: they have the same
    /// method, and paths that differ in the names of parameters at most.
    #[must_use]
    pub fn left_out(&self) -> Vec<(&'a Endpoint, &'a Endpoint)> {
        Paths::new(&self.endpoints).left_out
    }
}

/// An OpenAPI document of the endpoints, in the page's own words.
#[must_use]
pub fn openapi(endpoints: &[Endpoint], version: Version) -> Value {
    Export::new(endpoints, &Lexicon::default()).openapi(version)
}
