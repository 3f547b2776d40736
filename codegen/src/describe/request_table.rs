//! The rows of the request table beside URL and method: how often to call, and who may.

use feishu_schema::{App, Note, RateLimit, Scope, Window};

use super::text::{bare, leading_number, without_links};
use super::{findings, scopes};
use crate::diagnostic::Diagnostic;
use crate::page::{KeyValue, RequestKey, RequestTable};
use crate::source::{Source, Spanned};

/// What the rows say.
#[derive(Default)]
pub(super) struct Request {
    pub rate_limit: Option<RateLimit>,
    pub apps: Vec<App>,
    pub scopes: Vec<Scope>,
    pub field_scopes: Vec<Scope>,
    /// Rows and lines that have no member of their own.
    pub notes: Vec<Note>,
}

/// Reads the rows.
pub(super) fn read(table: &RequestTable, source: &Source, out: &mut Vec<Diagnostic>) -> Request {
    let mut request = Request::default();
    for row in &table.rows {
        let key = row.key.first().map_or("", |key| key.as_str().trim());
        match row.kind {
            RequestKey::Url | RequestKey::Method => {}
            RequestKey::RateLimit => request.rate_limit = rate_limit(row, out),
            RequestKey::Apps => request.apps = apps(row, out),
            RequestKey::Scopes => request.scopes = scopes::of_row(key, row, source, &mut request.notes, out),
            RequestKey::FieldScopes => {
                request.field_scopes = scopes::of_row(key, row, source, &mut request.notes, out);
            }
            RequestKey::Other => request.notes.extend(note(key, &row.value, source)),
        }
    }
    request
}

/// A row that has no member of its own.
fn note(key: &str, value: &[Spanned<String>], source: &Source) -> Option<Note> {
    let text = value.iter().map(|line| line.as_str().trim()).collect::<Vec<_>>().join("\n");
    let line = value.first().map(|line| source.line_number(line.span.start))?;
    (!text.trim().is_empty()).then(|| Note { heading: key.to_owned(), text, line })
}

fn rate_limit(row: &KeyValue, out: &mut Vec<Diagnostic>) -> Option<RateLimit> {
    let first = row.value.iter().find(|line| !line.as_str().trim().is_empty())?;
    let linked = without_links(first.as_str());
    let text = linked.trim().trim_start_matches('[').trim_end_matches(']').trim().to_owned();
    let windows = windows(&text);
    if windows.is_empty() && !text.contains("特殊频控") && !text.to_ascii_lowercase().contains("special")
    {
        let problem = Diagnostic::warning(findings::RATE_LIMIT, "this rate limit is not understood");
        out.push(problem.at(first.span.clone(), "kept as text"));
    }
    Some(RateLimit { text, english: String::new(), windows })
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
        let words = line.as_str().split(['、', ',', '，', '/', '\n']).flat_map(|words| words.split(" and "));
        let words = words.map(bare).filter(|word| !word.is_empty());
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
            let problem =
                Diagnostic::warning(findings::APPS, format!("the kind of app `{first}` is not known"));
            out.push(problem.at(line.span.clone(), label));
        }
    }
    apps.sort_unstable();
    apps.dedup();
    apps
}

fn app(word: &str) -> Option<App> {
    match word.to_ascii_lowercase().as_str() {
        "自建应用" | "企业自建应用" | "custom" | "custom app" | "custom apps" => Some(App::Custom),
        "商店应用" | "应用商店应用" | "isv" | "store" | "store app" | "store apps" => {
            Some(App::Store)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
