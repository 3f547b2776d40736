//! The report as plain text, for a terminal.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

use crate::diagnostic::visible;

use super::report::{Change, Kind, PageReport, Report, Weight};

/// The report as text; with `colour` for a terminal that shows it.
#[must_use]
pub fn text(report: &Report, colour: bool) -> String {
    let paint = Paint { colour };
    let mut out = String::new();
    for page in report.changed() {
        one(page, paint, &mut out);
    }
    out + &summary(report, paint)
}

/// Puts texts in colour, or leaves them as they are.
#[derive(Clone, Copy)]
struct Paint {
    colour: bool,
}

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn weight(self, weight: Weight, text: &str) -> String {
        let code = match weight {
            Weight::Breaking => "1;31",
            Weight::Additive => "32",
            Weight::Documentation => "36",
        };
        self.with(code, text)
    }
}

fn one(page: &PageReport, paint: Paint, out: &mut String) {
    let verdict = page.verdict.0.map_or_else(String::new, |weight| paint.weight(weight, weight.as_str()));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{} {}: {verdict}", paint.with("1", &visible(&page.id)), visible(&page.title));
    for (_, change) in page.worst_first() {
        let weight = paint.weight(change.weight, &format!("{:<13}", change.weight.as_str()));
        let place = visible(&place(change)).into_owned();
        let _ = writeln!(out, "  {weight} {:<10} {place}{}", change.kind.as_str(), lines(change));
        let _ = writeln!(out, "      {}", visible(&change.message));
        for (sign, line) in differing_lines(change) {
            let code = if sign == '-' { "31" } else { "32" };
            let _ = writeln!(out, "      {}", paint.with(code, &format!("{sign} {}", visible(&line))));
        }
    }
    out.push('\n');
}

fn place(change: &Change) -> String {
    match change.path.as_str() {
        "" => change.section.as_str().to_owned(),
        path => format!("{} {path}", change.section.as_str()),
    }
}

fn lines(change: &Change) -> String {
    lines_of(change).map_or_else(String::new, |lines| format!(" ({lines})"))
}

/// `line 53, was 51`.
pub(super) fn lines_of(change: &Change) -> Option<String> {
    match (change.before_line, change.after_line) {
        (Some(before), Some(after)) if before == after => Some(format!("line {after}")),
        (Some(before), Some(after)) => Some(format!("line {after}, was {before}")),
        (None, Some(after)) => Some(format!("line {after}")),
        (Some(before), None) => Some(format!("was line {before}")),
        (None, None) => None,
    }
}

/// The lines that are gone (`-`) and that are new (`+`), where there is more to see than the message says.
pub(super) fn differing_lines(change: &Change) -> Vec<(char, String)> {
    if matches!(
        change.kind,
        Kind::Added | Kind::Removed | Kind::Renamed | Kind::Moved | Kind::Placed | Kind::Required
    ) {
        return Vec::new();
    }
    let (before, after) = (change.before.as_deref().unwrap_or(""), change.after.as_deref().unwrap_or(""));
    let diff = TextDiff::from_lines(before, after);
    let line = |part: similar::Change<&str>| {
        let sign = match part.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => return None,
        };
        Some((sign, part.value().trim_end_matches('\n').to_owned()))
    };
    diff.iter_all_changes().filter_map(line).collect()
}

fn summary(report: &Report, paint: Paint) -> String {
    let counts = Weight::ALL.map(|weight| format!("{} {}", report.count(weight), weight.as_str()));
    let verdict = match report.verdict.0 {
        Some(weight) => paint.weight(weight, weight.as_str()),
        None => "none".to_owned(),
    };
    format!(
        "{} compared, {} changed: {}\nverdict: {verdict}; version: {}\n",
        pages(report.pages.len()),
        report.changed().count(),
        counts.join(", "),
        report.bump.as_str()
    )
}

pub(super) fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}
