//! Named texts and places in them.

mod clean;

use std::ops::Range;

use sha2::{Digest, Sha256};

pub use clean::{Removed, is_invisible};

/// A place in a text, as a range of bytes.
pub type Span = Range<usize>;

/// A value and the place that it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Combines a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T: AsRef<str>> Spanned<T> {
    /// The value as a string slice.
    pub fn as_str(&self) -> &str {
        self.value.as_ref()
    }

    /// The place of a part of the text. If reading changed the text (entities), this is the place of the whole.
    #[must_use]
    pub fn span_of(&self, part: &Span) -> Span {
        if self.span.len() == self.as_str().len() {
            self.span.start + part.start..self.span.start + part.end
        } else {
            self.span.clone()
        }
    }
}

/// The text of a page, a description or a lexicon.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The path as it was given, for display.
    pub name: String,
    /// The text with `\n` line ends, without byte order mark and invisible characters.
    pub text: String,
    /// The invisible characters that were removed, in their order.
    pub removed: Vec<Removed>,
    /// Why the text cannot be used.
    pub fault: Option<Fault>,
    /// The offset at which each line starts.
    lines: Vec<usize>,
}

/// Why the bytes of a file cannot be read as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// They are not UTF-8. Holds the encoding if it is recognized.
    Encoding(&'static str),
    /// There are too many.
    Size,
}

impl Default for Source {
    fn default() -> Self {
        Self::new("", "")
    }
}

/// A line and a column. Both count from 0 here, and from 1 when they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Source {
    /// Creates a source. Line ends become `\n`, and the byte order mark and invisible characters are removed, so that
    /// the result does not depend on the system that the text was checked out on.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (text, removed) = clean::clean(text.into());
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, removed, fault: None, lines }
    }

    /// Creates a source from the readable part of an unusable text.
    pub fn faulty(name: impl Into<String>, text: impl Into<String>, fault: Fault) -> Self {
        Self { fault: Some(fault), ..Self::new(name, text) }
    }

    /// The line and column of an offset, at most the end of the text.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_index(offset);
        let start = self.lines[line];
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        Position { line, column }
    }

    /// The line number of an offset, counted from 1, as in descriptions.
    #[must_use]
    pub fn line_number(&self, offset: usize) -> u32 {
        u32::try_from(self.line_index(offset) + 1).unwrap_or(u32::MAX)
    }

    /// The place of a line (counted from 1) without its line end.
    #[must_use]
    pub fn line_span(&self, number: u32) -> Option<Span> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let start = *self.lines.get(index)?;
        let end = self.lines.get(index + 1).map_or(self.text.len(), |next| next - 1);
        Some(start..end.max(start))
    }

    /// The SHA-256 of the text, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(self.text.as_bytes())
    }

    fn line_index(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset).saturating_sub(1)
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("page.md", "一二\n三四五\n");
        let at = source.text.find('五').unwrap();
        assert_eq!(source.position(at), Position { line: 1, column: 2 });
        assert_eq!(source.line_number(at), 2);
        assert_eq!(source.line_span(2).map(|span| &source.text[span]), Some("三四五"));
        assert_eq!(source.line_span(9), None);
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_make_no_difference() {
        let (unix, windows) = (Source::new("a", "一\n\n二\n"), Source::new("a", "\u{feff}一\r\n\r\n二\r\n"));
        assert_eq!(unix, windows);
        // From `printf '一\n\n二\n' | sha256sum`.
        assert_eq!(windows.digest(), "ac28ac139af22ab318082deae1f50d646fac4dffe54f86ff4579e509685c210e");
        assert_eq!(Source::new("a", "一\r二").text, "一\n二", "a lone carriage return ends a line");
    }
}
