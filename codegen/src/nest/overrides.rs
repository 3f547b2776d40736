//! Places that the lexicon states.

use std::collections::BTreeMap;

use super::{ParentOverride, findings};
use crate::diagnostic::Diagnostic;
use crate::page::Table;

/// The overrides of each table, from entries such as `"response page_token#2" = "data#1"`.
pub fn overrides(
    tables: &[Table],
    places: &BTreeMap<String, String>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Vec<ParentOverride>> {
    let mut overrides: Vec<Vec<ParentOverride>> = tables.iter().map(|_| Vec::new()).collect();
    for (child, parent) in places {
        match entry(tables, child, parent) {
            Some((table, entry)) => overrides[table].push(entry),
            None => out.push(bad_place(child, parent)),
        }
    }
    overrides
}

fn bad_place(child: &str, parent: &str) -> Diagnostic {
    let message =
        format!("the lexicon's place `\"{child}\" = \"{parent}\"` names no row of this page, or a later one");
    Diagnostic::error(findings::BAD_PLACE, message)
}

fn entry(tables: &[Table], child: &str, parent: &str) -> Option<(usize, ParentOverride)> {
    let (section, child) = child.split_once(' ')?;
    let of_section = tables.iter().enumerate().filter(|(_, table)| table.section.as_str() == section);
    let (index, table, row) =
        of_section.filter_map(|(index, table)| Some((index, table, find(table, child)?))).next()?;
    if parent.is_empty() {
        return Some((index, ParentOverride { row, parent: None }));
    }
    let parent = find(table, parent).filter(|parent| *parent < row)?;
    Some((index, ParentOverride { row, parent: Some(parent) }))
}

/// The row `name#2`: the second row of that name. Without a number, the first.
fn find(table: &Table, row: &str) -> Option<usize> {
    let (name, number) = match row.rsplit_once('#') {
        Some((name, number)) => (name, number.parse::<usize>().ok()?.checked_sub(1)?),
        None => (row, 0),
    };
    let of_name = table.rows.iter().enumerate().filter(|(_, row)| row.name.as_str() == name);
    of_name.map(|(index, _)| index).nth(number)
}
