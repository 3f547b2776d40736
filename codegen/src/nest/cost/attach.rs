//! The cost of making a row a field of an open object.

use crate::nest::cost::weights::{self, Cost};
use crate::nest::input::example::NodeId;
use crate::nest::input::names::sign;
use crate::nest::input::table::{PreparedRow, Role};
use crate::nest::search::frames::{Frame, Frames, KnownFacts, SERIES, begun, in_series, listed, named, used};

impl Frames<'_> {
    /// All evidence for and against the place, without the prior.
    pub(in crate::nest) fn joining(&self, known: &KnownFacts, frame: &Frame, row: usize) -> Cost {
        let item = &self.table.items[row];
        self.orders(item, frame)
            + self.names(known, item, frame)
            + self.envelope(item, frame, row)
            + self.shown(known, item, frame)
            + self.awaited(known, item, frame)
            + self.deviating(known, item, frame)
            + self.estranged(known, item, frame)
            + self.nested_in_itself(item, frame)
            + self.parted(known, item, frame)
            + self.out_of_series(known, item, frame)
    }

    /// The cost of a place that contradicts the page's marks or the lexicon.
    fn orders(&self, item: &PreparedRow, frame: &Frame) -> Cost {
        let against_level = item.level.is_some_and(|level| level != frame.depth);
        let against_pin = item.pin.is_some_and(|parent| parent != frame.row);
        if against_level || against_pin { weights::AGAINST_ORDER } else { 0 }
    }

    /// Names are unique within an object; a map has fields only if its values are objects.
    fn names(&self, known: &KnownFacts, item: &PreparedRow, frame: &Frame) -> Cost {
        let is_map = self.table.owner(frame.row).is_some_and(|owner| owner.role == Role::Map);
        let map = if frame.count == 0 && is_map { weights::MAP_WITH_ROWS } else { 0 };
        if self.has(known, used(frame.row, item.name)) { map + weights::SAME_NAME } else { map }
    }

    /// In a response, everything except the envelope is in `data`, and paging members are directly in it.
    fn envelope(&self, item: &PreparedRow, frame: &Frame, row: usize) -> Cost {
        let Some(data) = self.table.data.filter(|data| row as u32 >= *data) else { return 0 };
        if frame.row == 0 {
            return if item.is_outer { weights::LATE_OUTER } else { weights::BESIDE_DATA };
        }
        let is_elsewhere = item.is_paging && frame.row != data && !self.is_shown(item, frame);
        if is_elsewhere { weights::PAGING_ELSEWHERE } else { 0 }
    }

    /// Whether the example shows the row in this object.
    pub(in crate::nest) fn is_shown(&self, item: &PreparedRow, frame: &Frame) -> bool {
        frame.node.is_some_and(|node| self.table.example.key(node, item.name).is_some())
    }

    /// The cost by the example.
    fn shown(&self, known: &KnownFacts, item: &PreparedRow, frame: &Frame) -> Cost {
        let Some(node) = frame.node else { return 0 };
        if self.is_begun(known, frame, item.name) {
            return 0;
        }
        let seen = self.table.example.seen(node);
        let Some(key) = self.table.example.key(node, item.name) else {
            return match (seen.object, seen.scalar) {
                // Another page may describe a field that this one lacks.
                (true, _) if seen.elsewhere => weights::surprise(self.omission(frame)) / 2,
                (true, _) => weights::surprise(self.omission(frame)),
                (false, true) => weights::OTHER_KIND,
                (false, false) => 0,
            };
        };
        let is_object = self.table.example.seen(key.node).object;
        let kind = if item.role == Role::Leaf && is_object { weights::OTHER_KIND } else { 0 };
        let order = if key.rank < frame.last_rank && !seen.sorted { weights::OUT_OF_ORDER } else { 0 };
        weights::SHOWN + kind + order
    }

    /// The probability that the object's example omits a row, in thousandths. It is higher if the example omits many
    /// rows.
    fn omission(&self, frame: &Frame) -> u32 {
        let omitted = frame.count.saturating_sub(frame.taken);
        self.table.omission.max(if omitted < 2 { 0 } else { 1000 * omitted / (frame.count + 1) })
    }

    /// The cost of a row that passes keys of its name further out, which may then have no row.
    fn awaited(&self, known: &KnownFacts, item: &PreparedRow, frame: &Frame) -> Cost {
        if !item.is_last_of_name && self.is_shown(item, frame) {
            return 0;
        }
        let mut sum = 0;
        let mut frame = frame;
        while let Some(outer) = self.outer(frame) {
            let key = outer.node.and_then(|node| self.table.example.key(node, item.name));
            let key = key.filter(|key| !self.table.example.seen(key.node).elsewhere);
            if let Some(key) = key.filter(|_| !self.has(known, used(outer.row, item.name))) {
                sum +=
                    if item.is_last_of_name { self.extra_key(key.node) } else { self.skipped_key(key.node) };
            }
            frame = outer;
        }
        sum
    }

    fn skipped_key(&self, node: NodeId) -> Cost {
        weights::SKIPPED_KEY + self.table.example.seen(node).below.min(10) as Cost * weights::SKIPPED_BELOW
    }

    /// The cost of a key of the example without a row.
    pub(in crate::nest) fn extra_key(&self, node: NodeId) -> Cost {
        weights::EXTRA_KEY + self.table.example.seen(node).below.min(20) as Cost * weights::EXTRA_BELOW
    }

    /// The cost of a field that objects of the struct do not have at this position.
    pub(in crate::nest) fn deviating(&self, known: &KnownFacts, item: &PreparedRow, frame: &Frame) -> Cost {
        let depth = Cost::from(frame.depth.saturating_sub(weights::SHALLOW)) * weights::DEPTH;
        let Some(kind) = self.kind(frame).filter(|_| !frame.deviates) else { return depth };
        let fields = sign(frame.fields, item.name);
        let in_table = self.has(known, named(kind));
        match (in_table, self.table.lists.begins(kind, fields)) {
            (true, _) if self.has(known, begun(kind, fields)) => 0,
            (true, _) => depth + weights::OTHER_LIST,
            (false, Some(true)) => 0,
            (false, Some(false)) => depth + weights::UNKNOWN_LIST,
            (false, None) => depth,
        }
    }

    /// Whether objects of this struct are known to continue with this field.
    pub(in crate::nest) fn is_begun(&self, known: &KnownFacts, frame: &Frame, name: u32) -> bool {
        self.kind(frame).filter(|_| !frame.deviates).is_some_and(|kind| {
            let fields = sign(frame.fields, name);
            let in_table = self.has(known, named(kind)) && self.has(known, begun(kind, fields));
            in_table || self.table.lists.begins(kind, fields) == Some(true)
        })
    }

    /// Whether objects of this struct are known to have exactly these fields.
    pub(in crate::nest) fn is_known(&self, known: &KnownFacts, frame: &Frame) -> bool {
        self.kind(frame).is_some_and(|kind| {
            self.has(known, listed(kind, frame.fields))
                || self.table.lists.has(kind, frame.fields) == Some(true)
        })
    }

    /// The cost of a row that passes an object whose struct is known to have such a field.
    fn estranged(&self, known: &KnownFacts, item: &PreparedRow, frame: &Frame) -> Cost {
        let is_member =
            |frame: &Frame| self.kind(frame).is_some_and(|kind| self.table.lists.has_member(kind, item.name));
        if frame.deviates || is_member(frame) || self.is_begun(known, frame, item.name) {
            return 0;
        }
        let mut frame = frame;
        while let Some(outer) = self.outer(frame) {
            if is_member(outer) && !self.has(known, used(outer.row, item.name)) {
                return weights::ESTRANGED;
            }
            frame = outer;
        }
        0
    }

    /// The cost of an object inside one of its own struct.
    fn nested_in_itself(&self, item: &PreparedRow, frame: &Frame) -> Cost {
        if item.kind.is_none() {
            return 0;
        }
        let mut frame = frame;
        while let Some(outer) = self.outer(frame) {
            if self.kind(frame) == item.kind {
                return weights::NESTED_IN_ITSELF;
            }
            frame = outer;
        }
        0
    }

    /// The cost of a row that passes an object with a series of such fields. It grows with the length of the series.
    fn out_of_series(&self, known: &KnownFacts, item: &PreparedRow, frame: &Frame) -> Cost {
        let Some(series) = item.series else { return 0 };
        let length = |frame: &Frame| {
            let fields = (1..=SERIES).take_while(|nth| self.has(known, in_series(frame.row, series, *nth)));
            fields.count() as Cost
        };
        if length(frame) > 0 || self.is_begun(known, frame, item.name) || self.is_shown(item, frame) {
            return 0;
        }
        let mut longest = 0;
        let mut frame = frame;
        while let Some(outer) = self.outer(frame) {
            if !self.has(known, used(outer.row, item.name)) {
                longest = longest.max(length(outer));
            }
            frame = outer;
        }
        // One field is not a series.
        if longest > 1 { longest * weights::OUT_OF_SERIES } else { 0 }
    }

    /// The cost of a union's member that is not beside the field that selects it.
    fn parted(&self, known: &KnownFacts, item: &PreparedRow, frame: &Frame) -> Cost {
        let is_parted = item.selector.is_some_and(|selector| {
            let name = self.table.items[selector as usize].name;
            frame.row > selector || !self.has(known, used(frame.row, name))
        });
        if is_parted { weights::PARTED } else { 0 }
    }
}
