//! What the tool has to say about a text: one type for every stage.

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

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Severity {
    /// Something is left out or unusable.
    Error,
    /// Something is doubtful.
    Warning,
}

/// One finding: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of this kind of finding.
    pub code: Code,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// Where, and what is to be seen there; `None` where the whole text is meant.
    pub label: Option<Label>,
    /// Other places that belong to it, such as the other side of a contradiction.
    pub also: Vec<Label>,
    /// What to do about it; at first, what its kind says.
    pub help: Option<String>,
}

/// A place and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: Code, message: String) -> Self {
        let help = Some(code.help());
        Self { severity, code, message, label: None, also: Vec::new(), help }
    }

    /// Adds the place.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.label = Some(Label { span, text: text.into() });
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.also.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do, where there is more to say than the remedy of the kind.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// The most findings of one kind about one text: who has read that many knows what is wrong.
const MOST_OF_A_KIND: usize = 100;

/// Leaves out findings of a kind from some number on, and says at the first of them how many.
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
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Puts findings in the order of the text: by place, then in the order in which they were made. What is said twice
    /// of one place is said once.
    #[must_use]
    pub fn new(source: Arc<Source>, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(|diagnostic| diagnostic.label.as_ref().map_or(0, |label| label.span.start));
        diagnostics.dedup();
        limit(&mut diagnostics);
        Self { source, diagnostics }
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
