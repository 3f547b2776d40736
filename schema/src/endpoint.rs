use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::english::{EndpointTexts, ErrorTexts};
use crate::{Error, Field};

/// The description of one endpoint, from one page, or from a Chinese page and the English page of the same endpoint. The
/// Chinese page decides about everything but the members named `english`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// The path of the JSON Schema, for editors: `../endpoint.schema.json` in the folder of the descriptions.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The name of the endpoint in this project, also the stem of its file: the path without `open-apis`, its
    /// parameters without their colon, and the method, all joined by dots (`hire.v1.jobs.job_id.get`).
    pub id: String,
    /// The page's title.
    pub title: String,
    /// The page itself.
    pub source: Source,
    /// The endpoint's texts on the English page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<EndpointTexts>,
    /// The HTTP method.
    pub method: Method,
    /// The host on the page. A client may use another: see [`Endpoint::path`].
    pub host: Host,
    /// The path, with parameters as `:name`.
    pub path: String,
    /// The page's first paragraph.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Prose under the other headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// The page's notice if the endpoint is deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// The kinds of access token that the endpoint accepts (any one of them).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<Token>,
    /// The kinds of app that may call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apps: Vec<App>,
    /// The rate limit of an app within a tenant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,
    /// The scopes of the endpoint. An app needs any one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<Scope>,
    /// The scopes that open sensitive fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub field_scopes: Vec<Scope>,
    /// The request.
    pub request: Request,
    /// The response.
    pub response: Response,
    /// The formats of the values of fields with [`Field::encoded`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub value_formats: Vec<ValueFormat>,
    /// The documented errors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorCase>,
}

impl Endpoint {
    /// The service: the first member of the id.
    #[must_use]
    pub fn service(&self) -> &str {
        service_of(&self.id)
    }

    /// Reads a description from its JSON form.
    ///
    /// # Errors
    /// When the text is not JSON or not a description.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        Ok(serde_json::from_str(text)?)
    }

    /// The JSON form, indented by two spaces, with a trailing line end.
    ///
    /// # Errors
    /// Never for values of this crate. The signature is serde's.
    pub fn to_json(&self) -> Result<String, Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

pub(crate) fn service_of(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}

/// A host name. A plain string in JSON.
pub type Host = String;

/// The source page of a description.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The page's file name.
    pub page: String,
    /// SHA-256 of the page's bytes, in hexadecimal.
    pub digest: String,
    /// The page's URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The time of the page's last change, in epoch milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<i64>,
    /// The English page of the same endpoint, if there are two pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<Box<Source>>,
    /// Whether the description states only the facts of the page, and none of its text: names, types, nesting, required
    /// fields, the keys of options, rules, defaults, limits, scopes and error codes. It has no line numbers either.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub facts: bool,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
    Options,
}

impl Method {
    /// The method in capitals, as on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
            Method::Head => "HEAD",
            Method::Options => "OPTIONS",
        }
    }
}

/// Prose of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The heading above it; empty before the first one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The text, in Markdown as published.
    pub text: String,
    /// The line on which the text starts, from 1.
    pub line: u32,
}

/// A kind of access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Token {
    /// `tenant_access_token`: the app acts for itself.
    Tenant,
    /// `user_access_token`: the app acts for a person.
    User,
    /// `app_access_token`.
    App,
}

/// A kind of app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum App {
    /// 自建应用: made by a company for itself.
    Custom,
    /// 商店应用: offered in the app store.
    Store,
}

/// The rate limit of an app within a tenant. All windows apply at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// The page's text.
    pub text: String,
    /// The English page's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub english: String,
    /// The windows; empty if the page only refers to a special limit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
}

/// A maximum number of calls within a number of seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The maximum number of calls.
    pub calls: u32,
    /// The length of the window.
    pub seconds: u32,
}

/// A permission that an administrator grants to an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The scope's name, such as `hire:site_application`.
    pub name: String,
    /// The page's label.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The label on the English page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub english: String,
}

impl Scope {
    /// A scope as a page names it.
    #[must_use]
    pub fn new(name: &str, label: &str) -> Self {
        Scope { name: name.to_owned(), label: label.to_owned(), english: String::new() }
    }
}

/// The request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Headers, including `Authorization` and `Content-Type` if the page lists them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<Field>,
    /// Path parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Field>,
    /// Query parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<Field>,
    /// The body, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The content type.
    pub content: Content,
    /// Its members.
    pub fields: Vec<Field>,
    /// The page's examples of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

/// The content type of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// `application/json`.
    Json,
    /// `multipart/form-data`.
    Multipart,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// The response to a successful call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The envelope of the response.
    pub form: ResponseForm,
    /// The members of the response without its envelope: for [`ResponseForm::Data`] those of `data`, for
    /// [`ResponseForm::Flat`] those beside `code` and `msg`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// The rows of the envelope: `code`, `msg` and, without its members, `data`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub envelope: Vec<Field>,
    /// The page's examples of the whole response.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

/// The envelope of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResponseForm {
    /// An object of `code`, `msg` (or `message`) and `data`, which holds the members.
    Data,
    /// An object with the members beside `code` and `msg`.
    Flat,
    /// `data` itself is a list, a map or a plain value: the one field is named `data`.
    Value,
    /// Only `code` and `msg`.
    Empty,
    /// A file.
    Binary,
}

/// An example of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The line of its first character, from 1.
    pub line: u32,
    /// The value, if the example is JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
    /// The text, if it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The contradictions with the page's rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
}

/// A contradiction between an example and the page's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The kind of contradiction.
    pub kind: ContradictionKind,
    /// The description of the contradiction.
    pub text: String,
}

/// A kind of contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContradictionKind {
    /// A value does not have its field's type.
    Type,
    /// A value is not one of its field's options.
    Option,
    /// A member has no row.
    Member,
    /// A required member is missing.
    Required,
}

/// A format in which a value is encoded as a string.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueFormat {
    /// The heading above the formats.
    pub heading: String,
    /// The page's name of the kind of value.
    pub label: String,
    /// The English page's name of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub english: String,
    /// A sample: the wire string if the page shows a JSON string, otherwise as printed.
    pub sample: String,
    /// The line of the page, from 1.
    pub line: u32,
}

/// A documented error. The meaning of a code depends on its endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorCase {
    /// The HTTP status, if the table has it. It is often 200, so use the code to recognise an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The `code` of the response.
    pub code: i64,
    /// The meaning.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The page's advice.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub advice: String,
    /// The same on the English page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<ErrorTexts>,
    /// The line of the page, from 1; 0 in a description of facts.
    #[serde(default, skip_serializing_if = "crate::field::is_zero")]
    pub line: u32,
}
