//! The documentation's examples, which test the generated types.

use feishu_schema::{Content, ContradictionKind, Endpoint, Example, ResponseForm};

use super::items::{ExampleItem, ExampleKind};

/// The JSON examples of the parts that have types.
pub(super) fn of(endpoint: &Endpoint) -> Vec<ExampleItem> {
    let body = endpoint.request.body.as_ref();
    let body = body.filter(|body| body.content == Content::Json && !body.fields.is_empty());
    let bodies = body
        .into_iter()
        .flat_map(|body| &body.examples)
        .filter_map(|example| item(ExampleKind::Body, example));
    let typed = !matches!(endpoint.response.form, ResponseForm::Binary);
    let responses = endpoint.response.examples.iter().filter(|_| typed);
    let responses = responses.filter_map(|example| item(ExampleKind::Response, example)).filter(is_success);
    bodies.chain(responses).collect()
}

fn item(kind: ExampleKind, example: &Example) -> Option<ExampleItem> {
    // A value that is not among the options is accepted because enums are open.
    let breaks = |kind| kind != ContradictionKind::Option;
    let contradictions = example.contradictions.iter().filter(|found| breaks(found.kind));
    Some(ExampleItem {
        kind,
        line: example.line,
        value: example.value.clone()?,
        contradictions: contradictions.map(|found| found.text.clone()).collect(),
    })
}

/// Some pages show an error response.
fn is_success(item: &ExampleItem) -> bool {
    item.value.get("code").is_none_or(|code| *code == 0)
}
