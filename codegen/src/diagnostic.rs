//! Findings about a text: one type for every stage.

mod code;
mod render;
mod visible;

pub use code::Code;
pub use render::Renderer;
pub use visible::{visible, visible_json};

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::source::{Source, Span};

/// The severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Severity {
    /// Something is left out or cannot be used.
    Error,
    /// Something is doubtful.
    Warning,
}

/// A finding: what is wrong, where, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The kind of finding.
    pub code: Code,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// The place; `None` for a finding about the whole text.
    pub label: Option<Label>,
    /// Related places, such as the other side of a contradiction.
    pub also: Vec<Label>,
    /// How to fix it. Starts as the remedy of its kind.
    pub help: Option<String>,
}

/// A place with a label.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The label; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// Creates an error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// Creates a warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: Code, message: String) -> Self {
        let help = Some(code.help());
        Self { severity, code, message, label: None, also: Vec::new(), help }
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.label = Some(Label { span, text: text.into() });
        self
    }

    /// Adds a related place.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.also.push(Label { span, text: text.into() });
        self
    }

    /// Replaces the remedy of the kind by a more specific one.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// The maximum number of findings of one kind about one text.
const MOST_OF_A_KIND: usize = 100;

/// Drops the findings of a kind above [`MOST_OF_A_KIND`] and notes their number at the first one.
fn limit(diagnostics: &mut Vec<Diagnostic>) {
    let mut counts: HashMap<(Code, Severity), usize> = HashMap::new();
    for diagnostic in &*diagnostics {
        *counts.entry((diagnostic.code, diagnostic.severity)).or_default() += 1;
    }
    if counts.values().all(|count| *count <= MOST_OF_A_KIND) {
        return;
    }
    let mut seen: HashMap<(Code, Severity), usize> = HashMap::new();
    diagnostics.retain_mut(|diagnostic| {
        let kind = (diagnostic.code, diagnostic.severity);
        let seen = seen.entry(kind).or_default();
        *seen += 1;
        if *seen == MOST_OF_A_KIND + 1 {
            let more = counts.get(&kind).map_or(0, |count| count - MOST_OF_A_KIND);
            diagnostic.message = format!("and {more} more of this kind, from here on");
            diagnostic.also.clear();
        }
        *seen <= MOST_OF_A_KIND + 1
    });
}

/// The findings about one text, in the order of the text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Findings {
    /// The text.
    pub source: Arc<Source>,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Sorts findings by place, then by the order in which they were added, and removes duplicates.
    #[must_use]
    pub fn new(source: Arc<Source>, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(|diagnostic| diagnostic.label.as_ref().map_or(0, |label| label.span.start));
        diagnostics.dedup();
        limit(&mut diagnostics);
        Self { source, diagnostics }
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
