//! The JSON examples against the rows: members that no row has, and values of another type.

use std::collections::{HashMap, HashSet};

use feishu_schema::{Field, Type};
use serde_json::Value;

use super::contradictions::holds;
use super::{codes, tree};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span, Spanned};

/// Compares an example, which is JSON, with the fields: those of the whole, or of its member `inside`. Each member is
/// told once, however often it occurs.
pub(super) fn compare(
    example: &Spanned<String>,
    fields: &[Field],
    inside: Option<&str>,
    source: &Source,
    out: &mut Vec<Diagnostic>,
) {
    if fields.is_empty() {
        return;
    }
    let (text, place) = (example.as_str(), &example.span);
    let exact = place.len() == text.len();
    let mut walk =
        Walk { text, at: 0, place, exact, source, index: HashMap::new(), told: HashSet::new(), out };
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
    /// The members of each object by name, made once for each list of fields.
    index: HashMap<*const Field, HashMap<&'a str, &'a Field>>,
    told: HashSet<(*const Field, &'a str)>,
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
        self.at += 1;
        while self.next_is_member('}') {
            let start = self.at;
            let name = self.string();
            let span = start..self.at;
            self.space();
            self.at += 1;
            let field = fields.and_then(|fields| self.member(fields, name, &span));
            let value = {
                self.space();
                self.at
            };
            self.value(field.and_then(members));
            if let Some(field) = field {
                self.check(field, value, name);
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

    /// The field of that name. None is a finding.
    fn member(&mut self, fields: &'a [Field], name: &'a str, span: &Span) -> Option<&'a Field> {
        let key = fields.as_ptr();
        let by_name = self
            .index
            .entry(key)
            .or_insert_with(|| fields.iter().rev().map(|field| (field.name.as_str(), field)).collect());
        let found = by_name.get(name).copied();
        if found.is_none() && self.told.insert((key, name)) {
            let problem =
                Diagnostic::warning(codes::EXAMPLE_MEMBER, format!("no row describes the member `{name}`"));
            let first = tree::line_of(&fields[0], self.source);
            let place = self.place(span);
            self.out
                .push(problem.at(place, "only in the example").and(first, "the object's rows start here"));
        }
        found
    }

    /// Compares a value with the field's type. The members of objects are compared on their own.
    fn check(&mut self, field: &'a Field, start: usize, name: &'a str) {
        let text = self.text[start..self.at].trim_end();
        if fits(text, &field.ty) || !self.told.insert((std::ptr::from_ref(field), name)) {
            return;
        }
        let message = format!("the example of `{name}` is no `{}`", field.spelled);
        let problem = Diagnostic::warning(codes::EXAMPLE_TYPE, message);
        let row = tree::line_of(field, self.source);
        let place = self.place(&(start..start + text.len()));
        self.out.push(problem.at(place, "the example").and(row, "the field"));
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
        Type::Struct(_) | Type::Map(_) => text.starts_with('{'),
        Type::List(inner) if !is_plain(inner) => text.starts_with('['),
        _ => serde_json::from_str::<Value>(text).is_ok_and(|value| holds(&value, ty)),
    }
}

fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Int | Type::Float | Type::Boolean)
}
