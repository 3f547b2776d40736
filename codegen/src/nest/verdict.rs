//! How each row's place was decided.

use super::Place;
use super::cost::Cost;
use super::search::{Found, Rival};
use super::table::Table;
use feishu_schema::Placed;

/// A rival tree closer than this makes a row a guess.
const DOUBT: Cost = 2_500;

/// Says of each row where it is and why.
pub(super) fn judge(table: &Table, found: &Found) -> Vec<Place> {
    let shown = shown(table, found);
    (0..table.items.len())
        .map(|row| {
            let parent = found.parents[row];
            let rival = found.rivals[row].filter(|rival| rival.margin < DOUBT && rival.parent != parent);
            let placed = placed(table, row, shown[row], rival);
            let rival = rival.filter(|_| placed == Placed::Guess).map(|rival| index(rival.parent));
            Place { parent: index(parent), placed, rival }
        })
        .collect()
}

fn placed(table: &Table, row: usize, shown: bool, rival: Option<Rival>) -> Placed {
    let item = &table.items[row];
    if item.pin.is_some() {
        Placed::Lexicon
    } else if item.level.is_some() {
        Placed::Marked
    } else if rival.is_some() {
        Placed::Guess
    } else if shown {
        Placed::Example
    } else {
        Placed::Only
    }
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
