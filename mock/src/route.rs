//! Finds the endpoint of a request.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use feishu_schema::{Endpoint, Method};
use percent_encoding::percent_decode_str;

use crate::Error;

/// Which endpoint answers which path and method.
#[derive(Default)]
pub(crate) struct Routes {
    /// The order of [`Segment`] puts literal segments first, so the first template that fits is the closest.
    by_template: BTreeMap<Vec<Segment>, BTreeMap<Method, Route>>,
    /// Every id that is taken.
    ids: BTreeSet<String>,
}

struct Route {
    endpoint: Endpoint,
    /// The names of the template's parameters, in order.
    parameters: Vec<String>,
}

/// One segment of a path template. Parameters are all alike: their names do not distinguish two paths.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Literal(String),
    Parameter,
}

/// What a path and a method lead to.
pub(crate) enum Found<'a> {
    /// An endpoint, and the path parameters by name.
    Endpoint(&'a Endpoint, Vec<(String, String)>),
    /// The path is known, but only with these methods.
    OtherMethod(BTreeSet<Method>),
    Nothing,
}

impl Routes {
    pub(crate) fn add(&mut self, endpoint: Endpoint) -> Result<(), Error> {
        let (template, parameters) = parse(&endpoint.path).map_err(|reason| Error::Path {
            id: endpoint.id.clone(),
            path: endpoint.path.clone(),
            reason,
        })?;
        match self.by_template.entry(template).or_default().entry(endpoint.method) {
            Entry::Occupied(there) => Err(Error::SameRoute {
                first: there.get().endpoint.id.clone(),
                second: endpoint.id,
                method: endpoint.method.as_str(),
                path: endpoint.path,
            }),
            Entry::Vacant(free) => {
                if !self.ids.insert(endpoint.id.clone()) {
                    return Err(Error::SameId(endpoint.id));
                }
                free.insert(Route { endpoint, parameters });
                Ok(())
            }
        }
    }

    /// `path` is the path of a request, still percent-encoded, without the query.
    pub(crate) fn find(&self, method: &str, path: &str) -> Found<'_> {
        let segments = decode(path);
        let fitting = self.by_template.iter().filter(|(template, _)| fits(template, &segments));
        let mut known = BTreeSet::new();
        for (template, methods) in fitting {
            let route = methods.iter().find(|(known, _)| known.as_str() == method);
            if let Some((_, Route { endpoint, parameters })) = route {
                let values =
                    template.iter().zip(&segments).filter(|(segment, _)| **segment == Segment::Parameter);
                let values = values.map(|(_, value)| value.clone());
                return Found::Endpoint(endpoint, parameters.iter().cloned().zip(values).collect());
            }
            // What the closest template knows: it is the resource that was asked for.
            if known.is_empty() {
                known.extend(methods.keys().copied());
            }
        }
        if known.is_empty() { Found::Nothing } else { Found::OtherMethod(known) }
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Endpoint> {
        self.endpoints().find(|endpoint| endpoint.id == id)
    }

    pub(crate) fn endpoints(&self) -> impl Iterator<Item = &Endpoint> {
        self.by_template.values().flat_map(BTreeMap::values).map(|route| &route.endpoint)
    }
}

/// The segments of a template and the names of its parameters.
fn parse(path: &str) -> Result<(Vec<Segment>, Vec<String>), &'static str> {
    let rest = path.strip_prefix('/').ok_or("does not start with a slash")?;
    let mut template = Vec::new();
    let mut parameters = Vec::new();
    for segment in rest.split('/') {
        match segment.strip_prefix(':') {
            Some("") => return Err("has a parameter without a name"),
            Some(name) if parameters.iter().any(|known| known == name) => {
                return Err("names a parameter twice");
            }
            Some(name) => {
                template.push(Segment::Parameter);
                parameters.push(name.to_owned());
            }
            None if segment.is_empty() => return Err("has an empty segment"),
            None if segment.contains(['?', '#']) => return Err("holds a query or a fragment"),
            None if segment.contains(char::is_control) => return Err("holds a control character"),
            None => template.push(Segment::Literal(segment.to_owned())),
        }
    }
    if template.first() == Some(&Segment::Literal("_mock".to_owned())) {
        return Err("lies under /_mock, which is the mock's own");
    }
    Ok((template, parameters))
}

fn decode(path: &str) -> Vec<String> {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.split('/').map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned()).collect()
}

fn fits(template: &[Segment], segments: &[String]) -> bool {
    template.len() == segments.len()
        && template.iter().zip(segments).all(|(expected, segment)| match expected {
            Segment::Literal(text) => text == segment,
            Segment::Parameter => !segment.is_empty(),
        })
}
