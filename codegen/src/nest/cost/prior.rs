//! Where the next row usually goes. Habits decide only what nothing else decides.

use crate::nest::cost::weights::{self, Cost};
use crate::nest::input::table::{Item, Role};
use crate::nest::search::frames::{Frame, Frames, Known, peer};

/// The objects with fields that a row ends on its way out. Those whose struct is known to end there do not count.
#[derive(Clone, Copy, Default)]
pub(in crate::nest) struct Left {
    objects: Cost,
    /// What ending the first of them costs more than usual.
    first: Cost,
}

impl Frames<'_> {
    /// Notes one more object that the row ends.
    pub(in crate::nest) fn leave(&self, known: &Known, left: &mut Left, frame: &Frame, row: usize) {
        if frame.count == 0 || self.is_known(known, frame) {
            return;
        }
        if left.objects == 0 {
            left.first = self.leaving_first(frame, self.table.items[row].role == Role::Leaf);
        }
        left.objects += 1;
    }

    /// How unusual it is that the row ends those objects and goes on in this one.
    pub(in crate::nest) fn habit(&self, known: &Known, frame: &Frame, left: Left, row: usize) -> Cost {
        let item = &self.table.items[row];
        let is_usual = || self.is_begun(known, frame, item.name) || self.is_peer(known, frame, item);
        if left.objects == 0 && is_usual() {
            0
        } else if frame.count == 0 {
            self.beginning(item, frame)
        } else if left.objects == 0 {
            self.staying(item, frame)
        } else {
            self.leaving(item, left) + self.resuming(item, frame)
        }
    }

    /// Whether an object beside this one has such a struct, by name and kind: objects of a union are often alike.
    fn is_peer(&self, known: &Known, frame: &Frame, item: &Item) -> bool {
        let outer = self.outer(frame);
        outer.zip(item.kind).is_some_and(|(outer, kind)| self.has(known, peer(outer.row, item.name, kind)))
    }

    /// The row is the first field of an object.
    fn beginning(&self, item: &Item, frame: &Frame) -> Cost {
        let owner = self.table.owner(frame.row);
        let is_unrelated =
            !item.topics.is_empty() && owner.is_some_and(|owner| !owner.topics.meet(&item.topics));
        let is_like_outer = !self.is_shown(item, frame)
            && self.outer(frame).is_some_and(|outer| outer.words.meet(item.words));
        let topic = if is_unrelated { weights::UNRELATED_FIRST } else { 0 };
        topic + if is_like_outer { weights::LIKE_OUTER } else { 0 }
    }

    /// The row goes on in the object of the row before.
    fn staying(&self, item: &Item, frame: &Frame) -> Cost {
        if self.is_shown(item, frame) {
            return 0;
        }
        let kind = match item.role {
            Role::Leaf if frame.count == 1 && is_complete(frame) => weights::STAY_IN_FULL,
            Role::Leaf if item.is_list => weights::STAY_LIST,
            _ => 0,
        };
        let name = if frame.words.meet(item.words) { 0 } else { weights::STRANGER };
        let last = self.table.owner(frame.last);
        let is_related =
            frame.topics.meet(&item.topics) || last.is_some_and(|last| last.topics.meet(&item.topics));
        let topic = if is_related || item.topics.is_empty() { 0 } else { weights::UNRELATED };
        kind + name + topic
    }

    /// The row ends objects.
    fn leaving(&self, item: &Item, left: Left) -> Cost {
        match item.role {
            Role::Leaf => weights::LEAVE + left.first + (left.objects - 1) * weights::LEAVE_MORE,
            _ => weights::LEAVE_STRUCT + left.first + (left.objects - 1) * weights::LEAVE_MORE_STRUCT,
        }
    }

    fn leaving_first(&self, frame: &Frame, is_leaf: bool) -> Cost {
        match (frame.count, is_leaf) {
            (1, true) if is_complete(frame) => weights::LEAVE_ONE_IN_FULL,
            (1, true) => weights::LEAVE_ONE,
            (1, false) => weights::LEAVE_ONE_STRUCT,
            (2, _) => weights::LEAVE_TWO,
            (3 | 4, _) => weights::LEAVE_FEW,
            _ => 0,
        }
    }

    /// The row goes on in an object further out.
    fn resuming(&self, item: &Item, frame: &Frame) -> Cost {
        if self.is_shown(item, frame) {
            return 0;
        }
        let is_leaf = item.role == Role::Leaf;
        let place = match frame.row {
            row if self.table.data == Some(row) => match (item.is_paging, is_leaf) {
                (true, _) => 0,
                (false, true) => weights::RESUME_DATA,
                (false, false) => weights::RESUME_DATA_STRUCT,
            },
            0 => weights::RESUME_ROOT,
            _ => 0,
        };
        let is_only = frame.count == 1 && !is_leaf && self.table.data != Some(frame.row);
        // The last field there is the one that ends: that the row is about the same thing decides nothing.
        let is_related = item.topics.is_empty() || frame.topics.meet(&item.topics);
        place
            + if is_only { weights::RESUME_ONLY } else { 0 }
            + if is_related { 0 } else { weights::UNRELATED_FURTHER_OUT }
    }
}

/// Whether the example shows all fields that the object has so far.
fn is_complete(frame: &Frame) -> bool {
    frame.node.is_some() && frame.taken == frame.count
}
