use serde_json::json;

use super::{Fault, Kind, MAX_DEPTH, MAX_VALUES, Repair, parse, parse_at, strict};

fn faults(text: &str) -> Vec<Fault> {
    repairs(text).iter().map(|repair| repair.fault).collect()
}

fn repairs(text: &str) -> Vec<Repair> {
    parse(text).map(|parsed| parsed.repairs).unwrap_or_default()
}

fn value(text: &str) -> serde_json::Value {
    parse(text).map(|parsed| parsed.values[0].to_value()).unwrap_or_default()
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
fn each_fault_is_reported_at_its_place() {
    let cases = [
        ("{\"a\": 1, // one\n \"b\": 2}", json!({"a": 1, "b": 2}), Fault::Comment, 9),
        ("{\"a\": 1,}", json!({"a": 1}), Fault::ExtraComma, 7),
        ("{\"a\": 1,, \"b\": 2}", json!({"a": 1, "b": 2}), Fault::ExtraComma, 8),
        ("{\"a\": 1\n\"b\": 2}", json!({"a": 1, "b": 2}), Fault::MissingComma, 8),
        ("{\"a\": \"x\"\n\"b\": 2}", json!({"a": "x", "b": 2}), Fault::MissingComma, 10),
        ("{\"a\": , \"b\": 2}", json!({"a": null, "b": 2}), Fault::MissingValue, 6),
        ("[1, ...]", json!([1]), Fault::Ellipsis, 4),
        ("[\"x\"...]", json!(["x"]), Fault::Ellipsis, 4),
        ("{\"a\": 1,\n \"x\"...}", json!({"a": 1}), Fault::Ellipsis, 13),
        ("{a: 1}", json!({"a": 1}), Fault::BareWord, 1),
        ("{\"a\": some words}", json!({"a": "some words"}), Fault::BareWord, 6),
        ("{'a': 1}", json!({"a": 1}), Fault::OddQuotes, 1),
        ("{\"a\"：1}", json!({"a": 1}), Fault::FullWidth, 4),
        ("{\"a\": \"x\ny\"}", json!({"a": "x\ny"}), Fault::RawControl, 8),
        ("{\"a\nb\": 1}", json!({"a\nb": 1}), Fault::BrokenKey, 3),
        ("{\"a\": \"\\d\"}", json!({"a": "\\d"}), Fault::BadEscape, 7),
        ("{\"a\": \"x \"y\" z\"}", json!({"a": "x \"y\" z"}), Fault::InnerQuote, 9),
        ("{\"a\": [1, 2}", json!({"a": [1, 2]}), Fault::StrayBracket, 11),
        ("{\"a\": {\"b\": 1", json!({"a": {"b": 1}}), Fault::Truncated, 0),
        ("{\"a\": \"x}", json!({"a": "x}"}), Fault::Truncated, 0),
        ("{\"a\": 1, \"a\": 2}", json!({"a": 2}), Fault::DuplicateKey, 9),
        ("{\"a\": 1e999}", json!({"a": "1e999"}), Fault::NumberRange, 6),
        ("[\"\\ud83d\"]", json!(["\\ud83d"]), Fault::BadEscape, 2),
        ("{} {}", json!({}), Fault::SeveralValues, 3),
        ("curl -d '{\"a\": 1}'", json!({"a": 1}), Fault::TextBefore, 0),
        ("{\"a\": 1} end", json!({"a": 1}), Fault::TextAfter, 9),
    ];
    for (text, want, fault, at) in cases {
        assert_eq!(value(text), want, "{text}");
        let repairs = repairs(text);
        let found = repairs.iter().any(|repair| repair.fault == fault && repair.span.start == at);
        assert!(found, "{text}: {repairs:?}");
    }
}

#[test]
fn text_without_an_object_holds_no_value() {
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
        for Repair { span, .. } in repairs(text) {
            assert!(text.get(span.clone()).is_some(), "{span:?}");
        }
    }
    assert!(faults(&texts[0]).contains(&Fault::TooDeep));
}

/// The places of all keys and values of a text, in the reader's order.
fn places(text: &str) -> Vec<&str> {
    fn walk<'a>(node: &super::Node, text: &'a str, out: &mut Vec<&'a str>) {
        out.push(&text[node.span.clone()]);
        match &node.kind {
            Kind::List(elements) => elements.iter().for_each(|element| walk(element, text, out)),
            Kind::Object(members) => members.iter().for_each(|member| {
                out.push(&text[member.key.span.clone()]);
                walk(&member.value, text, out);
            }),
            _ => {}
        }
    }
    let mut out = Vec::new();
    if let Some(parsed) = parse(text) {
        parsed.values.iter().for_each(|node| walk(node, text, &mut out));
    }
    out
}

#[test]
fn keys_and_values_have_their_places() {
    let text = "// 一\n{ \"a\\u0062\" : [ 12 , x y // z\n ],\n c: \"二\" }";
    let expected = [&text[7..], "\"a\\u0062\"", "[ 12 , x y // z\n ]", "12", "x y", "c", "\"二\""];
    assert_eq!(places(text), expected);
}

#[test]
fn escapes_in_keys_are_decoded() {
    assert_eq!(value(r#"{"zh\u002dCN": 1, "\"": 2}"#), json!({"zh-CN": 1, "\"": 2}));
}

#[test]
fn of_equal_keys_all_are_kept_and_the_last_counts() {
    let many: String = (0..40).map(|key| format!("\"k{}\": {key}, ", key % 20)).collect();
    for text in ["{\"k0\": 0, \"k0\": 20}".to_owned(), format!("{{{many}\"x\": 1}}")] {
        let parsed = parse(&text).expect("an object");
        let duplicates = (text.matches(':').count() / 2).max(1);
        assert_eq!(parsed.repairs.iter().map(|repair| repair.count).collect::<Vec<_>>(), [duplicates]);
        assert_eq!(parsed.values[0].get("k0").map(super::Node::to_value), Some(json!(20)));
        assert_eq!(parsed.values[0].to_value()["k0"], json!(20));
    }
}

#[test]
fn numbers_keep_what_64_bits_hold() {
    let exact = ["9223372036854775807", "-9223372036854775808", "18446744073709551615", "0.1", "1e300", "-0"];
    for text in exact {
        let node = strict(text).expect(text);
        assert_eq!(Some(node.to_value()), serde_json::from_str(text).ok(), "{text}");
    }
    for text in ["18446744073709551616", "-9223372036854775809", "1e400", "-1e400", "01", "+1", "1."] {
        assert_eq!(strict(text), None, "{text}");
    }
    let parsed = parse("[18446744073709551616]").expect("a list");
    assert_eq!(parsed.values[0].to_value(), json!([18446744073709551616.0]));
    assert_eq!(parsed.repairs[0].fault, Fault::NumberRange);
}

#[test]
fn depth_and_number_of_values_are_bounded() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(faults(&nested(MAX_DEPTH as usize)), []);
    assert_eq!(faults(&nested(MAX_DEPTH as usize + 1)), [Fault::TooDeep]);
    let list = |count: u32| format!("[{}1]", "1,".repeat(count as usize - 2));
    assert_eq!(faults(&list(MAX_VALUES)), []);
    assert!(faults(&list(MAX_VALUES + 1)).contains(&Fault::TooLarge));
}

#[test]
fn a_value_within_other_text_ends_where_it_ends() {
    let text = "curl -d '{\"a\": [1]}' {x}";
    let parsed = parse_at(text, 9);
    assert_eq!((&text[parsed.values[0].span.clone()], parsed.repairs.len()), ("{\"a\": [1]}", 0));
}
