//! The kinds of findings about planning and the lexicon.

use crate::diagnostic::Code;

/// All kinds, in the order of the documentation.
pub const ALL: &[Code] = &[SAME_MODULE, NO_OPTION_NAME, BAD_DESCRIPTION, STALE_ENTRY, BAD_LEXICON, BAD_NAME];

/// Two endpoints have the same module.
pub const SAME_MODULE: Code = Code {
    name: "G001",
    meaning: "Two endpoints have the same place in the generated crate.",
    remedy: "Keep one of the two pages, or name one of the modules in the lexicon.",
};

/// Options without an English name.
pub const NO_OPTION_NAME: Code = Code {
    name: "G002",
    meaning: "Neither the lexicon nor an English label names the options of a field, so that their variants are called `Option1`, `Option2` and so on.",
    remedy: "Add the English page of the endpoint, or entries to the lexicon.",
};

/// A description that cannot be read.
pub const BAD_DESCRIPTION: Code = Code {
    name: "G004",
    meaning: "A description is not valid JSON, or not in the form of a description.",
    remedy: "Check it against `endpoint.schema.json`, or describe its page again.",
};

/// An entry of the lexicon that applies to nothing.
pub const STALE_ENTRY: Code = Code {
    name: "L001",
    meaning: "An entry of the lexicon applies to nothing that was read, or corrects nothing.",
    remedy: "Remove it, or rename it if the page has; a file that serves several crates starts with `shared = true`.",
};

/// The lexicon cannot be read.
pub const BAD_LEXICON: Code = Code {
    name: "L002",
    meaning: "The lexicon is not valid TOML, has a key that a lexicon does not have, or has an entry in two files.",
    remedy: "Correct the line; the documentation of `feishu_schema::Lexicon` describes the form.",
};

/// A name in the lexicon that Rust does not allow.
pub const BAD_NAME: Code = Code {
    name: "L003",
    meaning: "A name in the lexicon is not a Rust name of the right case.",
    remedy: "Write types and variants `LikeThis`, fields and modules `like_this`.",
};
