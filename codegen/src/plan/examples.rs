//! The documentation's examples, which are tests of the generated types.

use feishu_schema::{Content, ContradictionKind, Endpoint, Example, ResponseForm};

use super::items::ExampleItem;

/// The examples that are JSON, of the parts that have types.
pub(super) fn of(endpoint: &Endpoint) -> Vec<ExampleItem> {
    let body = endpoint.request.body.as_ref();
    let body = body.filter(|body| body.content == Content::Json && !body.fields.is_empty());
    let bodies = body.into_iter().flat_map(|body| &body.examples).filter_map(|example| item(true, example));
    let typed = !matches!(endpoint.response.form, ResponseForm::Binary);
    let answers = endpoint.response.examples.iter().filter(|_| typed);
    let answers = answers.filter_map(|example| item(false, example)).filter(is_success);
    bodies.chain(answers).collect()
}

fn item(sent: bool, example: &Example) -> Option<ExampleItem> {
    // A value that is none of the options passes all the same: the enums are open.
    let breaks = |kind| kind != ContradictionKind::Option;
    let contradictions = example.contradictions.iter().filter(|found| breaks(found.kind));
    Some(ExampleItem {
        sent,
        line: example.line,
        value: example.value.clone()?,
        contradictions: contradictions.map(|found| found.text.clone()).collect(),
    })
}

/// Some pages show what an error looks like.
fn is_success(item: &ExampleItem) -> bool {
    item.value.get("code").is_none_or(|code| *code == 0)
}
