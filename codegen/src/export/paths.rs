//! Groups endpoints by path. In OpenAPI, two paths that differ only in the names of their parameters are the same.

use std::collections::BTreeMap;

use feishu_schema::{Endpoint, Method};

/// The endpoints by path. All endpoints of a path use the parameter names of the first one.
#[derive(Debug, Default)]
pub(super) struct Paths<'a> {
    /// By the path with its parameters in braces.
    pub paths: BTreeMap<String, BTreeMap<Method, Call<'a>>>,
    /// Endpoints that collide with another, each with that other.
    pub left_out: Vec<(&'a Endpoint, &'a Endpoint)>,
}

/// An endpoint at its path.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub endpoint: &'a Endpoint,
    /// The parameters of the path: the page's names and the names in the document.
    pub parameters: Vec<(&'a str, String)>,
}

impl<'a> Paths<'a> {
    pub fn new(endpoints: &[&'a Endpoint]) -> Self {
        let mut known: BTreeMap<Vec<Option<&str>>, String> = BTreeMap::new();
        let mut paths = Paths::default();
        for endpoint in endpoints.iter().copied() {
            let segments: Vec<&str> = endpoint.path.trim_start_matches('/').split('/').collect();
            let names: Vec<&str> = segments.iter().filter_map(|segment| parameter(segment)).collect();
            let shape = segments.iter().map(|segment| parameter(segment).is_none().then_some(*segment));
            let path = known.entry(shape.collect()).or_insert_with(|| template(&segments));
            let called = braced(path);
            let calls = paths.paths.entry(path.clone()).or_default();
            if let Some(there) = calls.get(&endpoint.method) {
                paths.left_out.push((endpoint, there.endpoint));
            } else {
                let parameters = names.into_iter().zip(called).collect();
                calls.insert(endpoint.method, Call { endpoint, parameters });
            }
        }
        paths
    }
}

fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix(':').filter(|name| !name.is_empty())
}

/// The path with braces. A repeated name gets a number, because names in a template must be unique.
fn template(segments: &[&str]) -> String {
    let mut taken: Vec<String> = Vec::new();
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        match parameter(segment) {
            None => path.push_str(segment),
            Some(name) => {
                let name = name.replace(['{', '}'], "_");
                let numbered = (2..).map(|number| format!("{name}{number}"));
                let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name));
                let name = free.unwrap_or(name);
                path.push_str(&format!("{{{name}}}"));
                taken.push(name);
            }
        }
    }
    path
}

/// The names in braces, in order.
fn braced(path: &str) -> Vec<String> {
    let segments = path.split('/');
    let names = segments.filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
    names.map(str::to_owned).collect()
}
