//! Remarks of the plan, and stale entries of the lexicon, as findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use feishu_schema::Lexicon;
use feishu_schema::lexicon::Origin;

use super::findings;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::source::Source;

/// A finding about a description, or about the lexicon's words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which of the descriptions.
    pub endpoint: usize,
    /// The line of its page.
    pub line: u32,
    /// The place in the lexicon, where that is at fault.
    pub origin: Option<Origin>,
    /// The kind of finding.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Whether the endpoint is left out because of it.
    pub fatal: bool,
}

/// The findings of a plan: those about endpoints, of whose `sources` a remark holds the index, then those about the
/// files of the lexicon.
#[must_use]
pub fn findings(remarks: &[Remark], sources: &[Arc<Source>], lexicon: &[Arc<Source>]) -> Vec<Findings> {
    let mut pages: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    let mut files: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for remark in remarks {
        let diagnostic = match remark.fatal {
            true => Diagnostic::error(remark.code, &remark.message),
            false => Diagnostic::warning(remark.code, &remark.message),
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

/// The entries of the lexicon that apply to nothing, by file. To be asked after planning, which uses them.
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
