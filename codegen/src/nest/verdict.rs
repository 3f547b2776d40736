//! How each row's place was decided.

use super::Place;
use super::cost::Cost;
use super::search::{Found, Rival};
use super::table::{Item, Table};
use feishu_schema::Placed;

/// A rival tree closer than this makes a row a guess.
const DOUBT: Cost = 2_500;

/// Says of each row where it is and why.
pub(super) fn judge(table: &Table, found: &Found) -> Vec<Place> {
    let shown = shown(table, found);
    let marked = marked(&table.items);
    (0..table.items.len())
        .map(|row| {
            let parent = found.parents[row];
            let rival = found.rivals[row].filter(|rival| rival.margin < DOUBT && rival.parent != parent);
            let settled = settled(&table.items[row], parent, marked[row]);
            let placed = settled.unwrap_or_else(|| unsettled(shown[row], rival));
            let rival = rival.filter(|_| placed == Placed::Guess).map(|rival| index(rival.parent));
            Place { parent: index(parent), placed, rival }
        })
        .collect()
}

/// Who settled the place, if anyone did. A place that cannot be, however it was asked for, is a guess.
fn settled(item: &Item, parent: u32, marked: u32) -> Option<Placed> {
    let obeyed = |obeyed: bool, by: Placed| if obeyed { by } else { Placed::Guess };
    match (item.pin, item.level) {
        (Some(pin), _) => Some(obeyed(pin == parent, Placed::Lexicon)),
        (None, Some(_)) => Some(obeyed(marked == parent, Placed::Marked)),
        (None, None) => None,
    }
}

fn unsettled(shown: bool, rival: Option<Rival>) -> Placed {
    match (rival, shown) {
        (Some(_), _) => Placed::Guess,
        (None, true) => Placed::Example,
        (None, false) => Placed::Only,
    }
}

/// The parent of each row as the page's marks draw it: the nearest row above that stands less deep. Drawings skip
/// levels, so the depth alone says little.
fn marked(items: &[Item]) -> Vec<u32> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(items.len());
    for (row, item) in items.iter().enumerate() {
        while open.last().is_some_and(|above| items[*above].depth_marked() >= item.depth_marked()) {
            open.pop();
        }
        parents.push(open.last().map_or(0, |above| *above as u32 + 1));
        open.push(row);
    }
    parents
}

/// Which rows' paths are in the example.
fn shown(table: &Table, found: &Found) -> Vec<bool> {
    let mut nodes: Vec<Option<u32>> = Vec::with_capacity(table.items.len());
    for (item, parent) in table.items.iter().zip(&found.parents) {
        let above = match parent {
            0 => Some(super::example::ROOT),
            row => nodes.get(*row as usize - 1).copied().flatten(),
        };
        nodes.push(above.and_then(|node| table.example.key(node, item.name)).map(|key| key.node));
    }
    nodes.iter().map(Option::is_some).collect()
}

fn index(row: u32) -> Option<usize> {
    (row > 0).then(|| row as usize - 1)
}
