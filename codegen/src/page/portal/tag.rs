//! Tags, read with tolerance: one pass, no tree, and nothing is a tag but the names that the portal uses.

use crate::source::Span;

use super::super::text::is_markup;

/// Names of tags that build a table, without the portal's `md-` or `md-dt-`.
const TABLE: &[&str] = &["table", "thead", "tbody", "tr", "th", "td"];

/// A tag.
#[derive(Clone, Debug)]
pub(in crate::page) struct Tag<'a> {
    /// The name as written.
    pub name: &'a str,
    /// Whether it closes an element.
    pub closing: bool,
    /// What stands between the name and the `>`.
    attributes: &'a str,
    /// From `<` to `>`.
    pub span: Span,
}

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((before, after)) = rest.split_once('=') {
            let (value, tail) = value(after.trim_start())?;
            if before.trim().rsplit(char::is_whitespace).next() == Some(name) {
                return Some(value);
            }
            rest = tail;
        }
        None
    }

    /// The part of a table that it is, whatever its prefix.
    pub fn table_part(&self) -> Option<&'static str> {
        table_part(self.name)
    }
}

fn table_part(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("md-").unwrap_or(name);
    let name = name.strip_prefix("dt-").unwrap_or(name);
    TABLE.iter().find(|part| part.eq_ignore_ascii_case(name)).copied()
}

/// An attribute's value and what follows it. A quote that was never opened is dropped: `key=name"`.
fn value(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote);
        }
    }
    // An editor made typographic quotes of them.
    if let Some(inner) = text.strip_prefix(['“', '”', '„']) {
        return inner.split_once(['“', '”']);
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (value, tail) = text.split_at_checked(end)?;
    Some((value.trim_matches(['"', '\'']), tail))
}

/// The first tag in a stretch of text.
pub(in crate::page) fn next(text: &str, within: Span) -> Option<Tag<'_>> {
    let mut at = within.start;
    loop {
        let stretch = text.get(at..within.end)?;
        let open = at + stretch.find('<')?;
        match tag_at(text, open, within.end) {
            Some(tag) => return Some(tag),
            None => at = open + 1,
        }
    }
}

/// The tag that begins at an offset.
pub(in crate::page) fn tag_at(text: &str, open: usize, end: usize) -> Option<Tag<'_>> {
    let after = text.get(open..end)?.strip_prefix('<')?;
    let closing = after.starts_with('/');
    let named = after.strip_prefix('/').unwrap_or(after);
    let length = named.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(named.len());
    let (name, rest) = named.split_at_checked(length)?;
    if !is_markup(name) && table_part(name).is_none() {
        return None;
    }
    let close = tag_end(rest)?;
    let start = open + 1 + usize::from(closing) + length;
    Some(Tag { name, closing, attributes: rest.get(..close)?, span: open..start + close + 1 })
}

/// The offset of the `>` that ends a tag. A `>` in quotes does not; quotes open only behind a `=` and close on their
/// line. A `<` means that the tag was never ended.
fn tag_end(rest: &str) -> Option<usize> {
    let mut bytes = rest.bytes().enumerate();
    let mut before = b' ';
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'>' => return Some(at),
            b'<' => return None,
            b'"' | b'\'' if before == b'=' => {
                bytes.by_ref().take_while(|(_, next)| *next != b'\n').find(|(_, next)| *next == byte)?;
            }
            _ => {}
        }
        before = byte;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, bool, Option<&str>)> {
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(tag) = next(text, at..text.len()) {
            at = tag.span.end;
            found.push((tag.name.to_owned(), tag.closing, tag.attribute("key")));
        }
        found
    }

    #[test]
    fn attributes() {
        let text = "<md-enum-item a='1' key=\"x>y\" >红</md-enum-item><md-enum-item key=z\">";
        let item = "md-enum-item".to_owned();
        assert_eq!(
            all(text),
            [(item.clone(), false, Some("x>y")), (item.clone(), true, None), (item, false, Some("z"))]
        );
    }

    #[test]
    fn other_brackets_are_text() {
        assert_eq!(
            all("map<string, int> a < b <md-text <br/> <md-tag key=\"\n>"),
            [("br".to_owned(), false, None)]
        );
    }

    #[test]
    fn parts_of_tables() {
        let part = |text: &'static str| next(text, 0..text.len()).and_then(|tag| tag.table_part());
        assert_eq!(part("<md-dt-tr level=\"0\">"), Some("tr"));
        assert_eq!(part("<TD>"), Some("td"));
        assert_eq!(part("<md-tag>"), None);
    }
}
