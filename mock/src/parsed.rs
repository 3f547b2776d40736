//! A request for a known endpoint, parsed by its description.

use std::collections::BTreeMap;

use feishu_schema::Endpoint;
use serde_json::{Map, Value};

use crate::body;
use crate::call::Call;
use crate::check::{Findings, typed};
use crate::refusal::Refusal;

/// A request for a known endpoint, parsed by its description.
pub(crate) struct ParsedRequest<'a> {
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) call: &'a Call,
    /// The members of the body, or why it cannot be read.
    pub(crate) body: Result<Map<String, Value>, Refusal>,
    pub(crate) findings: Findings,
    path: Map<String, Value>,
    query: Map<String, Value>,
}

impl<'a> ParsedRequest<'a> {
    pub(crate) async fn read(endpoint: &'a Endpoint, path: Vec<(String, String)>, call: &'a Call) -> Self {
        let request = &endpoint.request;
        let body = body::read(call, request).await;
        let path = typed(&request.path, path);
        let query = typed(&request.query, call.query.iter().cloned());
        let mut asked = ParsedRequest { endpoint, call, body, findings: Findings::default(), path, query };
        asked.findings = asked.check();
        asked
    }

    fn check(&self) -> Findings {
        let request = &self.endpoint.request;
        let mut findings = Findings::default();
        findings.members("", &request.query, &self.query);
        findings.unknown.iter_mut().for_each(|name| name.insert_str(0, "query."));
        if let (Ok(members), Some(body)) = (&self.body, &request.body) {
            findings.members("", &body.fields, members);
        }
        // Every parameter of the path is there, and the page may not have a row for it.
        let mut of_path = Findings::default();
        of_path.members("", &request.path, &self.path);
        findings.violations.splice(0..0, of_path.violations);
        findings
    }

    /// What the call gives under this name, as text: as a parameter of the path or of the query, or as a member of
    /// the body.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let in_body = || self.body.as_ref().ok().and_then(|body| body.get(name));
        match self.path.get(name).or_else(|| self.query.get(name)).or_else(in_body)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// The texts that the call gives, by name: those of the path before those of the query and the body.
    pub(crate) fn given(&self) -> BTreeMap<String, String> {
        let of_body = self.body.iter().flatten();
        let all = of_body.chain(&self.query).chain(&self.path);
        all.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
    }
}
