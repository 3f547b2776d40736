//! Lines of a page, and parts of them that know where they stand.

use std::borrow::Cow;

use crate::source::{Span, Spanned};

/// A line of a cell or of prose, without its line end.
///
/// A borrowed text is exactly the text at `span`, so that every part of it has its own place. An owned text was put
/// together from what stands at `span` (tags turned to words, links made absolute): its parts share that place.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub text: Cow<'a, str>,
    pub span: Span,
}

impl<'a> Line<'a> {
    pub fn view(&self) -> View<'_> {
        View { text: &self.text, start: self.span.start, end: self.span.end, exact: self.is_exact() }
    }

    /// The line as a part of the source, if it is exactly that.
    pub fn exact(&self) -> Option<View<'a>> {
        match self.text {
            Cow::Borrowed(text) => {
                Some(View { text, start: self.span.start, end: self.span.end, exact: true })
            }
            Cow::Owned(_) => None,
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Drops the indentation.
    pub fn trim_start(&mut self) {
        let cut = self.text.len() - self.text.trim_start().len();
        match &mut self.text {
            Cow::Borrowed(text) => {
                *text = text.get(cut..).unwrap_or_default();
                self.span.start += cut;
            }
            Cow::Owned(text) => _ = text.drain(..cut),
        }
    }

    fn is_exact(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }
}

/// A part of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub text: &'a str,
    start: usize,
    end: usize,
    exact: bool,
}

impl<'a> View<'a> {
    /// The part of a source text that begins at an offset.
    pub fn exact(text: &'a str, start: usize) -> Self {
        Self { text, start, end: start + text.len(), exact: true }
    }

    pub fn span(self) -> Span {
        self.start..self.end
    }

    pub fn spanned(self) -> Spanned<String> {
        Spanned::new(self.text.to_owned(), self.span())
    }

    pub fn with(self, value: String) -> Spanned<String> {
        Spanned::new(value, self.span())
    }

    pub fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    /// The text from one offset up to another; empty where they are out of bounds or inside a character.
    pub fn part(self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to).unwrap_or_default();
        if self.exact {
            let start = (self.start + from).min(self.end);
            Self { text, start, end: start + text.len(), exact: true }
        } else {
            Self { text, ..self }
        }
    }

    pub fn split_at(self, at: usize) -> (Self, Self) {
        (self.part(0, at), self.part(at, self.text.len()))
    }

    pub fn trim_start(self) -> Self {
        let cut = self.text.len() - self.text.trim_start().len();
        self.part(cut, self.text.len())
    }

    pub fn trim_end(self) -> Self {
        self.part(0, self.text.trim_end().len())
    }

    pub fn trim(self) -> Self {
        self.trim_end().trim_start()
    }

    pub fn strip_prefix(self, prefix: &str) -> Option<Self> {
        self.text.strip_prefix(prefix)?;
        Some(self.part(prefix.len(), self.text.len()))
    }

    pub fn strip_suffix(self, suffix: &str) -> Option<Self> {
        let rest = self.text.strip_suffix(suffix)?;
        Some(self.part(0, rest.len()))
    }

    /// As a line of its own.
    pub fn line(self) -> Line<'a> {
        let text = if self.exact { Cow::Borrowed(self.text) } else { Cow::Owned(self.text.to_owned()) };
        Line { text, span: self.span() }
    }
}

/// The lines of a text, with the offset at which each starts. `\r` before `\n` belongs to the line end.
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = View<'_>> {
    let mut at = start;
    text.split_inclusive('\n').map(move |full| {
        let line = full.strip_suffix('\n').unwrap_or(full);
        let view = View::exact(line.strip_suffix('\r').unwrap_or(line), at);
        at += full.len();
        view
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_exact_line_keep_their_own_place() {
        let (key, value) = View::exact("  键：值 ", 10).split_at("  键".len());
        assert_eq!((key.trim().text, key.trim().span()), ("键", 12..15));
        assert_eq!((value.trim().text, value.trim().span()), ("：值", 15..21));
    }

    #[test]
    fn parts_of_a_made_line_share_its_place() {
        let line = Line { text: Cow::Owned("- 一：二".to_owned()), span: 3..40 };
        assert_eq!(line.view().strip_prefix("- ").map(View::span), Some(3..40));
        assert_eq!(line.view().part(3, 4).text, "");
    }

    #[test]
    fn line_ends_of_both_kinds() {
        let found: Vec<_> = lines("a\r\nb\n\nc", 5).map(|line| (line.text, line.span().start)).collect();
        assert_eq!(found, [("a", 5), ("b", 8), ("", 10), ("c", 11)]);
    }
}
