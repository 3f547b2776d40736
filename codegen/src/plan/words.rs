//! Looking things up in the lexicon.

use feishu_schema::{EndpointWords, ErrorWords, Field, FieldWords, Lexicon, StructWords};

/// The part of an endpoint that a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Path,
    Query,
    /// The members of a JSON body, at any depth.
    Body,
    /// The parts of a multipart body or a form: texts and files.
    Form,
    Response,
}

impl Part {
    /// Whether a value is written as text there, so that it has no members.
    pub fn is_text(self) -> bool {
        matches!(self, Part::Path | Part::Query | Part::Form)
    }
}

/// Where a field stands.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'a> {
    pub part: Part,
    /// The path of the struct around it, dotted, without list marks; empty at the root.
    pub parent: String,
    /// The page's name of the struct around it.
    pub holder: Option<&'a str>,
}

impl<'a> Spot<'a> {
    pub fn root(part: Part) -> Self {
        Spot { part, parent: String::new(), holder: None }
    }

    /// The dotted path of a member.
    pub fn path(&self, name: &str) -> String {
        if self.parent.is_empty() { name.to_owned() } else { format!("{}.{name}", self.parent) }
    }

    /// Where the members of a member stand.
    pub fn inside(&self, name: &str, holder: Option<&'a str>) -> Spot<'a> {
        Spot { part: self.part, parent: self.path(name), holder }
    }
}

/// The entries that concern one endpoint.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    lexicon: &'a Lexicon,
    service: &'a str,
    endpoint: Option<&'a EndpointWords>,
}

impl<'a> Words<'a> {
    pub fn new(lexicon: &'a Lexicon, id: &'a str) -> Self {
        Words { lexicon, service: service_of(id), endpoint: lexicon.endpoints.get(id) }
    }

    pub fn endpoint(&self) -> Option<&'a EndpointWords> {
        self.endpoint
    }

    /// What is said of a field: at its own path in the endpoint, else in its struct.
    pub fn field(&self, spot: &Spot<'_>, field: &Field) -> Option<&'a FieldWords> {
        let at_path = self.endpoint.and_then(|words| part_of(words, spot.part).get(&spot.path(&field.name)));
        at_path.or_else(|| self.strukt(spot.holder?)?.fields.get(&field.name))
    }

    /// What is said of a struct.
    pub fn strukt(&self, name: &str) -> Option<&'a StructWords> {
        self.lexicon.services.get(self.service)?.structs.get(name)
    }

    pub fn error(&self, code: i64) -> Option<&'a ErrorWords> {
        self.endpoint?.errors.get(&code.to_string())
    }
}

/// The entries of a part of an endpoint.
pub(crate) fn part_of(words: &EndpointWords, part: Part) -> &std::collections::BTreeMap<String, FieldWords> {
    match part {
        Part::Path => &words.path,
        Part::Query => &words.query,
        Part::Body | Part::Form => &words.body,
        Part::Response => &words.response,
    }
}

/// The service of an endpoint: the first member of its id.
pub(crate) fn service_of(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}

/// The documentation of a service's module.
pub(crate) fn service_doc(lexicon: &Lexicon, service: &str) -> String {
    let words = lexicon.services.get(service).and_then(|words| words.doc.clone());
    words.unwrap_or_else(|| format!("The service `{service}`."))
}
