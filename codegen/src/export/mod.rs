//! Descriptions for other tools: OpenAPI and JSON Schema.
//!
//! Schemas of requests validate required members, options and rules. Schemas of responses only describe: every member
//! may be missing or `null`, options are in `x-extensible-enum` and rules in `x-feishu-rules`, because the service
//! extends its responses without notice and a client must still be able to read them.

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
    /// 3.0.3, for tools without support for 3.1.
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

/// The descriptions to export.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    endpoints: Vec<&'a Endpoint>,
    lexicon: &'a Lexicon,
}

impl<'a> Export<'a> {
    /// Creates an export. Of two descriptions of one endpoint, the first is used; the order has no other effect. The
    /// lexicon provides English names and sentences, and corrections.
    #[must_use]
    pub fn new(endpoints: &'a [Endpoint], lexicon: &'a Lexicon) -> Self {
        let mut endpoints: Vec<&Endpoint> = endpoints.iter().collect();
        endpoints.sort_by_key(|endpoint| (&endpoint.id, &endpoint.source.page, &endpoint.source.digest));
        endpoints.dedup_by_key(|endpoint| &endpoint.id);
        Export { endpoints, lexicon }
    }

    /// An OpenAPI document with all endpoints.
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

    /// JSON Schemas (draft 2020-12): an object with one member per endpoint id. Each holds up to three self-contained
    /// schemas: `parameters` (an object with the path and query parameters), `request` (the body) and `response` (the
    /// whole response with its envelope).
    #[must_use]
    pub fn json_schema(&self) -> Value {
        let schemas =
            |endpoint: &&Endpoint| (endpoint.id.clone(), json_schema::document(endpoint, self.lexicon));
        Value::Object(self.endpoints.iter().map(schemas).collect())
    }

    /// The endpoints that an OpenAPI document cannot hold, each with the one that it holds instead: both have the same
    /// method, and their paths differ at most in the names of parameters.
    #[must_use]
    pub fn left_out(&self) -> Vec<(&'a Endpoint, &'a Endpoint)> {
        Paths::new(&self.endpoints).left_out
    }
}

/// An OpenAPI document of the endpoints with the page's text, without a lexicon.
#[must_use]
pub fn openapi(endpoints: &[Endpoint], version: Version) -> Value {
    Export::new(endpoints, &Lexicon::default()).openapi(version)
}
