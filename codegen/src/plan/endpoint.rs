//! The items of one endpoint.

use std::collections::{BTreeMap, HashMap};

use feishu_schema::lexicon::{FieldLocation, Part, Visibility};
use feishu_schema::{Content, Endpoint, Field, Lexicon, ResponseForm};

use super::builder::Builder;
use super::definitions::Definitions;
use super::items::{
    BodyItem, Check, EndpointItem, FieldItem, Info, RequestItem, ResponseItem, RustType, StructFormat,
    StructItem, Usage,
};
use super::names::{ModulePlace, Taken};
use super::report::Remark;
use super::{boxes, docs, errors, examples, names, paging};
use crate::language::Languages;

/// Plans one endpoint.
pub(super) fn plan_endpoint(
    index: usize,
    endpoint: &Endpoint,
    place: &ModulePlace,
    lexicon: &Lexicon,
    languages: Languages,
    remarks: &mut Vec<Remark>,
) -> EndpointItem {
    let words = lexicon.scope(&endpoint.id);
    let mut builder = Builder {
        index,
        endpoint,
        words,
        languages,
        names: Taken::types(),
        structs: Vec::new(),
        struct_of_key: BTreeMap::new(),
        definitions: Definitions::of(endpoint),
        enums: Vec::new(),
        remarks,
    };
    let module = builder.module_name(place);
    let request = builder.request();
    let response = builder.response();
    let errors = errors::variants(&mut builder);
    let Builder { mut structs, enums, .. } = builder;
    boxes::cut_cycles(&mut structs);
    let fields = request_fields(&request, &structs);
    let paging = paging::of(&request, &response, &structs);
    EndpointItem {
        module,
        doc: docs::endpoint(&words, endpoint, paging.as_ref(), languages),
        info: info(words.title(), endpoint, fields, languages),
        request,
        response,
        paging,
        structs,
        enums,
        errors,
        reexports: Vec::new(),
        examples: examples::of(endpoint),
    }
}

fn info(title: Option<&str>, endpoint: &Endpoint, fields: Vec<String>, languages: Languages) -> Info {
    let english = (languages == Languages::English).then_some(endpoint.english.as_ref()).flatten();
    let english_source = english.and(endpoint.source.english.as_deref());
    let names = |scopes: &[feishu_schema::Scope]| scopes.iter().map(|scope| scope.name.clone()).collect();
    Info {
        id: endpoint.id.clone(),
        title: docs::plain(
            title.unwrap_or_else(|| english.map_or(&endpoint.title, |english| &english.title)),
        ),
        docs: english_source.unwrap_or(&endpoint.source).url.clone().unwrap_or_default(),
        method: endpoint.method,
        path: endpoint.path.clone(),
        deprecated: english
            .and_then(|english| english.deprecated.clone())
            .or_else(|| endpoint.deprecated.clone()),
        tokens: endpoint.tokens.clone(),
        windows: endpoint.rate_limit.as_ref().map(|limit| limit.windows.clone()).unwrap_or_default(),
        scopes: names(&endpoint.scopes),
        field_scopes: names(&endpoint.field_scopes),
        fields,
    }
}

impl<'a> Builder<'a> {
    fn module_name(&mut self, place: &ModulePlace) -> String {
        let wanted = self.words.module().and_then(|name| self.valid_name(name, 1, names::module));
        wanted.unwrap_or_else(|| place.module.clone())
    }

    fn request(&mut self) -> RequestItem {
        let request = &self.endpoint.request;
        let mut members = Taken::default();
        members.claim(["body".to_owned()]);
        let mut path = self.fields(&request.path, &FieldLocation::root(Part::Path), &mut members);
        path.extend(undescribed_parameters(self.endpoint, &mut members));
        let query = self.fields(&request.query, &FieldLocation::root(Part::Query), &mut members);
        let header = self.fields(&request.header, &FieldLocation::root(Part::Header), &mut members);
        let body = request.body.as_ref().filter(|body| !body.fields.is_empty());
        let body = body.map(|body| self.body(&body.fields, body.content));
        let call = format!("{} {}", self.endpoint.method.as_str(), self.endpoint.path);
        let doc = format!("Request for {}. Send it with a `feishu_client::Client`.", docs::code(&call));
        RequestItem { doc, path, query, header, body }
    }

    fn body(&mut self, fields: &'a [Field], content: Content) -> BodyItem {
        let name = self.names.claim(["Body".to_owned()]);
        let doc = "The request body.".to_owned();
        let index = self.reserve(name.clone(), None, doc, Usage::Request);
        self.structs[index].format = match content {
            Content::Json => StructFormat::Json,
            Content::Multipart | Content::Form => StructFormat::Form,
        };
        let part = if content == Content::Json { Part::Body } else { Part::Form };
        self.structs[index].fields = self.fields(fields, &FieldLocation::root(part), &mut Taken::default());
        BodyItem { name, content }
    }

    fn response(&mut self) -> ResponseItem {
        let response = &self.endpoint.response;
        let location = FieldLocation::root(Part::Response);
        let ty = match response.form {
            ResponseForm::Empty => RustType::Unit,
            ResponseForm::Binary => RustType::File,
            ResponseForm::Value => match response.fields.first() {
                Some(field) => self.field_type(field, &location, self.words.field(&location, field)),
                None => RustType::Json,
            },
            ResponseForm::Data | ResponseForm::Flat => {
                let name = self.names.claim(["Response".to_owned()]);
                let index = self.reserve(name.clone(), None, "The response.".to_owned(), Usage::Response);
                self.structs[index].fields = self.fields(&response.fields, &location, &mut Taken::default());
                RustType::Struct(name)
            }
        };
        ResponseItem { form: response.form, ty }
    }
}

/// The path parameters of the URL that no row describes. They are required to build the URL.
fn undescribed_parameters(endpoint: &Endpoint, members: &mut Taken) -> Vec<FieldItem> {
    let is_described = |name: &str| endpoint.request.path.iter().any(|field| field.name == name);
    let parameters = endpoint.path.split('/').filter_map(|segment| segment.strip_prefix(':'));
    let undescribed = parameters.filter(|name| !name.is_empty() && !is_described(name));
    let item = |wire: &str| {
        let name = members.claim([names::member(wire)]);
        FieldItem {
            wire: wire.to_owned(),
            setter: name.clone(),
            name,
            doc: format!("The parameter {} of the URL, which the page does not describe.", docs::code(wire)),
            ty: RustType::String,
            time: None,
            optional: false,
            visibility: Visibility::ByType,
            deprecated: false,
            checks: vec![Check::PathValue],
        }
    };
    undescribed.map(item).collect()
}

/// The paths of all fields of the request, in page order, lists marked by `[]`.
fn request_fields(request: &RequestItem, structs: &[StructItem]) -> Vec<String> {
    let mut paths: Vec<String> = request.parameters().map(|field| field.wire.clone()).collect();
    if let Some(body) = &request.body {
        let structs = structs.iter().map(|item| (item.name.as_str(), item)).collect();
        collect_fields(&body.name, "", &structs, &mut Vec::new(), &mut paths);
    }
    paths
}

fn collect_fields<'a>(
    name: &'a str,
    prefix: &str,
    structs: &HashMap<&str, &'a StructItem>,
    open: &mut Vec<&'a str>,
    paths: &mut Vec<String>,
) {
    // A recursive struct has endless paths, so it is entered once.
    if open.contains(&name) {
        return;
    }
    let Some(item) = structs.get(name) else { return };
    open.push(name);
    for field in &item.fields {
        let path = format!("{prefix}{}", field.wire);
        paths.push(path.clone());
        if let Some((inner, marks)) = inner_struct(&field.ty) {
            collect_fields(inner, &format!("{path}{marks}."), structs, open, paths);
        }
    }
    open.pop();
}

/// The struct inside lists, with one `[]` per list. Members of maps have no fixed path.
fn inner_struct(ty: &RustType) -> Option<(&str, String)> {
    match ty {
        RustType::Struct(name) => Some((name, String::new())),
        RustType::Boxed(inner) => inner_struct(inner),
        RustType::List(inner) => inner_struct(inner).map(|(name, marks)| (name, format!("[]{marks}"))),
        _ => None,
    }
}

/// The members of a struct or the parameters of a part.
impl<'a> Builder<'a> {
    pub fn fields(
        &mut self,
        fields: &'a [Field],
        location: &FieldLocation<'a>,
        members: &mut Taken,
    ) -> Vec<FieldItem> {
        let mut seen = std::collections::BTreeSet::new();
        let is_member = |field: &&Field| location.part != Part::Header || !is_of_every_call(&field.name);
        let distinct = fields.iter().filter(is_member).filter(|field| seen.insert(field.name.as_str()));
        let distinct: Vec<_> = distinct.collect();
        let mut items: Vec<FieldItem> =
            distinct.iter().map(|field| self.field_item(field, fields, location, members)).collect();
        part_setters(&mut items);
        items
    }
}

/// Whether the client sends a header with every call, so that it is not a member of the request.
pub(crate) fn is_of_every_call(header: &str) -> bool {
    ["authorization", "content-type"].iter().any(|name| header.eq_ignore_ascii_case(name))
}

/// A setter that cannot have its member's name must not take that of another member: `new` becomes `with_new`, which
/// may itself be a member.
fn part_setters(items: &mut [FieldItem]) {
    let mut taken = Taken::default();
    for item in items.iter().filter(|item| item.setter == item.name) {
        taken.claim([item.setter.clone()]);
    }
    for item in items.iter_mut().filter(|item| item.setter != item.name) {
        item.setter = taken.claim([item.setter.clone()]);
    }
}
