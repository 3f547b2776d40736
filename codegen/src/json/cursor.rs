//! The characters of the text: blanks, comments, strings and words.

use serde_json::Number;

use super::{Fault, Kind, Repair};
use crate::source::Span;

/// What pages are laid out with.
const BLANKS: [char; 2] = [' ', '\t'];

/// A position in the text and the faults found so far.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    repairs: Vec<Repair>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        Self { text, at: start, repairs: Vec::new() }
    }

    /// The faults, in the order of the text.
    pub(super) fn into_repairs(mut self) -> Vec<Repair> {
        self.repairs.sort_by_key(|repair| repair.span.start);
        self.repairs
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The span of the next character; empty at the end of the text.
    pub(super) fn char_span(&self) -> Span {
        self.at..self.at + self.peek().map_or(0, char::len_utf8)
    }

    /// Reports a fault of the next character.
    pub(super) fn report(&mut self, fault: Fault) {
        self.report_at(self.char_span(), fault);
    }

    /// Keeps one entry per kind of fault, which bounds the memory for any text.
    pub(super) fn report_at(&mut self, span: Span, fault: Fault) {
        match self.repairs.iter_mut().find(|repair| repair.fault == fault) {
            Some(repair) => {
                repair.count += 1;
                if span.start < repair.span.start {
                    repair.span = span;
                }
            }
            None => self.repairs.push(Repair { fault, span, count: 1 }),
        }
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

    pub(super) fn skip_to_end(&mut self) {
        self.at = self.text.len();
    }

    /// Skips blanks and comments.
    pub(super) fn skip_space(&mut self) {
        loop {
            self.bump_while(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
            let rest = self.rest();
            if rest.starts_with("//") || rest.starts_with('#') {
                self.report(Fault::Comment);
                self.bump_while(|c| c != '\n');
            } else if rest.starts_with("/*") {
                self.report(Fault::Comment);
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    /// Skips `...` or `…` and an explanation after it.
    pub(super) fn ellipsis(&mut self) {
        self.report(Fault::Ellipsis);
        self.bump_while(|c| matches!(c, '.' | '…'));
    }

    /// Skips a bracket and its content up to the matching one, ignoring brackets in strings.
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
        self.report(Fault::Truncated);
    }

    /// Skips to the closing quote of a string.
    fn skip_string(&mut self) {
        self.bump();
        while let Some(next) = self.peek().filter(|next| *next != '"') {
            self.bump();
            if next == '\\' {
                self.bump();
            }
        }
    }

    /// Reads a key, quoted or not. Skips a character that cannot begin one and returns `None`.
    pub(super) fn key(&mut self) -> Option<String> {
        if matches!(self.peek(), Some('"' | '\'' | '“' | '”')) {
            return Some(self.string(true));
        }
        let at = self.at;
        let word = self.bump_while(|c| !c.is_whitespace() && !is_mark(c));
        if word.is_empty() {
            self.report(Fault::Unexpected);
            self.bump();
            return None;
        }
        self.report_at(at..self.at, Fault::BareWord);
        Some(word.to_owned())
    }

    /// Reads a number, a literal, or bare words up to the end of the line or the next punctuation.
    pub(super) fn word(&mut self) -> Kind {
        let at = self.at;
        let word = self.bump_while(|c| c != '\n' && !is_mark(c)).trim_end();
        self.at = at + word.len();
        if let Some(kind) = self.literal(at, word) {
            return kind;
        }
        // A comment may follow on the same line.
        let word = word.split("//").next().unwrap_or(word).split(" #").next().unwrap_or(word).trim_end();
        if word.is_empty() {
            self.report_at(at..at, Fault::Unexpected);
            if self.at == at {
                self.bump();
            }
            return Kind::Null;
        }
        self.at = at + word.len();
        self.literal(at, word).unwrap_or_else(|| {
            self.report_at(at..self.at, Fault::BareWord);
            Kind::String(word.to_owned())
        })
    }

    /// Parses a number, `true`, `false` or `null`.
    fn literal(&mut self, at: usize, word: &str) -> Option<Kind> {
        match word {
            "null" => return Some(Kind::Null),
            "true" => return Some(Kind::Boolean(true)),
            "false" => return Some(Kind::Boolean(false)),
            _ => {}
        }
        if !word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            return None;
        }
        let span = at..at + word.len();
        match serde_json::from_str::<Number>(word) {
            Ok(number) => {
                if number.is_f64() && word != "-0" && !word.contains(['.', 'e', 'E']) {
                    self.report_at(span, Fault::NumberRange);
                }
                Some(Kind::Number(number))
            }
            // No number type holds it, so the digits are kept as text.
            Err(_) if word.parse::<f64>().is_ok_and(f64::is_infinite) => {
                self.report_at(span, Fault::NumberRange);
                Some(Kind::String(word.to_owned()))
            }
            Err(_) => None,
        }
    }

    /// Reads a string. The cursor is at its opening quote.
    pub(super) fn string(&mut self, is_key: bool) -> String {
        let start = self.char_span();
        let quote = self.peek().unwrap_or('"');
        if quote != '"' {
            self.report(Fault::OddQuotes);
        }
        self.bump();
        let mut content = String::new();
        loop {
            content.push_str(self.bump_while(|c| c != '\\' && c >= ' ' && !is_end_quote(quote, c)));
            let Some(next) = self.peek() else { break };
            if next == '\\' {
                self.escape(&mut content);
                continue;
            }
            if is_end_quote(quote, next) {
                if self.ends_here(next, is_key) {
                    self.bump();
                    return content;
                }
                self.report(Fault::InnerQuote);
            } else if next < ' ' {
                self.report(if is_key && next == '\n' { Fault::BrokenKey } else { Fault::RawControl });
            }
            self.bump();
            if next == '\n' {
                // Blanks around a line break are how the page is laid out.
                content.truncate(content.trim_end_matches(BLANKS).len());
                self.bump_while(|c| BLANKS.contains(&c));
            }
            content.push(next);
        }
        self.report_at(start, Fault::Truncated);
        content
    }

    /// Whether the characters after a quote can follow a string. Looks past blanks only, so each blank is read at most
    /// twice.
    fn ends_here(&self, quote: char, is_key: bool) -> bool {
        let rest = &self.rest()[quote.len_utf8()..];
        let next = rest.trim_start();
        let blanks = &rest[..rest.len() - next.len()];
        match next.chars().next() {
            None | Some(',' | '，' | '}' | ']' | '/' | '#' | '…') => true,
            Some('.') => next.starts_with("..."),
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
                    self.report_at(at..self.at, Fault::BadEscape);
                    content.push_str("\\u");
                }
            },
            other => {
                self.report_at(at..self.at, Fault::BadEscape);
                content.push('\\');
                content.push(other);
            }
        }
    }

    /// Reads the character of `\uXXXX` or of a surrogate pair. The cursor is after the `u`.
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
