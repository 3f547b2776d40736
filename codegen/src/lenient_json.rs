//! A reader for examples that are meant to be JSON and are not quite: comments, trailing commas, ellipses, raw newlines, bad
//! escapes, a missing end. It reads what is there and says what it had to forgive.
//!
//! Time is linear in the text, and the depth is bounded. Try `serde_json` first: this reader is for what that one refuses.

mod text;

use serde_json::{Map, Value};
use text::Cursor;

/// Deeper values are skipped.
const MAX_DEPTH: u32 = 96;

/// What was read, and what had to be forgiven.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The value, as far as it could be read.
    pub value: Value,
    /// In the order of the text; empty exactly if the text is strict JSON.
    pub repairs: Vec<Repair>,
}

/// A place where the text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Byte offset in the text.
    pub at: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something stands before the value (a shell command, a word).
    TextBefore,
    /// Something stands after the value.
    TextAfter,
    /// A comment.
    Comment,
    /// A comma without a member before or after it.
    ExtraComma,
    /// No comma between two members.
    MissingComma,
    /// A key without a value.
    MissingValue,
    /// `...` or `…` in place of members.
    Ellipsis,
    /// A word without quotes.
    BareWord,
    /// Quotes other than `"`.
    OddQuotes,
    /// Full-width punctuation.
    FullWidth,
    /// A line break or another control character within a string.
    RawControl,
    /// A backslash before a character that needs none.
    BadEscape,
    /// An unescaped quote within a string.
    InnerQuote,
    /// A bracket that closes nothing, or the wrong thing.
    StrayBracket,
    /// A character that belongs nowhere.
    Unexpected,
    /// The text ends within the value.
    Truncated,
    /// More levels than this reader follows; the value there is `null`.
    TooDeep,
}

/// Reads the first object or list of a text; `None` if it holds none.
#[must_use]
pub fn parse(text: &str) -> Option<Parsed> {
    let mut reader = Reader { cursor: Cursor::new(text), lists: 0 };
    reader.skip_to_value()?;
    let value = reader.value(0);
    reader.cursor.skip_space();
    if reader.cursor.peek().is_some() {
        reader.cursor.forgive(Fault::TextAfter);
    }
    Some(Parsed { value, repairs: reader.cursor.into_repairs() })
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    /// How many lists are open.
    lists: u32,
}

impl Reader<'_> {
    /// To the first bracket. A `[` counts only at the very start: further on it is more likely part of a command.
    fn skip_to_value(&mut self) -> Option<()> {
        self.cursor.skip_space();
        if !matches!(self.cursor.peek()?, '{' | '[') {
            self.cursor.forgive(Fault::TextBefore);
            self.cursor.skip_until('{');
        }
        self.cursor.peek().map(|_| ())
    }

    fn value(&mut self, depth: u32) -> Value {
        match self.cursor.peek() {
            Some('{' | '[') if depth >= MAX_DEPTH => {
                self.cursor.forgive(Fault::TooDeep);
                self.cursor.skip_brackets();
                Value::Null
            }
            Some('{') => self.object(depth),
            Some('[') => self.list(depth),
            Some('"' | '\'' | '“' | '”') => Value::String(self.cursor.string(false)),
            _ => self.cursor.word(),
        }
    }

    fn object(&mut self, depth: u32) -> Value {
        self.cursor.bump();
        let mut members = Map::new();
        let mut after_member = false;
        while let Some(next) = self.next_significant() {
            match next {
                '}' => {
                    self.cursor.bump();
                    return Value::Object(members);
                }
                ']' => {
                    self.cursor.forgive(Fault::StrayBracket);
                    // Within a list, this object lacks its end; outside, the bracket is the end, misspelled.
                    if self.lists == 0 {
                        self.cursor.bump();
                    }
                    return Value::Object(members);
                }
                ',' | '，' => after_member = self.comma(after_member, '}'),
                '.' | '…' => self.cursor.ellipsis(),
                _ => {
                    self.between(after_member);
                    self.member(&mut members, depth);
                    after_member = true;
                }
            }
        }
        self.cursor.forgive(Fault::Truncated);
        Value::Object(members)
    }

    fn member(&mut self, members: &mut Map<String, Value>, depth: u32) {
        let Some(key) = self.cursor.key() else { return };
        match self.next_significant() {
            Some(':') => self.cursor.bump(),
            Some('：') => {
                self.cursor.forgive(Fault::FullWidth);
                self.cursor.bump();
            }
            Some('{' | '[') => self.cursor.forgive(Fault::Unexpected),
            _ => return self.cursor.forgive(Fault::MissingValue),
        }
        let value = match self.next_significant() {
            None | Some(',' | '，' | '}' | ']') => {
                self.cursor.forgive(Fault::MissingValue);
                Value::Null
            }
            Some('.' | '…') => {
                self.cursor.ellipsis();
                Value::Null
            }
            Some(_) => self.value(depth + 1),
        };
        members.insert(key, value);
    }

    fn list(&mut self, depth: u32) -> Value {
        self.cursor.bump();
        self.lists += 1;
        let mut items = Vec::new();
        let mut after_item = false;
        let mut closed = false;
        while let Some(next) = self.next_significant() {
            match next {
                ']' => {
                    self.cursor.bump();
                    closed = true;
                    break;
                }
                '}' => {
                    // The list lacks its end; the bracket belongs to the object around it.
                    self.cursor.forgive(Fault::StrayBracket);
                    closed = true;
                    if depth == 0 {
                        self.cursor.bump();
                    }
                    break;
                }
                ',' | '，' => after_item = self.comma(after_item, ']'),
                '.' | '…' => self.cursor.ellipsis(),
                ':' | '：' => {
                    self.cursor.forgive(Fault::Unexpected);
                    self.cursor.bump();
                }
                _ => {
                    self.between(after_item);
                    items.push(self.value(depth + 1));
                    after_item = true;
                }
            }
        }
        if !closed {
            self.cursor.forgive(Fault::Truncated);
        }
        self.lists -= 1;
        Value::Array(items)
    }

    /// Takes a comma; it is one too many if no member stands before it or none follows.
    fn comma(&mut self, after_member: bool, end: char) -> bool {
        if self.cursor.peek() == Some('，') {
            self.cursor.forgive(Fault::FullWidth);
        }
        let at = self.cursor.position();
        self.cursor.bump();
        if !after_member || self.next_significant() == Some(end) {
            self.cursor.forgive_at(at, Fault::ExtraComma);
        }
        false
    }

    fn between(&mut self, after_member: bool) {
        if after_member {
            self.cursor.forgive(Fault::MissingComma);
        }
    }

    fn next_significant(&mut self) -> Option<char> {
        self.cursor.skip_space();
        self.cursor.peek()
    }
}

#[cfg(test)]
mod tests;
