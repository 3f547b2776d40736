//! What the page says outside its tables.

use feishu_schema::{Note, ValueFormat};

use super::{deprecation, formats};
use crate::page::{Page, Prose};
use crate::source::{Source, Spanned};

/// What the page says outside its tables.
#[derive(Default)]
pub(super) struct PageProse {
    /// The first paragraph.
    pub text: String,
    /// Everything else, by heading.
    pub notes: Vec<Note>,
    /// The words that advise against the endpoint.
    pub deprecated: Option<String>,
    pub value_formats: Vec<ValueFormat>,
}

impl PageProse {
    /// Sorts the page's prose.
    pub fn new(page: &Page, source: &Source) -> Self {
        let mut said = PageProse::default();
        for piece in &page.prose {
            match formats::value_formats(piece, source) {
                Some(formats) => said.value_formats.extend(formats),
                None => said.take(piece, source),
            }
        }
        let titles = [Some(page.title.as_str()), page.front.section.as_deref()];
        let against = titles.into_iter().flatten().find(|title| deprecation::of_title(title));
        if let (None, Some(title)) = (&said.deprecated, against) {
            said.deprecated = Some(title.trim().to_owned());
        }
        said
    }

    fn take(&mut self, piece: &Prose, source: &Source) {
        let against = piece.lines.iter().find(|line| deprecation::of_endpoint(line.as_str()));
        if let (None, Some(line)) = (&self.deprecated, against) {
            self.deprecated = Some(line.as_str().trim().to_owned());
        }
        let introduces = piece.heading.as_str().is_empty() && self.text.is_empty();
        let first = if introduces { first_paragraph(&piece.lines) } else { 0..0 };
        self.text.push_str(&joined(&piece.lines[first.clone()]));
        self.note(piece, &piece.lines[..first.start], source);
        self.note(piece, &piece.lines[first.end..], source);
    }

    fn note(&mut self, piece: &Prose, lines: &[Spanned<String>], source: &Source) {
        let blank = lines.iter().take_while(|line| is_blank(line)).count();
        let lines = &lines[blank..];
        if let Some(first) = lines.first() {
            let heading = piece.heading.as_str().trim().to_owned();
            self.notes.push(Note {
                heading,
                text: joined(lines),
                line: source.line_number(first.span.start),
            });
        }
    }
}

/// The lines of the first paragraph that is not a notice. A notice in bold is a paragraph of its own, with or without a
/// blank line before it.
fn first_paragraph(lines: &[Spanned<String>]) -> std::ops::Range<usize> {
    let is_notice =
        |line: &Spanned<String>| line.as_str().starts_with("**") || line.as_str().starts_with('>');
    let starts = |index: &usize| {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        !is_blank(&lines[*index]) && !is_notice(&lines[*index]) && before.is_none_or(is_blank)
    };
    let Some(start) = (0..lines.len()).find(starts) else { return 0..0 };
    let length = lines[start..].iter().position(|line| is_blank(line) || is_notice(line));
    start..length.map_or(lines.len(), |length| start + length)
}

fn is_blank(line: &Spanned<String>) -> bool {
    line.as_str().trim().is_empty()
}

fn joined(lines: &[Spanned<String>]) -> String {
    let text = lines.iter().map(|line| line.as_str().trim_end()).collect::<Vec<_>>().join("\n");
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(lines: &[&str]) -> std::ops::Range<usize> {
        let lines: Vec<_> = lines.iter().map(|line| Spanned::new((*line).to_owned(), 0..0)).collect();
        first_paragraph(&lines)
    }

    #[test]
    fn the_first_paragraph_is_no_notice() {
        assert_eq!(first(&["新建投递。", "续。", "", "其他"]), 0..2);
        assert_eq!(first(&["新建投递。", "**注意事项**：一", "二"]), 0..1);
        assert_eq!(first(&["**注意事项**：一", "二", "", "新建投递。"]), 3..4);
        assert_eq!(first(&["**注意事项**：一"]), 0..0);
        assert_eq!(first(&[]), 0..0);
    }
}
