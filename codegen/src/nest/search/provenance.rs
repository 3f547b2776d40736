//! How each row's place was decided.

use std::collections::HashMap;

use crate::nest::Place;
use crate::nest::cost::weights::Cost;
use crate::nest::input::example::{self, NodeId};
use crate::nest::input::names::{NO_FIELDS, sign};
use crate::nest::input::table::{PreparedRow, PreparedTable};
use crate::nest::search::BestTree;
use feishu_schema::Placed;

/// Rows that a tree of at most this extra cost has elsewhere are guesses: a chance of about one in twenty.
const DOUBT: Cost = 3_000;

/// The place of each row and how it was decided.
pub(in crate::nest) fn classify(table: &PreparedTable, tree: &BestTree) -> Vec<Place> {
    let marked = marked(&table.items);
    let shown = shown(table, tree);
    let confirmed = confirmed(table, tree);
    let parted = parted_paging(table, tree, &shown);
    let is_rival = |row: usize| {
        let near = tree.rivals[row].filter(|rival| rival.margin < DOUBT && rival.parent != tree.parents[row]);
        near.map(|rival| rival.parent).or(parted[row])
    };
    let places = (0..table.items.len()).map(|row| {
        let (item, parent, rival) = (&table.items[row], tree.parents[row], is_rival(row));
        let placed = match (item.pin, item.level) {
            (Some(pin), _) if pin == parent => Placed::Lexicon,
            (None, Some(_)) if marked[row] == parent => Placed::Marked,
            // The place of the page or the lexicon was not possible.
            (Some(_), _) | (None, Some(_)) => Placed::Guess,
            _ if rival.is_some() => Placed::Guess,
            _ if shown[row] => Placed::Example,
            _ if confirmed(parent) => Placed::Type,
            _ => Placed::Only,
        };
        let rival = rival.filter(|_| placed == Placed::Guess).map(index);
        Place { parent: index(parent), placed, rival }
    });
    places.collect()
}

/// The parent (row + 1; 0: the root) of each row as the page's marks draw it: the nearest row above that stands less
/// deep. Drawings skip levels, so the depth alone says little.
fn marked(items: &[PreparedRow]) -> Vec<u32> {
    let mut open: Vec<(u32, u8)> = Vec::new();
    let mut parents = Vec::with_capacity(items.len());
    for (row, item) in (1..).zip(items) {
        while open.pop_if(|(_, depth)| *depth >= item.depth_marked()).is_some() {}
        parents.push(open.last().map_or(0, |(above, _)| *above));
        open.push((row, item.depth_marked()));
    }
    parents
}

/// Which rows' paths are in the example.
fn shown(table: &PreparedTable, tree: &BestTree) -> Vec<bool> {
    let mut nodes: Vec<Option<NodeId>> = Vec::with_capacity(table.items.len());
    for (item, parent) in table.items.iter().zip(&tree.parents) {
        let above = index(*parent).map_or(Some(example::ROOT), |parent| nodes[parent]);
        nodes.push(above.and_then(|node| table.example.key(node, item.name)).map(|key| key.node));
    }
    nodes.iter().map(Option::is_some).collect()
}

/// For each paging member that no example shows: where another paging member stands, if not beside it. They belong
/// together.
fn parted_paging(table: &PreparedTable, tree: &BestTree, shown: &[bool]) -> Vec<Option<u32>> {
    let is_paging = |row: &usize| table.data.is_some() && table.items[*row].is_paging;
    let rows: Vec<usize> = (0..table.items.len()).filter(is_paging).collect();
    let mut parted = vec![None; table.items.len()];
    for row in rows.iter().filter(|row| !shown[**row]) {
        let others = rows.iter().map(|other| tree.parents[*other]);
        parted[*row] = others.into_iter().find(|parent| *parent != tree.parents[*row]);
    }
    parted
}

/// Which objects (row + 1) have the fields that the run or another object of the table has for their struct.
fn confirmed<'a>(table: &'a PreparedTable, tree: &BestTree) -> impl Fn(u32) -> bool + use<'a> {
    let mut fields = vec![NO_FIELDS; table.items.len()];
    for (item, parent) in table.items.iter().zip(&tree.parents) {
        if let Some(parent) = index(*parent) {
            fields[parent] = sign(fields[parent], item.name);
        }
    }
    let kinds = table.items.iter().map(|item| item.kind);
    let lists: Vec<Option<(u32, u64)>> =
        kinds.zip(&fields).map(|(kind, fields)| kind.map(|kind| (kind, *fields))).collect();
    let mut counts: HashMap<(u32, u64), u32> = HashMap::new();
    for list in lists.iter().flatten() {
        *counts.entry(*list).or_insert(0) += 1;
    }
    move |parent| {
        index(parent).and_then(|parent| lists[parent]).is_some_and(|list| {
            counts.get(&list).is_some_and(|count| *count > 1) || table.lists.has(list.0, list.1) == Some(true)
        })
    }
}

/// The row that is counted from 1; `None` for the root.
fn index(row: u32) -> Option<usize> {
    row.checked_sub(1).map(|row| row as usize)
}
