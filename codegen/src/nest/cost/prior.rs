//! Where the next row usually belongs. The prior decides only between places that no other evidence distinguishes.

use crate::nest::cost::weights::{self, Cost};
use crate::nest::input::table::{PreparedRow, Role};
use crate::nest::search::frames::{Frame, Frames, KnownFacts, peer};

/// The non-empty objects that a row ends, except for those whose struct is known to end there.
#[derive(Clone, Copy, Default)]
pub(in crate::nest) struct EndedObjects {
    objects: Cost,
    /// The extra cost of ending the first of them.
    first: Cost,
}

impl Frames<'_> {
    /// Adds an object that the row ends.
    pub(in crate::nest) fn leave(
        &self,
        known: &KnownFacts,
        ended: &mut EndedObjects,
        frame: &Frame,
        row: usize,
    ) {
        if frame.count == 0 || self.is_known(known, frame) {
            return;
        }
        if ended.objects == 0 {
            ended.first = self.leaving_first(frame, self.table.items[row].role == Role::Leaf);
        }
        ended.objects += 1;
    }

    /// The cost of ending those objects and continuing in this one.
    pub(in crate::nest) fn prior(
        &self,
        known: &KnownFacts,
        frame: &Frame,
        ended: EndedObjects,
        row: usize,
    ) -> Cost {
        let item = &self.table.items[row];
        let is_usual = || self.is_begun(known, frame, item.name) || self.is_peer(known, frame, item);
        if ended.objects == 0 && is_usual() {
            0
        } else if frame.count == 0 {
            self.beginning(item, frame)
        } else if ended.objects == 0 {
            self.staying(item, frame)
        } else {
            self.leaving(item, ended) + self.resuming(item, frame)
        }
    }

    /// Whether an object beside this one has such a struct, by name and kind: objects of a union are often alike.
    fn is_peer(&self, known: &KnownFacts, frame: &Frame, item: &PreparedRow) -> bool {
        let outer = self.outer(frame);
        outer.zip(item.kind).is_some_and(|(outer, kind)| self.has(known, peer(outer.row, item.name, kind)))
    }

    /// The row is the first field of an object.
    fn beginning(&self, item: &PreparedRow, frame: &Frame) -> Cost {
        let owner = self.table.owner(frame.row);
        let is_unrelated =
            !item.topics.is_empty() && owner.is_some_and(|owner| !owner.topics.meet(&item.topics));
        let is_like_outer = !self.is_shown(item, frame)
            && self.outer(frame).is_some_and(|outer| outer.words.meet(item.words));
        let topic = if is_unrelated { weights::UNRELATED_FIRST } else { 0 };
        topic + if is_like_outer { weights::LIKE_OUTER } else { 0 }
    }

    /// The row goes on in the object of the row before.
    fn staying(&self, item: &PreparedRow, frame: &Frame) -> Cost {
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
    fn leaving(&self, item: &PreparedRow, ended: EndedObjects) -> Cost {
        match item.role {
            Role::Leaf => weights::LEAVE + ended.first + (ended.objects - 1) * weights::LEAVE_MORE,
            _ => weights::LEAVE_STRUCT + ended.first + (ended.objects - 1) * weights::LEAVE_MORE_STRUCT,
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
    fn resuming(&self, item: &PreparedRow, frame: &Frame) -> Cost {
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
        // The last field there is the object that ends, so a common topic is no evidence.
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
