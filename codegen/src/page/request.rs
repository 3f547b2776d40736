//! The table that names URL and method, and what it tells about the page.

use crate::diagnostic::Diagnostic;

use super::block::{Grid, GridRow};
use super::line::Line;
use super::text::{decode, plain};
use super::{KeyValue, codes};
use crate::source::Spanned;

const URL: &str = "HTTP URL";
const METHOD: &str = "HTTP Method";

/// Whether this is the table: by its keys, because its header differs from revision to revision.
pub(super) fn is_request(grid: &Grid<'_>) -> bool {
    let key =
        |row: &GridRow<'_>| row.cells.first().and_then(|cell| cell.first()).map(|line| plain(&line.text));
    grid.rows.iter().filter_map(key).any(|key| is_key(&key, URL) || is_key(&key, METHOD))
}

/// Reads its rows.
pub(super) fn rows(grid: &Grid<'_>) -> Vec<KeyValue> {
    grid.rows.iter().map(pair).collect()
}

fn pair(row: &GridRow<'_>) -> KeyValue {
    let mut cells = row.cells.iter();
    let key = cells.next().map(|cell| texts(cell)).unwrap_or_default();
    KeyValue { key, value: cells.flat_map(|cell| texts(cell)).collect(), span: row.span.clone() }
}

fn texts(cell: &[Line<'_>]) -> Vec<Spanned<String>> {
    let text = |line: &Line<'_>| {
        let view = line.view().trim();
        view.with(decode(view.text).into_owned())
    };
    cell.iter().filter(|line| !line.is_blank()).map(text).collect()
}

/// What the table tells about the page.
pub(super) enum Check {
    /// An endpoint's page.
    Good,
    /// An endpoint's page that lacks what it needs.
    Bad,
    /// No endpoint's page.
    None,
}

/// Looks at URL and method. `sections` tells whether the page has the headings of a request with fields below.
pub(super) fn check(rows: &[KeyValue], sections: bool, out: &mut Vec<Diagnostic>) -> Check {
    if rows.is_empty() && !sections {
        return Check::None;
    }
    let url = check_url(rows, out);
    let method = check_method(rows, out);
    if url && method { Check::Good } else { Check::Bad }
}

fn check_url(rows: &[KeyValue], out: &mut Vec<Diagnostic>) -> bool {
    let Some(row) = find(rows, URL) else {
        out.push(missing(codes::NO_URL, "the page names no request URL", URL, rows));
        return false;
    };
    let Some(value) = row.value.first() else {
        out.push(
            Diagnostic::error(codes::NO_URL, "the request URL is empty")
                .at(row.span.clone(), "no value here")
                .help(codes::NO_URL.remedy),
        );
        return false;
    };
    let good = is_url(&value.value);
    if !good {
        let message = format!("`{}` is no absolute URL", value.value);
        out.push(
            Diagnostic::error(codes::BAD_URL, message).at(value.span.clone(), "").help(codes::BAD_URL.remedy),
        );
    }
    good
}

fn check_method(rows: &[KeyValue], out: &mut Vec<Diagnostic>) -> bool {
    let Some(row) = find(rows, METHOD) else {
        out.push(missing(codes::NO_METHOD, "the page names no request method", METHOD, rows));
        return false;
    };
    let method = row.value.first();
    let good = method.is_some_and(|value| {
        !value.value.is_empty() && value.value.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    if !good {
        let span = method.map_or(row.span.clone(), |value| value.span.clone());
        out.push(
            Diagnostic::error(codes::BAD_METHOD, "the request method is not one word")
                .at(span, "")
                .help(codes::BAD_METHOD.remedy),
        );
    }
    good
}

fn missing(code: crate::diagnostic::Code, message: &str, key: &str, rows: &[KeyValue]) -> Diagnostic {
    let diagnostic = Diagnostic::error(code, message).help(code.remedy);
    match rows {
        [] => diagnostic,
        [row, ..] => diagnostic.at(row.span.clone(), format!("this table has no row `{key}`")),
    }
}

fn find<'r>(rows: &'r [KeyValue], key: &str) -> Option<&'r KeyValue> {
    rows.iter().find(|row| row.key.first().is_some_and(|line| is_key(&line.value, key)))
}

fn is_key(text: &str, key: &str) -> bool {
    text.replace('*', "").trim().eq_ignore_ascii_case(key)
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let path = rest.and_then(|rest| rest.split_once('/'));
    path.is_some_and(|(host, path)| !host.is_empty() && !path.is_empty())
        && !text.contains(char::is_whitespace)
}
