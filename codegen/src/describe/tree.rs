//! Rows and their places become fields with members.

use std::collections::HashMap;

use feishu_schema::{Field, Placed};

use super::field::Rows;
use super::findings;
use crate::diagnostic::Diagnostic;
use crate::nest::Place;
use crate::page::{Row, Table};
use crate::source::{Source, Span};

/// The deepest level that is described; the platform's pages have eleven. Deeper rows stay at this level, so that no
/// page can exhaust the stack of whoever reads the description. Nesting goes no deeper either, and reports it.
const DEEPEST: usize = 32;

/// The rows of a table as fields, in page order.
pub(super) fn fields(table: &Table, places: &[Place], rows: &mut Rows) -> Vec<Field> {
    let parents = parents(table.rows.len(), places);
    let mut has_members = vec![false; table.rows.len()];
    for parent in parents.iter().flatten() {
        has_members[*parent] = true;
    }
    same_names(&table.rows, &parents, rows.out);
    let described: Vec<Field> = table
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let placed = places.get(index).map_or(Placed::Only, |place| place.placed);
            rows.field(row, table.section, placed, has_members[index])
        })
        .collect();
    gather(described, &parents)
}

/// Hands every field to its parent. Parents come before their members, so going backwards each field is complete by
/// the time it is handed on.
fn gather(described: Vec<Field>, parents: &[Option<usize>]) -> Vec<Field> {
    let mut members: Vec<Vec<Field>> = described.iter().map(|_| Vec::new()).collect();
    let mut roots = Vec::new();
    for (index, mut field) in described.into_iter().enumerate().rev() {
        let mut own = std::mem::take(&mut members[index]);
        own.reverse();
        field.fields = own;
        match parents[index] {
            Some(parent) => members[parent].push(field),
            None => roots.push(field),
        }
    }
    roots.reverse();
    roots
}

/// The parent of each row: an earlier row, and none too deep.
fn parents(count: usize, places: &[Place]) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(count);
    let mut depths: Vec<usize> = Vec::with_capacity(count);
    for index in 0..count {
        let wanted = places.get(index).and_then(|place| place.parent).filter(|parent| *parent < index);
        let parent =
            wanted.and_then(|parent| if depths[parent] < DEEPEST { Some(parent) } else { parents[parent] });
        depths.push(parent.map_or(0, |parent| depths[parent] + 1));
        parents.push(parent);
    }
    parents
}

/// Says which rows of one object have the same name.
fn same_names(rows: &[Row], parents: &[Option<usize>], out: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(Option<usize>, &str), &Span> = HashMap::new();
    for (row, parent) in rows.iter().zip(parents) {
        let name = row.name.as_str().trim();
        match first.get(&(*parent, name)) {
            Some(earlier) => {
                let message = format!("`{name}` is already a member of this object");
                let problem = Diagnostic::warning(findings::SIBLINGS, message);
                out.push(problem.at(row.name.span.clone(), "second").and((*earlier).clone(), "first"));
            }
            None => {
                first.insert((*parent, name), &row.name.span);
            }
        }
    }
}

/// The names of the structs that have members in the table.
pub(super) fn structs<'a>(table: &'a Table, places: &'a [Place]) -> impl Iterator<Item = String> + 'a {
    let parents = parents(table.rows.len(), places);
    let mut has_members = vec![false; table.rows.len()];
    for parent in parents.into_iter().flatten() {
        has_members[parent] = true;
    }
    let with_members = table.rows.iter().zip(has_members).filter(|(_, members)| *members);
    with_members.filter_map(|(row, _)| row.ty.struct_name().map(str::to_owned))
}

/// The place of a field's row: its first line.
pub(super) fn line_of(field: &Field, source: &Source) -> Span {
    source.line_span(field.line).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(parent: Option<usize>) -> Place {
        Place { parent, placed: Placed::Only, rival: None }
    }

    #[test]
    fn parents_come_first_and_not_too_deep() {
        let chain: Vec<_> = (0..100).map(|index: usize| place(index.checked_sub(1))).collect();
        let parents = parents(100, &chain);
        assert_eq!(parents[DEEPEST], Some(DEEPEST - 1));
        assert_eq!(parents[DEEPEST + 1], Some(DEEPEST - 1));
        assert_eq!(parents[99], Some(DEEPEST - 1));
        assert_eq!(super::parents(2, &[place(Some(1)), place(Some(7))]), [None, None]);
    }
}
