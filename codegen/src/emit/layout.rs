//! Layout that the formatter does not do: blank lines between items, and wrapped documentation.

use super::verbatim;

/// The width that documentation is wrapped to, in characters, without its indentation.
const DOC_WIDTH: usize = 100;

/// The start of a line that begins an item or its documentation.
const ITEM_STARTS: [&str; 12] = [
    "///",
    "#[",
    "pub fn ",
    "fn ",
    "impl",
    "pub struct ",
    "pub enum ",
    "pub mod ",
    "const ",
    "record!",
    "open_enum!",
    "error_code!",
];

/// Adds a blank line between items and around the `use` items.
pub(super) fn spaced(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + code.len() / 16);
    let mut before = "";
    for line in code.lines() {
        let code = line.trim_start();
        if is_gap(before.trim_start(), code) {
            out.push('\n');
        }
        match verbatim::unpacked(code) {
            Some(lines) => push_indented(&mut out, &lines, &line[..line.len() - code.len()]),
            None => push_indented(&mut out, line, ""),
        }
        before = line;
    }
    out
}

fn push_indented(out: &mut String, lines: &str, indent: &str) {
    for line in lines.lines() {
        out.push_str(indent);
        out.push_str(line);
        out.push('\n');
    }
}

fn is_gap(before: &str, line: &str) -> bool {
    let starts_item = ITEM_STARTS.iter().any(|start| line.starts_with(start));
    let ended_item = before == "}"
        || before == "};"
        || before == "];"
        || before.starts_with("use ")
        || before.starts_with("record!");
    let ended_module_attributes = before.starts_with("#![");
    let ended_module_docs = before.starts_with("//!") && !line.starts_with("//!") && !line.is_empty();
    (starts_item && (ended_item || ended_module_attributes)) || ended_module_docs
}

/// Wraps a paragraph of documentation. It breaks only between plain words, so that no line starts a list, a heading or
/// a quotation. List items keep their indentation.
pub(super) fn wrapped(line: &str) -> Vec<String> {
    let indent = if line.starts_with("* ") { "  " } else { "" };
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut width = 0;
    // Whether the line holds only the mark of a list item.
    let mut starts = true;
    for word in words(line) {
        let length = word.chars().count();
        let fits = starts || width + 1 + length <= DOC_WIDTH;
        if fits || !word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '[') {
            if width > 0 {
                current.push(' ');
                width += 1;
            }
        } else {
            lines.push(std::mem::replace(&mut current, indent.to_owned()));
            width = indent.len();
            starts = true;
        }
        starts &= word.trim_matches('*').is_empty();
        current.push_str(word);
        width += length;
    }
    lines.push(current);
    lines
}

/// The words of a line; code and links are one word each.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (mut code, mut brackets) = (false, 0_u32);
        let end = rest.char_indices().find(|(_, letter)| {
            match letter {
                '`' => code = !code,
                '[' | '(' if !code => brackets += 1,
                ']' | ')' if !code => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            *letter == ' ' && !code && brackets == 0
        });
        let end = end.map_or(rest.len(), |(at, _)| at);
        let (word, after) = rest.split_at(end);
        rest = after.strip_prefix(' ').unwrap_or(after);
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_broken_between_plain_words() {
        let text = format!("{} `two words` - {} next", "a".repeat(90), "b".repeat(20));
        let expected = [format!("{} `two words` -", "a".repeat(90)), format!("{} next", "b".repeat(20))];
        assert_eq!(wrapped(&text), expected);
        assert_eq!(
            wrapped(&format!("* {} b", "a".repeat(99))),
            [format!("* {}", "a".repeat(99)), "  b".to_owned()]
        );
        assert_eq!(wrapped(""), [""]);
        assert_eq!(wrapped("short  text"), ["short  text"]);
    }

    #[test]
    fn the_input_of_a_macro_is_indented() {
        let code = "mod a {\n    fn b() {\n    }\n    record!(A);\n    record! {\n        \"verbatim:A {\\n    1;\\n}\"\n    }\n}\n";
        let expected = "mod a {\n    fn b() {\n    }\n\n    record!(A);\n\n    record! {\n        A {\n            1;\n        }\n    }\n}\n";
        assert_eq!(spaced(code), expected);
    }

    #[test]
    fn items_stand_apart() {
        let code = "use a::B;\nstruct A;\nimpl A {\n    fn a() {\n        if x {\n        }\n        y();\n    }\n    fn b() {}\n}\n/// C\nstruct C;\n";
        let expected = "use a::B;\nstruct A;\nimpl A {\n    fn a() {\n        if x {\n        }\n        y();\n    }\n\n    fn b() {}\n}\n\n/// C\nstruct C;\n";
        assert_eq!(spaced(code), expected);
    }
}
