//! The marked form, which mirrors write: framed tables whose cells have no lines, with names and types in backticks and
//! `└` or blanks for depth. What stands in one line of a cell is taken apart into the lines that the other forms have;
//! from there on there is one way.

use std::borrow::Cow;

use super::cell::{is_marker_word, is_rules};
use super::front::DOCUMENTS;
use super::line::{Line, View};
use super::mark::MARKS;
use super::pipe::is_rule;
use super::rule_name::begins_with_rule;
use super::sections::is_required_word;
use super::text::{decode, is_scope_name, notice_marker};

/// Where a mirror's links lead to.
const MIRRORED: &str = "https://open.larkoffice.com/document";

/// Whether a text is a page of this form: a framed table names its URL.
pub(super) fn is_marked(text: &str) -> bool {
    text.match_indices("HTTP URL").any(|(at, _)| {
        let line = text.get(..at).map(|before| before.rsplit('\n').next().unwrap_or_default());
        line.is_some_and(|before| before.trim_end_matches([' ', '*', '`']).trim() == "|")
    })
}

/// The depth that blanks before a name draw: one stands there in any case, and two more make a level. Before a mark, two
/// make a level; where fewer stand there, the marks alone tell.
pub(super) fn depth(name: &str) -> Option<u8> {
    let bare = name.trim_start_matches(' ');
    let blanks = name.len() - bare.len();
    let depth = if bare.starts_with(MARKS) { blanks / 2 } else { blanks.saturating_sub(1) / 2 };
    u8::try_from(depth).ok().filter(|depth| *depth > 0)
}

/// Takes prose off the ends of rows that it was joined to: it stands behind the bar that closes its row.
pub(super) fn without_prose(lines: Vec<View<'_>>) -> Vec<View<'_>> {
    let mut apart = Vec::with_capacity(lines.len());
    // The number of cells of the table that a line belongs to.
    let mut cells = None;
    for line in lines {
        if is_rule(line.text) {
            cells = Some(line.text.trim().trim_matches('|').split('|').count());
        } else if !line.text.trim_start().starts_with('|') {
            cells = None;
        }
        match cells.and_then(|cells| closing_bar(line.text, cells)) {
            Some(at) => apart.extend([line.part(0, at + 1), line.part(at + 1, line.text.len()).trim_start()]),
            None => apart.push(line),
        }
    }
    apart
}

/// The bar that closes a row of so many cells, if other text than a cell stands behind it.
fn closing_bar(row: &str, cells: usize) -> Option<usize> {
    let bars: Vec<usize> =
        row.match_indices('|').map(|(at, _)| at).filter(|at| !row[..*at].ends_with('\\')).collect();
    let (last, behind) = (*bars.last()?, row.get(bars.last()? + 1..)?);
    let cell = row.get(bars.get(bars.len().checked_sub(2)?)? + 1..last)?;
    let is_notice = behind.trim_start().starts_with(['>', ':']);
    // A cell with a bar in it may go on with a marker.
    let is_prose =
        behind.starts_with(' ') && behind.trim().contains(' ') && (is_notice || !behind.contains("**"));
    let is_prose = is_prose && !is_required_word(cell.trim());
    (bars.len() == cells + 1 && is_prose).then_some(last)
}

/// Whether a cell begins with what draws the depth of a name.
pub(super) fn draws_depth(cell: &str) -> bool {
    cell.starts_with("&emsp;") || cell.starts_with("&nbsp;") || cell.starts_with(MARKS)
}

/// The lines of a cell that stand on one: each marker and each bullet begins one, and below a marker of scopes each
/// scope.
pub(super) fn lines(line: Line<'_>) -> Vec<Line<'_>> {
    let Some(view) = line.exact() else { return vec![line] };
    let mut found = Vec::new();
    for part in at_markers(view) {
        let (marker, value) = behind_marker(part);
        let about_scopes = marker.is_some_and(|marker| is_about_scopes(marker.text));
        match marker {
            Some(marker) if about_scopes || begins_bullet(value.text) => found.push(marker.line()),
            Some(_) => {
                let (value, rest) = at_closing_quote(part);
                found.push(with_links(value));
                found.extend(Some(rest).filter(|rest| !rest.is_empty()).map(with_links));
                continue;
            }
            None => {}
        }
        let about_rules = marker.is_some_and(|marker| is_rules(marker.text));
        let bullets = if about_rules { rules(value) } else { bullets(value) };
        for bullet in bullets.into_iter().filter(|bullet| !bullet.is_empty()) {
            if about_scopes {
                found.extend(scopes(bullet));
            } else {
                found.push(with_links(bullet));
            }
        }
    }
    found
}

/// The lines of a cell of scopes: what stands before the first one, and each `` `scope` label`` as `label(scope)`.
pub(super) fn scope_lines(line: Line<'_>) -> Vec<Line<'_>> {
    match line.exact() {
        Some(view) => scopes(view),
        None => vec![line],
    }
}

/// Whether the key of a row of the request, or a marker, is about scopes.
pub(super) fn is_about_scopes(text: &str) -> bool {
    text.contains("权限要求") || text.to_ascii_lowercase().contains("scopes")
}

/// Cuts a line before each marker.
fn at_markers(line: View<'_>) -> Vec<View<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in line.text.match_indices("**") {
        let word = line.text.get(at + 2..).and_then(|rest| rest.split_once("**")).map(|(word, _)| word);
        let before = line.text.get(start..at).unwrap_or_default();
        if at > start && before.ends_with(char::is_whitespace) && word.is_some_and(is_marker_word) {
            parts.push(line.part(start, at).trim());
            start = at;
        }
    }
    parts.push(line.part(start, line.text.len()).trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A line's marker with its colon, and what follows.
fn behind_marker(line: View<'_>) -> (Option<View<'_>>, View<'_>) {
    let marked = || {
        let (word, rest) = line.text.strip_prefix("**")?.split_once("**")?;
        let blanks = rest.len() - rest.trim_start_matches(['：', ':']).len();
        is_marker_word(word).then(|| line.split_at(line.text.len() - rest.len() + blanks))
    };
    marked().map_or((None, line), |(marker, value)| (Some(marker), value.trim()))
}

/// Cuts a line behind a value in quotes: what follows is prose.
fn at_closing_quote(line: View<'_>) -> (View<'_>, View<'_>) {
    let (_, value) = behind_marker(line);
    let end = value.text.strip_prefix('"').and_then(|inner| inner.find("\" ")).map(|at| at + 2);
    let (value, rest) =
        line.split_at(end.map_or(line.text.len(), |end| line.text.len() - value.text.len() + end));
    (value, rest.trim())
}

fn begins_bullet(text: &str) -> bool {
    text.starts_with("- ") || text.starts_with("* ")
}

/// Cuts a line before each of its bullets. Labels hold ` - ` as well, so a bullet is only what has a key like the first
/// one's: in backticks, or with a colon. Behind other text there have to be two.
fn bullets(line: View<'_>) -> Vec<View<'_>> {
    let sign = if line.text.starts_with("* ") { " * " } else { " - " };
    let key = |at: usize| line.text.get(at + sign.len()..).and_then(Key::new);
    let signs = || line.text.match_indices(sign).map(|(at, _)| at);
    // The sign at the beginning of the line has no blank before it.
    let first = match begins_bullet(line.text) {
        true => Key::new(&line.text[2..]),
        false => signs()
            .find_map(key)
            .filter(|first| first.has_colon() && signs().filter(|at| key(*at) == Some(*first)).count() > 1),
    };
    let Some(first) = first else { return vec![line] };
    let mut parts = Vec::new();
    let mut start = 0;
    for at in signs().filter(|at| key(*at) == Some(first)) {
        parts.push(line.part(start, at).trim());
        start = at + 1;
    }
    parts.push(line.part(start, line.text.len()).trim());
    parts
}

/// Cuts a line of rules before each bullet.
fn rules(line: View<'_>) -> Vec<View<'_>> {
    let begins = |(at, sign): &(usize, &str)| {
        let (left, right) = (&line.text[..*at], &line.text[at + sign.len()..]);
        // Neither in code nor between two numbers.
        left.matches('`').count() % 2 == 0 && right.starts_with(char::is_alphabetic)
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in line.text.match_indices(" - ").filter(begins) {
        parts.push(line.part(start, at).trim());
        start = at + 1;
    }
    parts.push(line.part(start, line.text.len()).trim());
    parts
}

/// How the key of an option is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Ticked {
        colon: bool,
    },
    /// One word, with a colon.
    Plain,
    /// The name of a rule, with a colon.
    Rule,
}

impl Key {
    fn has_colon(self) -> bool {
        self != Self::Ticked { colon: false }
    }

    fn new(text: &str) -> Option<Self> {
        let text = text.trim_start();
        if let Some((key, rest)) = text.strip_prefix('`').and_then(|text| text.split_once('`')) {
            let colon = rest.trim_start().starts_with(['：', ':']);
            return (!key.is_empty()).then_some(Self::Ticked { colon });
        }
        if begins_with_rule(text) {
            return Some(Self::Rule);
        }
        let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "_-./".contains(c)))?;
        let rest = text.get(end..)?.trim_start();
        let rest = match rest.strip_prefix('（') {
            Some(remark) => remark.split_once('）')?.1,
            None => rest,
        };
        (end > 0 && (rest.starts_with('：') || rest.starts_with(": "))).then_some(Self::Plain)
    }
}

/// The lines of a text in which scopes stand in front of their labels: `` `scope` label``.
fn scopes(line: View<'_>) -> Vec<Line<'_>> {
    let is_scope = |at: &usize| line.text.get(*at..).is_some_and(|text| ticked_scope(text).is_some());
    let starts: Vec<usize> = line.text.match_indices('`').map(|(at, _)| at).filter(is_scope).collect();
    let Some(first) = starts.first() else { return vec![with_links(line)] };
    let before = line.part(0, *first).trim();
    let mut found: Vec<Line<'_>> = (!before.is_empty()).then(|| notice(before)).into_iter().collect();
    let ends = starts.iter().skip(1).copied().chain([line.text.len()]);
    for (start, end) in starts.iter().zip(ends) {
        let part = line.part(*start, end).trim();
        let Some((scope, label)) = ticked_scope(part.text) else { continue };
        let text = if label.is_empty() { scope.to_owned() } else { format!("{label}({scope})") };
        found.push(Line { text: Cow::Owned(text), span: part.span() });
    }
    found
}

/// A notice in front of scopes, as the other forms write it.
fn notice(line: View<'_>) -> Line<'_> {
    let text = decode(line.text);
    match text.trim_start_matches(['>', ' ']).strip_prefix("**Tip**:") {
        Some(tip) => {
            Line { text: Cow::Owned(format!("{}{}", notice_marker(tip), tip.trim())), span: line.span() }
        }
        None => with_links(line),
    }
}

/// The scope in backticks that a text begins with, and what follows it.
fn ticked_scope(text: &str) -> Option<(&str, &str)> {
    let (scope, label) = text.strip_prefix('`')?.split_once('`')?;
    is_scope_name(scope).then(|| (scope, label.trim()))
}

/// A line with the links of the documentation as the other forms have them.
fn with_links(line: View<'_>) -> Line<'_> {
    if line.text.contains(MIRRORED) {
        Line { text: Cow::Owned(line.text.replace(MIRRORED, DOCUMENTS)), span: line.span() }
    } else {
        line.line()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_apart(text: &str) -> Vec<String> {
        let line = View::exact(text, 0).line();
        lines(line).into_iter().map(|line| line.text.into_owned()).collect()
    }

    #[test]
    fn markers_begin_lines() {
        assert_eq!(
            taken_apart("甲的**乙** **示例值**：1 **默认值**：`2` **注意**：丙"),
            ["甲的**乙**", "**示例值**：1", "**默认值**：`2`", "**注意**：丙"]
        );
        assert_eq!(
            taken_apart("User ID **Example value**: [\"4\"]"),
            ["User ID", "**Example value**: [\"4\"]"]
        );
    }

    #[test]
    fn bullets_are_known_by_their_keys() {
        assert_eq!(
            taken_apart("**可选值有**： - `1`: 甲 - 乙 - `2`: 见 [丙 - 丁](https://a.b) - `3`: 戊"),
            ["**可选值有**：", "- `1`: 甲 - 乙", "- `2`: 见 [丙 - 丁](https://a.b)", "- `3`: 戊"]
        );
        assert_eq!(taken_apart("- `mon` - `tue`"), ["- `mon`", "- `tue`"]);
        assert_eq!(taken_apart("- `a`: 同 - `b` - `b`: 乙"), ["- `a`: 同 - `b`", "- `b`: 乙"]);
        assert_eq!(taken_apart("- true：是 - false（默认值）：否"), ["- true：是", "- false（默认值）：否"]);
        assert_eq!(taken_apart("* `true`：必填 * `false`：非必填"), ["* `true`：必填", "* `false`：非必填"]);
        assert_eq!(
            taken_apart("- 长度范围：`0` ～ `32` 字符 - 正则校验：`a - [b-d]`"),
            ["- 长度范围：`0` ～ `32` 字符", "- 正则校验：`a - [b-d]`"]
        );
        assert_eq!(
            taken_apart("- Maximum length: `64` characters - Regular expression: `^a$`"),
            ["- Maximum length: `64` characters", "- Regular expression: `^a$`"]
        );
        assert_eq!(
            taken_apart("**数据校验规则**： - 长度范围：1 - 64 字符 - 不能有 `a - b`"),
            ["**数据校验规则**：", "- 长度范围：1 - 64 字符", "- 不能有 `a - b`"]
        );
        assert_eq!(taken_apart("- 甲 - 乙"), ["- 甲 - 乙"]);
        assert_eq!(taken_apart("主职 - true：是 - false：否"), ["主职", "- true：是", "- false：否"]);
        assert_eq!(taken_apart("日期 - 时间 - a：乙"), ["日期 - 时间 - a：乙"]);
    }

    #[test]
    fn scopes_stand_in_front_of_their_labels() {
        assert_eq!(
            taken_apart("**字段权限要求**： `a:b` 甲 `c:d.e:readonly` 乙"),
            ["**字段权限要求**：", "甲(a:b)", "乙(c:d.e:readonly)"]
        );
        let row = View::exact("&gt; **Tip**: 注意 `a:b` 甲 `c:d`", 0).line();
        let found: Vec<_> = scope_lines(row).into_iter().map(|line| line.text.into_owned()).collect();
        assert_eq!(found, ["**注意事项**：注意", "甲(a:b)", "c:d"]);
    }

    #[test]
    fn prose_behind_a_row_is_not_a_cell() {
        let apart = |text: &'static str| {
            let lines = text.lines().map(|line| View::exact(line, 0)).collect();
            without_prose(lines).into_iter().map(|line| line.text).collect::<Vec<_>>()
        };
        let table = "| a | b |\n| --- | --- |\n";
        let rows = |row: &'static str| apart(row)[2..].to_vec();
        assert_eq!(rows("| a | b |\n| --- | --- |\n| 1 | 2 | See below."), ["| 1 | 2 |", "See below."]);
        assert_eq!(rows("| a | b |\n| --- | --- |\n| 1 | 2 | ::: note"), ["| 1 | 2 |", "::: note"]);
        assert_eq!(rows("| a | b |\n| --- | --- |\n| 1 | x | y |"), ["| 1 | x | y |"]);
        assert_eq!(rows("| a | b |\n| --- | --- |\n| 1 | 2"), ["| 1 | 2"]);
        assert_eq!(apart(table).len(), 2);
    }

    #[test]
    fn two_blanks_are_a_level() {
        assert_eq!((depth(" `a`"), depth("   `a`"), depth("     `a`")), (None, Some(1), Some(2)));
    }
}
