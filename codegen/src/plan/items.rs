//! The items of a plan.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use feishu_schema::lexicon::{Part, Visibility};
use feishu_schema::{Key, Method, ResponseForm, Token, Window};

use super::share::Reexport;

/// All items of a crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// By name.
    pub services: Vec<Service>,
}

/// A service: the first member of the path, such as `hire`.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The module's name.
    pub name: String,
    /// The module's documentation, in Markdown.
    pub doc: String,
    /// By name.
    pub versions: Vec<Version>,
}

/// A version of a service, such as `v1`.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The module's name.
    pub name: String,
    /// By module name.
    pub endpoints: Vec<EndpointItem>,
}

/// The items of one endpoint.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct EndpointItem {
    /// The module's name.
    pub module: String,
    /// The module's documentation, in Markdown.
    pub doc: String,
    /// The endpoint's constants.
    pub info: Info,
    /// The request.
    pub request: RequestItem,
    /// The response.
    pub response: ResponseItem,
    /// How the response is paged, if it is.
    pub paging: Option<Paging>,
    /// The structs defined here, in page order, including the body and the response.
    pub structs: Vec<StructItem>,
    /// The enums defined here, in page order.
    pub enums: Vec<EnumItem>,
    /// The documented errors.
    pub errors: Vec<ErrorVariant>,
    /// The types defined in modules of other endpoints.
    pub reexports: Vec<Reexport>,
    /// The page's examples, for tests.
    pub examples: Vec<ExampleItem>,
}

/// A JSON example of a body or a response.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleItem {
    /// What it is an example of.
    pub kind: ExampleKind,
    /// The line on the page.
    pub line: u32,
    /// The value.
    pub value: serde_json::Value,
    /// Why it cannot survive a round trip through the types: it contradicts its page.
    pub contradictions: Vec<String>,
}

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExampleKind {
    /// The body of a request.
    Body,
    /// A whole response.
    Response,
}

impl Hash for ExampleItem {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { kind, line, value, contradictions } = self;
        // Compared as text, because the order of members matters.
        (kind, line, value.to_string(), contradictions).hash(state);
    }
}

/// The constants of an endpoint.
#[derive(Clone, Debug, PartialEq, Hash)]
#[expect(missing_docs, reason = "as in the description")]
pub struct Info {
    pub id: String,
    pub title: String,
    pub docs: String,
    pub method: Method,
    pub path: String,
    pub deprecated: Option<String>,
    pub tokens: Vec<Token>,
    pub windows: Vec<Window>,
    pub scopes: Vec<String>,
    pub field_scopes: Vec<String>,
    /// The paths of all fields of the request.
    pub fields: Vec<String>,
}

/// The request.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct RequestItem {
    /// The documentation of the struct, in Markdown.
    pub doc: String,
    /// Path parameters.
    pub path: Vec<FieldItem>,
    /// Query parameters.
    pub query: Vec<FieldItem>,
    /// Headers, except for those of every call.
    pub header: Vec<FieldItem>,
    /// The body's documentation and type.
    pub body: Option<BodyItem>,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct BodyItem {
    /// The struct.
    pub name: String,
    /// The format of the body.
    pub content: feishu_schema::Content,
}

/// The response.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct ResponseItem {
    /// The envelope of the response.
    pub form: ResponseForm,
    /// Its type.
    pub ty: RustType,
}

/// A paged response. All members are Rust names of optional members.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paging {
    /// The path of members from the request to the page token.
    pub request: Vec<String>,
    /// The member of the response that holds the following members; `None` if the response itself does.
    pub holder: Option<String>,
    /// The member with the next page's token.
    pub token: String,
    /// The member that says whether there is a next page.
    pub has_more: Option<String>,
    /// The paged list, if it is unambiguous.
    pub items: Option<ListItem>,
}

/// The paged list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListItem {
    /// The member of the response.
    pub name: String,
    /// The type of its elements.
    pub item: RustType,
}

/// A struct.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct StructItem {
    /// Its name.
    pub name: String,
    /// The preferred name, before collisions are resolved; `None` for a struct that is never shared.
    pub base: Option<String>,
    /// Its documentation, in Markdown.
    pub doc: String,
    /// Its members, in page order.
    pub fields: Vec<FieldItem>,
    /// Where it occurs.
    pub usage: Usage,
    /// How it is written.
    pub format: StructFormat,
}

/// Where a struct occurs. The greater usage includes the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usage {
    /// In responses only.
    Response,
    /// In a request, so that it has a constructor and checks.
    Request,
}

impl From<Part> for Usage {
    fn from(part: Part) -> Self {
        match part {
            Part::Response => Self::Response,
            Part::Path | Part::Query | Part::Header | Part::Body | Part::Form => Self::Request,
        }
    }
}

/// How a struct is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StructFormat {
    /// As a JSON object.
    Json,
    /// As the parts of a form.
    Form,
}

impl StructItem {
    /// Whether all members are optional, so that the struct has a `Default`.
    #[must_use]
    pub fn has_default(&self) -> bool {
        self.fields.iter().all(|field| field.optional)
    }
}

impl RequestItem {
    /// The parameters of the URL and the headers, in the order of the constructor's arguments.
    pub fn parameters(&self) -> impl Iterator<Item = &FieldItem> {
        self.path.iter().chain(&self.query).chain(&self.header)
    }

    /// Whether the request has no required parameter and no body.
    #[must_use]
    pub fn has_default(&self) -> bool {
        self.body.is_none() && self.parameters().all(|field| field.optional)
    }
}

/// A member of a struct, or a parameter.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct FieldItem {
    /// The name on the wire.
    pub wire: String,
    /// The Rust name; a keyword if the wire name is one.
    pub name: String,
    /// The name of the setter.
    pub setter: String,
    /// Its documentation, in Markdown.
    pub doc: String,
    /// Its type, without the `Option`.
    pub ty: RustType,
    /// The format of its times, if it is not a JSON number of milliseconds.
    pub time: Option<TimeForm>,
    /// Whether it is optional.
    pub optional: bool,
    /// Whether `Debug` shows it.
    pub visibility: Visibility,
    /// Whether the page deprecates it.
    pub deprecated: bool,
    /// Rules beyond its type.
    pub checks: Vec<Check>,
}

/// A wire format of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeForm {
    /// A number of seconds.
    Seconds,
    /// A string of seconds in decimal.
    SecondsText,
    /// A string of milliseconds in decimal.
    MillisText,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum RustType {
    String,
    Integer,
    Float,
    Boolean,
    Json,
    File,
    Timestamp,
    Until,
    EncodedValue,
    Unit,
    Struct(String),
    Enum(String, Wire),
    List(Box<RustType>),
    Map(Box<RustType>),
    /// A `Box`, for recursive types.
    Boxed(Box<RustType>),
}

impl fmt::Display for RustType {
    /// The type in generated code, without paths.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RustType::String => f.write_str("String"),
            RustType::Integer => f.write_str("i64"),
            RustType::Float => f.write_str("f64"),
            RustType::Boolean => f.write_str("bool"),
            RustType::Json => f.write_str("Value"),
            RustType::File => f.write_str("File"),
            RustType::Timestamp => f.write_str("Timestamp"),
            RustType::Until => f.write_str("Until"),
            RustType::EncodedValue => f.write_str("EncodedValue"),
            RustType::Unit => f.write_str("()"),
            RustType::Struct(name) | RustType::Enum(name, _) => f.write_str(name),
            RustType::List(inner) => write!(f, "Vec<{inner}>"),
            RustType::Map(inner) => write!(f, "BTreeMap<String, {inner}>"),
            RustType::Boxed(inner) => write!(f, "Box<{inner}>"),
        }
    }
}

/// A rule that `validate` enforces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// A required string is not blank.
    NotEmpty,
    /// A path parameter is a single segment of the path.
    PathValue,
    /// The number of characters.
    Length(Option<u64>, Option<u64>),
    /// The number of elements.
    Count(Option<u64>, Option<u64>),
    /// The range of an integer.
    Range(Option<i64>, Option<i64>),
    /// The range of a fractional number.
    RangeFloat(Option<Float>, Option<Float>),
    /// A time that may be before 1970.
    BirthDate,
    /// A custom value matches the kind of its field.
    CustomValue {
        /// The Rust name of the member with the field's id.
        id: String,
    },
}

/// A fractional number with a total order, so that it can be part of a key.
#[derive(Clone, Copy)]
pub struct Float(pub f64);

impl fmt::Debug for Float {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PartialEq for Float {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Float {}

impl Hash for Float {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl PartialOrd for Float {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Float {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// An enum of options.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct EnumItem {
    /// Its name.
    pub name: String,
    /// The preferred name, before collisions are resolved.
    pub base: String,
    /// Its documentation, in Markdown.
    pub doc: String,
    /// The wire type.
    pub wire: Wire,
    /// Its variants, in page order.
    pub variants: Vec<Variant>,
    /// Whether `Debug` shows a string that is not among the options: all fields with these options are public.
    pub shows_unknown: bool,
}

/// The wire type of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Wire {
    Number,
    Text,
}

/// A variant of an enum.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Variant {
    /// The Rust name.
    pub name: String,
    /// Its documentation, in Markdown.
    pub doc: String,
    /// The stable English identifier, in snake case.
    pub identifier: String,
    /// The wire value.
    pub key: Key,
    /// The page's label.
    pub label: String,
    /// The English label.
    pub english: String,
}

/// A documented error.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct ErrorVariant {
    /// The Rust name.
    pub name: String,
    /// Its documentation, in Markdown.
    pub doc: String,
    /// The stable English identifier, in snake case.
    pub identifier: String,
    /// The code.
    pub code: i64,
    /// The HTTP status, where documented.
    pub status: Option<u16>,
    /// The page's text: the meaning and the advice.
    pub page: (String, String),
    /// The English text: the meaning and the advice.
    pub english: (String, String),
}
