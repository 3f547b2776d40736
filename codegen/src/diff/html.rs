//! The report as a self-contained HTML file, for small screens, light and dark mode.
//!
//! All text of pages is escaped, and the file's content security policy forbids everything that is not in the file.

mod sides;
mod tree;

use std::fmt::{self, Write};

use crate::diagnostic::visible;

use super::report::{Change, PageReport, Report, Verdict, Weight};
use super::text::{lines_of, pages};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// Forbids loading and sending anything.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// The report as HTML.
#[must_use]
pub fn html(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = document(report, &mut out);
    out
}

fn document(report: &Report, out: &mut String) -> fmt::Result {
    let verdict = report.verdict;
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>What changed in the documentation: {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>",
        verdict.as_str()
    )?;
    head(report, out)?;
    writeln!(out, "<main id=\"pages\">")?;
    for (number, page) in report.changed().enumerate() {
        article(number + 1, page, out)?;
    }
    if report.changed().next().is_none() {
        writeln!(out, "<p class=\"nothing\">Nothing changed.</p>")?;
    }
    writeln!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>")
}

fn head(report: &Report, out: &mut String) -> fmt::Result {
    let verdict = report.verdict;
    writeln!(out, "<header>\n<h1>What changed in the documentation</h1>")?;
    writeln!(
        out,
        "<p class=\"verdict {0}\"><strong>{0}</strong> <span>{1}</span></p>",
        verdict.as_str(),
        asked(verdict)
    )?;
    writeln!(
        out,
        "<p class=\"count\">{} compared, {} changed.</p>",
        pages(report.pages.len()),
        report.changed().count()
    )?;
    writeln!(out, "<fieldset class=\"filter\">\n<legend>Show</legend>")?;
    let all: usize = Weight::ALL.iter().map(|weight| report.count(*weight)).sum();
    choice("all", "all", all, true, out)?;
    for weight in Weight::ALL {
        choice(weight.as_str(), weight.as_str(), report.count(weight), false, out)?;
    }
    writeln!(out, "</fieldset>\n<p class=\"shown\" role=\"status\"></p>\n</header>")
}

fn asked(verdict: Verdict) -> &'static str {
    match verdict.0 {
        None => "The crate stays as it is.",
        Some(Weight::Documentation) => "The crate needs a new <b>patch</b> version.",
        Some(Weight::Additive) => "The crate needs a new <b>minor</b> version.",
        Some(Weight::Breaking) => "The crate needs a new <b>major</b> version.",
    }
}

fn choice(value: &str, label: &str, count: usize, checked: bool, out: &mut String) -> fmt::Result {
    let checked = if checked { " checked" } else { "" };
    writeln!(
        out,
        "<label class=\"{value}\"><input type=\"radio\" name=\"weight\" value=\"{value}\"{checked}>\
         <span>{label} <b>{count}</b></span></label>"
    )
}

fn article(number: usize, page: &PageReport, out: &mut String) -> fmt::Result {
    let mut classes = String::new();
    for weight in Weight::ALL {
        if page.changes.iter().any(|change| change.weight == weight) {
            write!(classes, " has-{}", weight.as_str())?;
        }
    }
    writeln!(out, "<article class=\"page{classes}\" aria-labelledby=\"p{number}\">")?;
    writeln!(
        out,
        "<h2 id=\"p{number}\"><span class=\"weight {0}\">{0}</span> {1}</h2>",
        page.verdict.as_str(),
        escape(&page.title)
    )?;
    write!(out, "<p class=\"id\"><code>{}</code>", breakable(&page.id))?;
    if let Some(url) = page.url.as_deref().filter(|url| is_web(url)) {
        write!(out, " <a href=\"{}\" rel=\"noopener noreferrer\">documentation</a>", escape(url))?;
    }
    writeln!(out, "</p>\n<h3>Changes</h3>\n<ol class=\"changes\">")?;
    for (index, change) in page.worst_first() {
        item(&anchor(number, index), change, out)?;
    }
    writeln!(out, "</ol>")?;
    tree::write(number, page, out)?;
    writeln!(out, "</article>")
}

fn item(anchor: &str, change: &Change, out: &mut String) -> fmt::Result {
    let weight = change.weight.as_str();
    writeln!(out, "<li class=\"change {weight}\" id=\"{anchor}\">")?;
    write!(
        out,
        "<p class=\"where\"><span class=\"weight {weight}\">{weight}</span> <span class=\"kind\">{}</span> \
         <span class=\"section\">{}</span>",
        change.kind.as_str(),
        change.section.as_str()
    )?;
    if !change.path.is_empty() {
        write!(out, " <code>{}</code>", breakable(&change.path))?;
    }
    if let Some(lines) = lines_of(change) {
        write!(out, " <span class=\"lines\">{lines}</span>")?;
    }
    writeln!(out, "</p>\n<p class=\"message\">{}</p>", sentence(&change.message))?;
    sides::write(change, out)?;
    writeln!(out, "</li>")
}

/// The id of a change in the document.
fn anchor(page: usize, change: usize) -> String {
    format!("p{page}c{}", change + 1)
}

/// Whether a URL may be a link. Others, such as `javascript:`, are not shown.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// A message with the parts between backticks as code.
fn sentence(message: &str) -> String {
    let parts: Vec<&str> = message.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(message);
    }
    let part = |(index, part): (usize, &&str)| match index % 2 {
        1 => format!("<code>{}</code>", breakable(part)),
        _ => escape(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// The escaped text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The escaped text, with places where a long path may break.
fn breakable(path: &str) -> String {
    escape(path).replace('.', ".<wbr>").replace('_', "_<wbr>")
}
