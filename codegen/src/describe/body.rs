//! The body of a request, and how it is written.

use feishu_schema::{Body, Content, Example, Field, Type};

use super::findings;
use crate::diagnostic::Diagnostic;
use crate::page::{Page, Section};

/// The body, if the page has a table or a JSON example of one.
pub(super) fn describe_body(
    header: &[Field],
    fields: Vec<Field>,
    page: &Page,
    examples: Vec<Example>,
    out: &mut Vec<Diagnostic>,
) -> Option<Body> {
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
            Diagnostic::warning(findings::BODY_MISSING, "an example shows a body that no table describes");
        let place = page.examples.iter().find(|example| example.section == Section::Body);
        let place = place.map(|example| example.heading.span.clone()).unwrap_or_default();
        out.push(problem.at(place, ""));
    }
    Some(Body { content: content(header, &fields), fields, examples })
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
