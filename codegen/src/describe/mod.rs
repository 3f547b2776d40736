//! Describing: placed rows and their prose become an [`Endpoint`].
//!
//! One file a concern. What cannot be understood stays in the description as text, and where a reader should know, a
//! diagnostic says so. Text of the page is data: it never decides about a place outside the description.

pub mod findings;

mod body;
mod contradiction;
mod deprecation;
mod errors;
mod example_check;
mod examples;
pub mod facts;
mod field;
mod formats;
mod infer;
mod known_rows;
mod options;
mod page_prose;
mod parts;
mod request_table;
mod response;
mod row_check;
mod rules;
mod scopes;
mod sections;
mod text;
mod time;
mod tokens;
mod tree;
mod types;
mod void;

use examples::Shown;
use feishu_schema::{Endpoint, Example, Field, Request};
use page_prose::PageProse;
use sections::Sections;

use crate::diagnostic::Diagnostic;
use crate::nest::Place;
use crate::page::{Page, Section};
use crate::source::Source;

/// Where the JSON Schema stands, seen from the folder of the descriptions.
const SCHEMA: &str = "../endpoint.schema.json";

/// Describes a page. `places` has one list for each of the page's tables, in their order.
pub fn describe(page: &Page, source: &Source, places: &[Vec<Place>], out: &mut Vec<Diagnostic>) -> Endpoint {
    let request = request_table::read(&page.request, source, out);
    let url = &page.request.url.value;
    let mut prose = PageProse::new(page, source);
    prose.notes.extend(request.notes);
    prose.notes.sort_by_key(|note| note.line);
    let mut sections = Sections::new(page, source, places, &prose.value_formats, out);
    let mut examples = examples::read(page, source, out);
    sections.infer(&examples);
    sections.compare(source, &mut examples, out);
    let (for_body, for_response) = by_section(examples);
    path_parameters(&sections.path, page, source, out);
    known_rows::check(&sections, source, out);
    void::report(page, out);
    let body = body::describe_body(&sections.header, sections.body, page, for_body, out);
    let response = response::sort(sections.response, for_response, page, out);
    Endpoint {
        schema: SCHEMA.to_owned(),
        id: page.endpoint_id(),
        title: page.title.as_str().trim().to_owned(),
        source: origin(page, source),
        english: None,
        method: page.request.method.value,
        host: url.host.clone(),
        path: url.path.clone(),
        text: prose.text,
        notes: prose.notes,
        deprecated: prose.deprecated,
        tokens: tokens::of_header(&page.tables, out),
        apps: request.apps,
        rate_limit: request.rate_limit,
        scopes: request.scopes,
        field_scopes: request.field_scopes,
        request: Request { header: sections.header, path: sections.path, query: sections.query, body },
        response,
        value_formats: prose.value_formats,
        errors: errors::read(&page.errors, source, out),
    }
}

/// The fields of each table as they stand there, in page order: for tools that list rows.
#[must_use]
pub fn table_fields(page: &Page, source: &Source, places: &[Vec<Place>]) -> Vec<(Section, Vec<Field>)> {
    sections::tables(page, source, places, &[], &mut Vec::new())
}

fn origin(page: &Page, source: &Source) -> feishu_schema::Source {
    let name = source.name.rsplit(['/', '\\']).next().unwrap_or(&source.name);
    feishu_schema::Source {
        page: name.to_owned(),
        digest: source.digest(),
        url: page.front.url.as_ref().map(|url| url.value.clone()),
        updated: page.front.updated,
        english: None,
        facts: false,
    }
}

/// The examples of the body, and those of the response.
fn by_section(examples: Vec<Shown<'_>>) -> (Vec<Example>, Vec<Example>) {
    let (mut body, mut response) = (Vec::new(), Vec::new());
    for shown in examples {
        match shown.fence.section {
            Section::Response => response.push(shown.example),
            _ => body.push(shown.example),
        }
    }
    (body, response)
}

/// Compares the parameters in the URL with the rows of the path table.
fn path_parameters(rows: &[Field], page: &Page, source: &Source, out: &mut Vec<Diagnostic>) {
    let url = &page.request.url;
    for row in rows.iter().filter(|row| !url.value.parameters().any(|name| name == row.name)) {
        let message = format!("the URL has no parameter `{}`", row.name);
        let problem = Diagnostic::warning(findings::PATH_PARAMETER, message)
            .at(tree::line_of(row, source), "a row without a place in the URL");
        out.push(problem.and(url.span.clone(), "the URL"));
    }
    for name in url.value.parameters().filter(|name| !rows.iter().any(|row| row.name == **name)) {
        let message = format!("no row describes the parameter `{name}` of the URL");
        out.push(Diagnostic::warning(findings::PATH_PARAMETER, message).at(url.span.clone(), ""));
    }
}

#[cfg(test)]
mod tests;
