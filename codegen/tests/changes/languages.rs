//! What a change of the English page means.

use feishu_codegen::diff::{self, PageReport, Weight};
use feishu_schema::{Endpoint, EndpointTexts, ErrorTexts, Field, FieldTexts, Lexicon};

use crate::{PAGE, complete, describe};

/// The description with these English labels of the options of `kind`.
fn with_labels(labels: [&str; 2]) -> Endpoint {
    let mut endpoint = describe(PAGE);
    let kind = kind(&mut endpoint);
    for (option, label) in kind.options.iter_mut().zip(labels) {
        option.english = label.to_owned();
    }
    endpoint
}

fn kind(endpoint: &mut Endpoint) -> &mut Field {
    let body = endpoint.request.body.as_mut().unwrap();
    body.fields.iter_mut().find(|field| field.name == "kind").unwrap()
}

fn compare(old: &Endpoint, new: &Endpoint) -> PageReport {
    diff::compare_pages(old, new, &Lexicon::default())
}

fn messages(report: &PageReport, weight: Weight) -> Vec<&str> {
    let changes = report.changes.iter().filter(|change| change.weight == weight);
    changes.map(|change| change.message.as_str()).collect()
}

#[test]
fn a_label_that_renames_a_variant_is_breaking() {
    let report = compare(&with_labels(["Take home", "Read here"]), &with_labels(["Lend out", "Read here"]));
    assert_eq!(
        messages(&report, Weight::Breaking),
        ["The variant of the option `1` of `kind` was `TakeHome` and is `LendOut` now."]
    );
    let report = compare(&describe(PAGE), &with_labels(["Take home", ""]));
    assert_eq!(
        messages(&report, Weight::Breaking),
        ["The variant of the option `1` of `kind` was `Option1` and is `TakeHome` now."]
    );
}

#[test]
fn a_label_with_the_same_short_name_is_documentation() {
    let report = compare(&with_labels(["Take home", ""]), &with_labels(["Take home (for 30 days)", ""]));
    assert_eq!(messages(&report, Weight::Breaking), [""; 0]);
    assert_eq!(
        messages(&report, Weight::Documentation),
        ["The English text of the option `1` of `kind` has changed."]
    );
}

#[test]
fn nothing_about_the_english_page_changes_in_silence() {
    let chinese = describe(PAGE);
    let mut both = with_labels(["Take home", "Read here"]);
    both.source.english = Some(Box::new(feishu_schema::Source {
        page: "en.md".to_owned(),
        digest: "1".to_owned(),
        url: Some("https://open.larksuite.com/document/a".to_owned()),
        updated: Some(1_700_000_000_000),
        english: None,
        facts: false,
    }));
    let texts = EndpointTexts { title: "Lend a book".to_owned(), ..EndpointTexts::default() };
    both.english = Some(texts);
    kind(&mut both).english = Some(FieldTexts { text: "How to lend".to_owned(), ..FieldTexts::default() });
    both.errors[0].english = Some(ErrorTexts { text: "Not there".to_owned(), ..ErrorTexts::default() });
    for (old, new) in [(&chinese, &both), (&both, &chinese)] {
        let report = compare(old, new);
        assert_eq!(complete::faults(old, new, &report), [""; 0]);
        assert_eq!(report.changes.len(), 8, "{:#?}", report.changes);
    }
}
