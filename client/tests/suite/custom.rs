//! Custom values and their string forms. `tests/tests/api/custom_values.rs` has the samples of the page.

use feishu_client::{CustomKind, CustomValue, EncodedValue, Timestamp, Until};

const DAY: Timestamp = Timestamp::from_millis(1_627_379_423_000);

#[test]
fn white_space_and_escapes_of_json_do_not_matter() {
    let choice = EncodedValue::from(" [ \"\\u0031\",\"2\" ] ").decode(CustomKind::MultipleChoice).unwrap();
    assert_eq!(choice, CustomValue::MultipleChoice(vec!["1".into(), "2".into()]));
    let files = EncodedValue::from(r#"[{"name":"简历.pdf","file_id":"7"}]"#).decode(CustomKind::Attachments);
    assert_eq!(files.unwrap(), CustomValue::Attachments(vec!["7".into()]));
}

#[test]
fn a_key_with_quotes_survives() {
    let value = CustomValue::MultipleChoice(vec![r#"a"b\c"#.into()]);
    assert_eq!(value.encode().as_str(), r#"["a\"b\\c"]"#);
    assert_eq!(value.encode().decode(CustomKind::MultipleChoice).unwrap(), value);
}

#[test]
fn a_period_may_go_on() {
    let period = CustomValue::Period { start: DAY, end: Until::Ongoing };
    assert_eq!(period.encode().as_str(), r#"["1627379423000", "-1"]"#);
    assert_eq!(period.encode().decode(CustomKind::Period).unwrap(), period);
}

#[test]
fn a_number_keeps_its_digits() {
    for digits in ["0.1000000000000000055", "-2.50", "12345678901234567890123", "007"] {
        let value = CustomValue::Number(digits.parse().unwrap());
        assert_eq!(value.encode().as_str(), digits);
        assert_eq!(EncodedValue::from(digits).decode(CustomKind::Number).unwrap(), value);
    }
}

#[test]
fn other_forms_are_refused_by_checking_and_by_reading_alike() {
    let wrong = [
        (CustomKind::SingleChoice, &[""][..]),
        (CustomKind::MultipleChoice, &["", "1", "[1]", r#"["1""#, r#"["1"] x"#, r#"[""]"#, r#"{"0":"1"}"#]),
        (CustomKind::Number, &["", "-", "1e5", "1.", "1.x", "x.1", ".5", "+1", "１", "1,000", "NaN", " 1"]),
        (CustomKind::Month, &["", "2021-07", "+1", "1.5", "99999999999999999999"]),
        (CustomKind::Year, &["2021年"]),
        (CustomKind::Date, &["2021-07-27"]),
        (
            CustomKind::Attachments,
            &["7", r#"["7"]"#, r#"[{"id":"7"}]"#, r#"[{"file_id":7}]"#, r#"[{"file_id":""}]"#],
        ),
        (
            CustomKind::Period,
            &["[]", r#"["1"]"#, r#"["1","2","3"]"#, r#"["1","x"]"#, r#"[1577808000000,1612108800000]"#],
        ),
    ];
    for (kind, texts) in wrong {
        for text in texts {
            assert!(kind.check(text).is_err(), "{kind}: {text}");
            assert!(EncodedValue::from(*text).decode(kind).is_err(), "{kind}: {text}");
        }
    }
}

#[test]
fn an_error_has_the_format_and_not_the_value() {
    let error = EncodedValue::from("张三").decode(CustomKind::Number).unwrap_err();
    assert_eq!(error.kind(), CustomKind::Number);
    assert_eq!(
        error.to_string(),
        "not a value of the kind number: expected a decimal number, such as 1 or -2.50"
    );
}

#[test]
fn debug_hides_the_value() {
    let value = CustomValue::Line("张三".into());
    assert_eq!(
        format!("{:?} {value:?}", value.encode()),
        "EncodedValue([redacted]) CustomValue(line of text, [redacted])"
    );
}

#[test]
fn object_types_decide_the_kind() {
    use CustomKind::{
        Attachments, Date, Line, Month, MultipleChoice, Number, Period, SingleChoice, Text, Year,
    };

    let kinds = [
        None,
        Some(Line),
        Some(Text),
        Some(SingleChoice),
        Some(MultipleChoice),
        Some(Date),
        Some(Month),
        Some(Year),
        Some(Period),
        Some(Number),
        None,
        None,
        Some(Date),
        Some(Attachments),
        None,
    ];
    for (number, kind) in (0..).zip(kinds) {
        assert_eq!(CustomKind::from_object_type(number), kind, "object_type {number}");
    }
}
