//! Macro input, which the formatter cannot format because only the macro knows its meaning.
//!
//! It passes through the formatter as one string literal on its own line and is unpacked afterwards. Text of a page
//! cannot look like such a literal: it never stands between items, and its quotes are escaped within literals.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The start of a literal that holds macro input.
const MARK: &str = "verbatim:";

/// Lines that are written unchanged, with the indentation of their place.
pub(super) fn tokens(lines: &str) -> TokenStream {
    let literal = Literal::string(&format!("{MARK}{lines}"));
    quote! { #literal }
}

/// The lines that replace a line of formatted code.
pub(super) fn unpacked(line: &str) -> Option<String> {
    if !line.starts_with('"') {
        return None;
    }
    let text = syn::parse_str::<syn::LitStr>(line).ok()?.value();
    text.strip_prefix(MARK).map(str::to_owned)
}

/// A string literal.
pub(super) fn quoted(text: &str) -> String {
    Literal::string(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_input_of_a_macro_keeps_its_lines_through_the_formatter() {
        let input = tokens("Name {\n    1 => \"a\\n \u{300}\";\n}");
        let file = syn::parse2(quote! { pub mod a { table! { #input } } }).unwrap();
        let formatted = prettyplease::unparse(&file);
        let lines: Vec<&str> = formatted.lines().collect();
        assert_eq!(lines[..2], ["pub mod a {", "    table! {"]);
        assert_eq!(lines[3..], ["    }", "}"]);
        assert_eq!(unpacked(lines[2].trim_start()).unwrap(), "Name {\n    1 => \"a\\n \u{300}\";\n}");
    }

    #[test]
    fn other_lines_are_not_the_input_of_a_macro() {
        for line in ["", "\"", "\"name\"", "\"verbatim:a\",", "verbatim:a", "\\\"verbatim:a\\\""] {
            assert_eq!(unpacked(line), None, "{line}");
        }
    }
}
