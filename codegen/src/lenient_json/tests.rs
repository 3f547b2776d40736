use serde_json::json;

use super::{Fault, parse};

fn faults(text: &str) -> Vec<Fault> {
    parse(text).map(|parsed| parsed.repairs.iter().map(|repair| repair.fault).collect()).unwrap_or_default()
}

fn value(text: &str) -> serde_json::Value {
    parse(text).map(|parsed| parsed.value).unwrap_or_default()
}

#[test]
fn strict_json_needs_no_repair() {
    let text = r#" {"a": [1, -2.5e3, true, null, "x\n\u00e9\ud83d\ude00"], "b": {}} "#;
    assert_eq!(Some(value(text)), serde_json::from_str(text).ok());
    assert_eq!(faults(text), []);
}

#[test]
fn the_order_of_keys_is_kept() {
    let parsed = value(r#"{"z": 1, "a": 2, "m": 3,}"#);
    let keys: Vec<&str> =
        parsed.as_object().into_iter().flat_map(|object| object.keys().map(String::as_str)).collect();
    assert_eq!(keys, ["z", "a", "m"]);
}

#[test]
fn each_fault_is_told_with_its_place() {
    let cases = [
        ("{\"a\": 1, // one\n \"b\": 2}", json!({"a": 1, "b": 2}), Fault::Comment, 9),
        ("{\"a\": 1,}", json!({"a": 1}), Fault::ExtraComma, 7),
        ("{\"a\": 1,, \"b\": 2}", json!({"a": 1, "b": 2}), Fault::ExtraComma, 8),
        ("{\"a\": 1\n\"b\": 2}", json!({"a": 1, "b": 2}), Fault::MissingComma, 8),
        ("{\"a\": \"x\"\n\"b\": 2}", json!({"a": "x", "b": 2}), Fault::MissingComma, 10),
        ("{\"a\": , \"b\": 2}", json!({"a": null, "b": 2}), Fault::MissingValue, 6),
        ("[1, ...]", json!([1]), Fault::Ellipsis, 4),
        ("{a: 1}", json!({"a": 1}), Fault::BareWord, 1),
        ("{\"a\": some words}", json!({"a": "some words"}), Fault::BareWord, 6),
        ("{'a': 1}", json!({"a": 1}), Fault::OddQuotes, 1),
        ("{\"a\"：1}", json!({"a": 1}), Fault::FullWidth, 4),
        ("{\"a\": \"x\ny\"}", json!({"a": "x\ny"}), Fault::RawControl, 8),
        ("{\"a\": \"\\d\"}", json!({"a": "\\d"}), Fault::BadEscape, 7),
        ("{\"a\": \"x \"y\" z\"}", json!({"a": "x \"y\" z"}), Fault::InnerQuote, 9),
        ("{\"a\": [1, 2}", json!({"a": [1, 2]}), Fault::StrayBracket, 11),
        ("{\"a\": {\"b\": 1", json!({"a": {"b": 1}}), Fault::Truncated, 13),
        ("curl -d '{\"a\": 1}'", json!({"a": 1}), Fault::TextBefore, 0),
        ("{\"a\": 1} end", json!({"a": 1}), Fault::TextAfter, 9),
    ];
    for (text, want, fault, at) in cases {
        assert_eq!(value(text), want, "{text}");
        let repairs = parse(text).map(|parsed| parsed.repairs).unwrap_or_default();
        assert!(repairs.iter().any(|repair| repair.fault == fault && repair.at == at), "{text}: {repairs:?}");
    }
}

#[test]
fn text_without_an_object_is_no_example() {
    assert_eq!(parse(""), None);
    assert_eq!(parse("--boundary\nContent-Type: text/plain"), None);
}

#[test]
fn hostile_texts_come_to_an_end() {
    let count = 100_000;
    let texts = [
        "[".repeat(count),
        "{\"a\":".repeat(count),
        "\"".repeat(count),
        format!("{{\"a\": \"{}", "\" ".repeat(count)),
        format!("[{}", ",".repeat(count)),
        format!("[{}", "]".repeat(count)),
        format!("{{{}", "/*".repeat(count)),
        format!("{{{}", ":…#\u{0}".repeat(count)),
        format!("{{\"a\": \"\\{}", "u".repeat(count)),
    ];
    for text in &texts {
        let repairs = parse(text).map(|parsed| parsed.repairs).unwrap_or_default();
        assert!(repairs.iter().all(|repair| text.is_char_boundary(repair.at)));
    }
    assert!(faults(&texts[0]).contains(&Fault::TooDeep));
}
