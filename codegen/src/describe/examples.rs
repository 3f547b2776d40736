//! The fenced examples: JSON where they are, text where they are not.

use feishu_schema::Example;
use serde_json::Value;

use super::codes;
use crate::diagnostic::Diagnostic;
use crate::page;
use crate::source::{Source, Span};

/// The deepest nesting of an example that a JSON reader still takes once it stands in the description.
const DEEPEST: usize = 100;

/// Reads an example. One that means to be JSON and is not is told, with the place of the fault.
pub(super) fn read(example: &page::Example, source: &Source, out: &mut Vec<Diagnostic>) -> Example {
    let line = source.line_number(first_character(example));
    let text = example.text.as_str();
    match serde_json::from_str::<Value>(text) {
        Ok(value) if depth(&value) > DEEPEST => {
            let problem = Diagnostic::warning(codes::EXAMPLE_JSON, "this example is nested too deep");
            out.push(problem.at(example.text.span.clone(), "kept as text"));
            Example { line, value: None, text: Some(text.to_owned()), contradictions: Vec::new() }
        }
        Ok(value) => Example { line, value: Some(value), text: None, contradictions: Vec::new() },
        Err(error) => {
            if means_json(example) {
                let what = error.to_string();
                let what = what.rsplit_once(" at line").map_or(what.as_str(), |(what, _)| what).to_owned();
                let problem = Diagnostic::warning(codes::EXAMPLE_JSON, "this example is no JSON");
                out.push(problem.at(fault(example, &error), what));
            }
            Example { line, value: None, text: Some(text.to_owned()), contradictions: Vec::new() }
        }
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// Whether an example looks like JSON or says that it is.
fn means_json(example: &page::Example) -> bool {
    let text = example.text.as_str().trim_start();
    text.starts_with(['{', '['])
        || (example.language.eq_ignore_ascii_case("json") && !text.starts_with("curl"))
}

fn first_character(example: &page::Example) -> usize {
    let text = example.text.as_str();
    example.text.span.start + (text.len() - text.trim_start().len())
}

/// The character at which the reader gave up.
fn fault(example: &page::Example, error: &serde_json::Error) -> Span {
    let text = example.text.as_str();
    let line_start = match error.line().checked_sub(2) {
        Some(before) => text.match_indices('\n').nth(before).map_or(text.len(), |(at, _)| at + 1),
        None => 0,
    };
    let mut at = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    // A reader may have changed the text (entities): then the place of the whole is as near as one gets.
    if example.text.span.len() == text.len() {
        let start = example.text.span.start + at;
        start..start + length
    } else {
        example.text.span.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Section;
    use crate::source::Spanned;

    fn example(text: &str, language: &str) -> (Example, Vec<Diagnostic>) {
        let source = Source::new("p", text);
        let example = page::Example {
            section: Section::Body,
            heading: Spanned::default(),
            language: language.to_owned(),
            text: Spanned::new(text.to_owned(), 0..text.len()),
        };
        let mut out = Vec::new();
        (read(&example, &source, &mut out), out)
    }

    #[test]
    fn json_is_kept_as_value_and_anything_else_as_text() {
        let (good, out) = example("\n{\"b\": 1, \"a\": 2}", "json");
        assert_eq!((good.line, good.text, out.len()), (2, None, 0));
        let (curl, out) = example("curl -X POST", "json");
        assert_eq!((curl.value, curl.text.as_deref(), out.len()), (None, Some("curl -X POST"), 0));
    }

    #[test]
    fn what_is_nested_too_deep_is_text() {
        let (deep, out) = example(&("[".repeat(110) + &"]".repeat(110)), "json");
        assert!(deep.value.is_none() && deep.text.is_some());
        assert_eq!(out.len(), 1);
    }

    #[test]
    fn a_fault_has_a_place() {
        let text = "{\n  \"一\": 1,\n}\n";
        let (_, out) = example(text, "json");
        let label = out[0].label.as_ref().unwrap();
        assert_eq!(&text[label.span.clone()], "}");
        assert_eq!(label.text, "trailing comma");
    }
}
