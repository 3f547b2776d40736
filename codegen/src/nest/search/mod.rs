//! The search for the likeliest tree: a beam over hypotheses, each a stack of open objects.

pub(in crate::nest) mod frames;
pub(in crate::nest) mod persistent_set;
pub(in crate::nest) mod provenance;

use crate::nest::cost::prior::EndedObjects;
use crate::nest::cost::weights::Cost;
use crate::nest::input::table::PreparedTable;
use crate::nest::search::frames::{Frames, KnownFacts};
use crate::nest::search::persistent_set::mix;

/// Hypotheses that cost this much more than the best are dropped.
const BOUND: Cost = 16_000;
/// The maximum number of hypotheses …
const BEAM: usize = 48;
/// … which is smaller in large tables, so that all tables take about this number of steps …
const STEPS: usize = 6_000;
/// … but never fewer than this.
const NARROW: usize = 8;
/// The maximum number of hypotheses with the same open objects, so that variants of closed objects do not crowd out the
/// others.
const ALIKE: usize = 2;
/// The number of rows for which two hypotheses are compared.
const LOOK_BACK: usize = 512;

/// The best tree and its closest rivals.
pub(in crate::nest) struct BestTree {
    /// By row: the parent's row + 1; 0 is the root.
    pub(in crate::nest) parents: Vec<u32>,
    /// By row: the closest tree that has the row elsewhere.
    pub(in crate::nest) rivals: Vec<Option<Rival>>,
}

/// Another place of a row.
#[derive(Clone, Copy, Debug)]
pub(in crate::nest) struct Rival {
    /// The extra cost of that tree.
    pub(in crate::nest) margin: Cost,
    /// The row's parent in that tree.
    pub(in crate::nest) parent: u32,
}

/// A hypothesis about all rows so far.
#[derive(Clone, Copy)]
struct Hypothesis {
    cost: Cost,
    top: u32,
    known: KnownFacts,
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

/// A possible step, before it is compared with those of the other hypotheses.
struct Candidate {
    cost: Cost,
    prior: Cost,
    frame: u32,
}

/// A step from a hypothesis: the row becomes a field of the frame's object.
#[derive(Clone, Copy)]
struct Step {
    cost: Cost,
    hypothesis: u32,
    frame: u32,
}

struct Search<'a> {
    frames: Frames<'a>,
    hypotheses: Vec<Hypothesis>,
    choices: Vec<Choice>,
    contests: Vec<Contest>,
}

/// Finds the cheapest tree.
pub(in crate::nest) fn search(table: &PreparedTable) -> BestTree {
    let mut search = Search::new(table);
    let beam = (STEPS / table.items.len().max(1)).clamp(NARROW, BEAM);
    for row in 0..table.items.len() {
        search.place(row, beam);
    }
    search.finish()
}

impl<'a> Search<'a> {
    fn new(table: &'a PreparedTable) -> Self {
        let nobody = Contest { row: 0, rival: Rival { margin: 0, parent: 0 }, before: 0 };
        Self {
            frames: Frames::new(table),
            hypotheses: vec![Hypothesis {
                cost: 0,
                top: 0,
                known: KnownFacts::default(),
                choice: 0,
                contest: 0,
            }],
            // Index 0 of each means "none".
            choices: vec![Choice::default()],
            contests: vec![nobody],
        }
    }

    /// Extends all hypotheses by one row.
    fn place(&mut self, row: usize, beam: usize) {
        let steps = self.steps(row);
        let limit = steps.first().map_or(0, |step| step.cost).saturating_add(BOUND);
        let before = std::mem::take(&mut self.hypotheses);
        let mut seen: Vec<(u64, u64)> = Vec::with_capacity(beam);
        for step in steps.iter().take_while(|step| step.cost <= limit).take(4 * beam) {
            let hypothesis = self.take(before[step.hypothesis as usize], *step, row);
            let top = self.frames.frame(hypothesis.top);
            let future = (top.rows, mix(top.stack, hypothesis.known.structs));
            let twin = seen.iter().position(|other| *other == future);
            let mut alike =
                seen.iter().enumerate().filter(|(_, other)| other.0 == future.0).map(|(at, _)| at);
            // Hypotheses with the same future: the cheaper one is kept.
            match (twin, alike.next(), alike.count() + 1 >= ALIKE) {
                (Some(twin), ..) => self.contest(twin, hypothesis),
                (None, Some(first), true) => self.contest(first, hypothesis),
                _ if seen.len() < beam => {
                    seen.push(future);
                    self.hypotheses.push(hypothesis);
                }
                _ => self.contest(0, hypothesis),
            }
        }
    }

    /// All steps that place a row, cheapest first.
    fn steps(&self, row: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut best = Cost::MAX - BOUND;
        for (index, hypothesis) in self.hypotheses.iter().enumerate() {
            candidates.clear();
            self.candidates(hypothesis, row, best, &mut candidates);
            // The prior only ranks the steps of one hypothesis.
            let usual = candidates.iter().map(|candidate| candidate.prior).min().unwrap_or(0);
            for candidate in &candidates {
                let cost = candidate.cost + candidate.prior - usual;
                if cost <= best + BOUND {
                    best = best.min(cost);
                    steps.push(Step { cost, hypothesis: index as u32, frame: candidate.frame });
                }
            }
        }
        steps.sort_by_key(|step| step.cost);
        steps
    }

    /// All steps from one hypothesis, except for those that cost too much.
    fn candidates(&self, hypothesis: &Hypothesis, row: usize, best: Cost, candidates: &mut Vec<Candidate>) {
        let frames = &self.frames;
        let mut index = hypothesis.top;
        let mut ending_cost = hypothesis.cost + frames.overreaching(index, row);
        let mut ended = EndedObjects::default();
        while ending_cost <= best + BOUND {
            let frame = frames.frame(index);
            let cost = ending_cost + frames.joining(&hypothesis.known, frame, row);
            candidates.push(Candidate {
                cost,
                prior: frames.prior(&hypothesis.known, frame, ended, row),
                frame: index,
            });
            if frame.row == 0 {
                break;
            }
            ending_cost += frames.ending(&hypothesis.known, frame, row) - frames.overreach(frame, row);
            frames.leave(&hypothesis.known, &mut ended, frame, row);
            index = frame.up;
        }
    }

    /// The hypothesis after a step.
    fn take(&mut self, hypothesis: Hypothesis, step: Step, row: usize) -> Hypothesis {
        let mut known = hypothesis.known;
        let parent = self.frames.frame(step.frame).row;
        let top = self.frames.step(&mut known, hypothesis.top, step.frame, row);
        self.choices.push(Choice { row: row as u32, parent, before: hypothesis.choice });
        Hypothesis {
            cost: step.cost,
            top,
            known,
            choice: self.choices.len() as u32 - 1,
            contest: hypothesis.contest,
        }
    }

    /// Records in a kept hypothesis where a dropped one differs from it.
    fn contest(&mut self, kept: usize, other: Hypothesis) {
        let Some(mut hypothesis) = self.hypotheses.get(kept).copied() else { return };
        let (mut ours, mut theirs) = (hypothesis.choice, other.choice);
        for _ in 0..LOOK_BACK {
            if ours == theirs {
                break;
            }
            let (our, their) = (self.choices[ours as usize], self.choices[theirs as usize]);
            if our.parent != their.parent {
                let rival = Rival { margin: other.cost - hypothesis.cost, parent: their.parent };
                self.contests.push(Contest { row: our.row, rival, before: hypothesis.contest });
                hypothesis.contest = self.contests.len() as u32 - 1;
            }
            (ours, theirs) = (our.before, their.before);
        }
        self.hypotheses[kept] = hypothesis;
    }

    /// Ends all objects and returns the best tree.
    fn finish(mut self) -> BestTree {
        let mut hypotheses = std::mem::take(&mut self.hypotheses);
        for hypothesis in &mut hypotheses {
            hypothesis.cost += self.frames.ending_all(&hypothesis.known, hypothesis.top);
        }
        hypotheses.sort_by_key(|hypothesis| hypothesis.cost);
        self.hypotheses.extend(hypotheses.first());
        for other in hypotheses.iter().skip(1) {
            self.contest(0, *other);
        }
        self.read()
    }

    fn read(&self) -> BestTree {
        let rows = self.frames.table.items.len();
        let mut tree = BestTree { parents: vec![0; rows], rivals: vec![None; rows] };
        let Some(best) = self.hypotheses.first() else { return tree };
        let mut index = best.choice;
        while index != 0 {
            let choice = self.choices[index as usize];
            tree.parents[choice.row as usize] = choice.parent;
            index = choice.before;
        }
        let mut index = best.contest;
        while index != 0 {
            let contest = self.contests[index as usize];
            let rival = &mut tree.rivals[contest.row as usize];
            if rival.is_none_or(|known| contest.rival.margin <= known.margin) {
                *rival = Some(contest.rival);
            }
            index = contest.before;
        }
        tree
    }
}
