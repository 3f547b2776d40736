//! The JSON examples against the rows: members that no row has, and values of another type or none of the options.

use std::collections::{HashMap, HashSet};

use feishu_schema::{Field, Required, Type};
use serde_json::Value;

use super::contradictions::{holds, keys, stranger};
use super::{codes, tree};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span, Spanned};

/// Compares an example, which is JSON, with the fields: those of the whole, or of its member `inside`. Each member is
/// told once, however often it occurs.
pub(super) fn compare(
    example: &Spanned<String>,
    fields: &[Field],
    inside: Option<&str>,
    sent: bool,
    source: &Source,
    out: &mut Vec<Diagnostic>,
) {
    if fields.is_empty() {
        return;
    }
    let (text, place) = (example.as_str(), &example.span);
    let exact = place.len() == text.len();
    let (index, keys, told) = (HashMap::new(), HashMap::new(), HashSet::new());
    let mut walk = Walk { text, at: 0, place, exact, source, sent, index, keys, told, out };
    match inside {
        Some(name) => walk.inside(name, fields),
        None => walk.value(Some(fields)),
    }
}

/// A walk over text that is known to be JSON: it needs no care for mistakes, only for places.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    place: &'a Span,
    exact: bool,
    source: &'a Source,
    /// Whether the example is sent: what must be there is not said of answers.
    sent: bool,
    /// The members of each object by name, made once for each list of fields.
    index: HashMap<*const Field, HashMap<&'a str, &'a Field>>,
    /// The keys of each field's options, made when the first value is met.
    keys: HashMap<*const Field, HashSet<String>>,
    told: HashSet<(Code, *const Field, &'a str)>,
    out: &'a mut Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    /// Walks a value, whose members are compared with `fields` where they are known.
    fn value(&mut self, fields: Option<&'a [Field]>) {
        self.space();
        match self.rest().as_bytes().first() {
            Some(b'{') => self.object(fields),
            Some(b'[') => self.array(fields),
            Some(b'"') => {
                self.string();
            }
            _ => self.at += self.rest().find([',', '}', ']']).unwrap_or(self.rest().len()),
        }
    }

    /// Walks an object of which only one member is compared.
    fn inside(&mut self, wanted: &str, fields: &'a [Field]) {
        self.space();
        self.at += 1;
        while self.next_is_member('}') {
            let name = self.string();
            self.space();
            self.at += 1;
            self.value((name == wanted).then_some(fields));
        }
    }

    fn object(&mut self, fields: Option<&'a [Field]>) {
        let opening = self.at;
        let mut shown = HashSet::new();
        self.at += 1;
        while self.next_is_member('}') {
            let start = self.at;
            let name = self.string();
            shown.insert(name);
            let span = start..self.at;
            self.space();
            self.at += 1;
            let field = fields.and_then(|fields| self.member(fields, name));
            self.space();
            let value = self.at;
            self.value(field.and_then(members));
            let value = value..self.at;
            match (field, fields) {
                (Some(field), _) => self.check(field, value, name),
                (None, Some(fields)) => self.unknown(fields, name, &span, value),
                (None, None) => {}
            }
        }
        if let Some(fields) = fields.filter(|_| self.sent) {
            self.left_out(fields, &shown, opening);
        }
    }

    /// Tells of members that the rows require and the example leaves out.
    fn left_out(&mut self, fields: &'a [Field], shown: &HashSet<&str>, opening: usize) {
        let required =
            |field: &&Field| field.required == Required::Yes && !shown.contains(field.name.as_str());
        for field in fields.iter().filter(required) {
            if self.told.insert((codes::EXAMPLE_REQUIRED, std::ptr::from_ref(field), &field.name)) {
                let message = format!("the example leaves out `{}`, which is required", field.name);
                let problem = Diagnostic::warning(codes::EXAMPLE_REQUIRED, message);
                let problem = problem.at(self.place(&(opening..opening + 1)), "the object without it");
                self.out.push(problem.and(tree::line_of(field, self.source), "the field"));
            }
        }
    }

    fn array(&mut self, fields: Option<&'a [Field]>) {
        self.at += 1;
        while self.next_is_member(']') {
            self.value(fields);
        }
    }

    /// Goes to the next member or element; `false` behind the closing bracket.
    fn next_is_member(&mut self, close: char) -> bool {
        self.space();
        if self.rest().starts_with(',') {
            self.at += 1;
            self.space();
        }
        if self.rest().starts_with(close) {
            self.at += 1;
            return false;
        }
        !self.rest().is_empty()
    }

    /// The fields of an object by name. Of two with one name the first counts.
    fn by_name(&mut self, fields: &'a [Field]) -> &HashMap<&'a str, &'a Field> {
        let make = || fields.iter().rev().map(|field| (field.name.as_str(), field)).collect();
        self.index.entry(fields.as_ptr()).or_insert_with(make)
    }

    fn member(&mut self, fields: &'a [Field], name: &str) -> Option<&'a Field> {
        self.by_name(fields).get(name).copied()
    }

    /// Tells of a member that no row describes.
    fn unknown(&mut self, fields: &'a [Field], name: &'a str, span: &Span, value: Span) {
        // An answer that holds nothing is often shown with an empty `data`, and that says nothing.
        let empty = matches!(self.text[value].trim_end(), "{}" | "null");
        let nothing = name == "data" && empty && self.by_name(fields).contains_key("code");
        if nothing || !self.told.insert((codes::EXAMPLE_MEMBER, fields.as_ptr(), name)) {
            return;
        }
        let problem =
            Diagnostic::warning(codes::EXAMPLE_MEMBER, format!("no row describes the member `{name}`"));
        let problem = problem.at(self.place(span), "only in the example");
        self.out.push(problem.and(tree::line_of(&fields[0], self.source), "the object's rows start here"));
    }

    /// Compares a value with the field's type and options. The members of objects are compared on their own.
    fn check(&mut self, field: &'a Field, value: Span, name: &'a str) {
        let text = self.text[value.clone()].trim_end();
        let (code, message, line) = if !fits(text, &field.ty) {
            let message = format!("the example of `{name}` is no {}", type_words(field));
            (codes::EXAMPLE_TYPE, message, field.line)
        } else if let Some(stranger) = self.stranger(field, text) {
            let message = format!("the example `{stranger}` is none of the options of `{name}`");
            (codes::EXAMPLE_OPTION, message, field.options.first().map_or(field.line, |first| first.line))
        } else {
            return;
        };
        if self.told.insert((code, std::ptr::from_ref(field), name)) {
            let place = self.place(&(value.start..value.start + text.len()));
            let other = self.source.line_span(line).unwrap_or_default();
            let label = if code == codes::EXAMPLE_TYPE { "the field" } else { "the options" };
            self.out.push(Diagnostic::warning(code, message).at(place, "the example").and(other, label));
        }
    }

    fn stranger(&mut self, field: &'a Field, text: &str) -> Option<String> {
        if field.options.is_empty() {
            return None;
        }
        let keys = self.keys.entry(std::ptr::from_ref(field)).or_insert_with(|| keys(field));
        stranger(text, keys, &field.ty)
    }

    fn place(&self, span: &Span) -> Span {
        if self.exact {
            self.place.start + span.start..self.place.start + span.end
        } else {
            self.place.clone()
        }
    }

    /// Walks a string; what stands between the quotes, escapes as written.
    fn string(&mut self) -> &'a str {
        let start = self.at + 1;
        let mut escaped = false;
        let end = self.text[start..].bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let end = end.map_or(self.text.len(), |length| start + length);
        self.at = (end + 1).min(self.text.len());
        &self.text[start..end]
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }
}

/// The members that a value of the field has, where the page lists them.
fn members(field: &Field) -> Option<&[Field]> {
    let listed = matches!(field.ty.innermost(), Type::Struct(_)) && !field.fields.is_empty();
    // The keys of a map are data.
    (listed && !has_map(&field.ty)).then_some(field.fields.as_slice())
}

/// The type in the page's words, or what it stands for where the page has none.
fn type_words(field: &Field) -> String {
    match (field.spelled.as_str(), &field.ty) {
        ("" | "-" | "/", Type::List(_)) => "list".to_owned(),
        ("" | "-" | "/", _) => "object".to_owned(),
        (spelled, _) => format!("`{spelled}`"),
    }
}

fn has_map(ty: &Type) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::List(inner) => has_map(inner),
        _ => false,
    }
}

/// Whether the text of a value fits the type, by its first character for objects and lists of them.
fn fits(text: &str, ty: &Type) -> bool {
    match ty {
        Type::Json | Type::File => true,
        _ if text == "null" => true,
        Type::Struct(_) => text.starts_with('{'),
        Type::Map(inner) if !is_plain(inner) => text.starts_with('{'),
        Type::List(inner) if !is_plain(inner) => text.starts_with('['),
        _ => serde_json::from_str::<Value>(text).is_ok_and(|value| holds(&value, ty)),
    }
}

fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Int | Type::Float | Type::Boolean)
}
