use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer as Snippets, Snippet};
use serde::Serialize;

use super::{Diagnostic, Findings, Label, Severity, visible, visible_json};
use crate::source::{Source, Span};

/// Renders findings as text for people, in the style of rustc, or as JSON lines for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// For people.
    Human {
        /// Whether to use colours.
        colour: bool,
    },
    /// One JSON object per line.
    Json,
}

impl Renderer {
    /// Renders all findings about one source. Each ends with a line break.
    #[must_use]
    pub fn render(self, findings: &Findings) -> String {
        let source = &*findings.source;
        match self {
            Renderer::Human { colour } => {
                let text = Text { source, is_visible: matches!(visible(&source.text), Cow::Borrowed(_)) };
                findings.diagnostics.iter().map(|found| human(&text, found, colour) + "\n\n").collect()
            }
            Renderer::Json => findings.diagnostics.iter().map(|found| json(source, found) + "\n").collect(),
        }
    }
}

/// A text that findings point at.
struct Text<'a> {
    source: &'a Source,
    /// Whether it has no hidden characters. Computed once for all findings, as it takes as long as all the rest.
    is_visible: bool,
}

impl<'a> Text<'a> {
    fn shown(&self, span: Span) -> Cow<'a, str> {
        let text = &self.source.text[span];
        if self.is_visible { Cow::Borrowed(text) } else { visible(text) }
    }
}

fn human(text: &Text<'_>, diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.name);
    let mut group = match &diagnostic.label {
        Some(label) => title.element(snippet(text, label, &diagnostic.also)),
        None => title.element(annotate_snippets::Origin::path(visible(&text.source.name))),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let report: [Group<'_>; 1] = [group];
    let renderer = if colour { Snippets::styled() } else { Snippets::plain() };
    renderer.render(&report)
}

fn snippet<'a>(
    text: &Text<'a>,
    label: &'a Label,
    also: &'a [Label],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = text.source;
    let spans: Vec<Span> =
        std::iter::once(label).chain(also).map(|label| within(source, &label.span)).collect();
    let window = window(source, &spans);
    // The replacement of a hidden character may be longer or shorter.
    let shown = |offset: usize| text.shown(window.start..offset).len();
    let inside = |span: &Span| shown(span.start)..shown(span.end);
    let primary = AnnotationKind::Primary.span(inside(&spans[0])).label(visible(&label.text));
    let others = also
        .iter()
        .zip(&spans[1..])
        .map(|(label, span)| AnnotationKind::Context.span(inside(span)).label(visible(&label.text)));
    Snippet::source(text.shown(window.clone()))
        .line_start(source.position(window.start).line + 1)
        .path(visible(&source.name))
        .annotation(primary)
        .annotations(others)
}

/// The lines from the first span to the last, because the renderer scans all given lines for every finding.
fn window(source: &Source, spans: &[Span]) -> Span {
    let start = spans.iter().map(|span| span.start).min().unwrap_or_default();
    let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
    let start = source.text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = source.text[end..].find('\n').map_or(source.text.len(), |length| end + length + 1);
    start..end
}

/// The span, cut to its first line: a caret below many lines shows nothing.
fn within(source: &Source, span: &Span) -> Span {
    let start = floor(&source.text, span.start);
    let end = floor(&source.text, span.end.max(start));
    let line_end = source.text[start..end].find('\n').map_or(end, |length| start + length);
    start..line_end
}

/// The nearest character boundary at or before the offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A finding as JSON. Lines and columns count from 1.
#[derive(Serialize)]
struct JsonFinding<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    file: &'a str,
    #[serde(flatten)]
    place: Option<JsonPlace<'a>>,
    also: Vec<JsonPlace<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

fn json(source: &Source, diagnostic: &Diagnostic) -> String {
    let finding = JsonFinding {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.code.name,
        message: &diagnostic.message,
        file: &source.name,
        place: diagnostic.label.as_ref().map(|label| json_place(source, label)),
        also: diagnostic.also.iter().map(|label| json_place(source, label)).collect(),
        help: diagnostic.help.as_deref(),
    };
    // Strings and numbers always have a JSON form.
    visible_json(&serde_json::to_string(&finding).unwrap_or_default()).into_owned()
}

fn json_place<'a>(source: &Source, label: &'a Label) -> JsonPlace<'a> {
    let position = source.position(label.span.start);
    JsonPlace { line: position.line + 1, column: position.column + 1, label: &label.text }
}
