//! The kinds of findings of describing.

use crate::diagnostic::Code;

/// All of them, in the order of the documentation.
pub const ALL: &[Code] = &[
    RATE_LIMIT,
    APPS,
    SCOPE,
    TOKEN,
    PATH_PARAMETER,
    TYPE,
    MEMBERS_MISSING,
    MEMBERS_UNEXPECTED,
    REQUIRED,
    OPTION_KEY,
    OPTION_TWICE,
    OPTIONS_ON_STRUCT,
    OPTIONS_MISSING,
    RULE_TEXT,
    RULE_TYPE,
    ERROR_CODE,
    ERROR_STATUS,
    EXAMPLE_JSON,
    EXAMPLE_TYPE,
    EXAMPLE_OPTION,
    EXAMPLE_MEMBER,
    SIBLINGS,
    DEFAULT_OPTION,
    EXAMPLE_REQUIRED,
    EXAMPLE_REPAIRED,
    RESPONSE,
    BODY_MISSING,
    FIELD_VOID,
    OPTION_LINE,
    KNOWN_ROW,
    SCOPE_VALUE,
];

/// The rate limit is not understood.
pub const RATE_LIMIT: Code = Code {
    name: "D003",
    meaning: "The rate limit is not understood; it is kept as text, and no client paces itself by it.",
    remedy: "Write it as `1000 次/分钟、50 次/秒`, or report the new spelling.",
};

/// A kind of app is not known.
pub const APPS: Code = Code {
    name: "D004",
    meaning: "A kind of app is not known; it is left out.",
    remedy: "Report the new kind; the known ones are 自建应用 and 商店应用.",
};

/// A line among the scopes is not a scope.
pub const SCOPE: Code = Code {
    name: "D005",
    meaning: "A line among the scopes is no `label(scope)`; it is kept as a note.",
    remedy: "Look at the line: if it names a scope, report the spelling.",
};

/// The kind of access token is not known.
pub const TOKEN: Code = Code {
    name: "D006",
    meaning: "The `Authorization` header does not say which kind of access token it takes.",
    remedy: "Look the kind up on the page and choose the token yourself.",
};

/// URL and table of path parameters differ.
pub const PATH_PARAMETER: Code = Code {
    name: "D007",
    meaning: "The parameters in the URL and the rows of the path table are not the same.",
    remedy: "Report the page; the URL decides what a call has to fill in.",
};

/// A spelling of a type is not known.
pub const TYPE: Code = Code {
    name: "D010",
    meaning: "The spelling of a type is not known; the field takes any JSON value.",
    remedy: "Correct the type in the lexicon, or report the spelling.",
};

/// A struct has no members.
pub const MEMBERS_MISSING: Code = Code {
    name: "D011",
    meaning: "A field names a struct that the page lists no members of; the field takes any JSON value.",
    remedy: "Look for the members on a page that describes the struct; the page may have left them out.",
};

/// A plain field has members.
pub const MEMBERS_UNEXPECTED: Code = Code {
    name: "D012",
    meaning: "A field of a plain type has members; the type is kept, and the members are described without effect.",
    remedy: "Check the place of the rows below it; members of a string may describe the JSON that it holds.",
};

/// The column that says whether a field is required is not understood.
pub const REQUIRED: Code = Code {
    name: "D013",
    meaning: "The word in the column that says whether the field is required is not known.",
    remedy: "Say in the lexicon whether the field is required.",
};

/// The key of an option is of another type than the field.
pub const OPTION_KEY: Code = Code {
    name: "D020",
    meaning: "The key of an option is of another type than the field.",
    remedy: "Report the page: either the key or the type is wrong, and the lexicon can correct the type.",
};

/// An option is listed twice.
pub const OPTION_TWICE: Code = Code {
    name: "D021",
    meaning: "An option's key is listed twice; the first label is kept.",
    remedy: "Report the page: one of the two is meant to be another key.",
};

/// Options of a field that has members.
pub const OPTIONS_ON_STRUCT: Code = Code {
    name: "D022",
    meaning: "Options are listed for a field that is a struct; they are kept as a remark.",
    remedy: "Look whether the options belong to a member.",
};

/// Options are announced, but none follows.
pub const OPTIONS_MISSING: Code = Code {
    name: "D023",
    meaning: "Options are announced, but what follows is not a list of them; it is kept as a remark.",
    remedy: "Look at the lines: if they name options, report the spelling.",
};

/// A rule in prose.
pub const RULE_TEXT: Code = Code {
    name: "D030",
    meaning: "A validation rule is not understood; it is kept as text and never enforced.",
    remedy: "Check it in your own code, or report the spelling.",
};

/// A rule that does not fit the type.
pub const RULE_TYPE: Code = Code {
    name: "D031",
    meaning: "A validation rule does not fit the field's type; it is kept as text and never enforced.",
    remedy: "Report the page: either the rule or the type is wrong, and the lexicon can correct the type.",
};

/// An error's code is not a number.
pub const ERROR_CODE: Code = Code {
    name: "D040",
    meaning: "A row of the error table has no code that is a number; it is left out.",
    remedy: "Report the page.",
};

/// An error's HTTP status is invalid.
pub const ERROR_STATUS: Code = Code {
    name: "D041",
    meaning: "The HTTP status of an error is not a number between 100 and 599; it is left out.",
    remedy: "Report the page, and decide on the code: the status is not needed.",
};

/// An example cannot be read.
pub const EXAMPLE_JSON: Code = Code {
    name: "D050",
    meaning: "An example cannot be read as JSON, or is too large or nested too deeply; it is kept as text.",
    remedy: "Report the page; nothing but tests and samples depends on the example.",
};

/// An example is of another type than its field.
pub const EXAMPLE_TYPE: Code = Code {
    name: "D051",
    meaning: "An example is of another type than its field.",
    remedy: "Find out which of the two is wrong and report the page; the lexicon can correct the type.",
};

/// An example is not one of the options.
pub const EXAMPLE_OPTION: Code = Code {
    name: "D052",
    meaning: "An example is not one of the field's options.",
    remedy: "Find out whether an option is missing or the example is wrong, and report the page.",
};

/// A member of an example has no row.
pub const EXAMPLE_MEMBER: Code = Code {
    name: "D053",
    meaning: "A member of an example has no row; generated types do not know it.",
    remedy: "Find out whether a row is missing or the example is old, and report the page.",
};

/// Two rows of one name in one object.
pub const SIBLINGS: Code = Code {
    name: "D054",
    meaning: "Two rows of one object have the same name; both are described, but only the first can become an item.",
    remedy: "Report the page, or settle the place of one of them in the lexicon.",
};

/// A default that is not one of the options.
pub const DEFAULT_OPTION: Code = Code {
    name: "D055",
    meaning: "The default is not one of the field's options.",
    remedy: "Find out whether an option is missing or the default is wrong, and report the page.",
};

/// An example leaves out what is required.
pub const EXAMPLE_REQUIRED: Code = Code {
    name: "D056",
    meaning: "An example leaves out a member that its row requires.",
    remedy: "Find out whether the field is required, and report the page; the lexicon can correct it.",
};

/// An example is not strict JSON.
pub const EXAMPLE_REPAIRED: Code = Code {
    name: "D057",
    meaning: "An example is not strict JSON; it is read with the repairs that the finding names.",
    remedy: "Report the page, and compare the example in the description with the page's.",
};

/// The answer is not described.
pub const RESPONSE: Code = Code {
    name: "D060",
    meaning: "The page has no table of the answer, and nothing that says what comes back.",
    remedy: "Look at the page; until it has one, the answer is taken to hold nothing but `code` and `msg`.",
};

/// The body is shown but not described.
pub const BODY_MISSING: Code = Code {
    name: "D061",
    meaning: "The page shows an example of a body but has no table of its members.",
    remedy: "Look at the page; until it lists them, the generated body is empty.",
};

/// The page takes a row of its own back.
pub const FIELD_VOID: Code = Code {
    name: "D062",
    meaning: "A sentence of the page says that a field has no effect, or that it is sent in another form than its row says.",
    remedy: "Read the sentence, and correct the field in the lexicon where it is right.",
};

/// A line of a list of options in prose is not read as one.
pub const OPTION_LINE: Code = Code {
    name: "D063",
    meaning: "A line in a description reads like an option, or stands among options, and is not read as one.",
    remedy: "Compare the list with the published page, where each option is a bullet with its value, a colon and its label.",
};

/// A row that every page has is another one here.
pub const KNOWN_ROW: Code = Code {
    name: "D064",
    meaning: "A row that nearly every page has, such as a header or `code`, has another type here, or a name that is almost the usual one.",
    remedy: "Compare the row with the published page: it may be mistyped.",
};

/// Scopes of a value that the field does not have.
pub const SCOPE_VALUE: Code = Code {
    name: "D065",
    meaning: "Scopes are named for a value that is not one of the field's options; they are kept as a remark.",
    remedy: "Compare the value with the options: one of them may be mistyped.",
};
