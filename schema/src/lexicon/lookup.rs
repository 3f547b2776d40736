//! Looks up entries and records their use. An entry applies to a page only through a lookup, so an unrecorded entry is
//! stale.

use std::collections::BTreeMap;

use super::record::{Origin, Record};
use super::{
    EndpointWords, ErrorWords, FieldWords, Lexicon, OptionWords, StructWords, TimeWords, ValueKind,
    Visibility,
};
use crate::{Field, Key, Required, TimeUnit, Type};

/// The part of an endpoint that a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The parameters of the path.
    Path,
    /// The parameters of the query.
    Query,
    /// The headers, except for those of every call.
    Header,
    /// The members of a JSON body, at any depth.
    Body,
    /// The parts of a multipart body or a form: texts and files.
    Form,
    /// The members of the response, at any depth.
    Response,
}

impl Part {
    /// Whether values are text, without members.
    #[must_use]
    pub fn is_text(self) -> bool {
        match self {
            Part::Path | Part::Query | Part::Header | Part::Form => true,
            Part::Body | Part::Response => false,
        }
    }

    /// The key of the part's entries in an endpoint's entry.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Part::Path => "path",
            Part::Query => "query",
            Part::Header => "header",
            Part::Body | Part::Form => "body",
            Part::Response => "response",
        }
    }

    fn entries(self, words: &EndpointWords) -> &BTreeMap<String, FieldWords> {
        match self {
            Part::Path => &words.path,
            Part::Query => &words.query,
            Part::Header => &words.header,
            Part::Body | Part::Form => &words.body,
            Part::Response => &words.response,
        }
    }
}

/// The struct or part of an endpoint whose members are looked up.
#[derive(Clone, Debug)]
pub struct FieldLocation<'a> {
    /// The part of the endpoint.
    pub part: Part,
    /// The dotted path of the enclosing struct, without list marks; empty at the root.
    pub parent: String,
    /// The page's name of the enclosing struct.
    pub holder: Option<&'a str>,
}

impl<'a> FieldLocation<'a> {
    /// Creates the location of a part's root.
    #[must_use]
    pub fn root(part: Part) -> Self {
        FieldLocation { part, parent: String::new(), holder: None }
    }

    /// The dotted path of a member.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        if self.parent.is_empty() { name.to_owned() } else { format!("{}.{name}", self.parent) }
    }

    /// The location of the members of the member `name`, whose struct the page calls `holder`.
    #[must_use]
    pub fn inside(&self, name: &str, holder: Option<&'a str>) -> FieldLocation<'a> {
        FieldLocation { part: self.part, parent: self.path(name), holder }
    }
}

impl Lexicon {
    /// The entries that concern one endpoint. Records that the endpoint was read.
    #[must_use]
    pub fn scope<'a>(&'a self, id: &'a str) -> Scope<'a> {
        let service = crate::endpoint::service_of(id);
        let words = self.endpoints.get(id);
        let below = |part: &str, key: &str| self.record().get(part)?.get(key);
        let record = below("endpoints", id);
        if let Some(record) = record {
            record.found(&["path", "query", "header", "body", "response", "errors", "values"]);
            // Nesting reports places that do not exist. A run from descriptions does not use them.
            if let Some(places) = record.get("places") {
                places.apply();
            }
        }
        let structs = below("services", service);
        if let Some(record) = structs {
            record.found(&["structs"]);
        }
        Scope { lexicon: self, service, words, record }
    }

    /// The documentation of a service.
    #[must_use]
    pub fn service_doc(&self, service: &str) -> Option<&str> {
        let doc = self.services.get(service)?.doc.as_deref()?;
        if let Some(record) = self.record().get("services").and_then(|services| services.get(service)) {
            record.member("doc").apply();
        }
        Some(doc)
    }
}

/// A name from the lexicon.
#[derive(Clone, Debug)]
pub struct Name<'a> {
    /// The name.
    pub text: &'a str,
    /// Its place in the files.
    pub origin: Option<Origin>,
}

/// An entry that is used as a whole.
#[derive(Clone, Debug)]
pub struct Entry<'a, W> {
    /// The entry.
    pub words: &'a W,
    /// The place of its name.
    origin: Option<Origin>,
}

impl<'a> Entry<'a, OptionWords> {
    /// The Rust name.
    #[must_use]
    pub fn name(&self) -> Name<'a> {
        Name { text: &self.words.name, origin: self.origin.clone() }
    }
}

impl<'a> Entry<'a, ErrorWords> {
    /// The Rust name.
    #[must_use]
    pub fn name(&self) -> Name<'a> {
        Name { text: &self.words.name, origin: self.origin.clone() }
    }
}

/// The entries that concern one endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    lexicon: &'a Lexicon,
    service: &'a str,
    words: Option<&'a EndpointWords>,
    record: Option<&'a Record>,
}

impl<'a> Scope<'a> {
    /// The name of the endpoint's module.
    #[must_use]
    pub fn module(&self) -> Option<Name<'a>> {
        name(self.words?.module.as_deref(), self.record, "module")
    }

    /// The endpoint's name in English.
    #[must_use]
    pub fn title(&self) -> Option<&'a str> {
        text(self.words?.title.as_deref(), self.record, "title")
    }

    /// The documentation of the endpoint.
    #[must_use]
    pub fn doc(&self) -> Option<&'a str> {
        text(self.words?.doc.as_deref(), self.record, "doc")
    }

    /// The places of doubtful rows.
    #[must_use]
    pub fn places(&self) -> Option<&'a BTreeMap<String, String>> {
        self.words.map(|words| &words.places)
    }

    /// The entry of a field: at its path in the endpoint, or in its struct.
    #[must_use]
    pub fn field(&self, location: &FieldLocation<'_>, field: &Field) -> FieldEntry<'a> {
        let path = location.path(&field.name);
        let part = location.part;
        if let Some(words) = self.words.and_then(|words| part.entries(words).get(&path)) {
            let record = self.record.and_then(|record| record.get(part.key())?.get(&path));
            return FieldEntry::found(words, record);
        }
        location.holder.map(|holder| self.struct_entry(holder).field(&field.name)).unwrap_or_default()
    }

    /// The entry of a struct, by the page's name.
    #[must_use]
    pub fn struct_entry(&self, name: &str) -> StructEntry<'a> {
        let words = self.lexicon.services.get(self.service).and_then(|service| service.structs.get(name));
        let services = self.lexicon.record().get("services");
        let record = services.and_then(|services| services.get(self.service)?.get("structs")?.get(name));
        if let Some(record) = record {
            record.found(&["fields"]);
        }
        StructEntry { words, record }
    }

    /// The entry of an error.
    #[must_use]
    pub fn error(&self, code: i64) -> Option<Entry<'a, ErrorWords>> {
        let code = code.to_string();
        let words = self.words?.errors.get(&code)?;
        let record = self.record.and_then(|record| record.get("errors")?.get(&code));
        Some(whole(words, record))
    }

    /// The kind of value of a documented value format, by the page's label.
    #[must_use]
    pub fn value_kind(&self, label: &str) -> Option<ValueKind> {
        let kind = *self.words?.values.get(label)?;
        if let Some(record) = self.record.and_then(|record| record.get("values")?.get(label)) {
            record.apply();
        }
        Some(kind)
    }
}

/// The entry of a struct, if there is one.
#[derive(Clone, Copy, Debug, Default)]
pub struct StructEntry<'a> {
    words: Option<&'a StructWords>,
    record: Option<&'a Record>,
}

impl<'a> StructEntry<'a> {
    /// The Rust name.
    #[must_use]
    pub fn name(&self) -> Option<Name<'a>> {
        name(self.words?.name.as_deref(), self.record, "name")
    }

    /// The documentation.
    #[must_use]
    pub fn doc(&self) -> Option<&'a str> {
        text(self.words?.doc.as_deref(), self.record, "doc")
    }

    /// Whether the answers of the service are to have one type for the struct. Not a use: see [`unite`](Self::unite).
    #[must_use]
    pub fn wants_union(&self) -> bool {
        self.words.is_some_and(|words| words.united)
    }

    /// Records that the answers have one type for the struct.
    pub fn unite(&self) {
        flag(self.wants_union(), self.record, "united");
    }

    fn field(&self, name: &str) -> FieldEntry<'a> {
        let record = self.record.and_then(|record| record.get("fields")?.get(name));
        self.words
            .and_then(|words| words.fields.get(name))
            .map(|words| FieldEntry::found(words, record))
            .unwrap_or_default()
    }
}

/// The entry of a field, if there is one. Each method records a use, so call only those that apply: `options_name` only
/// if there is an enum.
#[derive(Clone, Copy, Debug, Default)]
pub struct FieldEntry<'a> {
    words: Option<&'a FieldWords>,
    record: Option<&'a Record>,
}

impl<'a> FieldEntry<'a> {
    fn found(words: &'a FieldWords, record: Option<&'a Record>) -> Self {
        // The short form is the documentation and is used with it.
        if let Some(record) = record.filter(|record| record.is_table()) {
            record.found(&["options"]);
        }
        FieldEntry { words: Some(words), record }
    }

    /// The Rust name.
    #[must_use]
    pub fn name(&self) -> Option<Name<'a>> {
        name(self.words?.name.as_deref(), self.record, "name")
    }

    /// The documentation.
    #[must_use]
    pub fn doc(&self) -> Option<&'a str> {
        text(self.words?.doc.as_deref(), self.record, "doc")
    }

    /// Whether `Debug`, logs and errors show the value.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        if flag(self.words.is_some_and(|words| words.personal), self.record, "personal") {
            return Visibility::Personal;
        }
        let is_public = flag(self.words.is_some_and(|words| words.public), self.record, "public");
        if is_public { Visibility::Public } else { Visibility::ByType }
    }

    /// Whether the time is a date of birth.
    #[must_use]
    pub fn is_birth_date(&self) -> bool {
        flag(self.words.is_some_and(|words| words.birth_date), self.record, "birth_date")
    }

    /// The Rust name of the field's enum.
    #[must_use]
    pub fn options_name(&self) -> Option<Name<'a>> {
        name(self.words?.options_name.as_deref(), self.record, "options_name")
    }

    /// The entry of an option.
    #[must_use]
    pub fn option(&self, key: &Key) -> Option<Entry<'a, OptionWords>> {
        let key = key.to_string();
        let words = self.words?.options.get(&key)?;
        let record = self.record.and_then(|record| record.get("options")?.get(&key));
        Some(whole(words, record))
    }

    /// The corrected type, or the page's. A correction that agrees with the page is not used.
    #[must_use]
    pub fn ty<'t>(&self, page: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        self.corrected(self.words.and_then(|words| words.ty.as_ref()), page, "type")
    }

    /// Whether the field is required, corrected or as on the page.
    #[must_use]
    pub fn is_required(&self, page: Required) -> bool {
        let correction = self.words.and_then(|words| words.required);
        self.corrected(correction, page == Required::Yes, "required")
    }

    /// The number that means "until now", corrected or as on the page.
    #[must_use]
    pub fn ongoing(&self, page: Option<i64>) -> Option<i64> {
        let correction = self.words.and_then(|words| words.ongoing);
        self.corrected(correction.map(Some), page, "ongoing")
    }

    /// What the value means as a time: corrected, or the page's.
    #[must_use]
    pub fn time(&self, page: Option<TimeUnit>) -> Option<TimeUnit> {
        let correction = self.words.and_then(|words| words.time).map(|time| match time {
            TimeWords::None => None,
            TimeWords::Milliseconds => Some(TimeUnit::Milliseconds),
            TimeWords::Seconds => Some(TimeUnit::Seconds),
        });
        self.corrected(correction, page, "time")
    }

    fn corrected<T: PartialEq>(&self, correction: Option<T>, page: T, key: &str) -> T {
        match correction.filter(|correction| *correction != page) {
            None => page,
            Some(correction) => {
                if let Some(record) = self.record {
                    record.member(key).apply();
                }
                correction
            }
        }
    }
}

fn flag(is_set: bool, record: Option<&Record>, key: &str) -> bool {
    if let Some(record) = record.filter(|_| is_set) {
        record.member(key).apply();
    }
    is_set
}

fn text<'a>(text: Option<&'a str>, record: Option<&Record>, key: &str) -> Option<&'a str> {
    if let (Some(_), Some(record)) = (text, record) {
        record.member(key).apply();
    }
    text
}

fn name<'a>(name: Option<&'a str>, record: Option<&Record>, key: &str) -> Option<Name<'a>> {
    let text = text(name, record, key)?;
    Some(Name { text, origin: record.map(|record| record.member(key).origin.clone()) })
}

fn whole<'a, W>(words: &'a W, record: Option<&Record>) -> Entry<'a, W> {
    if let Some(record) = record {
        record.apply();
    }
    Entry { words, origin: record.map(|record| record.member("name").origin.clone()) }
}
