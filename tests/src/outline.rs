//! Outlines: what a stage found, in as many lines as a person reads with pleasure.

mod page;
mod plan;

pub use page::{page, places};
pub use plan::plan;

/// The first line of a text, and a sign that there is more.
fn first_line(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, _)) => format!("{first} …"),
        None => text.to_owned(),
    }
}

/// The text with everything that cannot be seen, or that turns what follows around, as Rust escapes it.
pub fn visible(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.chars().map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}
