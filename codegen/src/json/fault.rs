//! Faults in JSON.

use crate::source::Span;

/// A kind of fault with its first place and its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The kind.
    pub fault: Fault,
    /// The first place, in bytes of the text.
    pub span: Span,
    /// The number of places.
    pub count: usize,
}

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Text before the value, such as a shell command.
    TextBefore,
    /// Text after the value.
    TextAfter,
    /// Another value after the first.
    SeveralValues,
    /// A comment.
    Comment,
    /// A comma without a member before or after it.
    ExtraComma,
    /// No comma between two members.
    MissingComma,
    /// A key without a value.
    MissingValue,
    /// `...` or `…` instead of members.
    Ellipsis,
    /// A string without quotes.
    BareWord,
    /// Quotes other than `"`.
    OddQuotes,
    /// Full-width punctuation.
    FullWidth,
    /// A line break or another control character within a string.
    RawControl,
    /// A line break within a key: a quote before it is unpaired.
    BrokenKey,
    /// An invalid escape, or half of a surrogate pair.
    BadEscape,
    /// An unescaped quote within a string.
    InnerQuote,
    /// A closing bracket without a matching opening one.
    StrayBracket,
    /// An unexpected character.
    Unexpected,
    /// A duplicate key. The last one is used.
    DuplicateKey,
    /// A number that no 64-bit type holds exactly.
    NumberRange,
    /// The text ends within the value.
    Truncated,
    /// The nesting is too deep. The value there is `null`.
    TooDeep,
    /// There are too many values. The rest is ignored.
    TooLarge,
}

impl Fault {
    /// The label of a finding at the place.
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

    /// Whether the value does not represent the text: parts are lost or mixed up.
    #[must_use]
    pub fn is_fatal(self) -> bool {
        matches!(self, Fault::BrokenKey | Fault::TooDeep | Fault::TooLarge)
    }
}
