//! Comparing: two sets of descriptions become a list of changes, each with its meaning for callers of the generated
//! code.
//!
//! Everything in a description is compared, except for line numbers. FlatRows are matched by name and place; renamed and
//! moved rows are recognised by their content ([`ReportRow`], `pairs`). The generated type of a row comes from the
//! [plan](crate::plan).
//!
//! | what changed | in a request | in an answer |
//! |---|---|---|
//! | a field is new | breaking if required, else additive | additive |
//! | members of a field that is new | additive: nobody has it yet | additive |
//! | a field is gone, renamed, or moved | breaking | breaking |
//! | the type, on the wire or in generated code: `i64` becomes an enum or a time, a struct has another name | breaking | breaking |
//! | optional becomes required | breaking | documentation: a member of an answer is an `Option` anyway |
//! | required becomes optional | breaking: requests stay good, but the constructor loses an argument | additive |
//! | the order of required fields | breaking: it is that of the constructor's arguments | documentation |
//! | an option is new | additive | additive |
//! | a variant of an option has another name, as its English label has changed | breaking | breaking |
//! | an option is gone, or has another key | breaking: it is refused, and its variant is gone | breaking: its variant is gone |
//! | a rule is narrower | breaking | documentation: what comes was allowed before |
//! | a rule is wider | additive | additive |
//! | the text of a rule in words | documentation | documentation |
//! | another default | breaking: the same request means something else | documentation |
//! | a number that means something else is new / gone | additive / breaking | additive / documentation |
//! | a field becomes deprecated | additive, as in semantic versioning | additive |
//! | scopes of a field or an option: fewer alternatives, or one where there was none | breaking | breaking |
//! | scopes of a field or an option: more alternatives, or none any more | additive | additive |
//! | wording, links, examples, how a place was decided, the order of options | documentation | documentation |
//! | a row of the envelope, which generated code never shows, is new or gone | | documentation |
//!
//! | what changed beside the tables | weight |
//! |---|---|
//! | method, path, host, how body or answer are wrapped; a body is new or gone | breaking |
//! | an error code is new / gone | additive / breaking: its variant is gone |
//! | a scope alternative, a kind of token or app: one more / one less | additive / breaking |
//! | a scope of sensitive fields is new / gone | breaking, unless only what is new needs it / additive |
//! | more / fewer calls allowed | additive / breaking |
//! | an endpoint is new / gone / deprecated | additive / breaking / additive |
//! | everything else: title, prose, labels, dates | documentation |
//!
//! Each endpoint is compared by itself. The report does not contain that two endpoints of a service no longer share a
//! type. A value of one endpoint's type can then not be passed to the other, although both still have a type of that
//! name.
//!
//! A description that states only facts is compared with the facts of the other one: prose and examples are not reported
//! as removed.
//!
//! A difference of bytes alone, such as a blank line, is not a change.

mod code;
mod date;
mod endpoint;
mod errors;
mod examples;
mod field;
mod html;
mod likeness;
mod lists;
mod markdown;
mod matching;
mod names;
mod options;
mod pairs;
mod phrases;
mod report;
mod row;
mod rows;
mod rules;
mod scopes;
mod table;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use report::{Bump, Change, Kind, PageReport, Report, ReportRow, Section, Verdict, Weight};
pub use text::text;

use feishu_schema::{Endpoint, Lexicon};

use crate::describe::facts::facts;

/// Compares two sets of descriptions. The lexicon provides the names in generated code.
///
/// Two unrelated endpoints are a removed and an added one. Returns `None` if sets of several endpoints have none in
/// common.
#[must_use]
pub fn compare(old: &[Endpoint], new: &[Endpoint], lexicon: &Lexicon) -> Option<Report> {
    let matched = matching::match_endpoints(old, new);
    let in_common = matched.iter().any(|(before, after)| before.is_some() && after.is_some());
    if !in_common && matched.len() > 2 {
        return None;
    }
    let page = |(before, after): (Option<&Endpoint>, Option<&Endpoint>)| match (before, after) {
        (Some(before), Some(after)) => Some(compare_pages(before, after, lexicon)),
        (Some(gone), None) => Some(alone(gone, Kind::Removed)),
        (None, Some(come)) => Some(alone(come, Kind::Added)),
        (None, None) => None,
    };
    Some(Report::new(matched.into_iter().filter_map(page).collect()))
}

/// Compares two descriptions of one endpoint; if one of them states only facts, the facts of both.
#[must_use]
pub fn compare_pages(old: &Endpoint, new: &Endpoint, lexicon: &Lexicon) -> PageReport {
    if old.source.facts == new.source.facts {
        compare_like(old, new, lexicon)
    } else {
        compare_like(&facts(old), &facts(new), lexicon)
    }
}

fn compare_like(old: &Endpoint, new: &Endpoint, lexicon: &Lexicon) -> PageReport {
    let tables = table::Tables::new(old, new, lexicon);
    let mut changes = Vec::new();
    endpoint::compare(old, new, &tables.scopes_of_new_only(), &mut changes);
    let rows = tables.compare(&mut changes);
    errors::compare(old, new, &mut changes);
    page(new, changes, rows)
}

fn page(endpoint: &Endpoint, changes: Vec<Change>, rows: Vec<ReportRow>) -> PageReport {
    PageReport {
        id: endpoint.id.clone(),
        verdict: Verdict(changes.iter().map(|change| change.weight).max()),
        changes,
        title: endpoint.title.clone(),
        url: endpoint.source.url.clone(),
        rows,
    }
}

/// Reports an endpoint that is only in one of the sets.
fn alone(endpoint: &Endpoint, kind: Kind) -> PageReport {
    let call = Some(format!("{} {}", endpoint.method.as_str(), endpoint.path));
    let (weight, before, after, message) = match kind {
        Kind::Added => (Weight::Additive, None, call, "The endpoint is documented now."),
        _ => (Weight::Breaking, call, None, "The endpoint is not documented any more: its module is gone."),
    };
    let change = Change::new(weight, kind, Section::Endpoint, "", message).values((before, after));
    page(endpoint, vec![change], Vec::new())
}
