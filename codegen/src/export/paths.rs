//! Which endpoints share a path. In OpenAPI two paths that differ only in the names of their parameters are one.

use std::collections::BTreeMap;

use feishu_schema::{Endpoint, Method};

/// The endpoints by their path, the parameters of which are called what the first endpoint of the path calls them.
#[derive(Debug, Default)]
pub(super) struct Paths<'a> {
    /// By the path with its parameters in braces.
    pub paths: BTreeMap<String, BTreeMap<Method, Call<'a>>>,
    /// Endpoints without a place, each with the one that has it.
    pub left_out: Vec<(&'a Endpoint, &'a Endpoint)>,
}

/// An endpoint in its place.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub endpoint: &'a Endpoint,
    /// The parameters of the path: the page's names, and what they are called here.
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

/// The path with braces. A name that comes again gets a number: in a template each stands once.
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
