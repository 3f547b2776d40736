//! The cell that describes a field: prose, then parts under bold markers. The same for all forms.

mod items;
mod like_marker;
mod options;
mod words;

pub(crate) use options::{OPTION_MARKERS, announces_options, holds_another};
pub(super) use words::{STRONG, is_marker as is_marker_word, is_rules, is_strong};

use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};

use super::line::{Line, View};
use super::markdown::fence_mark;
use super::text::{decode, unescape};
use super::{Description, Item, Part, findings};
use words::{WORDS, in_chinese};

/// Reads the lines of a cell.
pub(super) fn read(lines: &[Line<'_>], out: &mut Vec<Diagnostic>) -> Description {
    let mut about = Description::default();
    let mut open: Option<OpenPart> = None;
    let mut fence: Option<(char, Span)> = None;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let view = line.view();
        let text = view.trim();
        let mark = fence_mark(text.text).filter(|mark| fence.as_ref().is_none_or(|(open, _)| open == mark));
        let found = if fence.is_none() && mark.is_none() { marker(text) } else { None };
        if fence.is_none() {
            let is_rule = bullet(text).is_some() || open.as_ref().is_some_and(OpenPart::holds_rules);
            out.extend(like_marker::find(text, found.map(|(word, _)| word), is_rule));
        }
        if let Some((word, value)) = found {
            about.parts.extend(open.replace(OpenPart::new(word, value)).map(|part| part.close(out)));
        } else if let Some(part) = &mut open {
            part.push(view, fence.is_some() || mark.is_some());
        } else {
            about.prose.push(prose(text, fence.is_some()));
        }
        fence = match (fence, mark) {
            (None, Some(mark)) => Some((mark, text.span())),
            (Some(_), Some(_)) => None,
            (open, None) => open,
        };
    }
    out.extend(fence.map(|(_, opened)| {
        let problem = Diagnostic::warning(findings::OPEN_FENCE, "this fenced block is never closed");
        let end = lines.last().map_or(opened.end, |line| line.span.end);
        problem.at(opened, "opened here, or closed").and(end..end, "read up to here")
    }));
    about.parts.extend(open.map(|part| part.close(out)));
    options::in_prose(&about.prose, out);
    items::twice(&about.parts, out);
    about
}

/// A part whose lines are still coming.
struct OpenPart {
    part: Part,
    /// The indentation of its first bullet: what stands deeper belongs to the bullet above.
    indent: Option<usize>,
    /// Lines that belong to the bullet above, though they read like bullets of their own.
    swallowed: Vec<Span>,
}

impl OpenPart {
    fn new(marker: View<'_>, value: View<'_>) -> Self {
        let mut value = clean(value);
        let mut marker = clean(marker);
        marker.value = in_chinese(&marker.value).into_owned();
        if matches!(marker.as_str(), "示例值" | "默认值") {
            straighten(&mut value.value);
        }
        let part = Part { marker, value, items: Vec::new() };
        Self { part, indent: None, swallowed: Vec::new() }
    }

    fn holds_rules(&self) -> bool {
        is_rules(self.part.marker.as_str())
    }

    fn push(&mut self, line: View<'_>, fenced: bool) {
        let text = line.trim();
        let indent = line.text.len() - line.trim_start().text.len();
        let holds_rules = self.holds_rules();
        match bullet(text).filter(|_| !fenced && self.indent.is_none_or(|first| indent <= first + 1)) {
            Some(label) => {
                self.indent.get_or_insert(indent);
                let (key, text) =
                    key(label).map_or((None, label), |(key, text)| (Some(clean_key(key)), text));
                self.part.items.push(Item { key, text: clean(text), bullet: true });
            }
            None => match self.part.items.last_mut().filter(|item| item.bullet) {
                Some(item) => {
                    join(&mut item.text, text);
                    // No rule has more than one line.
                    let is_apart = holds_rules || options::is_bullet_without_mark(text);
                    if !fenced && is_apart {
                        self.swallowed.push(text.span());
                    }
                }
                None => self.part.items.push(Item { key: None, text: clean(text), bullet: false }),
            },
        }
    }

    fn close(self, out: &mut Vec<Diagnostic>) -> Part {
        items::check(&self.part, &self.swallowed, out);
        self.part
    }
}

/// The word and the value of a line that begins with a bold marker: `**X**：v`, `**X：** v`, `**X** : v`.
///
/// A bold run with no colon behind it begins a sentence, unless it is a known word that stands alone.
fn marker(line: View<'_>) -> Option<(View<'_>, View<'_>)> {
    let (word, rest) = bold(line)?;
    if let Some(value) = strip_colon(rest) {
        return Some((strip_last_colon(word), value.trim())).filter(|(word, _)| !word.is_empty());
    }
    let short = strip_last_colon(word);
    if short.text.len() < word.text.len() && !short.is_empty() {
        return Some((short, rest));
    }
    let known = WORDS.iter().find(|known| word.text.starts_with(**known))?;
    let after = word.part(known.len(), word.text.len());
    match strip_colon(after) {
        // The whole note is bold: `**注意：见下文**`.
        Some(value) if rest.is_empty() => Some((word.part(0, known.len()), value.trim())),
        None if after.is_empty() && rest.is_empty() => Some((word, rest)),
        _ => None,
    }
}

/// The bold run that a line begins with, and what follows it. Of the spellings that are not Markdown's (escaped or
/// full-width stars, a single star), only those of words that are nothing but markers count.
fn bold(line: View<'_>) -> Option<(View<'_>, View<'_>)> {
    for mark in ["**", "__", "\\*\\*", "＊＊", "*"] {
        let Some(inner) = line.strip_prefix(mark) else { continue };
        let Some(at) = inner.text.find(mark) else { continue };
        let (bold, rest) = inner.split_at(at);
        let (word, rest) = (bold.trim(), rest.strip_prefix(mark)?.trim_start());
        if mark == "**" || is_strong(strip_last_colon(word).text) {
            return Some((word, rest));
        }
    }
    None
}

/// Colons, also those of other scripts that look the same.
const COLONS: [&str; 5] = ["：", ":", "﹕", "∶", "︰"];

fn strip_colon(text: View<'_>) -> Option<View<'_>> {
    COLONS.iter().find_map(|colon| text.strip_prefix(colon))
}

fn strip_last_colon(text: View<'_>) -> View<'_> {
    COLONS.iter().find_map(|colon| text.strip_suffix(colon)).unwrap_or(text).trim_end()
}

/// What stands behind the mark of a bullet, also where something made another sign of it.
pub(super) fn bullet(text: View<'_>) -> Option<View<'_>> {
    let inner = text.strip_prefix("\\").filter(|inner| inner.text.starts_with('-')).unwrap_or(text);
    if let Some(rest) = inner.strip_prefix("－") {
        return Some(rest.trim_start());
    }
    let rest = ["-", "*", "+", "•", "·", "–", "—"].iter().find_map(|mark| inner.strip_prefix(mark))?;
    rest.text.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// Takes a bullet apart at its colon: the first full-width one, or else a half-width one with a space behind it.
/// Colons in code and in the target of a link do not count.
fn key(label: View<'_>) -> Option<(View<'_>, View<'_>)> {
    let at = behind_code(label.text).or_else(|| wide_or_plain(label.text))?;
    let (key, rest) = label.split_at(at);
    let rest = strip_colon(rest)?;
    Some((key.trim(), rest.trim())).filter(|(key, _)| !key.is_empty())
}

/// The colon behind a key in backticks: `` `key`: label``.
fn behind_code(label: &str) -> Option<usize> {
    let code = label.strip_prefix('`')?.find('`')?;
    let at = code + 2;
    let rest = label.get(at..)?;
    let blanks = rest.len() - rest.trim_start().len();
    COLONS.iter().any(|colon| rest.trim_start().starts_with(colon)).then_some(at + blanks)
}

/// The first full-width colon, or else the first half-width one with a space behind it.
fn wide_or_plain(label: &str) -> Option<usize> {
    ['：', '﹕', '∶', ':'].iter().find_map(|wanted| colon(label, *wanted))
}

fn colon(text: &str, wanted: char) -> Option<usize> {
    let mut code = false;
    let mut link = 0_usize;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '`' => code = !code,
            '(' if before == ']' => link += 1,
            ')' => link = link.saturating_sub(1),
            _ if c != wanted || code || link > 0 => {}
            ':' if chars.peek().is_none_or(|(_, next)| next.is_whitespace() || !next.is_ascii()) => {
                return Some(at);
            }
            ':' => {}
            _ => return Some(at),
        }
        before = c;
    }
    None
}

fn clean(text: View<'_>) -> Spanned<String> {
    text.with(decode(text.text).into_owned())
}

/// A line of prose. A bullet with an odd sign gets the usual one back.
fn prose(text: View<'_>, fenced: bool) -> Spanned<String> {
    let usual = fenced || ["- ", "* ", "+ ", "• "].iter().any(|mark| text.text.starts_with(mark));
    match bullet(text).filter(|_| !usual) {
        Some(rest) => text.with(format!("- {}", decode(rest.text))),
        None => clean(text),
    }
}

/// Gives a value the quotes and brackets of JSON back, where something made typographic or escaped ones of them.
fn straighten(value: &mut String) {
    if value.trim_start_matches('`').starts_with(['［', '｛']) {
        *value = value.replace('［', "[").replace('］', "]").replace('｛', "{").replace('｝', "}");
    }
    if value.contains(['\\']) && !value.contains("\\\"") {
        *value = without_escapes(value);
    }
    if value.starts_with('“') && !value.contains('”') {
        *value = value.replacen('“', "\"", 1);
    }
    let json = value.starts_with(['[', '{']);
    let quoted = value.starts_with(['“', '”', '„', '＂']) && value.ends_with(['“', '”', '＂']);
    if json || (quoted && value.chars().count() > 1) {
        *value = value.replace(['“', '”', '„', '＂'], "\"");
    }
}

/// A value without the backslashes that Markdown puts before its own signs. In a value in quotes, `\\n` stays.
fn without_escapes(value: &str) -> String {
    ["\\[", "\\]", "\\*", "\\_", "\\(", "\\)", "\\#", "\\~"]
        .iter()
        .fold(value.to_owned(), |value, escaped| value.replace(escaped, escaped.get(1..).unwrap_or_default()))
}

fn clean_key(key: View<'_>) -> Spanned<String> {
    let code = key
        .strip_prefix("`")
        .and_then(|inner| inner.strip_suffix("`"))
        .filter(|inner| !inner.text.contains('`'));
    match code {
        Some(code) => clean(code.trim()),
        None => key.with(unescape(&decode(key.text))),
    }
}

fn join(to: &mut Spanned<String>, line: View<'_>) {
    if !to.value.is_empty() {
        to.value.push('\n');
    }
    to.value.push_str(&decode(line.text));
    to.span.end = to.span.end.max(line.span().end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::line::lines;

    fn cell(text: &str) -> Description {
        read(&lines(text, 0).map(View::line).collect::<Vec<_>>(), &mut Vec::new())
    }

    fn outline(about: &Description) -> String {
        let mut out: String = about.prose.iter().map(|line| format!("{}\n", line.value)).collect();
        for part in &about.parts {
            out.push_str(&format!("[{}] {}\n", part.marker.value, part.value.value));
            for item in &part.items {
                let mark = if item.bullet { "-" } else { " " };
                let key = item.key.as_ref().map_or("", |key| key.as_str());
                out.push_str(&format!("  {mark}<{key}> {:?}\n", item.text.value));
            }
        }
        out
    }

    #[test]
    fn markers_in_all_their_spellings() {
        let about = cell(
            "车的颜色。\n**示例值**：\"红\"\n**默认值** : 10\n**可选值有：** `甲`\n**数据校验规则:**\n**注意：先看说明**\n**说明**",
        );
        assert_eq!(
            outline(&about),
            "车的颜色。\n[示例值] \"红\"\n[默认值] 10\n[可选值有] `甲`\n[数据校验规则] \n[注意] 先看说明\n[说明] \n"
        );
        let span = about.parts[1].value.span.clone();
        assert_eq!(&"车的颜色。\n**示例值**：\"红\"\n**默认值** : 10"[span], "10");
    }

    #[test]
    fn bold_runs_in_sentences_are_prose() {
        let about = cell("**只有**红车可用\n- **甲**：乙");
        assert_eq!(outline(&about), "**只有**红车可用\n- **甲**：乙\n");
    }

    #[test]
    fn bullets_under_a_marker() {
        let about = cell(
            "**可选值有**：\n- 1：红色，详见：表\n- `a:b`：甲\n- user_id: 乙\n- 见[文](https://a.b/c)：丙\n- \\-1：无\n- 绿色\n- https://a.b",
        );
        assert_eq!(
            outline(&about),
            "[可选值有] \n  -<1> \"红色，详见：表\"\n  -<a:b> \"甲\"\n  -<user_id> \"乙\"\n  -<见[文](https://a.b/c)> \"丙\"\n  -<-1> \"无\"\n  -<> \"绿色\"\n  -<> \"https://a.b\"\n"
        );
    }

    #[test]
    fn labels_go_on() {
        let about = cell(
            "**可选值有**：\n如下\n- 1：红\n又叫赤\n  - 深红\n- 2：绿\n**值格式**：\n```\n**注意**：\n- 1\n```",
        );
        assert_eq!(
            outline(&about),
            "[可选值有] \n   <> \"如下\"\n  -<1> \"红\\n又叫赤\\n- 深红\"\n  -<2> \"绿\"\n[值格式] \n   <> \"```\"\n   <> \"**注意**：\"\n   <> \"- 1\"\n   <> \"```\"\n"
        );
    }
}
