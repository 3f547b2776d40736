//! Structs that occur several times in a table: the rows after each occurrence agree up to the end of the struct.
//!
//! Objects of one struct nearly always have the same fields. The rows after two occurrences therefore agree at least up
//! to the end of the struct, and a row after the first difference is in neither of them.

use std::collections::BTreeMap;

use crate::nest::input::table::PreparedRow;

/// The number of other occurrences that each is compared with, evenly chosen.
const PARTNERS: usize = 8;
/// The maximum number of compared rows.
const FAR: usize = 256;

/// The end of one occurrence of a struct, as row numbers, judging by the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::nest) struct Span {
    /// The first row that is hardly inside the struct.
    pub(in crate::nest) reach: u32,
    /// Rows before this one follow every occurrence of the struct, so they are likely inside it.
    pub(in crate::nest) core: u32,
}

impl Span {
    /// Nothing is known.
    const OPEN: Self = Self { reach: u32::MAX, core: 0 };
}

/// The span of each row; unknown without other occurrences.
pub(in crate::nest) fn spans(items: &[PreparedRow]) -> Vec<Span> {
    let mut spans = vec![Span::OPEN; items.len()];
    let mut occurrences: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (row, item) in items.iter().enumerate() {
        if let Some(kind) = item.kind {
            occurrences.entry(kind).or_default().push(row);
        }
    }
    for rows in occurrences.values().filter(|rows| rows.len() > 1) {
        for (at, row) in rows.iter().enumerate() {
            spans[*row] = span(items, rows, at);
        }
    }
    spans
}

fn span(items: &[PreparedRow], rows: &[usize], at: usize) -> Span {
    let row = rows[at];
    let (mut reach, mut core) = (usize::MAX, usize::MAX);
    let others = rows.len() - 1;
    let step = others.div_ceil(PARTNERS).max(1);
    for other in (1..=others).step_by(step).map(|away| rows[(at + away) % rows.len()]) {
        let common = agreement(items, row, other);
        if common == 0 {
            continue;
        }
        // Rows that agree up to the other occurrence itself are no evidence about the end.
        reach = reach.min(common);
        if context(items, row) != context(items, other) {
            core = core.min(common);
        }
    }
    let end = |common: usize| u32::try_from(row + 1 + common).unwrap_or(u32::MAX);
    Span {
        reach: if reach == usize::MAX || reach >= FAR { u32::MAX } else { end(reach) },
        core: if core == usize::MAX { 0 } else { end(core) },
    }
}

/// The number of rows after two rows with the same names and structs.
fn agreement(items: &[PreparedRow], one: usize, other: usize) -> usize {
    let pairs = items[one + 1..].iter().zip(&items[other + 1..]).take(FAR);
    pairs.take_while(|(a, b)| a.name == b.name && a.kind == b.kind && a.role == b.role).count()
}

/// The row before a row: the struct that it probably begins, or the field beside it.
fn context(items: &[PreparedRow], row: usize) -> Option<(bool, u32)> {
    let before = items.get(row.checked_sub(1)?)?;
    Some(before.kind.map_or((false, before.name), |kind| (true, kind)))
}
