//! Members and parameters.

use feishu_schema::lexicon::{FieldEntry, FieldLocation, Part};
use feishu_schema::{Field, Sentinel, TimeUnit, Type};

use super::builder::Builder;
use super::items::{FieldItem, RustType, TimeForm};
use super::names::{Taken, member, setter};
use super::{checks, docs};

impl<'a> Builder<'a> {
    pub fn field_item(
        &mut self,
        field: &'a Field,
        siblings: &[Field],
        location: &FieldLocation<'a>,
        members: &mut Taken,
    ) -> FieldItem {
        let words = self.words.field(location, field);
        let name = self.member_name(field, words, members);
        let ty = self.field_type(field, location, words);
        let optional = is_optional(field, words, location.part);
        let mut doc = docs::field(words.doc(), field, self.languages);
        if let Some(heading) = &field.encoded {
            let formats = &self.endpoint.value_formats;
            let kind = |label: &str| self.words.value_kind(label);
            let formats = docs::value_formats(formats, heading, kind, self.languages);
            doc = [doc, formats].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        let time = time_form(field, &ty, words);
        FieldItem {
            wire: field.name.clone(),
            time,
            setter: setter(&name),
            name,
            doc,
            optional,
            visibility: words.visibility(),
            deprecated: field.deprecated,
            checks: checks::of(field, &ty, optional, words, siblings, location.part),
            ty,
        }
    }

    fn member_name(&mut self, field: &Field, words: FieldEntry<'a>, members: &mut Taken) -> String {
        let wanted = words.name().and_then(|name| self.valid_name(name, field.line, member));
        members.claim([wanted.unwrap_or_else(|| member(&field.name))])
    }

    /// The Rust type of a field, without the `Option`.
    pub fn field_type(
        &mut self,
        field: &'a Field,
        location: &FieldLocation<'a>,
        words: FieldEntry<'a>,
    ) -> RustType {
        self.resolve(words.ty(&field.ty), field, location, words)
    }

    fn resolve(
        &mut self,
        ty: &Type,
        field: &'a Field,
        location: &FieldLocation<'a>,
        words: FieldEntry<'a>,
    ) -> RustType {
        match ty {
            Type::List(inner) => RustType::List(Box::new(self.resolve(inner, field, location, words))),
            // In a part that holds only text, a value with members is text in a format that the page describes in
            // prose.
            Type::Map(_) | Type::Struct(_) | Type::Json if location.part.is_text() => RustType::String,
            // URLs and headers hold only text.
            Type::Map(_) | Type::Struct(_) | Type::Json | Type::File
                if matches!(location.part, Part::Path | Part::Query | Part::Header) =>
            {
                RustType::String
            }
            Type::Map(inner) => RustType::Map(Box::new(self.resolve(inner, field, location, words))),
            Type::Struct(name) => self.struct_type(name.as_deref(), field, location),
            Type::Int | Type::String if !field.options.is_empty() => {
                self.enum_type(ty, field, location, words)
            }
            Type::Int if words.time(field.time) == Some(TimeUnit::Milliseconds) => time_type(field, words),
            Type::Int
                if words.time(field.time) == Some(TimeUnit::Seconds) && ongoing(field, words).is_none() =>
            {
                RustType::Timestamp
            }
            Type::Int => RustType::Integer,
            Type::String if field.encoded.is_some() => RustType::EncodedValue,
            Type::String if is_epoch(words.time(field.time)) && ongoing(field, words).is_none() => {
                RustType::Timestamp
            }
            Type::String => RustType::String,
            Type::Float => RustType::Float,
            Type::Boolean => RustType::Boolean,
            Type::File if location.part == Part::Form => RustType::File,
            // A file inside JSON can be anything.
            Type::File if !location.part.is_text() => RustType::Json,
            Type::File => RustType::String,
            Type::Json => RustType::Json,
        }
    }
}

fn is_epoch(unit: Option<TimeUnit>) -> bool {
    matches!(unit, Some(TimeUnit::Milliseconds | TimeUnit::Seconds))
}

/// The format of a field's times; `None` for numbers of milliseconds and for fields that are not times.
fn time_form(field: &Field, ty: &RustType, words: FieldEntry<'_>) -> Option<TimeForm> {
    let mut element = ty;
    while let RustType::List(inner) = element {
        element = inner;
    }
    if *element != RustType::Timestamp {
        return None;
    }
    match (field.ty.innermost(), words.time(field.time)?) {
        (Type::Int, TimeUnit::Seconds) => Some(TimeForm::Seconds),
        (Type::String, TimeUnit::Seconds) => Some(TimeForm::SecondsText),
        (Type::String, TimeUnit::Milliseconds) => Some(TimeForm::MillisText),
        _ => None,
    }
}

fn time_type(field: &Field, words: FieldEntry<'_>) -> RustType {
    match ongoing(field, words) {
        None => RustType::Timestamp,
        Some(-1) => RustType::Until,
        Some(_) => RustType::Integer,
    }
}

/// The number that means "until now" instead of a time.
fn ongoing(field: &Field, words: FieldEntry<'_>) -> Option<i64> {
    let documented = field.sentinels.first().map(|sentinel| match sentinel {
        Sentinel::Ongoing(number) => *number,
    });
    words.ongoing(documented)
}

fn is_optional(field: &Field, words: FieldEntry<'_>, part: Part) -> bool {
    match part {
        // A path needs all of its parameters.
        Part::Path => false,
        // A member that the service omits must not make the response unreadable.
        Part::Response => true,
        Part::Query | Part::Header | Part::Body | Part::Form => !words.is_required(field.required),
    }
}
