//! The grammar of objects and lists.

use std::collections::HashSet;

use super::cursor::Cursor;
use super::{Fault, Kind, MAX_DEPTH, MAX_VALUES, Member, Node, Repair};
use crate::source::{Span, Spanned};

pub(super) struct Reader<'a> {
    cursor: Cursor<'a>,
    /// The number of open lists.
    lists: u32,
    /// The number of values read.
    values: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(cursor: Cursor<'a>) -> Self {
        Self { cursor, lists: 0, values: 0 }
    }

    pub(super) fn report(&mut self, fault: Fault) {
        self.cursor.report(fault);
    }

    pub(super) fn into_repairs(self) -> Vec<Repair> {
        self.cursor.into_repairs()
    }

    pub(super) fn is_at_bracket(&mut self) -> bool {
        matches!(self.next_significant(), Some('{' | '['))
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.next_significant().is_none()
    }

    /// Moves to the first bracket and returns whether only blanks and comments precede it; `None` if there is no
    /// bracket. A `[` must be at the start: later in the text it is more likely part of a command.
    pub(super) fn skip_to_value(&mut self) -> Option<bool> {
        self.cursor.skip_space();
        let is_alone = matches!(self.cursor.peek()?, '{' | '[');
        if !is_alone {
            self.report(Fault::TextBefore);
            self.cursor.skip_until('{');
        }
        self.cursor.peek().map(|_| is_alone)
    }

    pub(super) fn value(&mut self, depth: u32) -> Node {
        let start = self.cursor.position();
        self.values += 1;
        if self.values > MAX_VALUES {
            self.report(Fault::TooLarge);
            self.cursor.skip_to_end();
            return Node { kind: Kind::Null, span: start..start };
        }
        let kind = match self.cursor.peek() {
            Some('{' | '[') if depth >= MAX_DEPTH => {
                self.report(Fault::TooDeep);
                self.cursor.skip_brackets();
                Kind::Null
            }
            Some('{') => self.object(depth),
            Some('[') => self.list(depth),
            Some('"' | '\'' | '“' | '”') => Kind::String(self.cursor.string(false)),
            _ => self.cursor.word(),
        };
        Node { kind, span: start..self.cursor.position() }
    }

    fn object(&mut self, depth: u32) -> Kind {
        let opening = self.cursor.char_span();
        self.cursor.bump();
        let mut members = Vec::new();
        self.members(&mut members, depth, opening);
        self.report_duplicates(&members);
        Kind::Object(members)
    }

    /// Reads up to the end of the object.
    fn members(&mut self, members: &mut Vec<Member>, depth: u32, opening: Span) {
        let mut after_member = false;
        while let Some(next) = self.next_significant() {
            match next {
                '}' => return self.cursor.bump(),
                ']' => {
                    self.report(Fault::StrayBracket);
                    // Within a list, the object is not closed. Outside, the bracket is a misspelled end of the object.
                    if self.lists == 0 {
                        self.cursor.bump();
                    }
                    return;
                }
                ',' | '，' => after_member = self.comma(after_member, '}'),
                '.' | '…' => self.cursor.ellipsis(),
                _ => {
                    self.between(after_member);
                    members.extend(self.member(depth));
                    after_member = true;
                }
            }
        }
        self.cursor.report_at(opening, Fault::Truncated);
    }

    fn member(&mut self, depth: u32) -> Option<Member> {
        let start = self.cursor.position();
        let key = self.cursor.key()?;
        let key = Spanned::new(key, start..self.cursor.position());
        match self.next_significant() {
            Some(':') => self.cursor.bump(),
            Some('：') => {
                self.report(Fault::FullWidth);
                self.cursor.bump();
            }
            Some('{' | '[') => self.report(Fault::Unexpected),
            _ => {
                self.report(Fault::MissingValue);
                return None;
            }
        }
        let value = match self.next_significant() {
            None | Some(',' | '，' | '}' | ']') => {
                self.report(Fault::MissingValue);
                self.nothing()
            }
            Some('.' | '…') => {
                let nothing = self.nothing();
                self.cursor.ellipsis();
                nothing
            }
            Some(_) => self.value(depth + 1),
        };
        Some(Member { key, value })
    }

    fn nothing(&self) -> Node {
        Node { kind: Kind::Null, span: self.cursor.char_span() }
    }

    fn report_duplicates(&mut self, members: &[Member]) {
        let mut seen = HashSet::new();
        for (index, member) in members.iter().enumerate() {
            let key = member.key.as_str();
            // For most objects, comparing keys is faster than hashing.
            let repeats = if members.len() <= 16 {
                members[..index].iter().any(|earlier| earlier.key.as_str() == key)
            } else {
                !seen.insert(key)
            };
            if repeats {
                self.cursor.report_at(member.key.span.clone(), Fault::DuplicateKey);
            }
        }
    }

    fn list(&mut self, depth: u32) -> Kind {
        let opening = self.cursor.char_span();
        self.cursor.bump();
        self.lists += 1;
        let mut elements = Vec::new();
        self.elements(&mut elements, depth, opening);
        self.lists -= 1;
        Kind::List(elements)
    }

    /// Reads up to the end of the list.
    fn elements(&mut self, elements: &mut Vec<Node>, depth: u32, opening: Span) {
        let mut after_element = false;
        while let Some(next) = self.next_significant() {
            match next {
                ']' => return self.cursor.bump(),
                '}' => {
                    // The list is not closed; the bracket closes the enclosing object.
                    self.report(Fault::StrayBracket);
                    if depth == 0 {
                        self.cursor.bump();
                    }
                    return;
                }
                ',' | '，' => after_element = self.comma(after_element, ']'),
                '.' | '…' => self.cursor.ellipsis(),
                ':' | '：' => {
                    self.report(Fault::Unexpected);
                    self.cursor.bump();
                }
                _ => {
                    self.between(after_element);
                    elements.push(self.value(depth + 1));
                    after_element = true;
                }
            }
        }
        self.cursor.report_at(opening, Fault::Truncated);
    }

    /// Skips a comma. It is superfluous without a member before and after it.
    fn comma(&mut self, after_member: bool, end: char) -> bool {
        let span = self.cursor.char_span();
        if self.cursor.peek() == Some('，') {
            self.report(Fault::FullWidth);
        }
        self.cursor.bump();
        if !after_member || self.next_significant() == Some(end) {
            self.cursor.report_at(span, Fault::ExtraComma);
        }
        false
    }

    fn between(&mut self, after_member: bool) {
        if after_member {
            self.report(Fault::MissingComma);
        }
    }

    fn next_significant(&mut self) -> Option<char> {
        self.cursor.skip_space();
        self.cursor.peek()
    }
}
