//! The kinds of findings of reading a page.

use crate::diagnostic::Code;

/// All of them, in the order of the documentation.
pub const ALL: &[Code] = &[
    NO_URL,
    NO_METHOD,
    BAD_URL,
    BAD_METHOD,
    SHORT_ROW,
    LONG_ROW,
    NO_NAME,
    OPEN_FENCE,
    STRANGE_HEADER,
    STRANGE_HEADING,
    OPEN_TAG,
    STRANGE_ERRORS,
    NO_CODE,
    URL_QUERY,
    URL_END,
    TWO_REQUESTS,
];

/// No request URL.
pub const NO_URL: Code = Code {
    name: "P001",
    meaning: "A page that describes a request does not name its URL.",
    remedy: "Add the row `HTTP URL` to the table under the heading of the request.",
};

/// No request method.
pub const NO_METHOD: Code = Code {
    name: "P002",
    meaning: "A page that describes a request does not name its method.",
    remedy: "Add the row `HTTP Method` to the table under the heading of the request.",
};

/// A URL that is none.
pub const BAD_URL: Code = Code {
    name: "P003",
    meaning: "The request URL is not one that a client can call as it stands: absolute, in plain characters, with a path without `..`.",
    remedy: "Write the URL in full, such as `https://open.feishu.cn/open-apis/…`, its parameters as `:name`.",
};

/// A method that is none.
pub const BAD_METHOD: Code = Code {
    name: "P004",
    meaning: "The request method does not exist.",
    remedy: "Write GET, POST, PUT, PATCH or DELETE.",
};

/// A URL with a query.
pub const URL_QUERY: Code = Code {
    name: "P014",
    meaning: "The request URL has a query or a fragment; only its path is used.",
    remedy: "Describe query parameters in the table of query parameters.",
};

/// A URL that may be cut short.
pub const URL_END: Code = Code {
    name: "P015",
    meaning: "The request URL ends in a word that the rest of the page does not use, as it does when it was cut short.",
    remedy: "Compare the URL with the published page.",
};

/// A second URL or method.
pub const TWO_REQUESTS: Code = Code {
    name: "P016",
    meaning: "The page names two different URLs or methods; the first one is used.",
    remedy: "Keep one endpoint a page: split the page, or delete the row that does not belong to it.",
};

/// Too few cells.
pub const SHORT_ROW: Code = Code {
    name: "P005",
    meaning: "A row has fewer cells than its table's header, so that it is not certain what each of them is.",
    remedy: "Look at the row on the published page and fill the missing cell, with `-` if there is nothing to say.",
};

/// Too many cells.
pub const LONG_ROW: Code = Code {
    name: "P006",
    meaning: "A row has more cells than its table's header.",
    remedy: "Escape a `|` that belongs to the text, or give the header the missing column.",
};

/// A row without a name.
pub const NO_NAME: Code = Code {
    name: "P007",
    meaning: "A row of a table of fields has no name and is left out.",
    remedy: "Give the field its name, or delete the row.",
};

/// A fence without an end.
pub const OPEN_FENCE: Code = Code {
    name: "P008",
    meaning: "A fenced block is never closed, so that it ends where the next section or the page ends.",
    remedy: "Close the block with a line of three backticks.",
};

/// A table under a section's heading that is not understood.
pub const STRANGE_HEADER: Code = Code {
    name: "P009",
    meaning: "The only table under the heading of a section does not tell which column holds the names of the fields.",
    remedy: "Use the usual header: `名称 | 类型 | 必填 | 描述`.",
};

/// A table of fields in no section.
pub const STRANGE_HEADING: Code = Code {
    name: "P010",
    meaning: "A table of fields stands under a heading that belongs to no part of the request or the response.",
    remedy: "If these are fields of the endpoint, put the table under one of the usual headings, such as `请求体`.",
};

/// A tag without an end.
pub const OPEN_TAG: Code = Code {
    name: "P011",
    meaning: "A tag of the portal is never closed, so that it ends where the next section or the page ends.",
    remedy: "Close the tag.",
};

/// A table of errors that is not understood.
pub const STRANGE_ERRORS: Code = Code {
    name: "P012",
    meaning: "A table under the heading of the errors does not tell which column holds the codes.",
    remedy: "Use the usual header: `HTTP状态码 | 错误码 | 描述 | 排查建议`.",
};

/// An error without a code.
pub const NO_CODE: Code = Code {
    name: "P013",
    meaning: "A row of a table of errors has no code and is left out.",
    remedy: "Give the error its code, or delete the row.",
};
