//! What this stage has to say, by kind.

use crate::diagnostic::Code;

const fn code(name: &'static str, meaning: &'static str, remedy: &'static str) -> Code {
    Code { name, meaning, remedy }
}

/// All of them, in order.
pub const ALL: &[Code] = &[
    URL,
    METHOD,
    RATE_LIMIT,
    APPS,
    SCOPE,
    TOKEN,
    PATH_PARAMETER,
    TYPE,
    MEMBERS_MISSING,
    MEMBERS_UNEXPECTED,
    REQUIRED,
    DEPTH,
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
    RESPONSE,
    DEFAULT_OPTION,
    BODY_MISSING,
];

/// The page names no URL that a client could call.
pub const URL: Code = code(
    "D001",
    "The page names no URL that a client could call.",
    "Give the request table a row `HTTP URL` with an absolute https URL.",
);
/// The page names no HTTP method.
pub const METHOD: Code = code(
    "D002",
    "The page names no HTTP method, or one that does not exist.",
    "Give the request table a row `HTTP Method` with GET, POST, PUT, PATCH or DELETE.",
);
/// The rate limit is not understood.
pub const RATE_LIMIT: Code = code(
    "D003",
    "The rate limit is not understood; it is kept as text, and no client paces itself by it.",
    "Write it as `1000 次/分钟、50 次/秒`, or report the new spelling.",
);
/// A kind of app is not known.
pub const APPS: Code = code(
    "D004",
    "A kind of app is not known; it is left out.",
    "The known kinds are 自建应用 and 商店应用; report the new one.",
);
/// A line among the scopes is no scope.
pub const SCOPE: Code = code(
    "D005",
    "A line among the scopes is no `label(scope)`; it is kept as a note.",
    "Look at the line: if it names a scope, report the spelling.",
);
/// The kind of access token is not known.
pub const TOKEN: Code = code(
    "D006",
    "The `Authorization` header does not say which kind of access token it takes.",
    "Look the kind up on the page and choose the token yourself.",
);
/// URL and table of path parameters differ.
pub const PATH_PARAMETER: Code = code(
    "D007",
    "The parameters in the URL and the rows of the path table are not the same.",
    "Report the page; the URL decides what a call has to fill in.",
);
/// A spelling of a type is not known.
pub const TYPE: Code = code(
    "D010",
    "The spelling of a type is not known; the field takes any JSON value.",
    "Correct the type in the lexicon, or report the spelling.",
);
/// A struct has no members.
pub const MEMBERS_MISSING: Code = code(
    "D011",
    "A field names a struct that the page lists no members of; the field takes any JSON value.",
    "Look for the members on a page that describes the struct; the page may have left them out.",
);
/// A plain field has members.
pub const MEMBERS_UNEXPECTED: Code = code(
    "D012",
    "A field of a plain type has members; the type is kept, and the members are described without effect.",
    "Check the place of the rows below it. Members of a string may describe the JSON that it holds.",
);
/// The column that tells whether a field is required is not understood.
pub const REQUIRED: Code = code(
    "D013",
    "The word in the column that tells whether the field is required is not known.",
    "Say in the lexicon whether the field is required.",
);
/// Rows stand too deep.
pub const DEPTH: Code = code(
    "D014",
    "A row stands too deep to be described; it is moved up.",
    "Check the place of the row, and settle it in the lexicon.",
);
/// The key of an option is of another type than the field.
pub const OPTION_KEY: Code = code(
    "D020",
    "The key of an option is of another type than the field.",
    "Report the page: either the key or the type is wrong. The lexicon can correct the type.",
);
/// An option is listed twice.
pub const OPTION_TWICE: Code = code(
    "D021",
    "An option's key is listed twice; the first label is kept.",
    "Report the page; one of the two is meant to be another key.",
);
/// Options where the field is no plain value.
pub const OPTIONS_ON_STRUCT: Code = code(
    "D022",
    "Options are listed for a field that is a struct; they are kept as a remark.",
    "Look whether the options belong to a member.",
);
/// Options are announced, but none follows.
pub const OPTIONS_MISSING: Code = code(
    "D023",
    "Options are announced, but what follows is no list of them; it is kept as a remark.",
    "Look at the lines: if they name options, report the spelling.",
);
/// A rule in prose.
pub const RULE_TEXT: Code = code(
    "D030",
    "A validation rule is not understood; it is kept as text and never enforced.",
    "Check it in your own code, or report the spelling.",
);
/// A rule that does not fit the type.
pub const RULE_TYPE: Code = code(
    "D031",
    "A validation rule does not fit the field's type; it is kept as text and never enforced.",
    "Report the page: either the rule or the type is wrong. The lexicon can correct the type.",
);
/// An error's code is no number.
pub const ERROR_CODE: Code = code(
    "D040",
    "A row of the error table has no code that is a number; it is left out.",
    "Report the page.",
);
/// An error's HTTP status is no status.
pub const ERROR_STATUS: Code = code(
    "D041",
    "The HTTP status of an error is no number between 100 and 599; it is left out.",
    "Report the page. Decide on the code: the status is not needed.",
);
/// An example is no JSON.
pub const EXAMPLE_JSON: Code = code(
    "D050",
    "An example is no JSON; it is kept as text.",
    "Report the page. Nothing but tests and samples depends on it.",
);
/// An example is of another type than its field.
pub const EXAMPLE_TYPE: Code = code(
    "D051",
    "An example is of another type than its field.",
    "Find out which of the two is wrong and report the page. The lexicon can correct the type.",
);
/// An example is none of the options.
pub const EXAMPLE_OPTION: Code = code(
    "D052",
    "An example is none of the field's options.",
    "Find out whether an option is missing or the example is wrong, and report the page.",
);
/// A member of an example has no row.
pub const EXAMPLE_MEMBER: Code = code(
    "D053",
    "A member of an example has no row; generated types do not know it.",
    "Find out whether a row is missing or the example is old, and report the page.",
);
/// Two rows of one name in one object.
pub const SIBLINGS: Code = code(
    "D054",
    "Two rows of one object have the same name; both are described, but only the first can become an item.",
    "Report the page, or settle the place of one of them in the lexicon.",
);
/// A default that is none of the options.
pub const DEFAULT_OPTION: Code = code(
    "D055",
    "The default is none of the field's options.",
    "Find out whether an option is missing or the default is wrong, and report the page.",
);
/// The answer is not described.
pub const RESPONSE: Code = code(
    "D060",
    "The page has no table of the answer, and nothing that says what comes back.",
    "Look at the page; the answer is taken to hold nothing but `code` and `msg`.",
);
/// The body is shown but not described.
pub const BODY_MISSING: Code = code(
    "D061",
    "The page shows an example of a body but has no table of its members.",
    "Look at the page; the generated body is empty.",
);

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn names_are_distinct() {
        let names: std::collections::BTreeSet<_> = ALL.iter().map(|code| code.name).collect();
        assert_eq!(names.len(), ALL.len());
    }
}
