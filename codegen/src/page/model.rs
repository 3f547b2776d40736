//! The value that reading gives.

use feishu_schema::Method;

use super::url::Url;
use crate::example::Content;
use crate::json::Node;
use crate::source::{Span, Spanned};
use crate::type_expr::TypeExpr;

/// A page, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Which published form the page has, recognized by its content.
    pub dialect: Dialect,
    /// What the front matter says.
    pub front: Front,
    /// The first heading.
    pub title: Spanned<String>,
    /// The table that names URL and method.
    pub request: RequestTable,
    /// The tables of fields, in page order. A page may have several of one section.
    pub tables: Vec<Table>,
    /// The fenced examples that belong to the body or the response, in page order.
    pub examples: Vec<Example>,
    /// The error tables' rows.
    pub errors: Vec<ErrorRow>,
    /// Everything else that is said, in page order, each piece under its heading: the introduction, notes, value
    /// formats, tables that belong to no section, other fences.
    pub prose: Vec<Prose>,
}

impl Page {
    /// The endpoint's name in this project: its path without `open-apis`, and its method, joined by dots.
    #[must_use]
    pub fn endpoint_id(&self) -> String {
        self.request.url.value.endpoint_id(self.request.method.value)
    }
}

/// The published forms of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Markdown with pipe tables; nesting lost.
    Flat,
    /// The portal's own tags inside Markdown; nesting marked.
    Portal,
    /// Framed tables whose cells have no lines, as mirrors write them; nesting marked.
    Marked,
}

/// What the front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// The title.
    pub title: Option<Spanned<String>>,
    /// Where the page is published, as an absolute URL.
    pub url: Option<Spanned<String>>,
    /// When the page last changed, in epoch milliseconds.
    pub updated: Option<i64>,
    /// The portal's own name of the page.
    pub full_path: Option<String>,
    /// The part of the documentation that the page belongs to.
    pub section: Option<String>,
}

/// The table that names URL and method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestTable {
    /// The URL to call.
    pub url: Spanned<Url>,
    /// The method to call it by.
    pub method: Spanned<Method>,
    /// All rows, those of URL and method among them.
    pub rows: Vec<KeyValue>,
}

/// What a row of the request table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKey {
    /// The URL.
    Url,
    /// The HTTP method.
    Method,
    /// How often an app may call.
    RateLimit,
    /// The kinds of app that may call.
    Apps,
    /// The scopes that the app needs.
    Scopes,
    /// The scopes that open sensitive fields.
    FieldScopes,
    /// Something else.
    Other,
}

/// A row of the request table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue {
    /// What the key stands for.
    pub kind: RequestKey,
    /// The first cell: its first line is the key, what follows is explanation.
    pub key: Vec<Spanned<String>>,
    /// The second cell, by line.
    pub value: Vec<Spanned<String>>,
    /// The whole row.
    pub span: Span,
}

/// The part of the page that a table of fields belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Request headers.
    Header,
    /// Path parameters.
    Path,
    /// Query parameters.
    Query,
    /// The request body.
    Body,
    /// The response body.
    Response,
}

impl Section {
    /// The section's name in tables, diagnostics and options.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Section::Header => "header",
            Section::Path => "path",
            Section::Query => "query",
            Section::Body => "body",
            Section::Response => "response",
        }
    }
}

/// A table of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it belongs to.
    pub section: Section,
    /// Its heading.
    pub heading: Spanned<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// From the table's header to its last row.
    pub span: Span,
}

/// A row of a table of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The field's name, unescaped, without marks of depth.
    pub name: Spanned<String>,
    /// The type.
    pub ty: TypeExpr,
    /// The type as spelled, unescaped; empty where the table has no such column or the cell is empty.
    pub spelled: Spanned<String>,
    /// What stands in the column that says whether the field is required; `None` where there is no such column.
    pub required: Option<Spanned<String>>,
    /// What the last column says.
    pub about: Description,
    /// The depth, where the page marks it (`level`, `∟`).
    pub level: Option<u8>,
    /// The whole row.
    pub span: Span,
}

/// The description of a field: prose, then parts under a bold marker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// The lines before the first marker, without blank ones. A bullet keeps its `- `.
    pub prose: Vec<Spanned<String>>,
    /// The parts, in page order.
    pub parts: Vec<Part>,
}

/// A part of a description under a bold marker such as `**示例值**：`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The marker, without its stars and colon: `示例值`, `可选值有`, `数据校验规则`, …
    pub marker: Spanned<String>,
    /// What stands on the marker's line behind the colon; empty if nothing does.
    pub value: Spanned<String>,
    /// The bullets and other lines below it.
    pub items: Vec<Item>,
}

/// A line below a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What stands before the colon of a bullet (an option's key, unescaped, without backticks); `None` where the line
    /// is not a bullet or has no colon.
    pub key: Option<Spanned<String>>,
    /// The rest of the bullet, or the whole line; later lines that belong to the bullet are joined by `\n`.
    pub text: Spanned<String>,
    /// Whether the line is a bullet.
    pub bullet: bool,
}

/// A fenced example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it is an example of.
    pub section: Section,
    /// The heading that it stands under.
    pub heading: Spanned<String>,
    /// The fence's language, such as `json`; may be empty.
    pub language: String,
    /// The text between the fences.
    pub text: Spanned<String>,
    /// What it shows; `None` if it has no object or list. Places count from the start of the text.
    pub content: Option<Content>,
}

impl Example {
    /// The values that it shows, without their places.
    pub fn values(&self) -> impl Iterator<Item = serde_json::Value> + '_ {
        self.content.iter().flat_map(|content| &content.values).map(Node::to_value)
    }
}

/// A row of an error table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorRow {
    /// The HTTP status, where the table has such a column.
    pub status: Option<Spanned<String>>,
    /// The code.
    pub code: Spanned<String>,
    /// What it means.
    pub text: Spanned<String>,
    /// What to do.
    pub advice: Spanned<String>,
    /// The whole row.
    pub span: Span,
}

/// Prose under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The heading; empty before the first one below the title.
    pub heading: Spanned<String>,
    /// The lines, without blank ones; only a fenced text keeps its own.
    pub lines: Vec<Spanned<String>>,
}
