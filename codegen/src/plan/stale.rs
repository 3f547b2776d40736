//! Entries of the lexicon that apply to nothing.

use std::collections::BTreeMap;

use feishu_schema::{Endpoint, EndpointWords, Field, FieldWords, Lexicon, ServiceWords, Type};

use super::words::{Part, part_of, service_of};

/// The path of an entry, from the root of the lexicon.
type EntryPath = Vec<String>;

/// The entries that apply to none of the endpoints, in the lexicon's order.
#[must_use]
pub fn stale_entries(lexicon: &Lexicon, endpoints: &[Endpoint]) -> Vec<Vec<String>> {
    let mut stale = Vec::new();
    for (name, words) in &lexicon.services {
        let of_service: Vec<&Endpoint> =
            endpoints.iter().filter(|endpoint| service_of(&endpoint.id) == name).collect();
        let path = vec!["services".to_owned(), name.clone()];
        if of_service.is_empty() {
            stale.push(path);
        } else {
            stale_in_service(words, &of_service, &path, &mut stale);
        }
    }
    for (id, words) in &lexicon.endpoints {
        let path = vec!["endpoints".to_owned(), id.clone()];
        match endpoints.iter().find(|endpoint| endpoint.id == *id) {
            None => stale.push(path),
            Some(endpoint) => stale_in_endpoint(words, endpoint, &path, &mut stale),
        }
    }
    stale
}

fn stale_in_service(
    words: &ServiceWords,
    endpoints: &[&Endpoint],
    path: &EntryPath,
    stale: &mut Vec<EntryPath>,
) {
    let mut members: BTreeMap<&str, Vec<&Field>> = BTreeMap::new();
    for endpoint in endpoints {
        for (_, fields) in parts(endpoint) {
            collect_members(fields, &mut members);
        }
    }
    for (name, words) in &words.structs {
        let path = join(path, ["structs", name]);
        let Some(members) = members.get(name.as_str()) else {
            stale.push(path);
            continue;
        };
        for (field, words) in &words.fields {
            let path = join(&path, ["fields", field]);
            let fields: Vec<&Field> =
                members.iter().filter(|member| member.name == *field).copied().collect();
            stale_in_field(words, &fields, &path, stale);
        }
    }
}

fn stale_in_endpoint(
    words: &EndpointWords,
    endpoint: &Endpoint,
    path: &EntryPath,
    stale: &mut Vec<EntryPath>,
) {
    for (part, fields) in parts(endpoint) {
        for (dotted, words) in part_of(words, part) {
            let found: Vec<&Field> = at_path(fields, dotted).into_iter().collect();
            stale_in_field(words, &found, &join(path, [part_name(part), dotted]), stale);
        }
    }
    for code in words.errors.keys() {
        if !endpoint.errors.iter().any(|case| case.code.to_string() == *code) {
            stale.push(join(path, ["errors", code]));
        }
    }
    for label in words.values.keys() {
        if !endpoint.value_formats.iter().any(|format| format.label == *label) {
            stale.push(join(path, ["values", label]));
        }
    }
}

fn stale_in_field(words: &FieldWords, fields: &[&Field], path: &EntryPath, stale: &mut Vec<EntryPath>) {
    if fields.is_empty() {
        stale.push(path.clone());
        return;
    }
    for key in words.options.keys() {
        let known = |field: &&Field| field.options.iter().any(|choice| choice.key.to_string() == *key);
        if !fields.iter().any(known) {
            stale.push(join(path, ["options", key]));
        }
    }
    stale.extend(needless_corrections(words, fields).into_iter().map(|member| join(path, [member])));
}

/// Corrections that say what the page says by now.
fn needless_corrections(words: &FieldWords, fields: &[&Field]) -> Vec<&'static str> {
    let mut needless = Vec::new();
    if words.ty.as_ref().is_some_and(|ty| fields.iter().all(|field| field.ty == *ty)) {
        needless.push("type");
    }
    let said = |field: &&Field| field.required == feishu_schema::Required::Yes;
    if words.required.is_some_and(|required| fields.iter().all(|field| said(field) == required)) {
        needless.push("required");
    }
    let ongoing =
        |field: &&Field, number| field.sentinels.contains(&feishu_schema::Sentinel::Ongoing(number));
    if words.ongoing.is_some_and(|number| fields.iter().all(|field| ongoing(field, number))) {
        needless.push("ongoing");
    }
    needless
}

fn parts(endpoint: &Endpoint) -> [(Part, &[Field]); 4] {
    let body = endpoint.request.body.as_ref().map_or(&[][..], |body| &body.fields);
    [
        (Part::Path, &endpoint.request.path),
        (Part::Query, &endpoint.request.query),
        (Part::Body, body),
        (Part::Response, &endpoint.response.fields),
    ]
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Path => "path",
        Part::Query => "query",
        Part::Body | Part::Form => "body",
        Part::Response => "response",
    }
}

fn collect_members<'a>(fields: &'a [Field], members: &mut BTreeMap<&'a str, Vec<&'a Field>>) {
    for field in fields {
        if let Type::Struct(Some(name)) = field.ty.innermost() {
            members.entry(name).or_default().extend(&field.fields);
        }
        collect_members(&field.fields, members);
    }
}

fn at_path<'a>(fields: &'a [Field], dotted: &str) -> Option<&'a Field> {
    let (first, rest) = dotted.split_once('.').map_or((dotted, None), |(first, rest)| (first, Some(rest)));
    let field = fields.iter().find(|field| field.name == first)?;
    match rest {
        None => Some(field),
        Some(rest) => at_path(&field.fields, rest),
    }
}

fn join<'p>(path: &EntryPath, more: impl IntoIterator<Item = &'p str>) -> EntryPath {
    path.iter().cloned().chain(more.into_iter().map(str::to_owned)).collect()
}
