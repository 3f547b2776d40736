//! A Chinese page and the English page of the same endpoint become one endpoint.
//!
//! The Chinese page is the reference: the English one adds its texts and nothing else. Differences
//! are reported with both places. Two pages in different languages are a pair if their endpoints have the same id,
//! whatever their folders.

mod differences;
mod fields;
pub mod findings;

use std::collections::BTreeMap;
use std::sync::Arc;

use feishu_schema::{
    Endpoint, EndpointTexts, ErrorCase, ErrorTexts, Language, RateLimit, Request, Response, Scope,
    ValueFormat, is_translated,
};

use self::differences::{Differences, On};
use super::{Described, Descriptions};

/// Joins each Chinese page with the English page of the same endpoint.
pub(crate) fn join(descriptions: &mut Descriptions) {
    for (chinese, english) in pairs(&descriptions.endpoints).into_iter().rev() {
        let english_page = descriptions.endpoints.remove(english);
        // The following pages have moved up by one.
        let place = if english < chinese { chinese - 1 } else { chinese };
        let Some(reference) = descriptions.endpoints.get_mut(place) else { continue };
        let sources = [Arc::clone(&reference.source), Arc::clone(&english_page.source)];
        let mut differences = Differences::between(sources);
        add(&mut reference.endpoint, &english_page.endpoint, &mut differences);
        reference.english = Some(Box::new(english_page));
        descriptions.findings.extend(differences.into_findings());
    }
}

/// The places of the Chinese and the English page of each pair, in the order of the English pages. Of several pages in
/// one language the first counts, as in the plan; the others stay as they are.
fn pairs(endpoints: &[Described]) -> Vec<(usize, usize)> {
    let mut of_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, described) in endpoints.iter().enumerate() {
        of_id.entry(&described.endpoint.id).or_default().push(index);
    }
    let first = |indexes: &[usize], language: Language| {
        let source = |index: &usize| &endpoints[*index].endpoint.source;
        // A page that has its English page already is a pair, and facts are in no language.
        let is_single = |index: &&usize| source(index).english.is_none() && !source(index).facts;
        let of_language = indexes
            .iter()
            .filter(is_single)
            .filter(|index| endpoints[**index].endpoint.language() == language);
        of_language.min_by_key(|index| (&source(index).page, &source(index).digest)).copied()
    };
    let several = of_id.values().filter(|indexes| indexes.len() > 1);
    let pair =
        |indexes: &Vec<usize>| first(indexes, Language::Chinese).zip(first(indexes, Language::English));
    let mut pairs: Vec<(usize, usize)> = several.filter_map(pair).collect();
    pairs.sort_by_key(|(_, english)| *english);
    pairs
}

/// Adds the texts of the English page.
fn add(endpoint: &mut Endpoint, english: &Endpoint, differences: &mut Differences) {
    endpoint.source.english = Some(Box::new(english.source.clone()));
    endpoint.english = Some(EndpointTexts {
        title: english.title.clone(),
        text: translation(&endpoint.text, &english.text),
        notes: english.notes.clone(),
        deprecated: english.deprecated.clone(),
    });
    callers(endpoint, english, differences);
    request(&mut endpoint.request, &english.request, differences);
    response(&mut endpoint.response, &english.response, differences);
    value_formats(&mut endpoint.value_formats, &english.value_formats, differences);
    errors(&mut endpoint.errors, &english.errors, differences);
}

/// The text of the English page; empty if it is not translated.
fn translation(page: &str, english: &str) -> String {
    if english != page && is_translated(english) { english.to_owned() } else { String::new() }
}

fn callers(endpoint: &mut Endpoint, english: &Endpoint, differences: &mut Differences) {
    differences.compare("the kinds of tokens", &endpoint.tokens, &english.tokens);
    differences.compare("the kinds of apps", &endpoint.apps, &english.apps);
    let is_deprecated = (endpoint.deprecated.is_some(), english.deprecated.is_some());
    differences.compare("whether the endpoint is deprecated", &is_deprecated.0, &is_deprecated.1);
    let windows = |limit: &Option<RateLimit>| limit.as_ref().map(|limit| limit.windows.clone());
    differences.compare("the rate limit", &windows(&endpoint.rate_limit), &windows(&english.rate_limit));
    if let (Some(limit), Some(english)) = (&mut endpoint.rate_limit, &english.rate_limit) {
        limit.english = translation(&limit.text, &english.text);
    }
    let lists = [
        ("the required scopes", &mut endpoint.scopes, &english.scopes),
        ("the scopes of fields", &mut endpoint.field_scopes, &english.field_scopes),
    ];
    for (what, scopes, english) in lists {
        differences.compare(what, &names(scopes), &names(english));
        scope_labels(scopes, english);
    }
}

/// The names of scopes, in the order of the alphabet.
fn names(scopes: &[Scope]) -> Vec<String> {
    let mut names: Vec<String> = scopes.iter().map(|scope| scope.name.clone()).collect();
    names.sort_unstable();
    names
}

fn scope_labels(scopes: &mut [Scope], english: &[Scope]) {
    for scope in scopes {
        if let Some(english) = english.iter().find(|english| english.name == scope.name) {
            scope.english = translation(&scope.label, &english.label);
        }
    }
}

fn request(request: &mut Request, english: &Request, differences: &mut Differences) {
    let body = |request: &Request| request.body.as_ref().map(|body| body.content);
    differences.compare("the form of the body", &body(request), &body(english));
    let parts = [
        ("header", &mut request.header, &english.header),
        ("path", &mut request.path, &english.path),
        ("query", &mut request.query, &english.query),
    ];
    for (part, fields, english) in parts {
        fields::add(part, fields, english, differences);
    }
    if let (Some(body), Some(english)) = (&mut request.body, &english.body) {
        fields::add("body", &mut body.fields, &english.fields, differences);
    }
}

fn response(response: &mut Response, english: &Response, differences: &mut Differences) {
    differences.compare("the form of the response", &response.form, &english.form);
    fields::add("response", &mut response.envelope, &english.envelope, differences);
    fields::add("response", &mut response.fields, &english.fields, differences);
}

/// Matches value formats by position and sample, because their names are translated.
fn value_formats(formats: &mut [ValueFormat], english: &[ValueFormat], differences: &mut Differences) {
    let samples =
        |formats: &[ValueFormat]| formats.iter().map(|format| format.sample.clone()).collect::<Vec<_>>();
    differences.compare("how values are written", &samples(formats), &samples(english));
    for (format, english) in formats.iter_mut().zip(english) {
        if format.sample == english.sample {
            format.english = translation(&format.label, &english.label);
        }
    }
}

/// Matches errors by code. If a code has several rows, they are matched in order.
fn errors(errors: &mut [ErrorCase], english: &[ErrorCase], differences: &mut Differences) {
    let same = |a: &ErrorCase, b: &ErrorCase| a.code == b.code;
    let (pairs, only) = fields::matched(errors, english, same);
    let near = |cases: &[ErrorCase]| cases.first().map_or(1, |case| case.line);
    let (near_chinese, near_english) = (near(errors), near(english));
    for index in only.0 {
        let ErrorCase { code, line, .. } = errors[index];
        differences.only(On::Chinese, findings::ERROR, &format!("the error {code}"), (line, near_english));
    }
    for index in only.1 {
        let ErrorCase { code, line, .. } = english[index];
        differences.only(On::English, findings::ERROR, &format!("the error {code}"), (line, near_chinese));
    }
    for (of_chinese, of_english) in pairs {
        let (case, english) = (&mut errors[of_chinese], &english[of_english]);
        let texts = ErrorTexts {
            text: translation(&case.text, &english.text),
            advice: translation(&case.advice, &english.advice),
        };
        case.english = (texts != ErrorTexts::default()).then_some(texts);
    }
}

#[cfg(test)]
mod tests;
