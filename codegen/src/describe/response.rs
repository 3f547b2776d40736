//! What comes back: the envelope and the answer in it.

use feishu_schema::{Example, Field, Response, ResponseForm, Type};
use serde_json::Value;

use super::findings;
use super::text::has_any;
use crate::diagnostic::Diagnostic;
use crate::page::{self, Page, Section};

/// Sorts the rows of the response into envelope and answer.
pub(super) fn sort(
    roots: Vec<Field>,
    examples: Vec<Example>,
    page: &Page,
    out: &mut Vec<Diagnostic>,
) -> Response {
    let shown = examples.iter().find_map(|example| example.value.as_ref());
    let listed = page.tables.iter().any(|table| table.section == Section::Response);
    let (form, fields, envelope) = if roots.is_empty() {
        (without_rows(page, listed, shown, out), Vec::new(), Vec::new())
    } else if is_file(&roots) {
        (ResponseForm::Binary, Vec::new(), roots)
    } else {
        with_rows(roots, shown)
    };
    Response { form, fields, envelope, examples }
}

fn is_file(roots: &[Field]) -> bool {
    roots.iter().any(|field| field.ty == Type::File) && !roots.iter().any(|field| field.name == "code")
}

/// The form of an answer that no table describes.
fn without_rows(page: &Page, listed: bool, shown: Option<&Value>, out: &mut Vec<Diagnostic>) -> ResponseForm {
    if is_download(page) {
        return ResponseForm::Binary;
    }
    let more = shown.and_then(|value| value.get("data")).is_some_and(|data| !is_nothing(data));
    if more || !(listed || shown.is_some()) {
        let behind = page.tables.iter().map(|table| table.span.end).max().unwrap_or_default();
        let below = |prose: &&page::Prose| prose.heading.span.start >= behind;
        let heading = page.prose.iter().find(|prose| is_about_response(prose));
        let heading = heading.or_else(|| page.prose.iter().find(below));
        let place = heading.map_or(page.request.url.span.clone(), |prose| prose.heading.span.clone());
        let problem = Diagnostic::warning(findings::RESPONSE, "the answer is not described")
            .at(place, "no table of fields, and no example that has `data`");
        let file = page.prose.iter().flat_map(|prose| &prose.lines).find(|line| says_file(line.as_str()));
        out.push(match file {
            Some(line) => problem.and(line.span.clone(), "a file, but not below a heading of the response"),
            None => problem,
        });
    }
    ResponseForm::Empty
}

/// Whether a line says that the answer is a file.
fn says_file(line: &str) -> bool {
    has_any(line, &["二进制", "文件流", "Content-Disposition", "binary", "file stream"])
}

fn is_about_response(prose: &page::Prose) -> bool {
    let heading = prose.heading.as_str().chars().map(page::simplified).collect::<String>();
    heading.contains("响应") || heading.to_ascii_lowercase().contains("response")
}

/// Whether the page says in words, or by an HTTP example, that a file comes back.
fn is_download(page: &Page) -> bool {
    let says = |prose: &page::Prose| {
        is_about_response(prose) && prose.lines.iter().any(|line| says_file(line.as_str()))
    };
    let shows = |example: &page::Example| {
        example.section == Section::Response
            && (example.language.eq_ignore_ascii_case("http")
                || example.text.as_str().contains("Content-Disposition"))
    };
    page.prose.iter().any(says) || page.examples.iter().any(shows)
}

type Sorted = (ResponseForm, Vec<Field>, Vec<Field>);

fn with_rows(roots: Vec<Field>, shown: Option<&Value>) -> Sorted {
    let has = |name: &str| roots.iter().any(|field| field.name == name);
    if !has("code") && !has("data") {
        return without_envelope(roots, shown);
    }
    if !has("data") {
        let (envelope, fields): (Vec<_>, Vec<_>) =
            roots.into_iter().partition(|field| is_envelope(&field.name));
        let form = if fields.is_empty() { ResponseForm::Empty } else { ResponseForm::Flat };
        return (form, fields, envelope);
    }
    around_data(roots, shown)
}

/// Some pages list the members of `data` alone; the example shows which.
fn without_envelope(roots: Vec<Field>, shown: Option<&Value>) -> Sorted {
    let inside = shown.is_some_and(|value| lists_data_alone(&roots, value));
    (if inside { ResponseForm::Data } else { ResponseForm::Flat }, roots, Vec::new())
}

/// Whether the rows are members of the example's `data`, and the envelope has none.
pub(super) fn lists_data_alone(roots: &[Field], shown: &Value) -> bool {
    let data = shown.get("data").and_then(Value::as_object);
    let envelope = roots.iter().any(|field| matches!(field.name.as_str(), "code" | "data"));
    !envelope && data.is_some_and(|data| roots.iter().any(|field| data.contains_key(&field.name)))
}

fn is_envelope(name: &str) -> bool {
    matches!(name, "code" | "msg" | "message")
}

/// Takes the members out of `data`, the first one if there are several. Rows beside it belong to the envelope.
fn around_data(mut roots: Vec<Field>, shown: Option<&Value>) -> Sorted {
    let Some(data) = roots.iter_mut().find(|field| field.name == "data") else {
        return (ResponseForm::Empty, Vec::new(), roots);
    };
    if let Type::Struct(_) = data.ty {
        let fields = std::mem::take(&mut data.fields);
        let form = if fields.is_empty() { ResponseForm::Value } else { ResponseForm::Data };
        return if fields.is_empty() { (form, vec![data.clone()], roots) } else { (form, fields, roots) };
    }
    let shown = shown.and_then(|value| value.get("data"));
    if data.ty == Type::Json && shown.is_none_or(is_nothing) {
        return (ResponseForm::Empty, Vec::new(), roots);
    }
    let value = data.clone();
    data.fields = Vec::new();
    (ResponseForm::Value, vec![value], roots)
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(members) => members.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}
