//! Topics that descriptions have in common: fields of one object are often about the same thing.

use std::collections::HashMap;

/// Bits in a set of topics.
const BITS: usize = 512;
/// The maximum number of topics per description.
const TOPICS: usize = 12;
/// The maximum number of characters read of a description.
const LENGTH: usize = 60;

/// Whether a description says that a struct has no members: it is empty, or a placeholder for what is not supported.
pub(in crate::nest) fn says_empty(prose: &str) -> bool {
    prose.contains("空结构体") || prose.starts_with("未支持")
}

/// The beginning of a description, up to the first punctuation.
pub(in crate::nest) fn title(prose: &str) -> &str {
    prose.split(['\n', '。', '；', '，', ',', ';', '（', '(']).next().unwrap_or_default().trim()
}

/// A set of topics, as bits. Topics may share a bit in a large table: this is weak evidence anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::nest) struct Topics([u64; BITS / 64]);

impl Topics {
    pub(in crate::nest) const NONE: Self = Self([0; BITS / 64]);

    pub(in crate::nest) fn is_empty(&self) -> bool {
        *self == Self::NONE
    }

    /// Whether both have topics.
    pub(in crate::nest) fn meet(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    /// The topics of both.
    pub(in crate::nest) fn with(mut self, other: &Self) -> Self {
        for (one, other) in self.0.iter_mut().zip(&other.0) {
            *one |= other;
        }
        self
    }

    fn add(&mut self, number: usize) {
        let bit = number % BITS;
        self.0[bit / 64] |= 1 << (bit % 64);
    }
}

/// Numbers the topics of a table in order of appearance.
#[derive(Default)]
pub(in crate::nest) struct Glossary {
    numbers: HashMap<String, usize>,
}

impl Glossary {
    /// The topics of a description's first clause: pairs of Chinese characters, and words of other scripts.
    pub(in crate::nest) fn topics(&mut self, prose: &str) -> Topics {
        let mut topics = Topics::NONE;
        let mut word = String::new();
        let mut before = None;
        let mut left = TOPICS;
        for c in clause(prose).chain([' ']) {
            if left == 0 {
                break;
            }
            if c.is_ascii_alphabetic() {
                word.push(c.to_ascii_lowercase());
            } else if word.len() > 1 {
                left -= 1;
                topics.add(self.number(std::mem::take(&mut word)));
            } else {
                word.clear();
            }
            let letter = Some(c).filter(|c| c.is_alphabetic() && !c.is_ascii());
            if let (Some(one), Some(other)) = (before, letter) {
                left = left.saturating_sub(1);
                topics.add(self.number(String::from_iter([one, other])));
            }
            before = letter;
        }
        topics
    }

    fn number(&mut self, topic: String) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(topic).or_insert(next)
    }
}

/// The first clause of a text, link targets left out.
fn clause(prose: &str) -> impl Iterator<Item = char> {
    let mut in_target = false;
    let mut before = ' ';
    prose.chars().take(LENGTH).take_while(|c| !matches!(c, '\n' | '。' | '；' | '，' | ',' | ';')).filter(
        move |c| {
            let starts = before == ']' && *c == '(';
            let inside = in_target || starts;
            in_target = inside && *c != ')';
            before = *c;
            !inside
        },
    )
}
