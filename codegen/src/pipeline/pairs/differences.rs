//! Findings about the differences between the two pages.

use std::sync::Arc;

use super::findings;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::source::Source;

/// Which of the two pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    Chinese,
    English,
}

/// The differences between two pages. A finding points at the page that has more, and at the place in the other page.
pub(super) struct Differences {
    sources: [Arc<Source>; 2],
    found: [Vec<Diagnostic>; 2],
}

impl Differences {
    /// Between the Chinese page and the English one.
    pub fn between(sources: [Arc<Source>; 2]) -> Self {
        Self { sources, found: [Vec::new(), Vec::new()] }
    }

    /// Reports what only one page has, by its line there and the line in the other page where it would be expected.
    pub fn only(&mut self, on: On, code: Code, what: &str, (line, expected): (u32, u32)) {
        let (here, there) = match on {
            On::Chinese => (0, 1),
            On::English => (1, 0),
        };
        let [page, effect] = match on {
            On::Chinese => ["Chinese", "has no English text"],
            On::English => ["English", "is left out"],
        };
        let diagnostic = Diagnostic::warning(code, format!("{what} is only on the {page} page"));
        let label = format!("{effect}; not in {}:{expected}", self.sources[there].name);
        self.push(here, line, diagnostic, label);
    }

    /// Reports that the pages say different things about a row, by the lines and what each says.
    pub fn of_row(&mut self, code: Code, what: &str, lines: (u32, u32), [chinese, english]: [&str; 2]) {
        let diagnostic = Diagnostic::warning(code, format!("the two pages differ in {what}"));
        let label = format!("{chinese} here, {english} in {}:{}", self.sources[1].name, lines.1);
        self.push(0, lines.0, diagnostic, label);
    }

    /// Reports that the pages say different things about the endpoint as a whole.
    pub fn compare<T: PartialEq>(&mut self, what: &str, chinese: &T, english: &T) {
        if chinese != english {
            let message = format!("the English page {} differs in {what}", self.sources[1].name);
            self.found[0].push(Diagnostic::warning(findings::ENDPOINT_DIFFERS, message));
        }
    }

    fn push(&mut self, page: usize, line: u32, diagnostic: Diagnostic, label: String) {
        let span = self.sources[page].line_span(line).unwrap_or(0..0);
        self.found[page].push(diagnostic.at(span, label));
    }

    /// The findings about each of the pages that has any.
    pub fn into_findings(self) -> impl Iterator<Item = Findings> {
        let both = self.sources.into_iter().zip(self.found);
        both.filter(|(_, found)| !found.is_empty()).map(|(source, found)| Findings::new(source, found))
    }
}
