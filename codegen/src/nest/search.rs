//! The search for the likeliest tree: a beam over stacks of open objects.

use super::cost::{self, Cost};
use super::example::{self, NodeId};
use super::facts::{Facts, Version, mix};
use super::table::{Item, NO_FIELDS, Role, Table, sign};

/// Hypotheses dearer than the best by more than this are given up.
const BOUND: Cost = 32_000;
/// At most so many hypotheses at a time …
const BEAM: usize = 400;
/// … and at most so many steps in all, so that a huge table costs no more than its length.
const STEPS: usize = 1_200_000;
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
    let beam = (STEPS / table.items.len().max(1)).clamp(4, BEAM);
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
        let mut best = Cost::MAX - BOUND;
        for (index, state) in self.states.iter().enumerate() {
            let (mut at, mut cost, mut left, mut small) = (state.top, state.cost, 0, false);
            loop {
                let frame = &self.frames[at as usize];
                let total = cost + self.leaving(row, frame, left, small) + self.joining(state, frame, row);
                if total <= best + BOUND {
                    best = best.min(total);
                    steps.push(Step { cost: total, state: index as u32, frame: at });
                }
                if frame.row == 0 {
                    break;
                }
                cost += self.closing(state, frame, row);
                if frame.count > 0 && !self.is_known(state, frame) {
                    small |= left == 0 && frame.count == 1;
                    left += 1;
                }
                at = frame.up;
                if cost > best + BOUND {
                    break;
                }
            }
        }
        steps.sort_by_key(|step| step.cost);
        steps
    }

    /// What it costs that the row ends so many objects that have fields, and goes on in this one.
    fn leaving(&self, row: usize, frame: &Frame, left: Cost, small: bool) -> Cost {
        let lone = if small { cost::LEAVE_LONE } else { 0 };
        match (self.table.items[row].role, left) {
            (_, 0) if frame.count == 0 => 0,
            (Role::Leaf, 0) => cost::STAY,
            (Role::Leaf, more) => cost::LEAVE + lone + (more - 1) * cost::LEAVE_MORE,
            (_, 0) => cost::STAY_STRUCT,
            (_, more) => cost::LEAVE_STRUCT + lone + (more - 1) * cost::LEAVE_MORE_STRUCT,
        }
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
    }

    /// What it costs that the last row of a name goes past an open object further out whose example awaits it.
    fn awaited(&self, state: &State, item: &Item, frame: &Frame, row: usize) -> Cost {
        if item.last_of_name != row as u32 {
            return 0;
        }
        let mut sum = 0;
        let mut outer = frame;
        while outer.row > 0 {
            outer = &self.frames[outer.up as usize];
            let awaits = outer.node.and_then(|node| self.table.example.key(node, item.name));
            if let Some(key) = awaits.filter(|_| !self.facts.has(state.facts, used(outer.row, item.name))) {
                sum += self.extra_key(key.node);
            }
        }
        sum
    }

    /// What it costs that a row goes past an open object further out whose struct is known to have such a field.
    fn estranged(&self, state: &State, item: &Item, frame: &Frame) -> Cost {
        if self.has_member(frame, item.name) {
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

    /// In a response, everything is in `data` but for the members around it.
    fn outer(&self, item: &Item, frame: &Frame, row: usize) -> Cost {
        match self.table.data {
            Some(data) if frame.row == 0 && row as u32 > data => {
                if item.outer {
                    cost::LATE_OUTER
                } else {
                    cost::BESIDE_DATA
                }
            }
            _ => 0,
        }
    }

    /// What the example says about the place.
    fn shown(&self, item: &Item, frame: &Frame) -> Cost {
        let Some(node) = frame.node else { return 0 };
        let seen = self.table.example.seen(node);
        let Some(key) = self.table.example.key(node, item.name) else {
            return match (seen.object, seen.scalar) {
                (true, _) => self.table.omitted,
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
        if frame.deviates {
            return sum;
        }
        let in_table = self.facts.has(state.facts, named(kind));
        let known = self.table.in_book(kind, frame.fields);
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
                for fact in [named(kind), listed(kind, frame.fields)] {
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
            self.deviating(&state, &item, &parent) > 2000 * 2,
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
        let node = key.map(|key| key.node);
        self.frames.push(Frame {
            row,
            up: at,
            depth,
            node,
            last_rank: 0,
            taken: 0,
            count: 0,
            fields: NO_FIELDS,
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
