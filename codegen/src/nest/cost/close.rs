//! The cost of ending an object.

use crate::nest::cost::weights::{self, Cost};
use crate::nest::input::repeat::Span;
use crate::nest::input::table::{PreparedRow, Role};
use crate::nest::search::frames::{CHILDLESS, Frame, Frames, KnownFacts, named, used};

/// The number of keys that are checked, starting with the last: keys without a row are mostly late ones.
const KEYS: usize = 256;

impl Frames<'_> {
    /// The cost of ending an object before `row`.
    pub(in crate::nest) fn ending(&self, known: &KnownFacts, frame: &Frame, row: usize) -> Cost {
        let Some(owner) = self.table.owner(frame.row) else { return 0 };
        let pinned = if owner.open_until as usize > row { weights::AGAINST_ORDER } else { 0 };
        let rows = match frame.count {
            0 => self.childless(known, owner, frame, row),
            _ => self.unclaimed(known, frame, row) + self.early(known, frame, row),
        };
        let parted = if owner.namesakes as usize > row { weights::PARTING } else { 0 };
        pinned + parted + rows + self.list(known, owner, frame)
    }

    /// The cost of a struct without fields.
    fn childless(&self, known: &KnownFacts, owner: &PreparedRow, frame: &Frame, row: usize) -> Cost {
        if self.is_known(known, frame) {
            return 0;
        }
        let seen = frame.node.map(|node| self.table.example.seen(node)).unwrap_or_default();
        let sum = match owner.role {
            _ if seen.object && seen.known == 0 => weights::CHILDLESS_OPAQUE,
            _ if seen.object => weights::CHILDLESS_OBJECT + self.still_awaited(None, frame, row),
            _ if seen.scalar => weights::CHILDLESS_EXCUSED,
            Role::Map | Role::Leaf => 0,
            Role::Open => weights::CHILDLESS_EMPTY,
            Role::Struct if seen.empty || seen.list => weights::CHILDLESS_EMPTY,
            Role::Struct => weights::CHILDLESS,
        };
        let discount = if self.has(known, CHILDLESS) { weights::CHILDLESS_AGAIN } else { 0 };
        (sum - discount).max(0)
    }

    /// The cost of ending an object with these fields, compared with its struct elsewhere.
    fn list(&self, known: &KnownFacts, owner: &PreparedRow, frame: &Frame) -> Cost {
        let Some(kind) = owner.kind.filter(|_| !frame.deviates) else { return 0 };
        if self.is_known(known, frame) {
            return weights::KNOWN_LIST;
        }
        match self.table.lists.has(kind, frame.fields) {
            _ if self.has(known, named(kind)) => weights::OTHER_LIST,
            Some(_) => weights::UNKNOWN_LIST,
            None => 0,
        }
    }

    /// The cost of keys of the object's example without a row.
    pub(in crate::nest) fn unclaimed(&self, known: &KnownFacts, frame: &Frame, row: usize) -> Cost {
        let has_more = frame.node.is_some_and(|node| self.table.example.seen(node).known > frame.taken);
        if has_more { self.still_awaited(Some(known), frame, row) } else { 0 }
    }

    /// The keys that rows from here on could have taken. The cost of other keys was added when the last row of their
    /// name was placed elsewhere.
    fn still_awaited(&self, known: Option<&KnownFacts>, frame: &Frame, row: usize) -> Cost {
        let Some(node) = frame.node.filter(|node| !self.table.example.seen(*node).elsewhere) else {
            return 0;
        };
        let names = self.table.example.names(node).iter().rev().take(KEYS);
        let open = names.filter(|name| {
            let is_to_come = self.table.last_rows[**name as usize] as usize >= row;
            is_to_come && known.is_none_or(|known| !self.has(known, used(frame.row, **name)))
        });
        let keys = open.filter_map(|name| self.table.example.key(node, *name)).take(8);
        keys.map(|key| self.extra_key(key.node)).sum::<Cost>().min(weights::EXTRA_KEYS)
    }

    /// The cost of ending an object before rows that follow its struct everywhere.
    fn early(&self, known: &KnownFacts, frame: &Frame, row: usize) -> Cost {
        let is_early = self.span(frame).is_some_and(|span| row < span.core as usize);
        if is_early && !self.is_known(known, frame) { weights::EARLY_END } else { 0 }
    }

    /// The cost of a row inside an object whose struct has ended before, judging by its other occurrences.
    pub(in crate::nest) fn overreach(&self, frame: &Frame, row: usize) -> Cost {
        let is_over = self.span(frame).is_some_and(|span| span.reach as usize == row);
        if is_over { weights::OVERREACH } else { 0 }
    }

    /// The same for all open objects.
    pub(in crate::nest) fn overreaching(&self, top: u32, row: usize) -> Cost {
        let mut frame = self.frame(top);
        let mut sum = 0;
        while let Some(outer) = self.outer(frame) {
            sum += self.overreach(frame, row);
            frame = outer;
        }
        sum
    }

    fn span(&self, frame: &Frame) -> Option<Span> {
        frame.row.checked_sub(1).and_then(|row| self.table.spans.get(row as usize)).copied()
    }
}
