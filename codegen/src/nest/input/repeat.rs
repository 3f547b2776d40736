//! Structs that occur several times in a table: how far the rows behind them agree shows where they end.
//!
//! Objects of one struct nearly always have the same fields. So the rows behind two occurrences agree at least as far as the
//! struct reaches, and a row behind the point where they part is in neither of them.

use std::collections::BTreeMap;

use crate::nest::input::table::Item;

/// With so many other occurrences each is compared, evenly chosen.
const PARTNERS: usize = 8;
/// So many rows are compared at most.
const FAR: usize = 256;

/// What the occurrences of a struct say about the end of one of them, as row numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::nest) struct Span {
    /// The first row that can hardly be within the struct.
    pub(in crate::nest) reach: u32,
    /// Rows before this one follow the struct wherever it occurs, so they are likely within it.
    pub(in crate::nest) core: u32,
}

impl Span {
    /// Nothing is known.
    const OPEN: Self = Self { reach: u32::MAX, core: 0 };
}

/// The span of each row; without other occurrences it says nothing.
pub(in crate::nest) fn spans(items: &[Item]) -> Vec<Span> {
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

fn span(items: &[Item], rows: &[usize], at: usize) -> Span {
    let row = rows[at];
    let (mut reach, mut core) = (usize::MAX, usize::MAX);
    let others = rows.len() - 1;
    let step = others.div_ceil(PARTNERS).max(1);
    for other in (1..=others).step_by(step).map(|away| rows[(at + away) % rows.len()]) {
        let common = agreement(items, row, other);
        if common == 0 {
            continue;
        }
        // Rows that agree up to the other occurrence itself say nothing about the end.
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

/// How many rows behind two rows have the same names and structs.
fn agreement(items: &[Item], one: usize, other: usize) -> usize {
    let pairs = items[one + 1..].iter().zip(&items[other + 1..]).take(FAR);
    pairs.take_while(|(a, b)| a.name == b.name && a.kind == b.kind && a.role == b.role).count()
}

/// What stands before a row: the struct that it probably begins, or the field beside it.
fn context(items: &[Item], row: usize) -> Option<(bool, u32)> {
    let before = items.get(row.checked_sub(1)?)?;
    Some(before.kind.map_or((false, before.name), |kind| (true, kind)))
}
