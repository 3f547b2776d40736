//! Members and parameters.

use feishu_schema::{Field, FieldWords, Required, Sentinel, TimeUnit, Type};

use super::endpoint::Builder;
use super::names::{Taken, member, setter};
use super::words::{Part, Spot};
use super::{FieldItem, RustType, checks, docs};

impl<'a> Builder<'a> {
    pub fn field_item(
        &mut self,
        field: &'a Field,
        siblings: &[Field],
        spot: &Spot<'a>,
        members: &mut Taken,
    ) -> FieldItem {
        let words = self.words.field(spot, field);
        let name = self.member_name(field, words, members);
        let ty = self.field_type(field, spot, words);
        let optional = is_optional(field, words, spot.part);
        let mut doc = docs::field(words.and_then(|words| words.doc.as_deref()), field);
        if let Some(heading) = &field.encoded {
            let kinds = self.words.endpoint().map(|words| &words.values);
            let formats = docs::value_formats(&self.endpoint.value_formats, heading, kinds);
            doc = [doc, formats].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        FieldItem {
            wire: field.name.clone(),
            setter: setter(&name),
            name,
            doc,
            optional,
            personal: words.is_some_and(|words| words.personal),
            deprecated: field.deprecated,
            checks: checks::of(field, &ty, optional, words, siblings, spot.part),
            ty,
        }
    }

    fn member_name(&mut self, field: &Field, words: Option<&FieldWords>, members: &mut Taken) -> String {
        let wanted = words.and_then(|words| words.name.as_deref());
        let wanted = wanted.filter(|name| {
            let sound = member(name) == *name;
            if !sound {
                self.bad_name(name, field.line);
            }
            sound
        });
        members.claim([wanted.map_or_else(|| member(&field.name), str::to_owned)])
    }

    /// The Rust type of a field, as if it were always there.
    pub fn field_type(&mut self, field: &'a Field, spot: &Spot<'a>, words: Option<&FieldWords>) -> RustType {
        let ty = words.and_then(|words| words.ty.clone()).unwrap_or_else(|| field.ty.clone());
        self.resolve(&ty, field, spot, words)
    }

    fn resolve(
        &mut self,
        ty: &Type,
        field: &'a Field,
        spot: &Spot<'a>,
        words: Option<&FieldWords>,
    ) -> RustType {
        match ty {
            Type::List(inner) => RustType::List(Box::new(self.resolve(inner, field, spot, words))),
            // Where there is only text, a value with members is text of some form that the page tells in prose.
            Type::Map(_) | Type::Struct(_) | Type::Json if spot.part.is_text() => RustType::String,
            // A URL holds nothing but text.
            Type::Map(_) | Type::Struct(_) | Type::Json | Type::File
                if matches!(spot.part, Part::Path | Part::Query) =>
            {
                RustType::String
            }
            Type::Map(inner) => RustType::Map(Box::new(self.resolve(inner, field, spot, words))),
            Type::Struct(name) => self.struct_type(name.as_deref(), field, spot),
            Type::Int | Type::String if !field.options.is_empty() => self.enum_type(ty, field, spot, words),
            Type::Int if field.time == Some(TimeUnit::Milliseconds) => time_type(field, words),
            Type::Int => RustType::Integer,
            Type::String if field.encoded.is_some() => RustType::EncodedValue,
            Type::String => RustType::String,
            Type::Float => RustType::Float,
            Type::Boolean => RustType::Boolean,
            Type::File if spot.part == Part::Form => RustType::File,
            // A file inside of JSON can be anything.
            Type::File if !spot.part.is_text() => RustType::Json,
            Type::File => RustType::String,
            Type::Json => RustType::Json,
        }
    }
}

fn time_type(field: &Field, words: Option<&FieldWords>) -> RustType {
    let said = field.sentinels.first().map(|sentinel| match sentinel {
        Sentinel::Ongoing(number) => *number,
    });
    match words.and_then(|words| words.ongoing).or(said) {
        None => RustType::Timestamp,
        Some(-1) => RustType::Until,
        Some(_) => RustType::Integer,
    }
}

fn is_optional(field: &Field, words: Option<&FieldWords>, part: Part) -> bool {
    match part {
        // A path without one of its parameters is another path.
        Part::Path => false,
        // What the service leaves out of an answer must not make the answer unreadable.
        Part::Response => true,
        Part::Query | Part::Body | Part::Form => {
            let corrected = words.and_then(|words| words.required);
            !corrected.unwrap_or(field.required == Required::Yes)
        }
    }
}
