//! Reads the fenced examples of a page, whatever form they have: JSON, a form, an HTTP request or a `curl` command.
//!
//! A page's examples are read once, here. Nesting and descriptions use the values; the comparison with the rows uses
//! their places.

mod curl;
mod form;
mod http;

use crate::json::{self, Fault, Node, Parsed, Repair};
use crate::source::Spanned;

/// An example's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The format of the values.
    pub form: Form,
    /// The values; several if a code block shows several below each other.
    pub values: Vec<Node>,
    /// The repairs that were needed to read it.
    pub repairs: Vec<Repair>,
}

/// The format of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON.
    Json,
    /// The fields of a form, whose values are all text.
    Fields,
}

impl Content {
    /// Whether two of the values are the same: an example that was copied into itself.
    #[must_use]
    pub fn shows_a_value_twice(&self) -> bool {
        let values: Vec<_> = self.values.iter().map(Node::to_value).collect();
        values.iter().enumerate().any(|(at, value)| values.iter().skip(at + 1).any(|other| other == value))
    }

    /// The repair that makes the values unreliable, if there is one.
    #[must_use]
    pub fn misread(&self) -> Option<&Repair> {
        let first = |fault| self.repairs.iter().find(|repair| repair.fault == fault);
        let fatal = self.repairs.iter().find(|repair| repair.fault.is_fatal());
        // If a quote within a string was read as its end, the value ends too early.
        fatal.or_else(|| first(Fault::InnerQuote).filter(|_| first(Fault::TextAfter).is_some()))
    }
}

/// Reads the text of an example; `None` if it shows no object or list.
#[must_use]
pub fn read(text: &str) -> Option<Content> {
    if text.trim_start().starts_with(['{', '[']) {
        return json::parse(text).map(Content::from);
    }
    if let Some(parts) = form::parts(text) {
        return Some(Content::from(parts));
    }
    if let Some(command) = curl::arguments(text) {
        return curl::content(text, &command);
    }
    match http::body(text) {
        Some(start) => http::content(text, start),
        None => json::parse(text).map(Content::from),
    }
}

impl From<Parsed> for Content {
    fn from(parsed: Parsed) -> Self {
        Content { form: Form::Json, values: parsed.values, repairs: parsed.repairs }
    }
}

/// The fields of a form.
impl From<Vec<json::Member>> for Content {
    fn from(fields: Vec<json::Member>) -> Self {
        let start = fields.first().map_or(0, |field| field.key.span.start);
        let end = fields.last().map_or(start, |field| field.value.span.end.max(field.key.span.end));
        let object = Node { kind: json::Kind::Object(fields), span: start..end };
        Content { form: Form::Fields, values: vec![object], repairs: Vec::new() }
    }
}

/// A field of a form. An object or list in strict JSON is read as such; any other value is text.
fn field(name: Spanned<String>, value: Spanned<&str>) -> json::Member {
    let structured = value.value.starts_with(['{', '[']).then(|| json::strict(value.value)).flatten();
    let node = match structured {
        Some(node) => node.placed_at(&value.span),
        None => Node { kind: json::Kind::String(value.value.to_owned()), span: value.span },
    };
    json::Member { key: name, value: node }
}

#[cfg(test)]
mod tests;
