//! What can be wrong with JSON.

use crate::source::Span;

/// A kind of fault, where it occurs first, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What is wrong.
    pub fault: Fault,
    /// The first place, in bytes of the text.
    pub span: Span,
    /// How many places there are.
    pub count: usize,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Something stands before the value (a shell command, a word).
    TextBefore,
    /// Something stands after the value.
    TextAfter,
    /// Another value follows.
    SeveralValues,
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
    /// A line break within a key: the quotes before it are not in pairs.
    BrokenKey,
    /// A backslash before a character that needs none, or half of a surrogate pair.
    BadEscape,
    /// An unescaped quote within a string.
    InnerQuote,
    /// A bracket that closes nothing, or the wrong thing.
    StrayBracket,
    /// A character that belongs nowhere.
    Unexpected,
    /// A key that its object has already; the last one counts.
    DuplicateKey,
    /// A number that no 64-bit type holds exactly.
    NumberRange,
    /// The text ends within the value.
    Truncated,
    /// More levels than the reader follows; the value there is `null`.
    TooDeep,
    /// More values than the reader takes; the rest is left out.
    TooLarge,
}

impl Fault {
    /// What is seen at the place, as a finding's label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Fault::TextBefore => "text before the value",
            Fault::TextAfter => "text after the value",
            Fault::SeveralValues => "another value",
            Fault::Comment => "a comment",
            Fault::ExtraComma => "an extra comma",
            Fault::MissingComma => "a comma is missing before this",
            Fault::MissingValue => "a value is missing",
            Fault::Ellipsis => "an ellipsis",
            Fault::BareWord => "a word without quotes",
            Fault::OddQuotes => "not a JSON quote",
            Fault::FullWidth => "full-width punctuation",
            Fault::RawControl => "a line break or control character in a string",
            Fault::BrokenKey => "a line break in a key",
            Fault::BadEscape => "not a JSON escape",
            Fault::InnerQuote => "a quote without a backslash",
            Fault::StrayBracket => "this bracket closes something else",
            Fault::Unexpected => "unexpected",
            Fault::DuplicateKey => "this key repeats; the last value counts",
            Fault::NumberRange => "no 64-bit number holds this value exactly",
            Fault::Truncated => "this is not closed",
            Fault::TooDeep => "nested too deeply from here",
            Fault::TooLarge => "too many values from here",
        }
    }

    /// Whether the value does not stand for the text: parts of it are lost or mixed up.
    #[must_use]
    pub fn is_fatal(self) -> bool {
        matches!(self, Fault::BrokenKey | Fault::TooDeep | Fault::TooLarge)
    }
}
