//! The rows of a page's tables, read by a small reader of its own that shares nothing with the tool's.

use std::collections::{BTreeMap, BTreeSet};

use feishu_codegen::diff::{Kind, PageReport, Section};
use similar::{ChangeTag, TextDiff};

/// A row: its section, its first cell, and all its text.
type Row = (&'static str, String, String);

/// Rows that differ, by section and name, with how many.
type Changed = BTreeMap<(String, String), usize>;

/// The rows of the tables of fields and errors, in page order.
fn rows(page: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut section, mut in_table, mut goes_on, mut fenced) = (None, false, false, false);
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        if let Some(heading) = line.strip_prefix('#').filter(|_| !goes_on) {
            section = section_of(heading.trim_start_matches('#').trim());
            in_table = false;
        } else if line.starts_with("---") && line.contains('|') {
            in_table = true;
        } else if line.is_empty() {
            // A blank line inside of a cell leaves the cell open.
        } else if let (true, Some(section)) = (in_table, section) {
            if goes_on {
                if let Some((.., text)) = rows.last_mut() {
                    text.push_str(line);
                }
            } else if line.contains(" | ") {
                rows.push((section, name(section, line), line.to_owned()));
            } else {
                in_table = false;
            }
        }
        if !line.is_empty() {
            goes_on = in_table && line.ends_with("  ");
        }
    }
    rows
}

fn section_of(heading: &str) -> Option<&'static str> {
    Some(match heading {
        "请求头" => "header",
        "路径参数" => "path",
        "查询参数" => "query",
        "请求体" => "body",
        "响应体" => "response",
        "错误码" => "errors",
        _ => return None,
    })
}

/// An error is named by its second cell.
fn name(section: &str, line: &str) -> String {
    let cell = line.split(" | ").nth(usize::from(section == "errors")).unwrap_or_default();
    cell.replace('\\', "").trim().to_owned()
}

/// The rows that differ between two pages.
fn really_changed(old: &str, new: &str) -> Changed {
    let (before, after) = (rows(old), rows(new));
    let texts =
        |rows: &[Row]| rows.iter().map(|(section, _, text)| format!("{section}\t{text}")).collect::<Vec<_>>();
    let (old_texts, new_texts) = (texts(&before), texts(&after));
    let (old_texts, new_texts): (Vec<&str>, Vec<&str>) =
        (old_texts.iter().map(String::as_str).collect(), new_texts.iter().map(String::as_str).collect());
    let (mut gone, mut come) = (Changed::new(), Changed::new());
    for change in TextDiff::from_slices(&old_texts, &new_texts).iter_all_changes() {
        let (row, count) = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => (&before[change.old_index().unwrap()], &mut gone),
            ChangeTag::Insert => (&after[change.new_index().unwrap()], &mut come),
        };
        *count.entry((row.0.to_owned(), row.1.clone())).or_default() += 1;
    }
    // A row that changed has gone and come.
    for (key, count) in come {
        let entry = gone.entry(key).or_default();
        *entry = count.max(*entry);
    }
    gone
}

/// The rows that the report says have changed.
fn reported(report: &PageReport) -> Changed {
    let of_a_row = |section: &Section| !matches!(section, Section::Endpoint);
    let mut paths: BTreeSet<(String, String)> = BTreeSet::new();
    for change in report.changes.iter().filter(|change| of_a_row(&change.section)) {
        // What is about the table, or about the example beside it.
        if !change.path.is_empty() && change.kind != Kind::Placed {
            paths.insert((change.section.as_str().to_owned(), change.path.clone()));
        }
    }
    let mut reported = Changed::new();
    for (section, path) in paths {
        let name = path.rsplit('.').next().unwrap_or_default().to_owned();
        *reported.entry((section, name)).or_default() += 1;
    }
    reported
}

/// Which rows changed in the table and not in the report, or the other way round.
pub fn faults(old: &str, new: &str, report: &PageReport) -> Vec<String> {
    let (really, reported) = (really_changed(old, new), reported(report));
    let keys: BTreeSet<_> = really.keys().chain(reported.keys()).collect();
    let count = |changed: &Changed, key| changed.get(key).copied().unwrap_or(0);
    keys.into_iter()
        .filter(|key| count(&really, key) != count(&reported, key))
        .map(|key| {
            format!(
                "{} {}: {} rows changed, {} reported",
                key.0,
                key.1,
                count(&really, key),
                count(&reported, key)
            )
        })
        .collect()
}

#[test]
fn rows_are_read_as_they_stand() {
    let names: Vec<String> =
        rows(crate::PAGE).into_iter().map(|(section, name, _)| format!("{section} {name}")).collect();
    let expected = "header Authorization, header Content-Type, path branch_id, query notify, body reader_id, body title, \
                    body kind, body days, body contact, body phone, body email, body remark, response code, response msg, \
                    response data, response loan, response id, response state, response due_time, errors 2001, errors 2002";
    assert_eq!(names.join(", "), expected);
}
