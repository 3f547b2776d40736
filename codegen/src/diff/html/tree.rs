//! The tree of fields with marked changes.

use std::fmt::{self, Write};

use super::{anchor, escape};
use crate::diff::report::{PageReport, ReportRow, Section, Weight};

/// Writes each non-empty table as a tree. Subtrees without changes are folded.
pub(super) fn write(number: usize, page: &PageReport, out: &mut String) -> fmt::Result {
    if page.rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h3>Fields</h3>")?;
    for rows in page.rows.chunk_by(|a, b| a.section == b.section) {
        let count = rows.iter().filter(|row| !row.changes.is_empty()).count();
        let summary = match count {
            0 => "unchanged".to_owned(),
            1 => "1 field changed".to_owned(),
            count => format!("{count} fields changed"),
        };
        let open = if count > 0 { " open" } else { "" };
        let title = title(rows[0].section);
        writeln!(out, "<details class=\"table\"{open}><summary>{title} <span>{summary}</span></summary>")?;
        list(number, page, rows, 0, out)?;
        writeln!(out, "</details>")?;
    }
    Ok(())
}

fn title(section: Section) -> &'static str {
    match section {
        Section::Header => "Header",
        Section::Path => "Path",
        Section::Query => "Query",
        Section::Body => "Body",
        Section::Response => "Response",
        Section::Endpoint | Section::Errors => "Other",
    }
}

/// Writes the rows of one depth, each with the rows below it.
fn list(number: usize, page: &PageReport, rows: &[ReportRow], depth: usize, out: &mut String) -> fmt::Result {
    writeln!(out, "<ul class=\"tree\">")?;
    let mut rest = rows;
    while let Some((row, behind)) = rest.split_first() {
        let members = behind.iter().take_while(|member| member.depth > depth).count();
        let (members, next) = behind.split_at(members);
        rest = next;
        if members.is_empty() {
            write!(out, "<li>")?;
            line(number, page, row, out)?;
        } else {
            let changed = members.iter().any(|member| !member.changes.is_empty());
            write!(out, "<li><details{}><summary>", if changed { " open" } else { "" })?;
            line(number, page, row, out)?;
            writeln!(out, "</summary>")?;
            list(number, page, members, depth + 1, out)?;
            write!(out, "</details>")?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

fn line(number: usize, page: &PageReport, row: &ReportRow, out: &mut String) -> fmt::Result {
    let of = |index: &usize| page.changes.get(*index);
    let worst: Option<Weight> = row.changes.iter().filter_map(of).map(|change| change.weight).max();
    let class = worst.map_or("same", Weight::as_str);
    let name = if row.gone { "s" } else { "code" };
    write!(
        out,
        "<span class=\"row {class}\"><{name} class=\"name\">{}</{name}> <span class=\"type\">{}</span>",
        escape(&row.name),
        escape(&row.spelled)
    )?;
    if row.required {
        write!(out, " <span class=\"required\">required</span>")?;
    }
    for index in &row.changes {
        let Some(change) = page.changes.get(*index) else { continue };
        write!(
            out,
            " <a class=\"mark {}\" href=\"#{}\">{}</a>",
            change.weight.as_str(),
            anchor(number, *index),
            change.kind.as_str()
        )?;
    }
    write!(out, "</span>")
}
