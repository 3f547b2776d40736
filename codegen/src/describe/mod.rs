//! Describing: placed rows and their prose become an [`Endpoint`].
//!
//! One file a concern. What cannot be understood stays in the description as text, and where a reader should know, a
//! diagnostic says so. Text of the page is data: it never decides about a place outside the description.

pub mod codes;

mod contradictions;
mod deprecation;
mod errors;
mod examples;
mod field;
mod formats;
mod infer;
mod members;
mod options;
mod request_line;
mod response;
mod rules;
mod scopes;
mod text;
mod time;
mod tokens;
mod tree;
mod types;

use std::collections::HashSet;

use feishu_schema::{Body, Content, Endpoint, Example, Field, Note, Request, Type, ValueFormat};
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::nest::Place;
use crate::page::{Page, Prose, Section};
use crate::source::Source;

/// Where the JSON Schema stands, seen from the folder of the descriptions.
const SCHEMA: &str = "../endpoint.schema.json";

/// Describes a page. `places` has one list for each of the page's tables, in their order.
///
/// Gives nothing, with errors in `out`, for a page that does not say what to call.
pub fn describe(
    page: &Page,
    source: &Source,
    places: &[Vec<Place>],
    out: &mut Vec<Diagnostic>,
) -> Option<Endpoint> {
    let line = request_line::read(&page.request, source, out);
    let method = line.method?;
    if line.path.is_empty() {
        return None;
    }
    let mut prose = Said::of(page, source);
    prose.notes.extend(line.notes);
    prose.notes.sort_by_key(|note| note.line);
    let mut sections = Sections::of(page, source, places, &prose.value_formats, out);
    let examples: Vec<_> = page.examples.iter().map(|example| examples::read(example, source, out)).collect();
    sections.infer(page, &examples);
    sections.compare(page, source, &examples, out);
    let (for_body, for_response) = by_section(page, examples);
    path_parameters(&line.path, &sections.path, page, source, out);
    let body = body(&mut sections, page, for_body, out);
    let response = response::sort(sections.response, for_response, page, out);
    Some(Endpoint {
        schema: SCHEMA.to_owned(),
        id: request_line::id(&line.path, method),
        title: page.title.as_str().trim().to_owned(),
        source: origin(page, source),
        method,
        host: line.host,
        path: line.path,
        text: prose.text,
        notes: prose.notes,
        deprecated: prose.deprecated,
        tokens: tokens::of_header(&page.tables, out),
        apps: line.apps,
        rate_limit: line.rate_limit,
        scopes: line.scopes,
        field_scopes: line.field_scopes,
        request: Request { header: sections.header, path: sections.path, query: sections.query, body },
        response,
        value_formats: prose.value_formats,
        errors: errors::read(&page.errors, source, out),
    })
}

/// The fields of each section.
#[derive(Default)]
struct Sections {
    header: Vec<Field>,
    path: Vec<Field>,
    query: Vec<Field>,
    body: Vec<Field>,
    response: Vec<Field>,
}

impl Sections {
    fn of(
        page: &Page,
        source: &Source,
        places: &[Vec<Place>],
        formats: &[ValueFormat],
        out: &mut Vec<Diagnostic>,
    ) -> Self {
        let placed = |index: usize| places.get(index).map_or(&[][..], Vec::as_slice);
        let tables = || page.tables.iter().enumerate();
        let structs = tables().flat_map(|(index, table)| tree::structs(table, placed(index))).collect();
        let mut headings: Vec<String> = formats.iter().map(|format| format.heading.clone()).collect();
        headings.dedup();
        let mut rows = field::Rows { source, structs, missed: HashSet::new(), formats: headings, out };
        let mut sections = Sections::default();
        for (index, table) in tables() {
            let fields = tree::fields(table, placed(index), &mut rows);
            sections.of_kind(table.section).extend(fields);
        }
        sections
    }

    /// Lets the examples say what the type column leaves open.
    fn infer(&mut self, page: &Page, examples: &[Example]) {
        for (shown, example) in page.examples.iter().zip(examples) {
            if let (Section::Body | Section::Response, Some(value)) = (shown.section, &example.value) {
                let fields = self.of_kind(shown.section);
                let bare = shown.section == Section::Response && response::lists_data_alone(fields, value);
                let value = if bare { value.get("data").unwrap_or(value) } else { value };
                infer::lists(fields, value);
            }
        }
    }

    /// Compares the examples that are JSON with the rows of their section.
    fn compare(&self, page: &Page, source: &Source, examples: &[Example], out: &mut Vec<Diagnostic>) {
        for (shown, example) in page.examples.iter().zip(examples) {
            let Some(value) = &example.value else { continue };
            let (fields, inside) = match shown.section {
                Section::Body => (&self.body, None),
                Section::Response if response::lists_data_alone(&self.response, value) => {
                    (&self.response, Some("data"))
                }
                Section::Response => (&self.response, None),
                _ => continue,
            };
            members::compare(&shown.text, fields, inside, source, out);
        }
    }

    fn of_kind(&mut self, section: Section) -> &mut Vec<Field> {
        match section {
            Section::Header => &mut self.header,
            Section::Path => &mut self.path,
            Section::Query => &mut self.query,
            Section::Body => &mut self.body,
            Section::Response => &mut self.response,
        }
    }
}

/// What the page says outside its tables.
#[derive(Default)]
struct Said {
    text: String,
    notes: Vec<Note>,
    deprecated: Option<String>,
    value_formats: Vec<ValueFormat>,
}

impl Said {
    fn of(page: &Page, source: &Source) -> Self {
        let mut said = Said::default();
        for piece in &page.prose {
            match formats::of(piece, source) {
                Some(formats) => said.value_formats.extend(formats),
                None => said.take(piece, source),
            }
        }
        if said.deprecated.is_none() && deprecation::of_title(page.title.as_str()) {
            said.deprecated = Some(page.title.as_str().trim().to_owned());
        }
        said
    }

    fn take(&mut self, piece: &Prose, source: &Source) {
        let mut lines = piece.lines.as_slice();
        let introduction = piece.heading.as_str().is_empty();
        if introduction && self.text.is_empty() {
            // A notice in bold is a paragraph of its own, with or without a blank line before it.
            let ends = |line: &str| line.trim().is_empty() || line.starts_with("**");
            let end = lines.iter().skip(1).position(|line| ends(line.as_str()));
            let end = end.map_or(lines.len(), |end| end + 1);
            let (first, rest) = lines.split_at(end);
            self.text = joined(first.iter().map(|line| line.as_str()));
            lines = rest;
        }
        let against = piece.lines.iter().find(|line| deprecation::of_endpoint(line.as_str()));
        if let (None, Some(line)) = (&self.deprecated, against) {
            self.deprecated = Some(line.as_str().trim().to_owned());
        }
        let blank = lines.iter().take_while(|line| line.as_str().trim().is_empty()).count();
        let lines = &lines[blank..];
        if let Some(first) = lines.first() {
            let heading = piece.heading.as_str().trim().to_owned();
            let text = joined(lines.iter().map(|line| line.as_str()));
            self.notes.push(Note { heading, text, line: source.line_number(first.span.start) });
        }
    }
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let text = lines.map(str::trim_end).collect::<Vec<_>>().join("\n");
    text.trim_end().to_owned()
}

fn origin(page: &Page, source: &Source) -> feishu_schema::Source {
    let name = source.name.rsplit(['/', '\\']).next().unwrap_or(&source.name);
    let digest = Sha256::digest(source.text.as_bytes());
    feishu_schema::Source {
        page: name.to_owned(),
        digest: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        url: page.front.url.as_ref().map(|url| url.value.clone()),
        updated: page.front.updated,
    }
}

/// The body, if the page has a table or a JSON example of one.
fn body(
    sections: &mut Sections,
    page: &Page,
    examples: Vec<Example>,
    out: &mut Vec<Diagnostic>,
) -> Option<Body> {
    let fields = std::mem::take(&mut sections.body);
    let listed = page.tables.iter().any(|table| table.section == Section::Body);
    let shown = examples
        .iter()
        .filter_map(|example| example.value.as_ref())
        .any(|value| *value != serde_json::json!({}));
    if !listed && !shown {
        return None;
    }
    if !listed {
        let problem =
            Diagnostic::warning(codes::BODY_MISSING, "an example shows a body that no table describes");
        let place = page.examples.iter().find(|example| example.section == Section::Body);
        let place = place.map(|example| example.heading.span.clone()).unwrap_or_default();
        out.push(problem.at(place, ""));
    }
    Some(Body { content: content(&sections.header, &fields), fields, examples })
}

/// How the body is written: as the `Content-Type` row says, or as files need it.
fn content(header: &[Field], body: &[Field]) -> Content {
    let row = header.iter().find(|field| field.name.eq_ignore_ascii_case("content-type"));
    let says = |words: &str| {
        row.is_some_and(|field| {
            let all =
                [&field.text].into_iter().chain(&field.examples).chain(&field.remarks).chain(&field.default);
            all.into_iter().any(|text| text.contains(words))
        })
    };
    let has_file = body.iter().any(|field| *field.ty.innermost() == Type::File);
    if says("multipart/form-data") || has_file {
        Content::Multipart
    } else if says("x-www-form-urlencoded") {
        Content::Form
    } else {
        Content::Json
    }
}

/// The examples of the body, and those of the response.
fn by_section(page: &Page, examples: Vec<Example>) -> (Vec<Example>, Vec<Example>) {
    let (mut body, mut response) = (Vec::new(), Vec::new());
    for (shown, example) in page.examples.iter().zip(examples) {
        match shown.section {
            Section::Response => response.push(example),
            _ => body.push(example),
        }
    }
    (body, response)
}

/// Compares the parameters in the URL with the rows of the path table.
fn path_parameters(path: &str, rows: &[Field], page: &Page, source: &Source, out: &mut Vec<Diagnostic>) {
    for row in rows.iter().filter(|row| !request_line::parameters(path).any(|name| name == row.name)) {
        let message = format!("the URL has no parameter `{}`", row.name);
        let problem = Diagnostic::warning(codes::PATH_PARAMETER, message);
        out.push(problem.at(tree::line_of(row, source), "a row without a place in the URL"));
    }
    for name in request_line::parameters(path).filter(|name| !rows.iter().any(|row| row.name == **name)) {
        let message = format!("no row describes the parameter `{name}` of the URL");
        let place = page.request.first().map(|row| row.span.clone()).unwrap_or_default();
        out.push(Diagnostic::warning(codes::PATH_PARAMETER, message).at(place, ""));
    }
}
