//! The ten custom value formats: the strings are the page's own, the values are written by hand.

use feishu_api::hire::v1::create_by_resume::CustomField;
use feishu_client::{CustomKind, CustomValue, EncodedValue, Timestamp, Until};
use feishu_tests::{given_page, page};

fn time(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

/// By the page's name of the kind, in its order.
fn values() -> Vec<(&'static str, CustomValue)> {
    let moment = time(1_627_379_423_000);
    vec![
        ("单选", CustomValue::SingleChoice("1".to_owned())),
        ("多选", CustomValue::MultipleChoice(vec!["1".to_owned(), "2".to_owned()])),
        ("单行", CustomValue::Line("单行文本".to_owned())),
        ("多行", CustomValue::Text("多行文本".to_owned())),
        ("数字", CustomValue::Number(1.into())),
        ("月份选择", CustomValue::Month(moment)),
        ("年份选择", CustomValue::Year(moment)),
        ("日期选择", CustomValue::Date(moment)),
        (
            "附件",
            CustomValue::Attachments(vec![
                "7250161881116838204".to_owned(),
                "7250161808660826429".to_owned(),
            ]),
        ),
        (
            "时间段",
            CustomValue::Period { start: time(1_577_808_000_000), end: Until::At(time(1_612_108_800_000)) },
        ),
    ]
}

#[test]
fn every_format_of_the_page_goes_both_ways() {
    let formats = page::value_formats(&given_page());
    let values = values();
    assert_eq!(formats.len(), 10);
    for ((label, wire), (name, value)) in formats.iter().zip(&values) {
        assert_eq!(label, name);
        assert_eq!(value.encode().as_str(), wire, "{label}");
        assert_eq!(&EncodedValue::from(wire.as_str()).decode(value.kind()).expect(label), value);
        value.kind().check(wire).expect(label);
    }
}

#[test]
fn the_string_stands_in_the_body_as_the_page_prints_it() {
    let (_, printed) = page::value_formats(&given_page()).swap_remove(1);
    let choices = CustomValue::MultipleChoice(vec!["1".to_owned(), "2".to_owned()]);
    let field = CustomField::new().object_id("6960663240925956649").value(choices);
    let json = serde_json::json!({ "object_id": "6960663240925956649", "value": printed });
    assert_eq!(serde_json::to_value(&field).expect("JSON"), json);
    assert!(serde_json::to_string(&field).expect("JSON").contains(r#""value":"[\"1\", \"2\"]""#));
}

/// Which of the page's samples are well formed for which kind; a text, and the key of an option, can be anything.
#[test]
fn a_sample_is_no_value_of_a_kind_that_is_written_otherwise() {
    let formats = page::value_formats(&given_page());
    let kinds: Vec<CustomKind> = values().iter().map(|(_, value)| value.kind()).collect();
    let anything = [CustomKind::SingleChoice, CustomKind::Line, CustomKind::Text];
    let number = [CustomKind::Number, CustomKind::Month, CustomKind::Year, CustomKind::Date];
    let list = [CustomKind::MultipleChoice, CustomKind::Period];
    for ((label, wire), own) in formats.iter().zip(&kinds) {
        for kind in &kinds {
            let fits = anything.contains(kind)
                || own == kind
                // "1" is a number as well as an option; so is a time.
                || (number.contains(kind) && (number.contains(own) || *own == CustomKind::SingleChoice))
                // Two times are two option keys, and keys that are numbers are two times.
                || (list.contains(kind) && list.contains(own));
            let decoded = EncodedValue::from(wire.as_str()).decode(*kind);
            assert_eq!(decoded.is_ok(), fits, "{label} as {kind}: {wire}");
            assert_eq!(kind.check(wire).is_ok(), fits, "{label} as {kind}: {wire}");
        }
    }
}
