//! The fenced examples as the description keeps them: as values where they are JSON, as text otherwise.

use feishu_schema::Example;

use super::findings;
use crate::diagnostic::Diagnostic;
use crate::example::{Content, Form};
use crate::json::{Fault, Node, Repair};
use crate::page::{self, Page};
use crate::source::Source;

/// A value that a fence shows, or the fence's text.
pub(super) struct Shown<'a> {
    /// The fence.
    pub fence: &'a page::Example,
    /// The value with its places, also where the description keeps the text.
    pub node: Option<(&'a Node, Form)>,
    /// What the description keeps.
    pub example: Example,
}

/// Reads all examples of a page. Reports repairs, and what means to be JSON and cannot be read.
pub(super) fn read<'a>(page: &'a Page, source: &Source, out: &mut Vec<Diagnostic>) -> Vec<Shown<'a>> {
    page.examples.iter().flat_map(|fence| of_fence(fence, source, out)).collect()
}

fn of_fence<'a>(fence: &'a page::Example, source: &Source, out: &mut Vec<Diagnostic>) -> Vec<Shown<'a>> {
    let text = fence.text.as_str();
    let example = |line, value, text| Example { line, value, text, contradictions: Vec::new() };
    let place = |start| source.line_number(fence.text.span_of(&(start..start)).start);
    let kept_as_text = |node| {
        let start = text.len() - text.trim_start().len();
        vec![Shown { fence, node, example: example(place(start), None, Some(text.to_owned())) }]
    };
    match &fence.content {
        Some(content) if content.form == Form::Json && is_trusted(content, fence) => {
            out.extend(repaired(content, fence));
            let shown = |node: &'a Node| Shown {
                fence,
                node: Some((node, content.form)),
                example: example(place(node.span.start), Some(node.to_value()), None),
            };
            content.values.iter().map(shown).collect()
        }
        Some(content) if content.form == Form::Fields => {
            kept_as_text(content.values.first().map(|node| (node, content.form)))
        }
        content => {
            if means_json(fence) || sends_json(content.as_ref(), fence) {
                out.push(unreadable(content.as_ref(), fence));
            }
            kept_as_text(None)
        }
    }
}

/// Whether the value stands for the text: nothing of it was left out, and it is not a piece of some program.
fn is_trusted(content: &Content, fence: &page::Example) -> bool {
    let is_program =
        !means_json(fence) && content.repairs.iter().any(|repair| repair.fault == Fault::TextBefore);
    !is_program && content.misread().is_none()
}

/// Whether an example looks like JSON or says that it is.
fn means_json(fence: &page::Example) -> bool {
    let text = fence.text.as_str().trim_start();
    text.starts_with(['{', '[']) || (fence.language.eq_ignore_ascii_case("json") && !text.starts_with("curl"))
}

/// Whether an example is a `curl` command that sends JSON.
fn sends_json(content: Option<&Content>, fence: &page::Example) -> bool {
    let text = fence.text.as_str();
    text.trim_start().starts_with("curl ")
        && content.map_or(text.contains("'{"), |content| content.form == Form::Json)
}

/// The finding about the repairs of an example: one, however many there are.
fn repaired(content: &Content, fence: &page::Example) -> Option<Diagnostic> {
    // Several values are kept one by one, so nothing is wrong with them.
    let mut repairs = content.repairs.iter().filter(|repair| repair.fault != Fault::SeveralValues);
    let first = repairs.next()?;
    let message = "the example is not strict JSON, and is read with repairs";
    let problem = Diagnostic::warning(findings::EXAMPLE_REPAIRED, message);
    let problem = problem.at(fence.text.span_of(&first.span), label(first));
    Some(
        repairs.fold(problem, |problem, repair| problem.and(fence.text.span_of(&repair.span), label(repair))),
    )
}

fn label(repair: &Repair) -> String {
    match repair.count {
        1 => repair.fault.label().to_owned(),
        count => format!("{} ({count} times in this example)", repair.fault.label()),
    }
}

fn unreadable(content: Option<&Content>, fence: &page::Example) -> Diagnostic {
    match content.and_then(Content::misread) {
        Some(repair) => {
            let problem = Diagnostic::warning(findings::EXAMPLE_JSON, "the example cannot be read as JSON");
            problem.at(fence.text.span_of(&repair.span), repair.fault.label())
        }
        None => {
            let problem = Diagnostic::warning(findings::EXAMPLE_JSON, "the example is not JSON");
            problem.at(fence.text.span.clone(), "no object or list")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Section;
    use crate::source::Spanned;

    /// What is kept (line and value), and the findings' code with what their labels point at.
    /// Line and text of each example, and code and places of each finding.
    type Examples = (Vec<(u32, Option<String>)>, Vec<(&'static str, Vec<String>)>);

    fn read(text: &str, language: &str) -> Examples {
        let source = Source::new("p", text);
        let fence = page::Example {
            section: Section::Body,
            heading: Spanned::default(),
            language: language.to_owned(),
            text: Spanned::new(text.to_owned(), 0..text.len()),
            content: crate::example::read(text),
        };
        let mut out = Vec::new();
        let shown = of_fence(&fence, &source, &mut out);
        let kept = |shown: &Shown<'_>| {
            assert_eq!(shown.example.value.is_none(), shown.example.text.is_some());
            (shown.example.line, shown.example.value.as_ref().map(ToString::to_string))
        };
        let labels = |found: &Diagnostic| {
            let labels = found.label.iter().chain(&found.also);
            (found.code.name, labels.map(|label| text[label.span.clone()].to_owned()).collect())
        };
        (shown.iter().map(kept).collect(), out.iter().map(labels).collect())
    }

    fn value(line: u32, json: &str) -> (u32, Option<String>) {
        (line, Some(json.to_owned()))
    }

    #[test]
    fn json_is_kept_as_a_value_and_a_program_as_text() {
        assert_eq!(read("\n{\"b\": 1, \"a\": 2}", "json"), (vec![value(2, "{\"b\":1,\"a\":2}")], vec![]));
        assert_eq!(read("curl -X POST", "json"), (vec![(1, None)], vec![]));
        assert_eq!(read("func main() { run() }", "go"), (vec![(1, None)], vec![]));
        assert_eq!(
            read("\ncurl /a -d '{\"a\": 1}'", "bash"),
            (vec![value(2, "{\"a\":1}")], vec![]),
            "the body of a command is a value"
        );
    }

    #[test]
    fn repairs_are_reported_once_with_their_places() {
        let text = "{\n  \"一\": 1, // one\n  \"二\": [1,],\n}\n";
        let found = ("D057", vec!["/".to_owned(), ",".to_owned()]);
        assert_eq!(read(text, "json"), (vec![value(1, "{\"一\":1,\"二\":[1]}")], vec![found]));
    }

    #[test]
    fn several_values_are_several_examples() {
        let (kept, found) = read("{\"a\": 1}\n\n{\"a\": 2}\n", "json");
        assert_eq!((kept, found), (vec![value(1, "{\"a\":1}"), value(3, "{\"a\":2}")], vec![]));
    }

    #[test]
    fn what_is_nested_too_deeply_is_text() {
        let (kept, found) = read(&("[".repeat(110) + &"]".repeat(110)), "json");
        assert_eq!((kept, found), (vec![(1, None)], vec![("D050", vec!["[".to_owned()])]));
    }

    #[test]
    fn what_is_mixed_up_is_text() {
        let (kept, found) = read("{\"a\": \"{\"b\": \"c\"}\",\n\"d\": 1}", "json");
        assert_eq!((kept, found), (vec![(1, None)], vec![("D050", vec!["\"".to_owned()])]));
        let (kept, found) = read("{\"x\": {\"a\": \"{\"b\": \"c\"}\",\n\"d\": 1}}", "json");
        assert_eq!((kept, found), (vec![(1, None)], vec![("D050", vec!["\n".to_owned()])]));
    }

    #[test]
    fn words_instead_of_json_are_reported() {
        assert_eq!(read("none", "json"), (vec![(1, None)], vec![("D050", vec!["none".to_owned()])]));
    }
}
