//! The characters of the text: space, comments, strings and words.

use serde_json::Value;

use super::{Fault, Repair};

/// A place in the text, and the faults found on the way.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    repairs: Vec<Repair>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, repairs: Vec::new() }
    }

    /// The faults, in the order of the text.
    pub(super) fn into_repairs(mut self) -> Vec<Repair> {
        self.repairs.sort_by_key(|repair| repair.at);
        self.repairs
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn forgive(&mut self, fault: Fault) {
        self.forgive_at(self.at, fault);
    }

    pub(super) fn forgive_at(&mut self, at: usize, fault: Fault) {
        self.repairs.push(Repair { at, fault });
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn bump_while(&mut self, test: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c| !test(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    pub(super) fn skip_until(&mut self, end: char) {
        self.bump_while(|c| c != end);
    }

    /// Past blanks and comments.
    pub(super) fn skip_space(&mut self) {
        loop {
            self.bump_while(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
            let rest = self.rest();
            if rest.starts_with("//") || rest.starts_with('#') {
                self.forgive(Fault::Comment);
                self.bump_while(|c| c != '\n');
            } else if rest.starts_with("/*") {
                self.forgive(Fault::Comment);
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    /// Past `...` or `…`, with the words of an explanation behind it.
    pub(super) fn ellipsis(&mut self) {
        self.forgive(Fault::Ellipsis);
        self.bump_while(|c| matches!(c, '.' | '…'));
    }

    /// Past a bracket and its partner, strings respected.
    pub(super) fn skip_brackets(&mut self) {
        let mut open = 0_usize;
        while let Some(next) = self.peek() {
            match next {
                '{' | '[' => open += 1,
                '}' | ']' => open = open.saturating_sub(1),
                '"' => self.skip_string(),
                _ => {}
            }
            self.bump();
            if open == 0 {
                return;
            }
        }
        self.forgive(Fault::Truncated);
    }

    /// To the end quote of a string.
    fn skip_string(&mut self) {
        self.bump();
        while let Some(next) = self.peek().filter(|next| *next != '"') {
            self.bump();
            if next == '\\' {
                self.bump();
            }
        }
    }

    /// A key, quoted or not; `None` past a character that cannot begin one.
    pub(super) fn key(&mut self) -> Option<String> {
        if matches!(self.peek(), Some('"' | '\'' | '“' | '”')) {
            return Some(self.string(true));
        }
        let at = self.at;
        let word = self.bump_while(|c| !c.is_whitespace() && !is_mark(c));
        if word.is_empty() {
            self.forgive(Fault::Unexpected);
            self.bump();
            return None;
        }
        self.forgive_at(at, Fault::BareWord);
        Some(word.to_owned())
    }

    /// A number, a literal, or bare words up to the end of the line or the next mark.
    pub(super) fn word(&mut self) -> Value {
        let at = self.at;
        let word = self.bump_while(|c| c != '\n' && !is_mark(c)).trim_end();
        if let Ok(value) = serde_json::from_str(word) {
            return value;
        }
        // A comment may follow on the same line.
        let word = word.split("//").next().unwrap_or(word).split(" #").next().unwrap_or(word).trim_end();
        if word.is_empty() {
            self.forgive_at(at, Fault::Unexpected);
            if self.at == at {
                self.bump();
            }
            return Value::Null;
        }
        self.at = at + word.len();
        serde_json::from_str(word).unwrap_or_else(|_| {
            self.forgive_at(at, Fault::BareWord);
            Value::String(word.to_owned())
        })
    }

    /// A string; the cursor is at its quote.
    pub(super) fn string(&mut self, is_key: bool) -> String {
        let start = self.at;
        let quote = self.peek().unwrap_or('"');
        if quote != '"' {
            self.forgive(Fault::OddQuotes);
        }
        self.bump();
        let mut content = String::new();
        let mut raw = false;
        while let Some(next) = self.peek() {
            if next == '\\' {
                self.escape(&mut content);
                continue;
            }
            if is_end_quote(quote, next) {
                if self.ends_here(next, is_key) {
                    self.bump();
                    return content;
                }
                self.forgive(Fault::InnerQuote);
            }
            if next.is_control() && !raw {
                self.forgive(Fault::RawControl);
                raw = true;
            }
            content.push(next);
            self.bump();
        }
        self.forgive_at(start, Fault::Truncated);
        content
    }

    /// Whether what follows a quote can follow a string. Looks past blanks only, so each blank is looked at twice at most.
    fn ends_here(&self, quote: char, is_key: bool) -> bool {
        let rest = &self.rest()[quote.len_utf8()..];
        let next = rest.trim_start();
        let blanks = &rest[..rest.len() - next.len()];
        match next.chars().next() {
            None | Some(',' | '，' | '}' | ']' | '/' | '#') => true,
            Some(':' | '：') => is_key,
            Some(_) => blanks.contains('\n'),
        }
    }

    fn escape(&mut self, content: &mut String) {
        let at = self.at;
        self.bump();
        let Some(next) = self.peek() else { return };
        self.bump();
        match next {
            '"' | '\\' | '/' => content.push(next),
            'b' => content.push('\u{8}'),
            'f' => content.push('\u{c}'),
            'n' => content.push('\n'),
            'r' => content.push('\r'),
            't' => content.push('\t'),
            'u' => match self.code_point() {
                Some(c) => content.push(c),
                None => {
                    self.forgive_at(at, Fault::BadEscape);
                    content.push_str("\\u");
                }
            },
            other => {
                self.forgive_at(at, Fault::BadEscape);
                content.push('\\');
                content.push(other);
            }
        }
    }

    /// The character of `\uXXXX`, or of a pair of them; the cursor is behind the `u`.
    fn code_point(&mut self) -> Option<char> {
        let unit = hex4(self.rest())?;
        if !(0xd800..0xdc00).contains(&unit) {
            let found = char::from_u32(unit)?;
            self.at += 4;
            return Some(found);
        }
        let low = self.rest().get(4..)?.strip_prefix("\\u").and_then(hex4)?;
        let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        let found = char::from_u32(0x10000 + ((unit - 0xd800) << 10) + low)?;
        self.at += 10;
        Some(found)
    }
}

fn hex4(text: &str) -> Option<u32> {
    let digits = text.get(..4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

fn is_end_quote(start: char, c: char) -> bool {
    match start {
        '“' | '”' => matches!(c, '“' | '”' | '"'),
        _ => c == start,
    }
}

/// Ends a word.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | '，' | ':' | '：' | '{' | '}' | '[' | ']' | '"' | '“' | '”')
}
