//! Small questions about the page's prose. Chinese and ASCII punctuation count alike.

use feishu_schema::{TimeUnit, has_chinese};

use crate::page::Item;

/// Whether the character separates a key from what follows.
pub(super) fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':' | '﹕' | '∶' | '︰')
}

/// The text without white space and backticks around it.
pub(super) fn bare(text: &str) -> &str {
    text.trim().trim_matches('`').trim()
}

/// The text without one pair of quotes around it, straight or curly.
pub(super) fn unquoted(text: &str) -> &str {
    let pairs = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('「', '」')];
    pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close)).unwrap_or(text)
}

/// What stands before and behind the first colon, without white space.
pub(super) fn at_colon(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(is_colon)?;
    Some((key.trim(), rest.trim()))
}

/// The text of a bullet; `None` for any other line.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["- ", "* ", "• ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

/// The whole line of an item, without the mark of its bullet. The reader drops the colon: the caller knows which.
pub(super) fn whole(item: &Item, colon: char) -> String {
    match &item.key {
        Some(key) => format!("{}{colon}{}", key.as_str(), item.text.as_str()),
        None => item.text.value.clone(),
    }
}

/// A key and its text in one line of prose, with the colon of their language.
pub(super) fn keyed(key: &str, text: &str) -> String {
    let colon = if has_chinese(key) || has_chinese(text) { "：" } else { ": " };
    format!("{key}{colon}{text}")
}

/// Cuts a text where a thought ends: at full stops, semicolons and line ends. A full stop in English has a capital behind
/// it.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split(['。', '；', ';', '\n']);
    lines.flat_map(english_sentences).map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn english_sentences(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let ends = |(at, _): &(usize, &str)| text[at + 2..].starts_with(|c: char| c.is_ascii_uppercase());
        let end = text.match_indices(". ").find(ends).map_or(text.len(), |(at, _)| at + 1);
        let (sentence, rest) = text.split_at(end);
        text = rest;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// What stands around each line end, without it: an editor may have wrapped a line within a word.
pub(super) fn across_lines(text: &str) -> impl Iterator<Item = String> {
    const WIDTH: usize = 6;
    text.lines().zip(text.lines().skip(1)).map(|(above, below)| {
        let start = above.char_indices().rev().take(WIDTH).last().map_or(0, |(at, _)| at);
        let around = above[start..].trim_end().chars().chain(below.trim_start().chars().take(WIDTH));
        around.filter(|c| *c != '*').collect()
    })
}

/// Whether any of the phrases occurs.
pub(super) fn has_any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| text.contains(phrase))
}

/// The text with every Markdown link replaced by its words: addresses say nothing about a field.
pub(super) fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let (before, link) = rest.split_at(at);
        plain.push_str(before);
        plain.push(']');
        rest = link.find([')', '\n']).map_or("", |end| &link[end..]).trim_start_matches(')');
    }
    plain.push_str(rest);
    plain
}

/// An integer at the start of the text, and what follows it. Thousands may be separated by commas.
pub(super) fn leading_number(text: &str) -> Option<(&str, &str)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(unsigned.len());
    let length = text.len() - unsigned.len() + unsigned[..end].trim_end_matches([',', '.']).len();
    Some(text.split_at(length))
}

/// Whether the text looks like a name or a number on the wire: ASCII letters, digits, and `_ - . : /`.
pub(super) fn is_wire_word(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    !text.is_empty()
        && text.len() <= 64
        && text.chars().all(word)
        && text.chars().any(|c| c.is_ascii_alphanumeric())
}

/// Whether the text is an integer, with or without a minus.
pub(super) fn is_whole_number(text: &str) -> bool {
    text.parse::<i64>().is_ok() && !text.starts_with('+')
}

/// The unit of an epoch time by its number of digits: ten for seconds, thirteen for milliseconds (2001 to 2286).
pub(super) fn epoch_unit(digits: &str) -> Option<TimeUnit> {
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.len() {
        10 if all_digits => Some(TimeUnit::Seconds),
        13 if all_digits => Some(TimeUnit::Milliseconds),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_they_end() {
        assert_eq!(leading_number("1,000 次"), Some(("1,000", " 次")));
        assert_eq!(leading_number("-20160～"), Some(("-20160", "～")));
        assert_eq!(leading_number("1.5, 2"), Some(("1.5", ", 2")));
        assert_eq!(leading_number("-"), None);
        assert_eq!(leading_number(",1"), None);
    }

    #[test]
    fn links_lose_their_address() {
        assert_eq!(without_links("见[时间](https://a/2024-01)格式"), "见[时间]格式");
        assert_eq!(without_links("[开](https://never closed"), "[开]");
    }

    #[test]
    fn quotes_come_in_pairs() {
        assert_eq!(unquoted("“a”"), "a");
        assert_eq!(unquoted("\"a"), "\"a");
        assert_eq!(bare(" `a` "), "a");
    }
}
