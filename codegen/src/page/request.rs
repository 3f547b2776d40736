//! The request table: which URL to call by which method, and rows about limits, app types and scopes.

use feishu_schema::Method;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span, Spanned};

use super::block::{Grid, GridRow};
use super::line::Line;
use super::text::{decode, plain};
use super::url::{self, Url};
use super::{Front, KeyValue, RequestKey, RequestTable, findings};

/// Whether this is the table: by its keys, because its header differs from revision to revision.
pub(super) fn is_request(grid: &Grid<'_>) -> bool {
    let key =
        |row: &GridRow<'_>| row.cells.first().and_then(|cell| cell.first()).map(|line| plain(&line.text));
    grid.rows.iter().filter_map(key).any(|key| {
        let key = key.replace('*', "");
        ["http url", "http method"].iter().any(|known| key.trim().eq_ignore_ascii_case(known))
    })
}

/// Reads its rows.
pub(super) fn rows(grid: &Grid<'_>) -> Vec<KeyValue> {
    grid.rows.iter().map(pair).collect()
}

fn pair(row: &GridRow<'_>) -> KeyValue {
    let mut cells = row.cells.iter();
    let key = cells.next().map(|cell| texts(cell)).unwrap_or_default();
    let first = RequestKey::new(key.first().map_or("", Spanned::as_str));
    // The key may be wrapped; what stands below it explains it.
    let kind = match first {
        RequestKey::Other => RequestKey::new(&key.iter().map(Spanned::as_str).collect::<String>()),
        known => known,
    };
    KeyValue { kind, key, value: cells.flat_map(|cell| texts(cell)).collect(), span: row.span.clone() }
}

fn texts(cell: &[Line<'_>]) -> Vec<Spanned<String>> {
    let text = |line: &Line<'_>| {
        let view = line.view().trim();
        view.with(decode(view.text).into_owned())
    };
    cell.iter().filter(|line| !line.is_blank()).map(text).collect()
}

/// Whether a text is a key of the request's table.
pub(super) fn is_key(text: &str) -> bool {
    RequestKey::new(text) != RequestKey::Other
}

impl RequestKey {
    fn new(key: &str) -> Self {
        let key = key.replace('*', "").trim().to_ascii_lowercase();
        let begins = |words: &[&str]| words.iter().any(|words| key.starts_with(words));
        match key.as_str() {
            "http url" | "url" | "请求地址" | "请求 url" => Self::Url,
            "http method" | "method" | "请求方法" | "请求方式" => Self::Method,
            // A notice of the portal may follow on the same line.
            _ if key.contains("频率限制")
                || key.contains("频控")
                || begins(&["rate limit", "api rate limit"]) =>
            {
                Self::RateLimit
            }
            _ if key.contains("应用类型")
                || begins(&["supported app types", "supported application types"]) =>
            {
                Self::Apps
            }
            _ if key.contains("字段权限")
                || begins(&["required field scopes", "field scopes", "field permission requirements"]) =>
            {
                Self::FieldScopes
            }
            _ if key.contains("权限要求")
                || begins(&["required scopes", "scopes", "permission requirements"]) =>
            {
                Self::Scopes
            }
            _ => Self::Other,
        }
    }
}

/// What the rows say about the page.
pub(super) enum Outcome {
    /// It describes an endpoint.
    Endpoint(RequestTable),
    /// It describes an endpoint and lacks its URL or method.
    Broken,
    /// It does not describe an endpoint.
    Other,
}

/// Reads URL and method. `heading` is the heading of the request, if the page has fields.
pub(super) fn read(
    rows: Vec<KeyValue>,
    heading: Option<Span>,
    front: &Front,
    source: &Source,
    out: &mut Vec<Diagnostic>,
) -> Outcome {
    let place = match (rows.first(), heading) {
        (Some(row), _) => row.span.clone(),
        (None, Some(heading)) => heading,
        (None, None) => return Outcome::Other,
    };
    let url = url(&rows, &place, front.url.is_some(), source, out);
    let method = method(&rows, &place, out);
    match (url, method) {
        (Some(url), Some(method)) => Outcome::Endpoint(RequestTable { url, method, rows }),
        _ => Outcome::Broken,
    }
}

fn url(
    rows: &[KeyValue],
    place: &Span,
    published: bool,
    source: &Source,
    out: &mut Vec<Diagnostic>,
) -> Option<Spanned<Url>> {
    let (row, value) = only_value(rows, RequestKey::Url, place, &NO_URL, out)?;
    let Some(written) = url::read(value.as_str()) else {
        let message = format!("`{}` is not an absolute URL that a client can call", value.as_str());
        out.push(
            Diagnostic::error(findings::BAD_URL, message)
                .at(value.span.clone(), "expected `https://HOST/PATH`"),
        );
        return None;
    };
    if written.has_query {
        let problem = Diagnostic::warning(findings::URL_QUERY, "the request URL has a query or a fragment");
        out.push(problem.at(value.span.clone(), "only the path is used"));
    }
    // A published page names its subject over and over, in its own address at least.
    let end = written.url.last_word().filter(|_| published);
    if let Some(word) = end.filter(|word| !occurs(word, &source.text, &row.span)) {
        let message =
            format!("the request URL ends in `{word}`, a word that the rest of the page does not use");
        out.push(Diagnostic::warning(findings::URL_END, message).at(value.span.clone(), "may be cut short"));
    }
    let cut = value.as_str().trim().ends_with('/').then(|| "ends in a `/`".to_owned());
    if let Some(oddity) = written.url.oddity(published).or(cut) {
        let message = format!("the request URL {oddity}");
        out.push(
            Diagnostic::warning(findings::URL_END, message)
                .at(value.span.clone(), "may be mistyped or cut short"),
        );
    }
    if written.has_other_text {
        let problem =
            Diagnostic::error(findings::TWO_REQUESTS, "the text and the target of this link are two URLs");
        out.push(problem.at(value.span.clone(), "not clear which one is meant"));
    }
    Some(Spanned::new(written.url, value.span.clone()))
}

fn method(rows: &[KeyValue], place: &Span, out: &mut Vec<Diagnostic>) -> Option<Spanned<Method>> {
    let (_, value) = only_value(rows, RequestKey::Method, place, &NO_METHOD, out)?;
    let word = value.as_str().trim_matches(['`', '*', ' ']).to_ascii_uppercase();
    let Some(method) = METHODS.into_iter().find(|method| method.as_str() == word) else {
        let message = format!("`{}` is not an HTTP method", value.as_str());
        let expected = "expected GET, POST, PUT, PATCH or DELETE";
        out.push(Diagnostic::error(findings::BAD_METHOD, message).at(value.span.clone(), expected));
        return None;
    };
    Some(Spanned::new(method, value.span.clone()))
}

const METHODS: [Method; 7] =
    [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Head, Method::Options];

/// What to say of a value that is not there.
struct Missing {
    code: Code,
    row: &'static str,
    what: &'static str,
}

const NO_URL: Missing = Missing { code: findings::NO_URL, row: "HTTP URL", what: "request URL" };
const NO_METHOD: Missing = Missing { code: findings::NO_METHOD, row: "HTTP Method", what: "request method" };

/// The first row of a kind with its value. Further rows that say something else are reported.
fn only_value<'r>(
    rows: &'r [KeyValue],
    kind: RequestKey,
    place: &Span,
    missing: &Missing,
    out: &mut Vec<Diagnostic>,
) -> Option<(&'r KeyValue, &'r Spanned<String>)> {
    let Missing { code, row: name, what } = missing;
    let mut of_kind = rows.iter().filter(|row| row.kind == kind);
    let Some(row) = of_kind.next() else {
        let problem = Diagnostic::error(*code, format!("the page does not name its {what}"));
        out.push(problem.at(place.clone(), format!("this table has no row `{name}`")));
        return None;
    };
    let Some(value) = row.value.first() else {
        out.push(
            Diagnostic::error(*code, format!("the {what} is empty")).at(row.span.clone(), "no value here"),
        );
        return None;
    };
    if let Some(other) =
        of_kind.find(|other| other.value.first().is_some_and(|other| other.value != value.value))
    {
        let problem = Diagnostic::error(findings::TWO_REQUESTS, format!("the page names another {what}"));
        out.push(problem.at(other.span.clone(), "not used").and(row.span.clone(), "used"));
    }
    Some((row, value))
}

/// Whether a word, in singular or plural, stands in the text outside a stretch of it.
fn occurs(word: &str, text: &str, except: &Span) -> bool {
    let word = word.to_ascii_lowercase();
    let singular = |end: &str, back: &str| word.strip_suffix(end).map(|stem| format!("{stem}{back}"));
    let forms: Vec<String> = [singular("ies", "y"), singular("es", ""), singular("s", "")]
        .into_iter()
        .flatten()
        .chain([word.clone()])
        .collect();
    let before = text.get(..except.start).unwrap_or_default();
    let after = text.get(except.end..).unwrap_or_default();
    [before, after].iter().any(|part| {
        let part = part.to_ascii_lowercase();
        forms.iter().any(|form| {
            part.match_indices(form.as_str()).any(|(at, _)| {
                // A single letter is the end of many words and the beginning of tokens, and the name of nothing but itself.
                let (left, right) = (&part[..at], &part[at + form.len()..]);
                let inside = left.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
                let whole = form.len() > 1 || !(inside || right.starts_with('-'));
                whole && ends_word(right)
            })
        })
    })
}

/// Whether a word ends here, apart from the ending of its plural.
fn ends_word(rest: &str) -> bool {
    let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_lowercase()).len();
    matches!(&rest[..letters], "" | "s" | "es")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_occurs_in_either_number_and_only_whole() {
        let occurs = |word, text: &str| occurs(word, text, &(0..0));
        assert!(occurs("deliveries", "a website_delivery"));
        assert!(occurs("aliases", "an alias") && occurs("Validation", "dataValidation"));
        assert!(occurs("search", "Search employees") && occurs("badges", "a badge"));
        assert!(!occurs("emplo", "employees"));
        assert!(!occurs("webs", "websites"));
    }
}
