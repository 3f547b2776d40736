//! Compares the values of examples with the rows: members that no row has, required members that are missing, and values
//! of another type or none of the options.

use std::collections::{HashMap, HashSet};

use feishu_schema::{Field, Required, TimeUnit, Type};

use super::contradiction::{Contradiction, Kind as Found};
use super::row_check::{holds, keys, stranger_in};
use crate::example::Form;
use crate::json::{Kind, Member, Node};
use crate::source::{Source, Span, Spanned};

/// What an example is compared with, and how.
#[derive(Clone, Copy)]
pub(super) struct Check<'a> {
    /// The text of the example.
    pub text: &'a Spanned<String>,
    /// How it is written.
    pub form: Form,
    /// Whether it is sent: only then must required members be there.
    pub sent: bool,
    /// The page.
    pub source: &'a Source,
}

impl<'a> Check<'a> {
    /// Compares a value of the example with the fields. Each contradiction is reported once, however often it occurs.
    pub fn compare(self, value: &'a Node, fields: &'a [Field]) -> Vec<Contradiction> {
        let (index, keys, seen) = (HashMap::new(), HashMap::new(), HashSet::new());
        let mut walk = Walk { check: self, index, keys, seen, found: Vec::new() };
        if !fields.is_empty() {
            walk.value(value, fields);
        }
        walk.found
    }
}

struct Walk<'a> {
    check: Check<'a>,
    /// The members of each object by name, made once for each list of fields.
    index: HashMap<*const Field, HashMap<&'a str, &'a Field>>,
    /// The keys of each field's options, made when the first value is met.
    keys: HashMap<*const Field, HashSet<String>>,
    /// What was reported: the kind, the field or the first one of the object, and the name.
    seen: HashSet<(std::mem::Discriminant<Found>, *const Field, &'a str)>,
    found: Vec<Contradiction>,
}

impl<'a> Walk<'a> {
    /// Walks a value whose members the fields describe.
    fn value(&mut self, node: &'a Node, fields: &'a [Field]) {
        match &node.kind {
            Kind::Object(members) => self.object(node, members, fields),
            Kind::List(elements) => elements.iter().for_each(|element| self.value(element, fields)),
            _ => {}
        }
    }

    fn object(&mut self, node: &Node, shown: &'a [Member], fields: &'a [Field]) {
        for member in shown {
            match self.by_name(fields).get(member.key.as_str()).copied() {
                Some(field) => {
                    if let Some(fields) = members(field) {
                        self.value(&member.value, fields);
                    }
                    self.check(field, member);
                }
                None => self.undocumented(fields, member),
            }
        }
        if self.check.sent {
            self.missing(fields, node, shown);
        }
    }

    /// The fields of an object by name. Of two with one name the first counts.
    fn by_name(&mut self, fields: &'a [Field]) -> &HashMap<&'a str, &'a Field> {
        let make = || fields.iter().rev().map(|field| (field.name.as_str(), field)).collect();
        self.index.entry(fields.as_ptr()).or_insert_with(make)
    }

    fn missing(&mut self, fields: &'a [Field], node: &Node, shown: &'a [Member]) {
        let required: Vec<&Field> = fields.iter().filter(|field| field.required == Required::Yes).collect();
        if required.is_empty() {
            return;
        }
        let shown: HashSet<&str> = shown.iter().map(|member| member.key.as_str()).collect();
        let opening = node.span.start..node.span.end.min(node.span.start + 1);
        for field in required.into_iter().filter(|field| !shown.contains(field.name.as_str())) {
            self.report(Found::Missing, std::ptr::from_ref(field), &field.name, &opening, field.line);
        }
    }

    /// Reports a member that no row describes.
    fn undocumented(&mut self, fields: &'a [Field], member: &'a Member) {
        // An answer that holds nothing is often shown with an empty `data`, and that says nothing.
        let empty = match &member.value.kind {
            Kind::Null => true,
            Kind::Object(members) => members.is_empty(),
            _ => false,
        };
        let nothing = member.key.as_str() == "data" && empty && self.by_name(fields).contains_key("code");
        if !nothing {
            let name = member.key.as_str();
            let named_so =
                |field: &&Field| matches!(field.ty.innermost(), Type::Struct(Some(ty)) if ty == name);
            let (found, line) = match fields.iter().find(named_so) {
                Some(field) => (Found::Swapped(field.name.clone()), field.line),
                None => (Found::Undocumented, fields[0].line),
            };
            self.report(found, fields.as_ptr(), name, &member.key.span, line);
        }
    }

    /// Compares a value with the field's type and options. The members of objects are compared on their own.
    fn check(&mut self, field: &'a Field, member: &'a Member) {
        let value = &member.value;
        let (found, line) = if !self.is_of_type(value, &field.ty) {
            (Found::Type(type_words(field)), field.line)
        } else if !is_time(field, value) {
            (Found::Type("a time in decimal digits".to_owned()), field.line)
        } else if let Some(stranger) = self.stranger(field, value) {
            (Found::Option(stranger), field.options.first().map_or(field.line, |first| first.line))
        } else {
            return;
        };
        self.report(found, std::ptr::from_ref(field), member.key.as_str(), &value.span, line);
    }

    /// Whether a value is of the type, as far as it is not compared on its own. In a form every value is text.
    fn is_of_type(&self, value: &Node, ty: &Type) -> bool {
        match (ty, &value.kind) {
            (_, Kind::Null) => true,
            (_, Kind::String(_)) if self.check.form == Form::Fields => true,
            (Type::Struct(_), kind) => matches!(kind, Kind::Object(_)),
            (Type::Map(inner), kind) if !is_plain(inner) => matches!(kind, Kind::Object(_)),
            (Type::List(inner), kind) if !is_plain(inner) => matches!(kind, Kind::List(_)),
            _ => holds(value, ty),
        }
    }

    fn stranger(&mut self, field: &'a Field, value: &Node) -> Option<String> {
        if field.options.is_empty() {
            return None;
        }
        let keys = self.keys.entry(std::ptr::from_ref(field)).or_insert_with(|| keys(field));
        stranger_in(value, keys, &field.ty)
    }

    /// `shown` is a place in the example; `line` the one that it contradicts.
    fn report(&mut self, kind: Found, field: *const Field, name: &'a str, shown: &Span, line: u32) {
        if self.seen.insert((std::mem::discriminant(&kind), field, name)) {
            self.found.push(Contradiction {
                name: name.to_owned(),
                kind,
                shown: self.check.text.span_of(shown),
                row: self.check.source.line_span(line).unwrap_or_default(),
            });
        }
    }
}

/// Whether a text can be the epoch time that its field holds; an empty one is a time that is not set.
fn is_time(field: &Field, value: &Node) -> bool {
    let is_epoch = matches!(field.time, Some(TimeUnit::Milliseconds | TimeUnit::Seconds));
    match &value.kind {
        Kind::String(text) if is_epoch => text.is_empty() || text.parse::<i64>().is_ok(),
        _ => true,
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
        ("" | "-" | "/", Type::List(_)) => "a list".to_owned(),
        ("" | "-" | "/", _) => "an object".to_owned(),
        (spelled, _) => format!("of type `{spelled}`"),
    }
}

fn has_map(ty: &Type) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::List(inner) => has_map(inner),
        _ => false,
    }
}

fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Int | Type::Float | Type::Boolean)
}
