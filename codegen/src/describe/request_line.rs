//! The table that names URL and method: where to call, how often, and who may.

use feishu_schema::{App, Method, Note, RateLimit, Scope, Window};

use super::text::{bare, leading_number, without_links};
use super::{codes, scopes};
use crate::diagnostic::Diagnostic;
use crate::page::KeyValue;
use crate::source::{Source, Spanned};

/// The longest path whose id is still a file name on every system.
const LONGEST_PATH: usize = 200;

/// What the table says.
#[derive(Default)]
pub(super) struct RequestLine {
    pub host: String,
    pub path: String,
    pub method: Option<Method>,
    pub rate_limit: Option<RateLimit>,
    pub apps: Vec<App>,
    pub scopes: Vec<Scope>,
    pub field_scopes: Vec<Scope>,
    /// Rows and lines that have no member of their own.
    pub notes: Vec<Note>,
}

/// Reads the table. URL and method stay empty where the page has none that can be used, which is said.
pub(super) fn read(rows: &[KeyValue], source: &Source, out: &mut Vec<Diagnostic>) -> RequestLine {
    let mut line = RequestLine::default();
    let mut named = false;
    for row in rows {
        let key = row.key.first().map_or("", |key| key.as_str().trim());
        match kind_of(key) {
            Kind::Url => {
                named = true;
                if let Some((host, path)) = row.value.iter().find_map(|value| url(value.as_str())) {
                    (line.host, line.path) = (host, path);
                } else {
                    let problem = Diagnostic::error(codes::URL, "this is no URL that a client could call");
                    out.push(problem.at(row.span.clone(), "expected https://HOST/PATH"));
                }
            }
            Kind::Method => line.method = method(row, out),
            Kind::RateLimit => line.rate_limit = rate_limit(row, out),
            Kind::Apps => line.apps = apps(row, out),
            Kind::Scopes => line.scopes = scopes::of_row(key, row, source, &mut line.notes, out),
            Kind::FieldScopes => line.field_scopes = scopes::of_row(key, row, source, &mut line.notes, out),
            Kind::Other => line.notes.extend(note(key, &row.value, source)),
        }
    }
    if !named {
        out.push(Diagnostic::error(codes::URL, "the page names no URL"));
    }
    if line.method.is_none() && !rows.iter().any(is_method_row) {
        out.push(Diagnostic::error(codes::METHOD, "the page names no HTTP method"));
    }
    line
}

/// What a row is about.
enum Kind {
    Url,
    Method,
    RateLimit,
    Apps,
    Scopes,
    FieldScopes,
    Other,
}

fn kind_of(key: &str) -> Kind {
    let key = key.trim_matches('*').to_ascii_lowercase();
    match key.as_str() {
        "http url" | "url" | "请求地址" | "请求 url" => Kind::Url,
        "http method" | "method" | "请求方法" | "请求方式" => Kind::Method,
        "rate limit" | "rate limits" => Kind::RateLimit,
        "supported app types" => Kind::Apps,
        "required scopes" | "scopes" => Kind::Scopes,
        "required field scopes" | "field scopes" => Kind::FieldScopes,
        _ if key.contains("频率限制") || key.contains("频控") => Kind::RateLimit,
        _ if key.contains("应用类型") => Kind::Apps,
        _ if key.contains("字段权限") => Kind::FieldScopes,
        _ if key.contains("权限要求") => Kind::Scopes,
        _ => Kind::Other,
    }
}

fn is_method_row(row: &KeyValue) -> bool {
    row.key.first().is_some_and(|key| matches!(kind_of(key.as_str().trim()), Kind::Method))
}

/// A row that has no member of its own.
fn note(key: &str, value: &[Spanned<String>], source: &Source) -> Option<Note> {
    let text = value.iter().map(|line| line.as_str().trim()).collect::<Vec<_>>().join("\n");
    let line = value.first().map(|line| source.line_number(line.span.start))?;
    (!text.trim().is_empty()).then(|| Note { heading: key.to_owned(), text, line })
}

/// Host and path of the first URL in the text. A query (some pages show a whole call) and a fragment are no part of
/// the path.
fn url(text: &str) -> Option<(String, String)> {
    let scheme = text.find("https://").map(|at| at + 8).or_else(|| text.find("http://").map(|at| at + 7))?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '`' | ')' | ']' | '"' | '<' | '?' | '#');
    let rest = text.get(scheme..)?.split(ends).next()?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let host_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    (!host.is_empty() && host.chars().all(host_char) && is_path(path))
        .then(|| (host.to_owned(), with_colons(path.trim_end_matches('/'))))
}

/// Whether every client sends the path as it stands: plain characters, no `.` or `..`, and not endless.
fn is_path(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    let mut names = segments(path).peekable();
    path.len() <= LONGEST_PATH
        && path.chars().all(plain)
        && names.peek().is_some()
        && names.all(|name| name != "." && name != "..")
}

/// The path with its parameters as `:name`, where a page writes `{name}`.
fn with_colons(path: &str) -> String {
    let braced = |segment: &str| Some(segment.strip_prefix('{')?.strip_suffix('}')?.to_owned());
    let segments =
        path.split('/').map(|segment| braced(segment).map_or(segment.to_owned(), |name| format!(":{name}")));
    segments.collect::<Vec<_>>().join("/")
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// The parameters of a path, in order.
pub(super) fn parameters(path: &str) -> impl Iterator<Item = &str> {
    segments(path).filter_map(|segment| segment.strip_prefix(':')).filter(|name| !name.is_empty())
}

/// The endpoint's name, which is also the stem of its file: it never leaves its folder, whatever the page says.
pub(super) fn id(path: &str, method: Method) -> String {
    let mut parts: Vec<String> = segments(path).map(id_part).collect();
    if parts.first().is_some_and(|part| part == "open-apis") && parts.len() > 1 {
        parts.remove(0);
    }
    parts.push(method.as_str().to_ascii_lowercase());
    parts.join(".")
}

/// A segment as part of a file name. Dots stay inside a segment only, so that no `..` can come about.
fn id_part(segment: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '_' };
    let name = segment.trim_start_matches([':', '{']).trim_end_matches('}');
    let part: String = name.chars().map(plain).collect();
    // A leading hyphen would be an option on a command line.
    if part.is_empty() || part.starts_with('-') { format!("_{part}") } else { part }
}

fn method(row: &KeyValue, out: &mut Vec<Diagnostic>) -> Option<Method> {
    let word = row.value.iter().map(|line| bare(line.as_str())).find(|line| !line.is_empty()).unwrap_or("");
    let method = match word.to_ascii_uppercase().as_str() {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        "HEAD" => Method::Head,
        "OPTIONS" => Method::Options,
        _ => {
            let problem = Diagnostic::error(codes::METHOD, "this is no HTTP method");
            out.push(problem.at(row.span.clone(), "expected GET, POST, PUT, PATCH or DELETE"));
            return None;
        }
    };
    Some(method)
}

fn rate_limit(row: &KeyValue, out: &mut Vec<Diagnostic>) -> Option<RateLimit> {
    let first = row.value.iter().find(|line| !line.as_str().trim().is_empty())?;
    let linked = without_links(first.as_str());
    let text = linked.trim().trim_start_matches('[').trim_end_matches(']').trim().to_owned();
    let windows = windows(&text);
    if windows.is_empty() && !text.contains("特殊频控") && !text.to_ascii_lowercase().contains("special")
    {
        let problem = Diagnostic::warning(codes::RATE_LIMIT, "this rate limit is not understood");
        out.push(problem.at(first.span.clone(), "kept as text"));
    }
    Some(RateLimit { text, windows })
}

/// The windows of `1000 次/分钟、50 次/秒`; empty if any part is not understood.
fn windows(text: &str) -> Vec<Window> {
    let parts = text.split(['、', '，', ',', '&', '；', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(window).collect::<Option<Vec<_>>>().unwrap_or_default()
}

fn window(text: &str) -> Option<Window> {
    let (calls, rest) = leading_number(text)?;
    let rest = rest.trim().to_ascii_lowercase();
    let per = rest.strip_prefix('次').or_else(|| rest.strip_prefix("times")).unwrap_or(&rest).trim();
    let unit =
        per.strip_prefix('/').or_else(|| per.strip_prefix("per")).or_else(|| per.strip_prefix('每'))?.trim();
    let seconds = match unit {
        "秒" | "秒钟" | "s" | "sec" | "second" => 1,
        "分" | "分钟" | "min" | "minute" => 60,
        "小时" | "时" | "h" | "hour" => 3600,
        "天" | "日" | "day" => 86400,
        _ => return None,
    };
    Some(Window { calls: calls.replace(',', "").parse().ok()?, seconds })
}

fn apps(row: &KeyValue, out: &mut Vec<Diagnostic>) -> Vec<App> {
    let mut apps = Vec::new();
    for line in &row.value {
        let words =
            line.as_str().split(['、', ',', '，', '/', '\n']).map(bare).filter(|word| !word.is_empty());
        let mut unknown = Vec::new();
        for word in words {
            match app(word) {
                Some(app) => apps.push(app),
                None => unknown.push(word),
            }
        }
        if let Some(first) = unknown.first() {
            // One finding a line, however many words it has: a torn page has thousands.
            let label = if unknown.len() > 1 { "left out, as others of this line" } else { "left out" };
            let problem = Diagnostic::warning(codes::APPS, format!("the kind of app `{first}` is not known"));
            out.push(problem.at(line.span.clone(), label));
        }
    }
    apps.sort_unstable();
    apps.dedup();
    apps
}

fn app(word: &str) -> Option<App> {
    match word.to_ascii_lowercase().as_str() {
        "自建应用" | "企业自建应用" | "custom" | "custom app" => Some(App::Custom),
        "商店应用" | "应用商店应用" | "isv" | "store" | "store app" => Some(App::Store),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_taken_apart() {
        let two = |host: &str, path: &str| Some((host.to_owned(), path.to_owned()));
        assert_eq!(
            url("https://open.feishu.cn/open-apis/hire/v1/jobs/:job_id"),
            two("open.feishu.cn", "/open-apis/hire/v1/jobs/:job_id"),
        );
        assert_eq!(url("`https://a.b/c/{d}/?e=f`"), two("a.b", "/c/:d"));
        assert_eq!(url("[GET](https://a.b/c)"), two("a.b", "/c"));
        assert_eq!(url("https://a.b"), None);
        assert_eq!(url("https://a b/c"), None);
        assert_eq!(url("/open-apis/x"), None);
        assert_eq!(url("https://a.b/c/../d"), None);
    }

    #[test]
    fn ids_are_file_stems() {
        let of = |path| id(path, Method::Get);
        assert_eq!(of("/open-apis/hire/v1/jobs/:job_id"), "hire.v1.jobs.job_id.get");
        assert_eq!(of("/approval/openapi/v2/cc"), "approval.openapi.v2.cc.get");
        assert_eq!(of("/open-apis/../../etc/./passwd"), "__.__.etc._.passwd.get");
        assert_eq!(of("/open-apis/-rf/a\\b/图"), "_-rf.a_b._.get");
    }

    #[test]
    fn rate_limits_in_all_documented_spellings() {
        let of = |text| windows(text).iter().map(|window| (window.calls, window.seconds)).collect::<Vec<_>>();
        assert_eq!(of("1000 次/分钟、50 次/秒"), [(1000, 60), (50, 1)]);
        assert_eq!(of("100 次/分钟"), [(100, 60)]);
        assert_eq!(of("3 次/秒"), [(3, 1)]);
        assert_eq!(of("特殊频控"), []);
        assert_eq!(of("10 次/秒、看情况"), []);
    }
}
