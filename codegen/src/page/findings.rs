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
    FAULT,
    TOO_MUCH,
    CONFLICT,
    MARKER_ROW,
    ROW_OUTSIDE,
    GAP,
    BAD_NAME,
    EMPTY_CELL,
    UNKNOWN_HEADER,
    ROW_IN_CELL,
    INVISIBLE,
    LOST_CHARACTER,
    LIKE_HEADING,
    SECTION_TWICE,
    LIKE_MARKER,
    ODD_ITEM,
    CUT_SHORT,
    LEVEL,
    SWAPPED,
    OPEN_FRONT,
    STRANGE_EXAMPLE,
    STRANGE_ROW,
    NO_COLUMN,
    NO_TABLE,
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

/// An invalid URL.
pub const BAD_URL: Code = Code {
    name: "P003",
    meaning: "The request URL is not one that a client can call as it stands: absolute, in plain characters, with a path without `..`.",
    remedy: "Write the URL in full, such as `https://open.feishu.cn/open-apis/…`, its parameters as `:name`.",
};

/// An unknown method.
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

/// A URL that may be mistyped or cut short.
pub const URL_END: Code = Code {
    name: "P015",
    meaning: "The request URL is not like those of the platform, or ends in a word that the rest of the page does not use: it may be mistyped or cut short.",
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
    meaning: "The only table under the heading of a section does not say which column holds the names of the fields.",
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
    meaning: "A table under the heading of the errors does not say which column holds the codes.",
    remedy: "Use the usual header: `HTTP状态码 | 错误码 | 描述 | 排查建议`.",
};

/// An error without a code.
pub const NO_CODE: Code = Code {
    name: "P013",
    meaning: "A row of a table of errors has no code and is left out.",
    remedy: "Give the error its code, or delete the row.",
};

/// The file is not text in UTF-8, or is larger than a page can be.
pub const FAULT: Code = Code {
    name: "P017",
    meaning: "The file is not text in UTF-8, or is larger than a page can be; nothing of it is read.",
    remedy: "Save the page as UTF-8, or fetch it again.",
};

/// The page has more rows, or deeper ones, than any page of the platform.
pub const TOO_MUCH: Code = Code {
    name: "P018",
    meaning: "The page has more rows, or deeper ones, than any page of the platform; nothing of it is read.",
    remedy: "Look at the page: it may hold the same rows many times.",
};

/// The page holds the marks of a merge that was not finished, so that it says two things at once.
pub const CONFLICT: Code = Code {
    name: "P019",
    meaning: "The page holds the marks of a merge that was not finished, so that it says two things at once.",
    remedy: "Resolve the conflict, and delete its marks.",
};

/// A marker, a bullet or another line of a description stands where a row should begin.
pub const MARKER_ROW: Code = Code {
    name: "P020",
    meaning: "A marker, a bullet or another line of a description stands where a row should begin.",
    remedy: "End the line above with two spaces, so that the row goes on; if the whole page lost them, fetch it again.",
};

/// A row, or another part of a table, stands outside of every table, where it would be lost.
pub const ROW_OUTSIDE: Code = Code {
    name: "P021",
    meaning: "A row, or another part of a table, stands outside of every table, where it would be lost.",
    remedy: "Put it back below the table's header and the line of dashes, without a blank line between.",
};

/// A blank line stands inside of a table.
pub const GAP: Code = Code {
    name: "P022",
    meaning: "A blank line stands inside of a table; the rows behind it are read as rows of the table.",
    remedy: "Delete the blank line, or put a heading before the rows if they belong to another part.",
};

/// The name of a field cannot be a key of a request or an answer.
pub const BAD_NAME: Code = Code {
    name: "P023",
    meaning: "The name of a field cannot be a key of a request or an answer.",
    remedy: "Compare the row with the published page: it may be torn or mistyped.",
};

/// A field has no type, or does not say whether it is required.
pub const EMPTY_CELL: Code = Code {
    name: "P024",
    meaning: "A field has no type, or does not say whether it is required, or an error has no HTTP status.",
    remedy: "Fill the cell; the type `-` stands for anything.",
};

/// The header of a column is not understood, so that what the column says is not used.
pub const UNKNOWN_HEADER: Code = Code {
    name: "P025",
    meaning: "The header of a column is not understood, so that what the column says is not used.",
    remedy: "Use the usual header: `名称 | 类型 | 必填 | 描述`.",
};

/// A cell seems to hold another row, which is read as text.
pub const ROW_IN_CELL: Code = Code {
    name: "P026",
    meaning: "A cell seems to hold another row, which is read as text.",
    remedy: "Start the other row on a line of its own, and end the line above without spaces.",
};

/// The text holds characters that nobody can see.
pub const INVISIBLE: Code = Code {
    name: "P027",
    meaning: "The text holds characters that nobody can see; they are taken out.",
    remedy: "Delete the characters, or fetch the page again.",
};

/// A character was lost when the text was decoded: it holds U+FFFD in its place.
pub const LOST_CHARACTER: Code = Code {
    name: "P028",
    meaning: "A character was lost when the text was decoded: it holds U+FFFD in its place.",
    remedy: "Fetch the page again.",
};

/// A line reads like the heading of a known part of the page, but is not a heading.
pub const LIKE_HEADING: Code = Code {
    name: "P029",
    meaning: "A line reads like the heading of a known part of the page, but is not a heading.",
    remedy: "Begin the line with `###` and a space.",
};

/// A part of the page stands there twice, or two tables follow each other under one heading.
pub const SECTION_TWICE: Code = Code {
    name: "P030",
    meaning: "A part of the page stands there twice, or two tables follow each other under one heading.",
    remedy: "Delete the part that is too much, or give the second table its heading.",
};

/// A line reads like a marker, such as `**示例值**：`, but is not one.
pub const LIKE_MARKER: Code = Code {
    name: "P031",
    meaning: "A line reads like a marker, such as `**示例值**：`, but is not one; what it says is not used.",
    remedy: "Write the marker in bold at the beginning of its line.",
};

/// An item of a list does not read like the others of its list.
pub const ODD_ITEM: Code = Code {
    name: "P032",
    meaning: "An item of a list does not read like the others of its list.",
    remedy: "Compare the list with the published page: a colon or a line end may be missing.",
};

/// The page ends before an example of the response or its error codes.
pub const CUT_SHORT: Code = Code {
    name: "P033",
    meaning: "The page ends before an example of the response or its error codes; it may have been cut short.",
    remedy: "Compare its end with the published page.",
};

/// The depth of a row is missing, is not a number, or is more than one below the row above.
pub const LEVEL: Code = Code {
    name: "P034",
    meaning: "The depth of a row is missing, is not a number, or is more than one below the row above.",
    remedy: "Compare the row with the published page.",
};

/// The name of a field is the word for a type, and its type is not a type.
pub const SWAPPED: Code = Code {
    name: "P035",
    meaning: "The name of a field is the word for a type, or the word for its type is mistyped.",
    remedy: "Compare the row with the published page.",
};

/// The front matter of the page is never closed, or never opened, and is not used.
pub const OPEN_FRONT: Code = Code {
    name: "P036",
    meaning: "The front matter of the page is never closed, or never opened, and is not used.",
    remedy: "Put a line of three dashes before and behind it.",
};

/// A fenced block of JSON stands under a heading that is not understood, and a part of the page lacks its example.
pub const STRANGE_EXAMPLE: Code = Code {
    name: "P037",
    meaning: "A fenced block below a table of fields stands under a heading that is not understood, or a heading of an example has none.",
    remedy: "If it is an example of the endpoint, put it under one of the usual headings, such as `请求体示例`.",
};

/// A row of the request's table is not understood.
pub const STRANGE_ROW: Code = Code {
    name: "P038",
    meaning: "A row of the request's table is not understood, and is not used.",
    remedy: "Compare the first cell of the row with the published page: a word may be mistyped or torn.",
};

/// A table of fields lacks a column.
pub const NO_COLUMN: Code = Code {
    name: "P039",
    meaning: "A table of fields has no column of types, or none that says which fields are required.",
    remedy: "Compare the header with the published page: a column may be lost.",
};

/// A section has text in place of its table.
pub const NO_TABLE: Code = Code {
    name: "P040",
    meaning: "Text stands under the heading of a table of fields, but no table.",
    remedy: "Compare the part with the published page: the table may have become text.",
};
