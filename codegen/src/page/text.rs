//! Small repairs of text: escapes, entities, tags that leaked.

use std::borrow::Cow;

use feishu_schema::has_chinese;

/// Tags that say how a text looks or what part of the page it is. All other angle brackets are text: `map<string, int>`.
const MARKUP: &[&str] = &["b", "br", "div", "em", "font", "img", "p", "span", "strong"];

/// Whether a tag of that name is markup.
pub(super) fn is_markup(name: &str) -> bool {
    name.starts_with("md-") || MARKUP.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A name or a type as it is meant: without tags, entities, escapes and surrounding spaces.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(['<', '&', '\\', '`', '*', '\u{a0}']) {
        return text.trim().to_owned();
    }
    let text = strip_tags(text);
    let text = unescape(&decode(&text));
    text.replace("**", "").trim_matches(|c: char| c.is_whitespace() || c == '`').to_owned()
}

/// Drops the backslash before ASCII punctuation.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {
                out.push(*next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

/// Drops tags that are markup.
pub(super) fn strip_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let inner = after.strip_prefix('/').unwrap_or(after);
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
        // A tag ends before the next one begins, so that no stretch is searched twice.
        let close =
            after.find(['<', '>']).filter(|at| after.get(*at..).is_some_and(|tail| tail.starts_with('>')));
        match close {
            Some(close) if inner.get(..end).is_some_and(is_markup) => {
                rest = after.get(close + 1..).unwrap_or_default();
            }
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Replaces HTML entities by what they stand for.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match entity(after) {
            Some((c, tail)) => {
                out.push(c);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that an entity stands for, and what follows it. `text` begins behind the ampersand.
fn entity(text: &str) -> Option<(char, &str)> {
    let end = text.char_indices().take(10).find(|(_, c)| *c == ';')?.0;
    let name = text.get(..end)?;
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "emsp" | "ensp" => '\u{a0}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number)?
        }
    };
    Some((c, text.get(end + 1..)?))
}

/// The marker of a notice that stands in a frame of its own, in the notice's language.
pub(super) fn notice_marker(notice: &str) -> &'static str {
    if has_chinese(notice) { "**注意事项**：" } else { "**Note**: " }
}

/// Whether a word is the name of a scope: `contact:user.id:readonly`.
pub(crate) fn is_scope_name(text: &str) -> bool {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '-');
    text.contains(':')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split(':').all(|part| !part.is_empty() && !part.ends_with('.') && part.chars().all(word))
}

/// How many names of scopes a text holds, in brackets, in backticks or bare. One that is mistyped counts in brackets.
pub(crate) fn scopes_in(text: &str) -> usize {
    let is_char = |c: char| c.is_ascii_alphanumeric() || ":._-".contains(c);
    let bracketed = text.match_indices('(').filter(|(at, _)| is_scope(text, *at)).count();
    bracketed.max(text.split(|c: char| !is_char(c)).filter(|word| is_scope_name(word)).count())
}

/// How many letters only one of two words has, whatever their order and case.
pub(crate) fn letters_apart(one: &str, other: &str) -> usize {
    let letters = |word: &str| -> Vec<char> {
        word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let (one, mut rest) = (letters(one), letters(other));
    let mut only = 0;
    for letter in one {
        match rest.iter().position(|other| *other == letter) {
            Some(at) => drop(rest.swap_remove(at)),
            None => only += 1,
        }
    }
    only + rest.len()
}

/// Whether a bracket opens a scope: `(contact:user.id:readonly)`.
pub(super) fn is_scope(text: &str, at: usize) -> bool {
    let inner = text.get(at + 1..).and_then(|rest| rest.split(')').next()).unwrap_or_default();
    inner.contains(':')
        && !inner.contains("//")
        && inner.chars().all(|c| c.is_ascii_alphanumeric() || ":._-".contains(c))
}

/// The simplified form of a traditional character that stands in a heading, a header or a marker.
pub(crate) fn simplified(c: char) -> char {
    const PAIRS: &[(char, char)] = &[
        ('値', '值'),
        ('選', '选'),
        ('認', '认'),
        ('數', '数'),
        ('據', '据'),
        ('驗', '验'),
        ('規', '规'),
        ('則', '则'),
        ('請', '请'),
        ('響', '响'),
        ('應', '应'),
        ('體', '体'),
        ('類', '类'),
        ('錯', '错'),
        ('誤', '误'),
        ('碼', '码'),
        ('參', '参'),
        ('詢', '询'),
        ('稱', '称'),
        ('頭', '头'),
        ('徑', '径'),
        ('須', '须'),
        ('說', '说'),
        ('範', '范'),
        ('圍', '围'),
        ('長', '长'),
        ('狀', '状'),
        ('態', '态'),
        ('議', '议'),
        ('備', '备'),
        ('註', '注'),
        ('變', '变'),
        ('屬', '属'),
        ('義', '义'),
        ('處', '处'),
        ('決', '决'),
        ('還', '还'),
        ('視', '视'),
        ('權', '权'),
        ('頻', '频'),
    ];
    if c < '一' {
        return c;
    }
    PAIRS.iter().find(|(traditional, _)| *traditional == c).map_or(c, |(_, simple)| *simple)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_lose_marks_and_keep_brackets() {
        assert_eq!(plain("string\\[\\]"), "string[]");
        assert_eq!(plain("\\-"), "-");
        assert_eq!(plain("<md-text type=\"field-type\">array&lt;甲&gt;"), "array<甲>");
        assert_eq!(plain("map<string, array<int>>"), "map<string, array<int>>");
        assert_eq!(plain(" **`名`**\u{a0}"), "名");
    }

    #[test]
    fn broken_marks_stay() {
        assert_eq!(strip_tags("a < b <md-text"), "a < b <md-text");
        assert_eq!(decode("a & b &#x4E00; &nope; &#xFFFFFFFF;"), "a & b 一 &nope; &#xFFFFFFFF;");
        assert_eq!(unescape("\\"), "\\");
    }

    #[test]
    fn letters_that_differ() {
        assert_eq!(letters_apart("Content-type", "Content-Type"), 0);
        assert_eq!(letters_apart("ContentTpye", "Content-Type"), 0);
        assert_eq!(letters_apart("Authorisation", "Authorization"), 2);
        assert_eq!(letters_apart("dat", "data"), 1);
        assert!(letters_apart("X-Request-Id", "Content-Type") > 2);
    }
}
