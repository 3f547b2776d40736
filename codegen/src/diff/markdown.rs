//! The report as Markdown for a pull request.

use std::fmt::Write;

use crate::diagnostic::visible;

use super::report::{Change, PageReport, Report, Weight};
use super::text::{differing_lines, lines_of, pages};

/// The report as Markdown. Text of pages is escaped, so that it forms no links, tags or mentions.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut out = format!("## What changed in the documentation: {}\n\n", report.verdict.as_str());
    let counts = Weight::ALL.map(|weight| format!("{} {}", report.count(weight), weight.as_str()));
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{} compared, {} changed: {}. Version of the crate: **{}**.",
        pages(report.pages.len()),
        report.changed().count(),
        counts.join(", "),
        report.bump.as_str()
    );
    for page in report.changed() {
        one(page, &mut out);
    }
    out
}

fn one(page: &PageReport, out: &mut String) {
    let _ = writeln!(out, "\n### {} `{}`: {}\n", escape(&page.title), page.id, page.verdict.as_str());
    let of = |weight| page.changes.iter().filter(move |change| change.weight == weight);
    if page.verdict.0 > Some(Weight::Documentation) {
        out.push_str("| weight | kind | where | what | lines |\n|---|---|---|---|---|\n");
        for weight in [Weight::Breaking, Weight::Additive] {
            of(weight).for_each(|change| row(change, out));
        }
        let shown: Vec<&Change> = of(Weight::Breaking).chain(of(Weight::Additive)).collect();
        folded("What was and what is", &shown, out);
    }
    let documentation: Vec<&Change> = of(Weight::Documentation).collect();
    if !documentation.is_empty() {
        let title = match documentation.len() {
            1 => "1 change of documentation".to_owned(),
            count => format!("{count} changes of documentation"),
        };
        folded(&title, &documentation, out);
    }
}

fn row(change: &Change, out: &mut String) {
    let mark = match change.weight {
        Weight::Breaking => "**breaking**",
        other => other.as_str(),
    };
    let _ = writeln!(
        out,
        "| {mark} | {} | {} | {} | {} |",
        change.kind.as_str(),
        place(change),
        sentence(&change.message),
        lines_of(change).unwrap_or_default()
    );
}

fn place(change: &Change) -> String {
    match change.path.as_str() {
        "" => change.section.as_str().to_owned(),
        path => format!("{} {}", change.section.as_str(), code(path)),
    }
}

/// The old and new lines in a collapsed section; empty if there are none.
fn folded(title: &str, changes: &[&Change], out: &mut String) {
    let shows =
        |change: &&&Change| change.weight == Weight::Documentation || !differing_lines(change).is_empty();
    let shown: Vec<&&Change> = changes.iter().filter(shows).collect();
    if shown.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n<details><summary>{title}</summary>\n");
    for change in shown {
        let lines = lines_of(change).map_or_else(String::new, |lines| format!(" ({lines})"));
        let _ = writeln!(out, "{}{lines}: {}\n", place(change), sentence(&change.message));
        let body: String = differing_lines(change)
            .iter()
            .map(|(sign, line)| format!("{sign} {}\n", visible(line)))
            .collect();
        if !body.is_empty() {
            let fence = fence(&body);
            let _ = writeln!(out, "{fence}diff\n{body}{fence}\n");
        }
    }
    out.push_str("</details>\n");
}

/// A fence longer than any in the text.
fn fence(body: &str) -> String {
    let longest = body.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(3.max(longest + 1))
}

/// A message, whose parts between backticks are code.
fn sentence(message: &str) -> String {
    let parts: Vec<&str> = message.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(message);
    }
    let part = |(index, part): (usize, &&str)| if index % 2 == 1 { code(part) } else { escape(part) };
    parts.iter().enumerate().map(part).collect()
}

/// A code span, with entities if the text contains backticks.
fn code(text: &str) -> String {
    let text = &*visible(text);
    let plain = !text.is_empty() && text.trim() == text && !text.contains(['`', '|', '\n', '\r', '\\']);
    if plain { format!("`{text}`") } else { format!("<code>{}</code>", escape(text)) }
}

/// Escapes everything with a meaning in Markdown, HTML or on GitHub.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '\n' => out.push(' '),
            '<' | '>' | '&' | '|' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '!' | '@' | '#' | '~'
            | '\\' | ':' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
