//! Text with tags in it becomes lines of plain Markdown, the same that the flat dialect has.

use std::borrow::Cow;

use crate::source::Span;

use super::super::front::DOCUMENTS;
use super::super::line::Line;
use super::super::text::{decode, notice_marker};
use super::tag::{Tag, next};

/// How the portal's own links begin.
const INTERNAL: &str = "/ssl:ttdoc";

/// Whether a text needs converting at all.
pub(in crate::page) fn is_marked(text: &str) -> bool {
    text.contains('<') || text.contains(INTERNAL)
}

/// The lines of a stretch of text, without blank ones.
pub(in crate::page) fn lines(text: &str, within: Span) -> Vec<Line<'_>> {
    let mut writer = Writer::new(text, within.start);
    let mut at = within.start;
    while let Some(tag) = next(text, at..within.end) {
        writer.text(at..tag.span.start);
        writer.tag(&tag);
        at = tag.span.end;
    }
    writer.text(at..within.end);
    writer.end_line();
    writer.lines
}

/// The line that is being written.
struct Current {
    /// The stretch of text that it was written from.
    span: Span,
    /// What was written, once that differs from the text at `span`.
    made: Option<String>,
    /// Spaces are dropped until something is written: a label may begin on the line below its tag.
    skip: bool,
    /// Whether a tag ended the line above, not a line end.
    by_tag: bool,
}

impl Current {
    fn at(offset: usize) -> Self {
        Self { span: offset..offset, made: None, skip: false, by_tag: false }
    }
}

struct Writer<'a> {
    text: &'a str,
    lines: Vec<Line<'a>>,
    current: Current,
    /// Where a bold run began: the number of finished lines, and the offset in the current one.
    bold: Option<(usize, usize)>,
    /// A scope whose label is being written, with its description and where the label began.
    perm: Option<(&'a str, &'a str, usize)>,
    /// Whether stars stand for the run of emphasis that is being written.
    emphasized: bool,
    /// Whether a note begins with what is written next.
    alert: bool,
    /// Whether a blank line stands above: then the flat dialect has lost the indentation, and so do we.
    below_blank: bool,
}

impl<'a> Writer<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        let current = Current::at(start);
        Self {
            text,
            lines: Vec::new(),
            current,
            bold: None,
            perm: None,
            emphasized: false,
            alert: false,
            below_blank: false,
        }
    }

    /// Writes a stretch of text.
    fn text(&mut self, span: Span) {
        let mut at = span.start;
        for (count, line) in self.text.get(span).unwrap_or_default().split('\n').enumerate() {
            if count > 0 && !self.current.skip {
                let written = self.lines.len();
                let by_tag = self.current.by_tag;
                self.end_line();
                self.below_blank |= written == self.lines.len() && !by_tag;
            }
            self.stretch(line, at);
            at += line.len() + 1;
        }
    }

    fn stretch(&mut self, line: &'a str, at: usize) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let blank = line.trim().is_empty();
        if line.is_empty() || (blank && self.current.skip) {
            return;
        }
        let skipped = if self.current.skip { line.len() - line.trim_start().len() } else { 0 };
        let (line, at) = (line.get(skipped..).unwrap_or_default(), at + skipped);
        self.current.skip = false;
        if self.alert && !blank {
            self.alert = false;
            self.say(notice_marker(line), at);
            return self.stretch(line.trim_start(), at + line.len() - line.trim_start().len());
        }
        if line.contains(INTERNAL) {
            self.say(&line.replace(INTERNAL, DOCUMENTS), at);
        } else {
            self.copy(line, at);
        }
        self.current.span.end = at + line.len();
    }

    /// Writes text that stands in the source at an offset.
    fn copy(&mut self, line: &str, at: usize) {
        match &mut self.current.made {
            Some(made) => made.push_str(line),
            None if self.current.span.is_empty() => self.current.span.start = at,
            None if self.current.span.end == at => {}
            None => self.make().push_str(line),
        }
    }

    /// Writes words of our own.
    fn say(&mut self, words: &str, at: usize) {
        if self.current.made.is_none() && self.current.span.is_empty() {
            self.current.span = at..at;
        }
        self.make().push_str(words);
        self.current.span.end = self.current.span.end.max(at);
    }

    fn make(&mut self) -> &mut String {
        let written = self.text.get(self.current.span.clone()).unwrap_or_default();
        self.current.made.get_or_insert_with(|| written.to_owned())
    }

    fn written(&self) -> usize {
        self.current.made.as_ref().map_or(self.current.span.len(), String::len)
    }

    fn end_line(&mut self) {
        let current = std::mem::replace(&mut self.current, Current::at(0));
        let mut line = match current.made {
            Some(made) => Line { text: Cow::Owned(made), span: current.span },
            None => {
                let text = self.text.get(current.span.clone()).unwrap_or_default();
                Line { text: Cow::Borrowed(text), span: current.span }
            }
        };
        if !line.is_blank() {
            if std::mem::take(&mut self.below_blank) {
                line.trim_start();
            }
            self.lines.push(line);
        }
    }

    /// Ends the line at a tag.
    fn cut(&mut self) {
        self.end_line();
        self.current.by_tag = true;
    }

    fn tag(&mut self, tag: &Tag<'a>) {
        let at = tag.span.start;
        match (tag.name.to_ascii_lowercase().as_str(), tag.closing) {
            ("md-enum-item", false) => self.item(tag),
            ("md-enum" | "md-enum-item" | "br", _) => self.cut(),
            ("md-tag", _) => self.say("`", tag.span.end),
            ("md-tooltip" | "strong" | "b", false) => self.bold = Some((self.lines.len(), self.written())),
            ("md-tooltip" | "strong" | "b", true) => self.end_bold(tag.span.end),
            ("em" | "i", closing) => self.emphasis(tag, closing),
            ("md-perm", false) => {
                let attribute = |name| tag.attribute(name).unwrap_or_default();
                self.perm = Some((attribute("name"), attribute("desc"), self.written()));
            }
            ("md-perm", true) => self.end_perm(tag.span.end),
            ("md-alert", closing) => {
                self.cut();
                self.alert = !closing && tag.attribute("type").is_some();
            }
            ("md-app-support", false) => {
                let types = tag.attribute("types").unwrap_or_default();
                self.say(&app_types(types), at);
            }
            _ if tag.table_part().is_some() => self.cut(),
            _ => {}
        }
    }

    fn item(&mut self, tag: &Tag<'a>) {
        self.end_line();
        let key = tag.attribute("key").unwrap_or_default().trim();
        let end = tag.span.end;
        self.say(&if key.is_empty() { "- ".to_owned() } else { format!("- {}：", decode(key)) }, end);
        self.current.span.start = tag.span.start;
        self.current.skip = true;
    }

    /// Puts the stars of a bold run in. A run that is never ended gets none.
    fn end_bold(&mut self, end: usize) {
        let Some((line, offset)) = self.bold.take() else { return };
        let begun = if line == self.lines.len() { offset } else { 0 };
        let made = self.make();
        if made.get(begun..).is_some_and(|run| !run.trim().is_empty()) {
            made.insert_str(begun, "**");
            made.push_str("**");
        }
        self.current.span.end = self.current.span.end.max(end);
    }

    /// Writes the stars of a run that begins inside of a word. A renderer made it of underscores, and nobody can tell which;
    /// anywhere else it says how a text looks.
    fn emphasis(&mut self, tag: &Tag<'a>, closing: bool) {
        let before = self.text.get(..tag.span.start).and_then(|text| text.chars().next_back());
        let in_word = before.is_some_and(|c| c.is_ascii_alphanumeric());
        if !closing && in_word || closing && self.emphasized {
            self.say("*", tag.span.end);
        }
        self.emphasized = !closing && in_word;
    }

    fn end_perm(&mut self, end: usize) {
        let Some((scope, label, begun)) = self.perm.take() else { return };
        if self.written() <= begun {
            self.say(label, end);
        }
        if !scope.is_empty() {
            self.say(&format!("({scope})"), end);
        }
    }
}

fn app_types(types: &str) -> String {
    let name = |kind: &str| match kind.trim() {
        "custom" => "自建应用".to_owned(),
        "isv" => "商店应用".to_owned(),
        other => other.to_owned(),
    };
    types.split(',').map(name).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines(text, 0..text.len()).into_iter().map(|line| line.text.trim().to_owned()).collect()
    }

    #[test]
    fn plain_lines_keep_their_place() {
        let found = lines(
            "甲\n\n  <md-text type=\"x\">乙</md-text>",
            0.."甲\n\n  <md-text type=\"x\">乙</md-text>".len(),
        );
        assert!(matches!(found[0].text, Cow::Borrowed("甲")));
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].text.trim(), "乙");
    }

    #[test]
    fn options() {
        assert_eq!(
            texts(
                "**可选值有**：\n<md-enum>\n<md-enum-item key=\"1\" >红</md-enum-item>\n<md-enum-item key=\"&lt;\">\n 绿\n深</md-enum-item><md-enum-item>蓝</md-enum-item>\n</md-enum>\n"
            ),
            ["**可选值有**：", "- 1：红", "- <：绿", "深", "- 蓝"]
        );
    }

    #[test]
    fn scopes_links_and_notes() {
        assert_eq!(
            texts(
                "权限 <md-tooltip type=\"info\">任一</md-tooltip>\n<md-perm name=\"a:b\" desc=\"乙\">甲</md-perm>\n<md-perm name=\"a\" desc=\"乙\"></md-perm>"
            ),
            ["权限 **任一**", "甲(a:b)", "乙(a)"]
        );
        assert_eq!(texts("user<em>id</em>type <em>甲</em>"), ["user*id*type 甲"]);
        assert_eq!(texts("[文](/ssl:ttdoc/a/b)"), ["[文](https://open.feishu.cn/document/a/b)"]);
        assert_eq!(
            texts("<md-alert type=\"tip\">\n\n</md-alert>甲<md-alert type=\"tip\">\n 乙\n</md-alert>"),
            ["甲", "**注意事项**：乙"]
        );
        assert_eq!(
            texts("<md-app-support types=\"custom,isv\"></md-app-support><strong>甲"),
            ["自建应用、商店应用甲"]
        );
    }
}
