//! The search for the likeliest tree: a beam over stacks of open objects.

use super::cost::{self, Cost};
use super::example::{self, NodeId};
use super::facts::{Facts, Version, mix};
use super::prose::Topics;
use super::table::{Item, NO_FIELDS, Role, Table, Words, sign};

/// Hypotheses dearer than the best by more than this are given up.
const BOUND: Cost = 16_000;
/// At most so many hypotheses at a time …
const BEAM: usize = 48;
/// … but as few as this …
const NARROW: usize = 8;
/// … and at most so many steps in all, so that a huge table costs no more than its length.
const STEPS: usize = 6_000;
/// Deeper objects stay closed. The platform's deepest has ten levels.
const MAX_DEPTH: u8 = 32;
/// How far back two hypotheses are compared.
const LOOK_BACK: usize = 512;

/// The tree found, and what nearly was.
pub(super) struct Found {
    /// By row: the parent's row + 1; 0 is the root.
    pub(super) parents: Vec<u32>,
    /// By row: the closest tree that has the row elsewhere: how much dearer it is, and where the row is in it.
    pub(super) rivals: Vec<Option<Rival>>,
}

/// Another place of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rival {
    pub(super) margin: Cost,
    pub(super) parent: u32,
}

/// An object that is still open, in one hypothesis.
#[derive(Clone, Copy)]
struct Frame {
    /// The row + 1; 0 is the root.
    row: u32,
    up: u32,
    depth: u8,
    node: Option<NodeId>,
    last_rank: u32,
    taken: u32,
    count: u32,
    fields: u64,
    words: Words,
    /// What its fields' descriptions speak of, but for the last one's.
    topics: Topics,
    /// Its last field (row + 1).
    last: u32,
    /// It has a field that its struct does not have there elsewhere.
    deviates: bool,
    /// All that the stack down to here will ever be asked for.
    stack: u64,
}

/// A hypothesis about all rows so far.
#[derive(Clone, Copy)]
struct State {
    cost: Cost,
    top: u32,
    facts: Version,
    /// Stands for the facts about structs.
    known: u64,
    last: u32,
    contested: u32,
}

/// The parent of one row, in one hypothesis.
#[derive(Clone, Copy)]
struct Choice {
    row: u32,
    parent: u32,
    before: u32,
}

/// A row that a hypothesis just as good from here on has elsewhere.
#[derive(Clone, Copy)]
struct Contest {
    row: u32,
    rival: Rival,
    before: u32,
}

/// A way on from a hypothesis, before it is weighed against the others.
struct Way {
    cost: Cost,
    habit: Cost,
    frame: u32,
}

/// A way on from a hypothesis.
#[derive(Clone, Copy)]
struct Step {
    cost: Cost,
    state: u32,
    frame: u32,
}

pub(super) struct Search<'a> {
    table: &'a Table,
    frames: Vec<Frame>,
    facts: Facts,
    choices: Vec<Choice>,
    contests: Vec<Contest>,
    states: Vec<State>,
}

/// Finds the cheapest tree.
pub(super) fn search(table: &Table) -> Found {
    let mut search = Search::new(table);
    let beam = (STEPS / table.items.len().max(1)).clamp(NARROW, BEAM);
    for row in 0..table.items.len() {
        search.place(row, beam);
    }
    search.finish()
}

impl<'a> Search<'a> {
    fn new(table: &'a Table) -> Self {
        let node = (!table.example.is_empty()).then_some(example::ROOT);
        let root = Frame {
            row: 0,
            up: 0,
            depth: 0,
            node,
            last_rank: 0,
            taken: 0,
            count: 0,
            fields: NO_FIELDS,
            words: Words::default(),
            topics: Topics::NONE,
            last: 0,
            deviates: false,
            stack: 0,
        };
        let state = State { cost: 0, top: 0, facts: Version::default(), known: 0, last: 0, contested: 0 };
        Self {
            table,
            frames: vec![root],
            facts: Facts::new(),
            choices: vec![Choice { row: 0, parent: 0, before: 0 }],
            contests: vec![Contest { row: 0, rival: Rival { margin: 0, parent: 0 }, before: 0 }],
            states: vec![state],
        }
    }

    /// Takes all hypotheses one row further.
    fn place(&mut self, row: usize, beam: usize) {
        let steps = self.steps(row);
        let limit = steps.first().map_or(0, |step| step.cost).saturating_add(BOUND);
        let before = std::mem::take(&mut self.states);
        let mut seen: Vec<u64> = Vec::with_capacity(beam);
        for step in steps.iter().take_while(|step| step.cost <= limit).take(2 * beam) {
            let state = self.take(before[step.state as usize], *step, row);
            let key = mix(self.frames[state.top as usize].stack, state.known);
            match seen.iter().position(|other| *other == key) {
                Some(twin) => self.contest(twin, state),
                None if seen.len() < beam => {
                    seen.push(key);
                    self.states.push(state);
                }
                None => self.contest(0, state),
            }
        }
    }

    /// All ways to place a row, cheapest first.
    fn steps(&self, row: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut ways: Vec<Way> = Vec::new();
        let mut best = Cost::MAX - BOUND;
        for (index, state) in self.states.iter().enumerate() {
            ways.clear();
            self.ways(state, row, best, &mut ways);
            // Habits only tell the ways of one hypothesis from each other.
            let usual = ways.iter().map(|way| way.habit).min().unwrap_or(0);
            for way in &ways {
                let cost = way.cost + way.habit - usual;
                if cost <= best + BOUND {
                    best = best.min(cost);
                    steps.push(Step { cost, state: index as u32, frame: way.frame });
                }
            }
        }
        steps.sort_by_key(|step| step.cost);
        steps
    }

    /// All ways on from one hypothesis, but for those that cost too much.
    fn ways(&self, state: &State, row: usize, best: Cost, ways: &mut Vec<Way>) {
        let (mut at, mut cost) = (state.top, state.cost + self.overreaching(state.top, row));
        let (mut left, mut ended) = (0, 0);
        while cost <= best + BOUND {
            let frame = &self.frames[at as usize];
            let habit = self.leaving(state, row, frame, left, ended);
            ways.push(Way { cost: cost + self.joining(state, frame, row), habit, frame: at });
            if frame.row == 0 {
                break;
            }
            cost += self.closing(state, frame, row) - self.overreach(frame, row);
            if frame.count > 0 && !self.is_known(state, frame) {
                if left == 0 {
                    ended = self.ending(frame, row);
                }
                left += 1;
            }
            at = frame.up;
        }
    }

    /// What it costs that the row is within an object whose struct ends before, by its other occurrences.
    fn overreach(&self, frame: &Frame, row: usize) -> Cost {
        let span = frame.row.checked_sub(1).map(|at| self.table.spans[at as usize]);
        if span.is_some_and(|span| span.reach as usize == row) { cost::OVERREACH } else { 0 }
    }

    /// The same for all open objects.
    fn overreaching(&self, top: u32, row: usize) -> Cost {
        let (mut at, mut sum) = (top, 0);
        while self.frames[at as usize].row > 0 {
            let frame = &self.frames[at as usize];
            sum += self.overreach(frame, row);
            at = frame.up;
        }
        sum
    }

    /// What it costs that the row ends so many objects that have fields, and goes on in this one.
    fn leaving(&self, state: &State, row: usize, frame: &Frame, left: Cost, ended: Cost) -> Cost {
        let item = &self.table.items[row];
        if left == 0 && self.is_begun(state, frame, item.name) {
            return 0;
        }
        if frame.count == 0 {
            let like_outer = frame.row > 0
                && !self.is_shown(item, frame)
                && self.frames[frame.up as usize].words.meet(item.words);
            let topic = match frame.row.checked_sub(1).map(|row| &self.table.items[row as usize]) {
                Some(parent) if !item.topics.is_empty() && !parent.topics.meet(&item.topics) => {
                    cost::UNRELATED_FIRST
                }
                _ => 0,
            };
            return topic + if like_outer { cost::LIKE_OUTER } else { 0 };
        }
        let habit = match (item.role, left) {
            (Role::Leaf, 0) if self.is_complete(frame) && frame.count == 1 && !self.is_shown(item, frame) => {
                cost::STAY_IN_FULL
            }
            (Role::Leaf, 0) if item.list => cost::STAY_LIST,
            (_, 0) => 0,
            (Role::Leaf, more) => cost::LEAVE + ended + (more - 1) * cost::LEAVE_MORE,
            (_, more) => cost::LEAVE_STRUCT + ended + (more - 1) * cost::LEAVE_MORE_STRUCT,
        };
        let habit = if left > 0 { habit + self.resuming(item, frame) } else { habit };
        habit + self.strange(item, frame, left)
    }

    /// How much more than usual it costs to go on in an object further out, by what it is.
    fn resuming(&self, item: &Item, frame: &Frame) -> Cost {
        let is_leaf = item.role == Role::Leaf;
        if self.is_shown(item, frame) {
            0
        } else if self.table.data.is_some_and(|data| frame.row == data + 1) {
            match (item.paging, is_leaf) {
                (true, _) => 0,
                (false, true) => cost::RESUME_DATA,
                (false, false) => cost::RESUME_DATA_STRUCT,
            }
        } else {
            let root = if frame.row == 0 { cost::RESUME_ROOT } else { 0 };
            let only = if frame.count == 1 && !is_leaf { cost::RESUME_ONLY } else { 0 };
            root + only
        }
    }

    /// How much more than usual it costs to end an object before the row, by what it has.
    fn ending(&self, frame: &Frame, row: usize) -> Cost {
        let is_leaf = self.table.items[row].role == Role::Leaf;
        let usual = match (frame.count, is_leaf) {
            (1, true) => cost::LEAVE_ONE,
            (1, false) => cost::LEAVE_ONE_STRUCT,
            (2, _) => cost::LEAVE_TWO,
            (3 | 4, _) => cost::LEAVE_FEW,
            _ => 0,
        };
        match frame.count {
            1 if is_leaf && self.is_complete(frame) => cost::LEAVE_ONE_IN_FULL,
            _ => usual,
        }
    }

    /// Whether the example shows all fields that the object has so far.
    fn is_complete(&self, frame: &Frame) -> bool {
        frame.node.is_some() && frame.taken == frame.count
    }

    /// What it costs that the row is unlike the fields beside it, in name and in what it speaks of.
    fn strange(&self, item: &Item, frame: &Frame, left: Cost) -> Cost {
        if self.is_shown(item, frame) {
            return 0;
        }
        // The last field of an object further out is the one that the row would end: it tells nothing.
        let last =
            frame.last.checked_sub(1).filter(|_| left == 0).map(|row| &self.table.items[row as usize].topics);
        let is_related = item.topics.is_empty()
            || frame.topics.meet(&item.topics)
            || last.is_some_and(|last| last.meet(&item.topics));
        let topic = match (is_related, left) {
            (true, _) => 0,
            (false, 0) => cost::UNRELATED,
            (false, _) => cost::UNRELATED_FURTHER_OUT,
        };
        if left == 0 && !frame.words.meet(item.words) { topic + cost::STRANGER } else { topic }
    }

    /// What it costs to make the row a field of an open object.
    fn joining(&self, state: &State, frame: &Frame, row: usize) -> Cost {
        let item = &self.table.items[row];
        let mut sum = self.orders(item, frame) + self.outer(item, frame, row);
        if self.facts.has(state.facts, used(frame.row, item.name)) {
            sum += cost::SAME_NAME;
        }
        if frame.count == 0 && frame.row > 0 && self.table.items[frame.row as usize - 1].role == Role::Map {
            sum += cost::MAP_WITH_ROWS;
        }
        sum + self.shown(item, frame)
            + self.awaited(state, item, frame, row)
            + self.deviating(state, item, frame)
            + self.estranged(state, item, frame)
            + self.nested_in_itself(item, frame)
    }

    /// What it costs that the last row of a name goes past an open object further out whose example awaits it.
    fn awaited(&self, state: &State, item: &Item, frame: &Frame, row: usize) -> Cost {
        let is_last = item.last_of_name == row as u32;
        if !is_last && self.is_shown(item, frame) {
            return 0;
        }
        let mut sum = 0;
        let mut outer = frame;
        while outer.row > 0 {
            outer = &self.frames[outer.up as usize];
            let awaits = outer.node.and_then(|node| self.table.example.key(node, item.name));
            if let Some(key) = awaits.filter(|_| !self.facts.has(state.facts, used(outer.row, item.name))) {
                sum += if is_last { self.extra_key(key.node) } else { self.skipped_key(key.node) };
            }
        }
        sum
    }

    /// What it costs that a row goes past an open object further out whose struct is known to have such a field.
    fn estranged(&self, state: &State, item: &Item, frame: &Frame) -> Cost {
        if frame.deviates || self.has_member(frame, item.name) || self.is_begun(state, frame, item.name) {
            return 0;
        }
        let mut outer = frame;
        while outer.row > 0 {
            outer = &self.frames[outer.up as usize];
            if self.has_member(outer, item.name) && !self.facts.has(state.facts, used(outer.row, item.name)) {
                return cost::ESTRANGED;
            }
        }
        0
    }

    /// How likely an object's example omits a row, in thousandths: one that omits many omits more.
    fn omission(&self, frame: &Frame) -> u32 {
        let omitted = frame.count.saturating_sub(frame.taken);
        self.table.omission.max(if omitted < 2 { 0 } else { 1000 * omitted / (frame.count + 1) })
    }

    /// What it costs that an object is within one of its own struct.
    fn nested_in_itself(&self, item: &Item, frame: &Frame) -> Cost {
        let Some(kind) = item.kind else { return 0 };
        let mut at = frame;
        while at.row > 0 {
            if self.table.items[at.row as usize - 1].kind == Some(kind) {
                return cost::NESTED_IN_ITSELF;
            }
            at = &self.frames[at.up as usize];
        }
        0
    }

    fn has_member(&self, frame: &Frame, name: u32) -> bool {
        let kind = frame.row.checked_sub(1).and_then(|row| self.table.items[row as usize].kind);
        kind.is_some_and(|kind| self.table.is_member(kind, name))
    }

    /// What it costs that an object gets a field that objects of its struct do not have there.
    fn deviating(&self, state: &State, item: &Item, frame: &Frame) -> Cost {
        let depth = Cost::from(frame.depth.saturating_sub(cost::SHALLOW)) * cost::DEPTH;
        let Some(parent) = frame.row.checked_sub(1).map(|row| &self.table.items[row as usize]) else {
            return depth;
        };
        let Some(kind) = parent.kind.filter(|_| !frame.deviates) else { return depth };
        let fields = sign(frame.fields, item.name);
        let in_table = self.facts.has(state.facts, named(kind));
        if in_table && self.facts.has(state.facts, begun(kind, fields)) {
            return 0;
        }
        match (in_table, self.table.begins_in_book(kind, fields)) {
            (true, _) => depth + cost::OTHER_LIST,
            (false, Some(false)) => depth + cost::UNKNOWN_LIST,
            (false, Some(true)) => 0,
            _ => depth,
        }
    }

    /// What page and person say about the place.
    fn orders(&self, item: &Item, frame: &Frame) -> Cost {
        let against_level = item.level.is_some_and(|level| level != frame.depth);
        let against_pin = item.pin.is_some_and(|parent| parent != frame.row);
        if against_level || against_pin { cost::AGAINST_ORDER } else { 0 }
    }

    /// In a response, everything is in `data` but for the members around it, what is needed
    /// for paging in it directly.
    fn outer(&self, item: &Item, frame: &Frame, row: usize) -> Cost {
        let Some(data) = self.table.data.filter(|data| row as u32 > *data) else { return 0 };
        if frame.row == 0 {
            return if item.outer { cost::LATE_OUTER } else { cost::BESIDE_DATA };
        }
        let is_elsewhere = item.paging && frame.row != data + 1 && !self.is_shown(item, frame);
        if is_elsewhere { cost::PAGING_ELSEWHERE } else { 0 }
    }

    /// Whether the example shows the row in this object.
    fn is_shown(&self, item: &Item, frame: &Frame) -> bool {
        frame.node.is_some_and(|node| self.table.example.key(node, item.name).is_some())
    }

    /// What the example says about the place.
    fn shown(&self, item: &Item, frame: &Frame) -> Cost {
        let Some(node) = frame.node else { return 0 };
        let seen = self.table.example.seen(node);
        let Some(key) = self.table.example.key(node, item.name) else {
            return match (seen.object, seen.scalar) {
                (true, _) => cost::surprise(self.omission(frame)),
                (false, true) => cost::OTHER_KIND,
                (false, false) => 0,
            };
        };
        let mut sum = cost::SHOWN;
        if item.role == Role::Leaf && self.table.example.seen(key.node).object {
            sum += cost::OTHER_KIND;
        }
        if key.rank < frame.last_rank && !seen.sorted {
            sum += cost::OUT_OF_ORDER;
        }
        sum
    }

    /// What it costs that an object ends before `row`.
    fn closing(&self, state: &State, frame: &Frame, row: usize) -> Cost {
        let item = &self.table.items[frame.row as usize - 1];
        let mut sum = if frame.count == 0 {
            self.childless(item, frame, row)
        } else {
            self.unclaimed(state, frame, row)
        };
        if item.open_until as usize >= row && item.open_until > 0 {
            sum += cost::AGAINST_ORDER;
        }
        let Some(kind) = item.kind else { return sum };
        if frame.count > 0
            && row < self.table.spans[frame.row as usize - 1].core as usize
            && !self.is_known(state, frame)
        {
            sum += cost::EARLY_END;
        }
        if frame.deviates {
            return sum;
        }
        let in_table = self.facts.has(state.facts, named(kind));
        let known = self.table.in_book(kind, frame.fields);
        if frame.count == 0 && self.facts.has(state.facts, CHILDLESS) {
            sum -= sum.min(cost::CHILDLESS_AGAIN);
        }
        if in_table && self.facts.has(state.facts, listed(kind, frame.fields)) || known == Some(true) {
            // A struct that has no fields elsewhere needs no further excuse.
            let excused = frame.count == 0;
            return if excused { cost::KNOWN_LIST } else { sum + cost::KNOWN_LIST };
        }
        match (in_table, known) {
            (true, _) => sum + cost::OTHER_LIST,
            (false, Some(false)) => sum + cost::UNKNOWN_LIST,
            _ => sum,
        }
    }

    /// Whether objects of this struct are known to go on with this field.
    fn is_begun(&self, state: &State, frame: &Frame, name: u32) -> bool {
        let kind = frame.row.checked_sub(1).and_then(|row| self.table.items[row as usize].kind);
        kind.filter(|_| !frame.deviates).is_some_and(|kind| {
            let fields = sign(frame.fields, name);
            self.facts.has(state.facts, named(kind)) && self.facts.has(state.facts, begun(kind, fields))
                || self.table.begins_in_book(kind, fields) == Some(true)
        })
    }

    /// Whether objects of this struct are known to have just these fields.
    fn is_known(&self, state: &State, frame: &Frame) -> bool {
        let kind = frame.row.checked_sub(1).and_then(|row| self.table.items[row as usize].kind);
        kind.is_some_and(|kind| {
            self.facts.has(state.facts, listed(kind, frame.fields))
                || self.table.in_book(kind, frame.fields) == Some(true)
        })
    }

    fn childless(&self, item: &Item, frame: &Frame, row: usize) -> Cost {
        let seen = frame.node.map(|node| self.table.example.seen(node));
        match (item.role, seen) {
            (_, Some(seen)) if seen.object && seen.known == 0 => cost::CHILDLESS_OPAQUE,
            (_, Some(seen)) if seen.object => cost::CHILDLESS_OBJECT + self.still_awaited(None, frame, row),
            (_, Some(seen)) if seen.scalar => cost::CHILDLESS_EXCUSED,
            (Role::Map | Role::Leaf, _) => 0,
            (_, Some(seen)) if seen.empty || seen.list => cost::CHILDLESS_EMPTY,
            (Role::Open, _) => cost::CHILDLESS_EMPTY,
            _ => cost::CHILDLESS,
        }
    }

    /// Keys of the example that found no row.
    fn unclaimed(&self, state: &State, frame: &Frame, row: usize) -> Cost {
        let Some(node) = frame.node else { return 0 };
        if self.table.example.seen(node).known <= frame.taken {
            return 0;
        }
        self.still_awaited(Some(state), frame, row)
    }

    /// What it costs that rows from here on could have taken keys of the object's example, and will not. Keys that no such row
    /// is named after were accounted for when the last row of that name went elsewhere.
    fn still_awaited(&self, state: Option<&State>, frame: &Frame, row: usize) -> Cost {
        let Some(node) = frame.node else { return 0 };
        let names = self.table.example.names(node).iter();
        let open = names.filter(|name| {
            self.table.last_rows[**name as usize] as usize >= row
                && state.is_none_or(|state| !self.facts.has(state.facts, used(frame.row, **name)))
        });
        let keys = open.filter_map(|name| self.table.example.key(node, *name)).take(8);
        keys.map(|key| self.extra_key(key.node)).sum::<Cost>().min(cost::EXTRA_KEYS)
    }

    /// What it costs that a row of the key's name is not it.
    fn skipped_key(&self, node: NodeId) -> Cost {
        cost::SKIPPED_KEY + self.table.example.seen(node).below.min(10) as Cost * cost::SKIPPED_BELOW
    }

    /// What it costs that a key of the example finds no row.
    fn extra_key(&self, node: NodeId) -> Cost {
        let below = self.table.example.seen(node).below.min(20) as Cost;
        cost::EXTRA_KEY + below * cost::EXTRA_BELOW
    }

    /// Carries a step out.
    fn take(&mut self, state: State, step: Step, row: usize) -> State {
        let item = self.table.items[row];
        let (mut facts, mut known, mut at) = (state.facts, state.known, state.top);
        while at != step.frame {
            let frame = self.frames[at as usize];
            if let Some(kind) = self.table.items[frame.row as usize - 1].kind {
                let habit = if frame.count == 0 { CHILDLESS } else { named(kind) };
                for fact in [named(kind), listed(kind, frame.fields), habit] {
                    if !self.facts.has(facts, fact) {
                        facts = self.facts.with(facts, fact);
                        known ^= fact;
                    }
                }
            }
            at = frame.up;
        }
        let parent = self.frames[step.frame as usize];
        facts = self.facts.with(facts, used(parent.row, item.name));
        let (parent, facts) = self.list_field(
            parent,
            facts,
            &mut known,
            &item,
            self.deviating(&state, &item, &parent) >= cost::UNKNOWN_LIST,
        );
        let top = self.join(parent, &item, row);
        self.choices.push(Choice { row: row as u32, parent: parent.row, before: state.last });
        let last = self.choices.len() as u32 - 1;
        State { cost: step.cost, top, facts, known, last, contested: state.contested }
    }

    /// Notes that objects of the parent's struct may begin like this.
    fn list_field(
        &mut self,
        parent: Frame,
        facts: Version,
        known: &mut u64,
        item: &Item,
        deviates: bool,
    ) -> (Frame, Version) {
        let kind = parent.row.checked_sub(1).and_then(|row| self.table.items[row as usize].kind);
        let Some(kind) = kind else { return (parent, facts) };
        let fact = begun(kind, sign(parent.fields, item.name));
        if !self.facts.has(facts, fact) {
            *known ^= fact;
        }
        (Frame { deviates: parent.deviates || deviates, ..parent }, self.facts.with(facts, fact))
    }

    /// Makes the row a field of an open object, and opens the row if it can have fields. Gives the new top.
    fn join(&mut self, parent: Frame, item: &Item, row: usize) -> u32 {
        let key = parent.node.and_then(|node| self.table.example.key(node, item.name));
        let fields = sign(parent.fields, item.name);
        let base = self.frames[parent.up as usize].stack;
        let base = if parent.row == 0 { 0 } else { base };
        let grown = Frame {
            fields,
            words: parent.words.with(item.words),
            topics: parent
                .last
                .checked_sub(1)
                .map_or(parent.topics, |last| parent.topics.with(&self.table.items[last as usize].topics)),
            last: row as u32 + 1,
            count: parent.count + 1,
            taken: parent.taken + u32::from(key.is_some()),
            last_rank: key.map_or(parent.last_rank, |key| parent.last_rank.max(key.rank)),
            stack: mix(base, mix(u64::from(parent.row), fields)),
            ..parent
        };
        self.frames.push(grown);
        let at = self.frames.len() as u32 - 1;
        if item.role == Role::Leaf || grown.depth >= MAX_DEPTH {
            return at;
        }
        let (row, depth) = (row as u32 + 1, grown.depth + 1);
        let stack = mix(grown.stack, mix(u64::from(row), NO_FIELDS));
        let (node, words) = (key.map(|key| key.node), item.words);
        self.frames.push(Frame {
            row,
            up: at,
            depth,
            node,
            last_rank: 0,
            taken: 0,
            count: 0,
            fields: NO_FIELDS,
            words,
            topics: Topics::NONE,
            last: 0,
            deviates: false,
            stack,
        });
        at + 1
    }

    /// Notes, with a hypothesis that is kept, where one that is given up differs from it.
    fn contest(&mut self, kept: usize, other: State) {
        let Some(state) = self.states.get(kept).copied() else { return };
        let mut contested = state.contested;
        for (row, parent) in self.differences(state.last, other.last) {
            let rival = Rival { margin: other.cost - state.cost, parent };
            self.contests.push(Contest { row, rival, before: contested });
            contested = self.contests.len() as u32 - 1;
        }
        self.states[kept].contested = contested;
    }

    /// The rows that two hypotheses place differently, with the second's parent.
    fn differences(&self, mut one: u32, mut other: u32) -> Vec<(u32, u32)> {
        let mut rows = Vec::new();
        for _ in 0..LOOK_BACK {
            if one == other {
                break;
            }
            let (a, b) = (self.choices[one as usize], self.choices[other as usize]);
            if a.parent != b.parent {
                rows.push((a.row, b.parent));
            }
            (one, other) = (a.before, b.before);
        }
        rows
    }

    /// What each row of the cheapest tree added (for the laboratory).
    pub(super) fn trace(table: &'a Table) -> Vec<Cost> {
        let mut search = Self::new(table);
        let mut costs = Vec::new();
        for row in 0..table.items.len() {
            search.place(row, 1);
            costs.push(search.states[0].cost);
        }
        let state = search.states[0];
        let mut at = state.top;
        let mut cost = state.cost;
        while search.frames[at as usize].row > 0 {
            let frame = search.frames[at as usize];
            cost += search.closing(&state, &frame, table.items.len());
            at = frame.up;
        }
        cost += search.unclaimed(&state, &search.frames[at as usize], table.items.len());
        costs.push(cost);
        costs
    }

    /// Ends all objects and reads the best hypothesis out.
    fn finish(mut self) -> Found {
        let rows = self.table.items.len();
        for index in 0..self.states.len() {
            let state = self.states[index];
            let mut at = state.top;
            while self.frames[at as usize].row > 0 {
                let frame = self.frames[at as usize];
                self.states[index].cost += self.closing(&state, &frame, rows);
                at = frame.up;
            }
            self.states[index].cost += self.unclaimed(&state, &self.frames[at as usize], rows);
        }
        let mut states = std::mem::take(&mut self.states);
        states.sort_by_key(|state| state.cost);
        let Some(best) = states.first().copied() else {
            return Found { parents: vec![0; rows], rivals: vec![None; rows] };
        };
        self.states.push(best);
        for other in states.iter().skip(1) {
            self.contest(0, *other);
        }
        self.read(self.states[0])
    }

    fn read(&self, best: State) -> Found {
        let rows = self.table.items.len();
        let mut found = Found { parents: vec![0; rows], rivals: vec![None; rows] };
        let mut at = best.last;
        while at != 0 {
            let choice = self.choices[at as usize];
            found.parents[choice.row as usize] = choice.parent;
            at = choice.before;
        }
        let mut at = best.contested;
        while at != 0 {
            let contest = self.contests[at as usize];
            let rival = &mut found.rivals[contest.row as usize];
            if rival.is_none_or(|known| contest.rival.margin <= known.margin) {
                *rival = Some(contest.rival);
            }
            at = contest.before;
        }
        found
    }
}

/// The fact that an object has a field of this name.
fn used(row: u32, name: u32) -> u64 {
    mix(1 + (u64::from(row) << 2), u64::from(name))
}

/// The fact that a struct occurred.
fn named(kind: u32) -> u64 {
    mix(2, u64::from(kind))
}

/// The fact that an object of a struct began with these fields.
fn begun(kind: u32, fields: u64) -> u64 {
    mix(mix(5, u64::from(kind)), fields)
}

/// The fact that a struct occurred with these fields.
fn listed(kind: u32, fields: u64) -> u64 {
    mix(mix(3, u64::from(kind)), fields)
}

/// The fact that some struct had no fields.
const CHILDLESS: u64 = 0xc41d_1e55;
