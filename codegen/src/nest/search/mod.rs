//! The search for the likeliest tree: a beam over hypotheses, each a stack of open objects.

pub(in crate::nest) mod frames;
pub(in crate::nest) mod persistent_set;
pub(in crate::nest) mod provenance;

use crate::nest::cost::prior::Left;
use crate::nest::cost::weights::Cost;
use crate::nest::input::table::Table;
use crate::nest::search::frames::{Frames, Known};
use crate::nest::search::persistent_set::mix;

/// Hypotheses dearer than the best by more than this are given up.
const BOUND: Cost = 16_000;
/// At most so many hypotheses at a time …
const BEAM: usize = 48;
/// … fewer in large tables, so that all tables take about this many steps …
const STEPS: usize = 6_000;
/// … but never fewer than this.
const NARROW: usize = 8;
/// So many hypotheses with the same open objects at a time: variants of what has ended must not crowd out the others.
const ALIKE: usize = 2;
/// So many rows back two hypotheses are compared.
const LOOK_BACK: usize = 512;

/// The tree found, and what nearly was.
pub(in crate::nest) struct Found {
    /// By row: the parent's row + 1; 0 is the root.
    pub(in crate::nest) parents: Vec<u32>,
    /// By row: the closest tree that has the row elsewhere.
    pub(in crate::nest) rivals: Vec<Option<Rival>>,
}

/// Another place of a row.
#[derive(Clone, Copy, Debug)]
pub(in crate::nest) struct Rival {
    /// How much dearer that tree is.
    pub(in crate::nest) margin: Cost,
    /// Where the row is in it.
    pub(in crate::nest) parent: u32,
}

/// A hypothesis about all rows so far.
#[derive(Clone, Copy)]
struct State {
    cost: Cost,
    top: u32,
    known: Known,
    /// The last of its choices.
    choice: u32,
    /// The last of its contests.
    contest: u32,
}

/// The parent of one row, in one hypothesis.
#[derive(Clone, Copy, Default)]
struct Choice {
    row: u32,
    parent: u32,
    before: u32,
}

/// A row that a rival hypothesis, just as good from some row on, has elsewhere.
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

struct Search<'a> {
    stacks: Frames<'a>,
    states: Vec<State>,
    choices: Vec<Choice>,
    contests: Vec<Contest>,
}

/// Finds the cheapest tree.
pub(in crate::nest) fn search(table: &Table) -> Found {
    let mut search = Search::new(table);
    let beam = (STEPS / table.items.len().max(1)).clamp(NARROW, BEAM);
    for row in 0..table.items.len() {
        search.place(row, beam);
    }
    search.finish()
}

impl<'a> Search<'a> {
    fn new(table: &'a Table) -> Self {
        let nobody = Contest { row: 0, rival: Rival { margin: 0, parent: 0 }, before: 0 };
        Self {
            stacks: Frames::new(table),
            states: vec![State { cost: 0, top: 0, known: Known::default(), choice: 0, contest: 0 }],
            // The first of each stands for "no more".
            choices: vec![Choice::default()],
            contests: vec![nobody],
        }
    }

    /// Takes all hypotheses one row further.
    fn place(&mut self, row: usize, beam: usize) {
        let steps = self.steps(row);
        let limit = steps.first().map_or(0, |step| step.cost).saturating_add(BOUND);
        let before = std::mem::take(&mut self.states);
        let mut seen: Vec<(u64, u64)> = Vec::with_capacity(beam);
        for step in steps.iter().take_while(|step| step.cost <= limit).take(4 * beam) {
            let state = self.take(before[step.state as usize], *step, row);
            let top = self.stacks.frame(state.top);
            let future = (top.rows, mix(top.stack, state.known.structs));
            let twin = seen.iter().position(|other| *other == future);
            let mut alike =
                seen.iter().enumerate().filter(|(_, other)| other.0 == future.0).map(|(at, _)| at);
            // Twins are the same from here on, so the cheaper one goes on.
            match (twin, alike.next(), alike.count() + 1 >= ALIKE) {
                (Some(twin), ..) => self.contest(twin, state),
                (None, Some(first), true) => self.contest(first, state),
                _ if seen.len() < beam => {
                    seen.push(future);
                    self.states.push(state);
                }
                _ => self.contest(0, state),
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
            // Habits only rank the ways of one hypothesis.
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
        let stacks = &self.stacks;
        let mut at = state.top;
        let mut ending = state.cost + stacks.overreaching(at, row);
        let mut left = Left::default();
        while ending <= best + BOUND {
            let frame = stacks.frame(at);
            let cost = ending + stacks.joining(&state.known, frame, row);
            ways.push(Way { cost, habit: stacks.habit(&state.known, frame, left, row), frame: at });
            if frame.row == 0 {
                break;
            }
            ending += stacks.ending(&state.known, frame, row) - stacks.overreach(frame, row);
            stacks.leave(&state.known, &mut left, frame, row);
            at = frame.up;
        }
    }

    /// Carries a step out.
    fn take(&mut self, state: State, step: Step, row: usize) -> State {
        let mut known = state.known;
        let parent = self.stacks.frame(step.frame).row;
        let top = self.stacks.step(&mut known, state.top, step.frame, row);
        self.choices.push(Choice { row: row as u32, parent, before: state.choice });
        State { cost: step.cost, top, known, choice: self.choices.len() as u32 - 1, contest: state.contest }
    }

    /// Notes, with a hypothesis that is kept, where one that is given up differs from it.
    fn contest(&mut self, kept: usize, other: State) {
        let Some(mut state) = self.states.get(kept).copied() else { return };
        let (mut one, mut two) = (state.choice, other.choice);
        for _ in 0..LOOK_BACK {
            if one == two {
                break;
            }
            let (mine, yours) = (self.choices[one as usize], self.choices[two as usize]);
            if mine.parent != yours.parent {
                let rival = Rival { margin: other.cost - state.cost, parent: yours.parent };
                self.contests.push(Contest { row: mine.row, rival, before: state.contest });
                state.contest = self.contests.len() as u32 - 1;
            }
            (one, two) = (mine.before, yours.before);
        }
        self.states[kept] = state;
    }

    /// Ends all objects and reads the best hypothesis out.
    fn finish(mut self) -> Found {
        let mut states = std::mem::take(&mut self.states);
        for state in &mut states {
            state.cost += self.stacks.ending_all(&state.known, state.top);
        }
        states.sort_by_key(|state| state.cost);
        self.states.extend(states.first());
        for other in states.iter().skip(1) {
            self.contest(0, *other);
        }
        self.read()
    }

    fn read(&self) -> Found {
        let rows = self.stacks.table.items.len();
        let mut found = Found { parents: vec![0; rows], rivals: vec![None; rows] };
        let Some(best) = self.states.first() else { return found };
        let mut at = best.choice;
        while at != 0 {
            let choice = self.choices[at as usize];
            found.parents[choice.row as usize] = choice.parent;
            at = choice.before;
        }
        let mut at = best.contest;
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
