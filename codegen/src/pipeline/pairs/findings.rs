//! The kinds of findings about the two pages of an endpoint in two languages.

use crate::diagnostic::Code;

/// All of them, in the order of the documentation.
pub const ALL: &[Code] = &[FIELD, OPTION, RULE, ERROR, FIELD_DIFFERS, ENDPOINT_DIFFERS];

/// A field of one page only.
pub const FIELD: Code = Code {
    name: "M001",
    meaning: "Of the Chinese and the English page of an endpoint, only one has a field at this place.",
    remedy: "Compare the published pages: the generated code follows the Chinese one.",
};

/// An option of one page only.
pub const OPTION: Code = Code {
    name: "M002",
    meaning: "Of the Chinese and the English page of an endpoint, only one lists an option.",
    remedy: "Compare the published pages: the generated code follows the Chinese one.",
};

/// A rule of one page only.
pub const RULE: Code = Code {
    name: "M003",
    meaning: "Of the Chinese and the English page of an endpoint, only one states a rule, or each states another.",
    remedy: "Compare the published pages: the generated code follows the Chinese one.",
};

/// An error of one page only.
pub const ERROR: Code = Code {
    name: "M004",
    meaning: "Of the Chinese and the English page of an endpoint, only one documents an error.",
    remedy: "Compare the published pages: the generated code follows the Chinese one.",
};

/// A field that the pages describe in different ways.
pub const FIELD_DIFFERS: Code = Code {
    name: "M005",
    meaning: "The Chinese and the English page of an endpoint differ in a field's type, in whether it is required, or in \
              what its values mean.",
    remedy: "Compare the published pages: the generated code follows the Chinese one.",
};

/// An endpoint that the pages describe in different ways.
pub const ENDPOINT_DIFFERS: Code = Code {
    name: "M006",
    meaning: "The Chinese and the English page of an endpoint differ in who may call it, how often, or how its values are \
              written.",
    remedy: "Compare the published pages: the generated code follows the Chinese one.",
};
