//! The error tables.

use feishu_schema::ErrorCase;

use super::findings;
use super::text::{bare, is_wire_word};
use crate::diagnostic::Diagnostic;
use crate::page::ErrorRow;
use crate::source::{Source, Spanned};

/// The documented errors, in page order. One code may come several times, with different meanings; a cell that holds
/// several codes gives one error each.
pub(super) fn read(rows: &[ErrorRow], source: &Source, out: &mut Vec<Diagnostic>) -> Vec<ErrorCase> {
    let mut errors = Vec::new();
    for row in rows {
        let codes = numbers(row.code.as_str());
        if codes.is_empty() {
            let message = format!("`{}` is not an error code", row.code.as_str().trim());
            out.push(
                Diagnostic::warning(findings::ERROR_CODE, message)
                    .at(row.span.clone(), "the row is left out"),
            );
        }
        if is_odd(row.code.as_str()) {
            let message = format!("`{}` may not be an error code", row.code.as_str().trim());
            out.push(
                Diagnostic::warning(findings::ERROR_CODE, message).at(row.span.clone(), "read as it stands"),
            );
        }
        let status = status(row.status.as_ref(), out);
        errors.extend(codes.into_iter().map(|code| ErrorCase {
            status,
            code,
            text: row.text.as_str().trim().to_owned(),
            advice: row.advice.as_str().trim().to_owned(),
            english: None,
            line: source.line_number(row.span.start),
        }));
    }
    errors
}

/// Whether a cell holds a number with commas between its thousands, a negative one, or one longer than any code.
fn is_odd(cell: &str) -> bool {
    let groups: Vec<&str> = cell.trim().split(',').collect();
    let thousands = groups.len() > 1 && groups.iter().skip(1).all(|group| group.len() == 3);
    thousands || numbers(cell).iter().any(|code| !(-1..1_000_000_000).contains(code))
}

/// The numbers of a cell; none if it holds anything else.
fn numbers(cell: &str) -> Vec<i64> {
    let parts =
        cell.split(|c: char| c.is_whitespace() || matches!(c, '、' | ',' | '，' | '/' | '|' | ';' | '；'));
    let numbers = parts.map(bare).filter(|part| !part.is_empty()).map(|part| part.parse().ok());
    numbers.collect::<Option<_>>().unwrap_or_default()
}

fn status(cell: Option<&Spanned<String>>, out: &mut Vec<Diagnostic>) -> Option<u16> {
    let cell = cell?;
    let text = bare(cell.as_str());
    if matches!(text, "" | "-" | "/" | "\\-" | "无" | "None") {
        return None;
    }
    // Some tables write `400 Bad Request`.
    let number =
        text.split_whitespace().next().filter(|word| is_wire_word(word)).and_then(|word| word.parse().ok());
    let status = number.filter(|status| (100..600).contains(status));
    if status.is_none() {
        let message = format!("`{text}` is not an HTTP status");
        out.push(Diagnostic::warning(findings::ERROR_STATUS, message).at(cell.span.clone(), "left out"));
    }
    status
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(status: Option<&str>, code: &str) -> ErrorRow {
        let spanned = |text: &str| Spanned::new(text.to_owned(), 0..0);
        ErrorRow {
            status: status.map(spanned),
            code: spanned(code),
            text: spanned("t"),
            advice: spanned("a"),
            span: 0..0,
        }
    }

    #[test]
    fn variants_of_the_table() {
        let mut out = Vec::new();
        let rows = [
            row(Some("400"), "1002002"),
            row(Some("-"), "10013"),
            row(None, "10013"),
            row(Some("200"), "`99991663`、-1"),
            row(Some("4xx"), "7"),
            row(Some("400"), "其他"),
        ];
        let read = read(&rows, &Source::new("p", ""), &mut out);
        let pairs: Vec<_> = read.iter().map(|error| (error.status, error.code)).collect();
        let expected = [
            (Some(400), 1_002_002),
            (None, 10013),
            (None, 10013),
            (Some(200), 99_991_663),
            (Some(200), -1),
            (None, 7),
        ];
        assert_eq!(pairs, expected);
        let codes: Vec<_> = out.iter().map(|diagnostic| diagnostic.code.name).collect();
        assert_eq!(codes, ["D041", "D040"]);
    }
}
