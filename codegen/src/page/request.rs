//! The table that names URL and method, and what it tells about the page.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};

use super::block::{Grid, GridRow};
use super::line::Line;
use super::text::{decode, plain};
use super::{KeyValue, codes};

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

/// Looks at URL and method. `asks` is the heading of the request, if there are fields on the page.
pub(super) fn check(rows: &[KeyValue], asks: Option<Span>, out: &mut Vec<Diagnostic>) -> Check {
    let place = match rows {
        [row, ..] => row.span.clone(),
        [] => match asks {
            Some(heading) => heading,
            None => return Check::None,
        },
    };
    let url = url(rows, &place);
    let method = method(rows, &place);
    let good = url.is_none() && method.is_none();
    out.extend([url, method].into_iter().flatten());
    if good { Check::Good } else { Check::Bad }
}

/// What is wrong with the URL.
fn url(rows: &[KeyValue], place: &Span) -> Option<Diagnostic> {
    let Some(row) = find(rows, URL) else {
        return Some(fault(codes::NO_URL, "the page names no request URL", place, "no row `HTTP URL` here"));
    };
    let Some(value) = row.value.first() else {
        return Some(fault(codes::NO_URL, "the request URL is empty", &row.span, "no value here"));
    };
    let message = format!("`{}` is no absolute URL", value.value);
    (!is_url(&value.value)).then(|| fault(codes::BAD_URL, &message, &value.span, "expected `https://…/…`"))
}

/// What is wrong with the method.
fn method(rows: &[KeyValue], place: &Span) -> Option<Diagnostic> {
    let Some(row) = find(rows, METHOD) else {
        return Some(fault(
            codes::NO_METHOD,
            "the page names no request method",
            place,
            "no row `HTTP Method` here",
        ));
    };
    let Some(value) = row.value.first() else {
        return Some(fault(codes::NO_METHOD, "the request method is empty", &row.span, "no value here"));
    };
    let message = format!("`{}` is no request method", value.value);
    let good = !value.value.is_empty() && value.value.bytes().all(|byte| byte.is_ascii_alphabetic());
    (!good).then(|| fault(codes::BAD_METHOD, &message, &value.span, "expected one word, such as `POST`"))
}

fn fault(code: Code, message: &str, place: &Span, label: &str) -> Diagnostic {
    Diagnostic::error(code, message).at(place.clone(), label)
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
