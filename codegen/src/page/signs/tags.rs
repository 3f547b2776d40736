//! Tags of the portal that are torn, mistyped, or without their counterpart.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::super::{findings, portal};

/// The portal's tags, without their `md-`.
const TAGS: [&str; 24] = [
    "alert",
    "app-support",
    "code",
    "code-json",
    "dt-table",
    "dt-tbody",
    "dt-td",
    "dt-th",
    "dt-thead",
    "dt-tr",
    "enum",
    "enum-item",
    "img",
    "perm",
    "quote",
    "table",
    "tag",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "tooltip",
    "tr",
];

/// Those that are never inside of each other: each is closed before the next one opens.
const ELEMENTS: [&str; 7] = ["enum-item", "dt-tr", "dt-td", "tr", "td", "text", "perm"];

/// What the names of the portal's tags end in: behind another prefix than `md-` they mean nothing.
const ENDS: [&str; 8] = ["-enum-item", "-enum", "-dt-tr", "-dt-td", "-tr", "-td", "-perm", "-dt-table"];

/// Tags whose brackets something escaped or made characters of double width of.
const ESCAPED: [&str; 5] = ["lt;md-", "lt;/md-", "＜md-", "＜/md-", "lt;br"];

/// Looks at all tags of a text.
pub(super) fn check(text: &str, out: &mut Vec<Diagnostic>) {
    let is_portal = portal::is_portal(text);
    let mut open: [Option<Span>; ELEMENTS.len()] = Default::default();
    for (at, _) in text.match_indices('<') {
        let Some(mark) = Mark::new(text, at) else { continue };
        let Some(tag) = mark.tag() else {
            if is_portal && ENDS.iter().any(|end| mark.name.ends_with(end)) {
                out.push(report(
                    format!("the portal has no tag `{}`", mark.name),
                    mark.span(),
                    "read as text",
                ));
            }
            continue;
        };
        let element = ELEMENTS.iter().position(|name| *name == tag);
        let is_known = || element.is_some() || TAGS.iter().any(|known| known.eq_ignore_ascii_case(tag));
        if !portal::is_tag(text, at) {
            out.push(report("this tag is not whole", at..mark.span().end, "read as text"));
        } else if is_portal && !is_known() {
            out.push(report(format!("the portal has no tag `{}`", mark.name), mark.span(), "read as text"));
        } else if let Some(twice) = attribute_twice(mark.rest) {
            let message = format!("this tag has two attributes `{twice}`");
            out.push(report(message, mark.span(), "the first one is read"));
        }
        let whole = element.filter(|_| mark.rest.starts_with(['>', ' ', '\n']));
        let Some(element) = whole.and_then(|element| open.get_mut(element)) else { continue };
        let alone = match mark.closing {
            true => element.take().is_none().then(|| mark.span()),
            false => element.replace(mark.span()),
        };
        out.extend(alone.map(|place| {
            report(format!("a tag `{}` has no counterpart", mark.name), place, "read as far as it goes")
        }));
    }
    for escaped in ESCAPED {
        let found = text.match_indices(escaped).map(|(at, _)| at..at + escaped.len());
        out.extend(found.map(|place| report("this tag is not whole", place, "read as text")));
    }
}

fn report(message: impl Into<String>, place: Span, seen: &str) -> Diagnostic {
    Diagnostic::warning(findings::OPEN_TAG, message).at(place, seen)
}

/// A `<` with the name behind it.
struct Mark<'a> {
    closing: bool,
    name: &'a str,
    /// Where the name starts.
    start: usize,
    /// What follows the name.
    rest: &'a str,
}

impl<'a> Mark<'a> {
    fn new(text: &'a str, at: usize) -> Option<Self> {
        let behind = text.get(at + 1..)?;
        let inner = behind.strip_prefix('/').unwrap_or(behind);
        let start = text.len() - inner.len();
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
        let (name, rest) = inner.split_at_checked(end)?;
        (!name.is_empty()).then_some(Self { closing: inner.len() < behind.len(), name, start, rest })
    }

    /// The name without the portal's `md-`.
    fn tag(&self) -> Option<&'a str> {
        let (prefix, tag) = self.name.split_at_checked(3)?;
        prefix.eq_ignore_ascii_case("md-").then_some(tag)
    }

    fn span(&self) -> Span {
        self.start..self.start + self.name.len()
    }
}

/// An attribute that stands twice in one tag. `rest` begins behind the tag's name.
fn attribute_twice(rest: &str) -> Option<&str> {
    let attributes = rest.split(['>', '<']).next()?;
    let mut seen: Vec<&str> = Vec::new();
    for (at, _) in attributes.match_indices("=\"") {
        let name = attributes.get(..at)?.rsplit(char::is_whitespace).next()?;
        if seen.contains(&name) {
            return Some(name);
        }
        seen.push(name);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        check(text, &mut out);
        out.into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn whole_tags_are_in_order() {
        assert_eq!(
            found("<md-table><md-tr><md-td>a < b</md-td><md-td>b<br/></md-td></md-tr></md-table>"),
            [""; 0]
        );
    }

    #[test]
    fn damaged_tags() {
        for (text, message) in [
            ("<md-table><md-td", "this tag is not whole"),
            ("<md-table>&lt;md-td>", "this tag is not whole"),
            ("<md-table><md-emun-item>", "the portal has no tag `md-emun-item`"),
            ("<md-table><mx-enum-item>", "the portal has no tag `mx-enum-item`"),
            ("<md-table><md-tr><md-tr>", "a tag `md-tr` has no counterpart"),
            ("<md-table></md-td>", "a tag `md-td` has no counterpart"),
            ("<md-table level=\"1\" level=\"2\">", "this tag has two attributes `level`"),
        ] {
            assert_eq!(found(text), [message], "{text}");
        }
    }
}
