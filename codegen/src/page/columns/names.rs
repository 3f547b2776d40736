//! Lines that are not rows, and words that cannot be names.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::super::block::{GridRow, flatten};
use super::super::cell::STRONG;
use super::super::sections::{is_name, is_scalar};
use super::super::text::letters_apart;
use super::super::{Row, findings};

/// What to say of a row that is a line of a description: a marker, or a bullet of options.
pub(in crate::page) fn part_of_a_description(row: &GridRow<'_>) -> Option<Diagnostic> {
    let mut cells = row.cells.iter().map(|cell| flatten(cell)).filter(|cell| !cell.is_empty());
    let first = cells.next()?;
    let text = first.trim_start_matches(['*', '_', '＊', '\\', ' ']);
    let marker =
        STRONG.iter().any(|word| text.starts_with(word)) || (first.starts_with("**") && first.contains('：'));
    let bullet = first.starts_with("- ") && cells.next().is_none();
    let what = if marker { "a marker" } else { "a bullet" };
    (marker || bullet).then(|| {
        let message = format!("{what} stands where the name of a field should");
        Diagnostic::error(findings::MARKER_ROW, message).at(row.span.clone(), "part of the description above")
    })
}

/// What to say of a row's name. `count` is how many cells the row has.
pub(super) fn check(row: &Row, count: usize) -> Option<Diagnostic> {
    let name = row.name.as_str();
    if !is_name(name) {
        let message = format!("`{name}` is not the name of a field");
        let place = row.name.span.clone();
        return Some(match count {
            1 => Diagnostic::error(findings::BAD_NAME, message).at(place, "a line without cells"),
            _ => Diagnostic::warning(findings::BAD_NAME, message).at(place, "expected one word in ASCII"),
        });
    }
    // Some keys have such signs, but a template, a copy or a number in front of the line leaves them, too.
    if name.contains(['$', '@', '{', '}', '#', '%', ':', '/'])
        || name.ends_with('.')
        || is_doubled(name)
        || name.bytes().all(|byte| byte.is_ascii_digit())
    {
        let message = format!("`{name}` is unusual as the name of a field");
        return Some(
            Diagnostic::warning(findings::BAD_NAME, message).at(row.name.span.clone(), "read as it stands"),
        );
    }
    if let Some(word) = almost_scalar(row.spelled.as_str()) {
        let message = format!("the type `{}` may be `{word}`, mistyped", row.spelled.as_str());
        return Some(
            Diagnostic::warning(findings::SWAPPED, message).at(row.spelled.span.clone(), "no known type"),
        );
    }
    let swapped = is_scalar(name) && !is_scalar(row.spelled.as_str()) && is_name(row.spelled.as_str());
    swapped.then(|| {
        let message =
            format!("`{name}` is the word for a type, and `{}` is not a type", row.spelled.as_str());
        Diagnostic::warning(findings::SWAPPED, message).at(row.name.span.clone(), "read as the name")
    })
}

/// What to say of a word behind a name that says whether the field is required.
pub(super) fn glued(name: &str, place: Span) -> Diagnostic {
    let message = format!("`{name}` holds more than the name of a field");
    Diagnostic::warning(findings::BAD_NAME, message).at(place, "read as the name and whether it is required")
}

/// Whether a name is the same word twice, as it is where a cell was copied into itself.
fn is_doubled(name: &str) -> bool {
    let half = name.len() / 2;
    name.len() > 5 && name.split_at_checked(half).is_some_and(|(one, other)| one == other)
}

/// The word for a type that a spelling has all the letters of, in another order or one of them missing.
fn almost_scalar(spelled: &str) -> Option<&'static str> {
    let word = spelled.trim_end_matches("[]");
    ["string", "boolean", "integer", "float"].into_iter().find(|known| {
        !known.eq_ignore_ascii_case(word) && word.len() <= known.len() && letters_apart(word, known) <= 1
    })
}

/// What to say of rows that stand twice: with the same name, depth and kind of type, one right below the other.
pub(in crate::page) fn twice(rows: &[Row]) -> Vec<Diagnostic> {
    let again = |one: &Row, other: &Row| {
        let same = one.spelled.value == other.spelled.value;
        let plain = is_scalar(one.spelled.as_str()) && is_scalar(other.spelled.as_str());
        one.name.value == other.name.value && one.level == other.level && (same || plain)
    };
    let pairs = rows.windows(2).filter_map(|pair| pair.first().zip(pair.last()));
    pairs
        .filter(|(one, other)| again(one, other))
        .map(|(one, other)| {
            Diagnostic::warning(
                findings::SECTION_TWICE,
                format!("the row `{}` stands twice", other.name.as_str()),
            )
            .at(other.span.clone(), "once more here")
            .and(one.span.clone(), "first here")
        })
        .collect()
}

/// What to say of a line with separators enough for another row.
pub(in crate::page) fn doubled(place: Span) -> Diagnostic {
    Diagnostic::warning(findings::ROW_IN_CELL, "this line seems to hold another row")
        .at(place, "read as one row")
}

/// What to say of an empty cell.
pub(super) fn empty(row: &Row, what: &str) -> Diagnostic {
    let name = row.name.as_str();
    Diagnostic::warning(findings::EMPTY_CELL, format!("`{name}` {what}"))
        .at(row.span.clone(), "an empty cell")
}
