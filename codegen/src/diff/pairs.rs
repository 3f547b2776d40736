//! Matches the rows of the old and the new page.
//!
//! FlatRows with the same name under the same row match. Of the rest, sufficiently similar rows match, most similar first:
//! *renamed* under the same row, *moved* under another one. A row can only move between rows that are on both pages;
//! rows that disappear or appear with their parent are removed or added.

use std::collections::HashMap;

use super::likeness::{self, ALIKE};
use super::report::Section;
use super::rows::{FlatRow, FlatRows};

/// How a row of the new page matches one of the old page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum How {
    /// By name and place.
    Same,
    /// With another name.
    Renamed,
    /// At another place.
    Moved,
}

/// The matched rows.
#[derive(Debug)]
pub(super) struct Pairs {
    /// For each new row, the old one.
    pub old_of: Vec<Option<(usize, How)>>,
    /// For each old row, the new one.
    pub new_of: Vec<Option<usize>>,
}

/// A possible match.
struct Candidate {
    likeness: f32,
    old: usize,
    new: usize,
    how: How,
}

impl Pairs {
    pub fn new(old: &FlatRows<'_>, new: &FlatRows<'_>) -> Self {
        let mut pairs = Pairs { old_of: vec![None; new.all.len()], new_of: vec![None; old.all.len()] };
        for section in Section::TABLES {
            pairs.match_names(old, new, &old.roots(section), &new.roots(section));
        }
        // A match can make further matches below it possible.
        while pairs.take_likest(old, new) {}
        pairs
    }

    /// Matches the remaining rows, most similar first, then in page order. Returns whether there was a match.
    fn take_likest(&mut self, old: &FlatRows<'_>, new: &FlatRows<'_>) -> bool {
        let mut candidates = self.candidates(old, new);
        candidates
            .sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then((a.old, a.new).cmp(&(b.old, b.new))));
        let any = !candidates.is_empty();
        for Candidate { old: from, new: to, how, .. } in candidates {
            // An earlier match may have matched its members as well.
            if self.new_of[from].is_none() && self.old_of[to].is_none() {
                self.join(old, new, from, to, how);
            }
        }
        any
    }

    /// The pairs of similar rows without a match.
    fn candidates(&self, old: &FlatRows<'_>, new: &FlatRows<'_>) -> Vec<Candidate> {
        let mut news: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut beside: HashMap<(Section, Option<usize>), Vec<usize>> = HashMap::new();
        for to in (0..new.all.len()).filter(|to| self.old_of[*to].is_none()) {
            let row = &new.all[to];
            news.entry(&row.field.name).or_default().push(to);
            beside.entry((row.section, row.parent)).or_default().push(to);
        }
        let mut found = Vec::new();
        for from in (0..old.all.len()).filter(|from| self.new_of[*from].is_none()) {
            let row = &old.all[from];
            let above = row.parent.map(|parent| self.new_of[parent]);
            let beside = match above {
                None => beside.get(&(row.section, None)),
                Some(Some(parent)) => beside.get(&(row.section, Some(parent))),
                Some(None) => None,
            };
            for to in beside.into_iter().flatten() {
                let likeness = likeness::of_names(row.field, new.all[*to].field);
                found.push(Candidate { likeness, old: from, new: *to, how: How::Renamed });
            }
            let elsewhere = news.get(row.field.name.as_str()).into_iter().flatten();
            for to in elsewhere.filter(|to| self.may_move(row, &new.all[**to])) {
                let likeness = likeness::of_places(row.field, new.all[*to].field);
                found.push(Candidate { likeness, old: from, new: *to, how: How::Moved });
            }
        }
        found.retain(|candidate| candidate.likeness >= ALIKE);
        found
    }

    /// Whether a row with the same name can have moved between these places.
    fn may_move(&self, old: &FlatRow<'_>, new: &FlatRow<'_>) -> bool {
        let stays = |parent: Option<usize>| parent.is_none_or(|parent| self.new_of[parent].is_some());
        let stood = |parent: Option<usize>| parent.is_none_or(|parent| self.old_of[parent].is_some());
        let same_place = old.section == new.section
            && old.parent.map(|parent| self.new_of[parent]) == new.parent.map(Some);
        let same_side = old.section.is_request() == new.section.is_request();
        !same_place && same_side && (stays(old.parent) || stood(new.parent))
    }

    fn join(&mut self, old: &FlatRows<'_>, new: &FlatRows<'_>, from: usize, to: usize, how: How) {
        self.old_of[to] = Some((from, how));
        self.new_of[from] = Some(to);
        self.match_names(old, new, &old.all[from].members, &new.all[to].members);
    }

    /// Pairs old and new rows of each name in order.
    fn match_names(&mut self, old: &FlatRows<'_>, new: &FlatRows<'_>, olds: &[usize], news: &[usize]) {
        for to in news {
            if self.old_of[*to].is_some() {
                continue;
            }
            let name = &new.all[*to].field.name;
            let same = |from: &&usize| self.new_of[**from].is_none() && old.all[**from].field.name == *name;
            if let Some(from) = olds.iter().find(same) {
                self.join(old, new, *from, *to, How::Same);
            }
        }
    }
}
