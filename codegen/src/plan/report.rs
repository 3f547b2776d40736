//! Findings about the plan, and about stale entries of the lexicon.

use std::collections::BTreeMap;
use std::sync::Arc;

use feishu_schema::Lexicon;
use feishu_schema::lexicon::Origin;

use super::findings;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::source::Source;

/// A finding about a description or its entries in the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The index of the description.
    pub endpoint: usize,
    /// The line of the page.
    pub line: u32,
    /// The place in the lexicon, if the lexicon is wrong.
    pub origin: Option<Origin>,
    /// The kind of finding.
    pub code: Code,
    /// The message.
    pub message: String,
    /// How to fix it.
    pub help: String,
    /// An error if the endpoint is left out because of this.
    pub severity: Severity,
}

/// The findings of a plan: first those about endpoints (a remark holds an index into `sources`), then those about
/// lexicon files.
#[must_use]
pub fn to_findings(remarks: &[Remark], sources: &[Arc<Source>], lexicon: &[Arc<Source>]) -> Vec<Findings> {
    let mut pages: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    let mut files: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for remark in remarks {
        let diagnostic = match remark.severity {
            Severity::Error => Diagnostic::error(remark.code, &remark.message),
            Severity::Warning => Diagnostic::warning(remark.code, &remark.message),
        };
        let diagnostic = diagnostic.help(&remark.help);
        if let Some(origin) = remark.origin.as_ref().filter(|origin| origin.file < lexicon.len()) {
            files.entry(origin.file).or_default().push(diagnostic.at(origin.span.clone(), ""));
        } else {
            let span = sources.get(remark.endpoint).and_then(|source| source.line_span(remark.line));
            let diagnostic = match span {
                Some(span) => diagnostic.at(span, ""),
                None => diagnostic,
            };
            pages.entry(remark.endpoint).or_default().push(diagnostic);
        }
    }
    [(pages, sources), (files, lexicon)]
        .into_iter()
        .flat_map(|(found, sources)| per_source(found, sources))
        .collect()
}

/// The unused entries of the lexicon, by file. Call this after planning, which marks entries as used.
#[must_use]
pub fn stale(lexicon: &Lexicon, sources: &[Arc<Source>]) -> Vec<Findings> {
    let mut files: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for entry in lexicon.stale() {
        let message = format!("the lexicon's entry `{entry}` applies to nothing");
        let diagnostic = Diagnostic::error(findings::STALE_ENTRY, message);
        let diagnostic = diagnostic.at(entry.origin.span.clone(), "nothing that was read has this");
        files.entry(entry.origin.file).or_default().push(diagnostic);
    }
    per_source(files, sources)
}

fn per_source(found: BTreeMap<usize, Vec<Diagnostic>>, sources: &[Arc<Source>]) -> Vec<Findings> {
    let of_source = |(index, diagnostics): (usize, _)| {
        sources.get(index).map(|source| Findings::new(Arc::clone(source), diagnostics))
    };
    found.into_iter().filter_map(of_source).collect()
}
