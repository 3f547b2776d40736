//! The kinds of findings of nesting.

use crate::diagnostic::Code;

/// All of them, in the order of the documentation.
pub const ALL: &[Code] = &[GUESS, BAD_PLACE];

/// A guessed place.
pub const GUESS: Code = Code {
    name: "N001",
    meaning: "The page does not show which object a field is a member of; the likeliest one was taken.",
    remedy: "Look at the published page, and settle the place in the lexicon under `places`.",
};

/// An impossible place in the lexicon.
pub const BAD_PLACE: Code = Code {
    name: "N002",
    meaning: "A place in the lexicon names a row that the page does not have, or one that comes later.",
    remedy: "Name rows as `response page_token#2`: section, name, and which of that name it is, from 1.",
};
