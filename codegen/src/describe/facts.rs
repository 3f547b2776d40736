//! A description reduced to facts: what a page states, without its text.
//!
//! For pages that a repository may use but not copy. Names, types, nesting, required fields, the keys of options, rules,
//! defaults, limits, scopes and error codes stay. Prose, labels and examples go, and with them the line numbers, which
//! move with the prose. What is left changes only when the endpoint does.

use feishu_schema::{
    Body, Choice, Endpoint, ErrorCase, Field, Placed, RateLimit, Request, Response, Rule, Scope, Source,
    Window,
};

use crate::type_expr::TypeExpr;

/// In place of the page's words against an endpoint.
const DEPRECATED: &str = "The documentation advises against this endpoint.";

/// In place of the heading of the page's value formats.
const FORMATS: &str = "value formats";

/// In place of the page's words for a limit without numbers.
const SPECIAL_LIMIT: &str = "special";

/// The most characters of a default. Values are short; sentences are not.
const LONGEST_DEFAULT: usize = 64;

/// The facts of a description. The facts of facts are the same.
#[must_use]
pub fn facts(endpoint: &Endpoint) -> Endpoint {
    Endpoint {
        schema: endpoint.schema.clone(),
        id: endpoint.id.clone(),
        title: format!("{} {}", endpoint.method.as_str(), endpoint.path),
        source: Source { facts: true, english: None, ..endpoint.source.clone() },
        english: None,
        method: endpoint.method,
        host: endpoint.host.clone(),
        path: endpoint.path.clone(),
        text: String::new(),
        notes: Vec::new(),
        deprecated: endpoint.deprecated.as_ref().map(|_| DEPRECATED.to_owned()),
        tokens: endpoint.tokens.clone(),
        apps: endpoint.apps.clone(),
        rate_limit: endpoint.rate_limit.as_ref().map(rate_limit),
        scopes: scopes(&endpoint.scopes),
        field_scopes: scopes(&endpoint.field_scopes),
        request: request(&endpoint.request),
        response: response(&endpoint.response),
        value_formats: Vec::new(),
        errors: endpoint.errors.iter().map(error).collect(),
    }
}

/// Whether two descriptions state the same facts. Neither where they come from nor how a place was decided is one.
#[must_use]
pub fn agree(one: &Endpoint, other: &Endpoint) -> bool {
    comparable(one) == comparable(other)
}

fn comparable(endpoint: &Endpoint) -> Endpoint {
    let mut facts = facts(endpoint);
    facts.source = Source {
        page: String::new(),
        digest: String::new(),
        url: None,
        updated: None,
        english: None,
        facts: true,
    };
    let Request { header, path, query, body } = &mut facts.request;
    let body = body.iter_mut().map(|body| &mut body.fields);
    let Response { fields, envelope, .. } = &mut facts.response;
    [header, path, query, fields, envelope].into_iter().chain(body).for_each(|fields| forget_places(fields));
    facts
}

fn forget_places(fields: &mut [Field]) {
    for field in fields {
        field.placed = Placed::Only;
        forget_places(&mut field.fields);
    }
}

fn rate_limit(limit: &RateLimit) -> RateLimit {
    let window = |window: &Window| format!("{} calls in {} s", window.calls, window.seconds);
    let windows: Vec<String> = limit.windows.iter().map(window).collect();
    let text = if windows.is_empty() { SPECIAL_LIMIT.to_owned() } else { windows.join(" and ") };
    RateLimit { text, english: String::new(), windows: limit.windows.clone() }
}

fn scopes(scopes: &[Scope]) -> Vec<Scope> {
    scopes.iter().map(|scope| Scope::new(&scope.name, "")).collect()
}

fn request(request: &Request) -> Request {
    let body =
        |body: &Body| Body { content: body.content, fields: fields(&body.fields), examples: Vec::new() };
    Request {
        header: fields(&request.header),
        path: fields(&request.path),
        query: fields(&request.query),
        body: request.body.as_ref().map(body),
    }
}

fn response(response: &Response) -> Response {
    Response {
        form: response.form,
        fields: fields(&response.fields),
        envelope: fields(&response.envelope),
        examples: Vec::new(),
    }
}

fn fields(all: &[Field]) -> Vec<Field> {
    all.iter().map(field).collect()
}

fn field(field: &Field) -> Field {
    Field {
        name: field.name.clone(),
        line: 0,
        placed: field.placed,
        ty: field.ty.clone(),
        spelled: spelled(&field.spelled),
        required: field.required,
        text: String::new(),
        english: None,
        examples: Vec::new(),
        default: field.default.clone().filter(|value| is_value(value)),
        options: field.options.iter().map(option).collect(),
        rules: field.rules.iter().filter(|rule| !matches!(rule, Rule::Text(_))).cloned().collect(),
        time: field.time,
        sentinels: field.sentinels.clone(),
        encoded: field.encoded.as_ref().map(|_| FORMATS.to_owned()),
        deprecated: field.deprecated,
        scopes: scopes(&field.scopes),
        remarks: Vec::new(),
        fields: fields(&field.fields),
    }
}

/// A type that is one; some pages have a sentence in its place.
fn spelled(spelled: &str) -> String {
    let is_type = !matches!(TypeExpr::parse(spelled).innermost(), TypeExpr::Unknown(_));
    if is_type { spelled.to_owned() } else { String::new() }
}

/// Some pages have a sentence where others have a default.
fn is_value(text: &str) -> bool {
    text.len() <= LONGEST_DEFAULT && text.chars().all(|c| c.is_ascii_graphic())
}

fn option(option: &Choice) -> Choice {
    Choice {
        key: option.key.clone(),
        label: String::new(),
        english: String::new(),
        line: 0,
        scopes: scopes(&option.scopes),
    }
}

fn error(error: &ErrorCase) -> ErrorCase {
    let ErrorCase { status, code, .. } = *error;
    ErrorCase { status, code, text: String::new(), advice: String::new(), english: None, line: 0 }
}
