//! The rows of two pages, paired and compared, in the order of the new page with what is gone in between.

use std::collections::BTreeSet;

use feishu_schema::{Endpoint, Lexicon, Placed, Required, Type};

use super::code::{self, GeneratedField};
use super::field;
use super::pairs::{How, Pairs};
use super::phrases;
use super::report::{Change, Kind, ReportRow, Section, Weight};
use super::row::RowPair;
use super::rows::{FlatRow, FlatRows};

/// Two pages on their way.
pub(super) struct Tables<'a> {
    endpoints: (&'a Endpoint, &'a Endpoint),
    old: FlatRows<'a>,
    new: FlatRows<'a>,
    pairs: Pairs,
    items: (Vec<Option<GeneratedField>>, Vec<Option<GeneratedField>>),
}

/// A row of either page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old(usize),
    New(usize),
}

impl<'a> Tables<'a> {
    pub fn new(old: &'a Endpoint, new: &'a Endpoint, lexicon: &Lexicon) -> Self {
        let (before, after) = (FlatRows::new(old), FlatRows::new(new));
        let items = (code::items(old, lexicon, &before), code::items(new, lexicon, &after));
        let pairs = Pairs::new(&before, &after);
        Self { endpoints: (old, new), old: before, new: after, pairs, items }
    }

    /// Reports what changed, row by row, and gives all rows for the tree.
    pub fn compare(&self, out: &mut Vec<Change>) -> Vec<ReportRow> {
        let mut rows = Vec::new();
        for section in Section::TABLES {
            self.order(section, "", &self.old.roots(section), &self.new.roots(section), (None, None), out);
            let sides = self.side_by_side(&self.old.roots(section), &self.new.roots(section));
            self.walk(&sides, 0, out, &mut rows);
        }
        rows
    }

    /// The scopes that rows and options name that are new, and no others.
    pub fn scopes_of_new_only(&self) -> BTreeSet<&str> {
        let (mut of_new, mut of_kept) = (BTreeSet::new(), BTreeSet::new());
        for (index, row) in self.new.all.iter().enumerate() {
            let old = self.pairs.old_of[index].map(|(from, _)| self.old.all[from].field);
            let own = if old.is_some() { &mut of_kept } else { &mut of_new };
            own.extend(row.field.scopes.iter().map(|scope| scope.name.as_str()));
            for option in &row.field.options {
                let kept = old.is_some_and(|old| old.options.iter().any(|known| known.key == option.key));
                let scopes = if kept { &mut of_kept } else { &mut of_new };
                scopes.extend(option.scopes.iter().map(|scope| scope.name.as_str()));
            }
        }
        of_new.difference(&of_kept).copied().collect()
    }

    fn walk(&self, sides: &[Side], depth: usize, out: &mut Vec<Change>, rows: &mut Vec<ReportRow>) {
        for side in sides {
            let before = out.len();
            let (row, members) = match *side {
                Side::New(to) => {
                    self.new_row(to, out);
                    let olds = self.pairs.old_of[to].map_or(&[][..], |(from, _)| &self.old.all[from].members);
                    (&self.new.all[to], self.side_by_side(olds, &self.new.all[to].members))
                }
                Side::Old(from) => {
                    out.push(self.removed(from));
                    (&self.old.all[from], self.side_by_side(&self.old.all[from].members, &[]))
                }
            };
            rows.push(ReportRow {
                section: row.section,
                depth,
                path: row.path.clone(),
                name: row.field.name.clone(),
                spelled: row.field.spelled.clone(),
                required: row.field.required == Required::Yes,
                gone: matches!(side, Side::Old(_)),
                changes: (before..out.len()).collect(),
            });
            self.walk(&members, depth + 1, out, rows);
        }
    }

    /// The new rows, and each old one that is gone behind the old row that stood before it.
    fn side_by_side(&self, olds: &[usize], news: &[usize]) -> Vec<Side> {
        let mut sides: Vec<Side> = news.iter().map(|to| Side::New(*to)).collect();
        let mut at = 0;
        for from in olds {
            match self.pairs.new_of[*from] {
                Some(to) => {
                    // Where it moved away from here, nothing is left to stand behind.
                    let stands = sides.iter().position(|side| *side == Side::New(to));
                    at = stands.map_or(at, |index| index + 1);
                }
                None => {
                    sides.insert(at, Side::Old(*from));
                    at += 1;
                }
            }
        }
        sides
    }

    fn new_row(&self, to: usize, out: &mut Vec<Change>) {
        let Some((from, how)) = self.pairs.old_of[to] else {
            out.push(self.added(to));
            return;
        };
        let (old, new) = (&self.old.all[from], &self.new.all[to]);
        match how {
            How::Same => {}
            How::Renamed => out.push(self.renamed(from, to)),
            How::Moved => out.push(self.moved(from, to)),
        }
        field::compare(RowPair {
            old: old.field,
            new: new.field,
            section: new.section,
            path: &new.path,
            envelope: new.envelope,
            items: (self.items.0[from].as_ref(), self.items.1[to].as_ref()),
            elsewhere: how != How::Same,
            out,
        });
        let lines = (Some(old.field.line), Some(new.field.line));
        self.order(new.section, &new.path, &old.members, &new.members, lines, out);
    }

    fn added(&self, to: usize) -> Change {
        let row = &self.new.all[to];
        let (weight, message) = self.weight_of_added(to);
        let message = message + guessed(row.field.placed);
        Change::new(weight, Kind::Added, row.section, &row.path, message)
            .values((None, Some(phrases::row(row.field))))
            .lines((None, Some(row.field.line)))
    }

    fn weight_of_added(&self, to: usize) -> (Weight, String) {
        let row = &self.new.all[to];
        let path = &row.path;
        let holder = row.parent.filter(|parent| self.pairs.old_of[*parent].is_none());
        if let Some(holder) = holder {
            // Nobody has the new row above it yet, so nobody lacks its members.
            return (Weight::Additive, format!("`{path}` comes with `{}`.", self.new.all[holder].path));
        }
        match row.section {
            Section::Response if row.envelope => (
                Weight::Documentation,
                format!("The page now documents `{path}`, which surrounds the answer."),
            ),
            Section::Response => (Weight::Additive, format!("The answer may have `{path}`.")),
            Section::Path if named_in_url(self.endpoints.0, row) => {
                (Weight::Documentation, format!("The parameter `{path}` of the URL is described now."))
            }
            Section::Path => (
                Weight::Breaking,
                format!("The URL has the parameter `{path}` now, which the constructor asks for."),
            ),
            _ if row.field.required == Required::Yes => {
                let constructor = match &self.items.1[to] {
                    Some(GeneratedField { optional: false, .. }) => {
                        ", and its constructor takes it as an argument"
                    }
                    _ => "",
                };
                let message =
                    format!("`{path}` is new and required: a request without it is refused{constructor}.");
                (Weight::Breaking, message)
            }
            _ => (Weight::Additive, format!("`{path}` is new; it may be left out.")),
        }
    }

    fn removed(&self, from: usize) -> Change {
        let row = &self.old.all[from];
        let path = &row.path;
        let (weight, message) = match row.section {
            Section::Response if row.envelope => (
                Weight::Documentation,
                format!("The page no longer documents `{path}`, which surrounds the answer."),
            ),
            Section::Response => (Weight::Breaking, format!("The answer has no `{path}` any more.")),
            Section::Path if named_in_url(self.endpoints.1, row) => (
                Weight::Documentation,
                format!("The parameter `{path}` of the URL is not described any more."),
            ),
            Section::Path => (Weight::Breaking, format!("The URL has no parameter `{path}` any more.")),
            _ => (Weight::Breaking, format!("The request has no `{path}` any more.")),
        };
        let message = message + guessed(row.field.placed);
        Change::new(weight, Kind::Removed, row.section, path, message)
            .values((Some(phrases::row(row.field)), None))
            .lines((Some(row.field.line), None))
    }

    fn renamed(&self, from: usize, to: usize) -> Change {
        let (old, new) = (&self.old.all[from], &self.new.all[to]);
        self.elsewhere(Kind::Renamed, old, new, format!("`{}` is called `{}` now.", old.path, new.field.name))
    }

    fn moved(&self, from: usize, to: usize) -> Change {
        let (old, new) = (&self.old.all[from], &self.new.all[to]);
        let whither = match (old.section == new.section, new.parent) {
            (true, None) => "to the top".to_owned(),
            (true, Some(parent)) => format!("under `{}`", self.new.all[parent].path),
            (false, _) => format!("from {} to {}", old.section.as_str(), new.section.as_str()),
        };
        let guess = match (is_guess(&self.old, from), is_guess(&self.new, to)) {
            (true, true) => "; placed by guess both times, so the page may not have moved it",
            (true, false) => "; placed by guess before, so the page may not have moved it",
            (false, true) => "; placed by guess now, so the page may not have moved it",
            (false, false) => "",
        };
        self.elsewhere(Kind::Moved, old, new, format!("`{}` moved {whither}{guess}.", old.path))
    }

    fn elsewhere(&self, kind: Kind, old: &FlatRow<'_>, new: &FlatRow<'_>, message: String) -> Change {
        let weight = if old.envelope && new.envelope { Weight::Documentation } else { Weight::Breaking };
        Change::new(weight, kind, new.section, &new.path, message)
            .values((Some(old.path.clone()), Some(new.path.clone())))
            .lines((Some(old.field.line), Some(new.field.line)))
    }

    /// FlatRows that are under the same row in both pages may stand in another order. Constructors take what is required
    /// in the order of the page.
    fn order(
        &self,
        section: Section,
        path: &str,
        olds: &[usize],
        news: &[usize],
        lines: (Option<u32>, Option<u32>),
        out: &mut Vec<Change>,
    ) {
        let stays: Vec<(usize, usize)> = news
            .iter()
            .filter_map(|to| Some((self.pairs.old_of[*to]?.0, *to)))
            .filter(|(from, _)| olds.contains(from))
            .collect();
        if stays.is_sorted_by_key(|(from, _)| *from) {
            return;
        }
        let asked = |items: &[Option<GeneratedField>], index: usize| {
            items[index].as_ref().is_some_and(|item| !item.optional)
        };
        let arguments =
            stays.iter().filter(|(from, to)| asked(&self.items.0, *from) && asked(&self.items.1, *to));
        let what = if path.is_empty() { format!("the {}", section.as_str()) } else { format!("`{path}`") };
        let (weight, message) = match arguments.is_sorted_by_key(|(from, _)| *from) {
            true => (Weight::Documentation, format!("The members of {what} stand in another order.")),
            false => (
                Weight::Breaking,
                format!(
                    "The required members of {what} stand in another order, and so do the arguments of its constructor."
                ),
            ),
        };
        let names = |rows: &FlatRows<'_>, indexes: Vec<usize>| {
            phrases::listed(indexes.into_iter().map(|index| rows.all[index].field.name.clone()).collect())
        };
        let mut before: Vec<usize> = stays.iter().map(|(from, _)| *from).collect();
        before.sort_unstable();
        let after = stays.iter().map(|(_, to)| *to).collect();
        let values = (names(&self.old, before), names(&self.new, after));
        out.push(Change::new(weight, Kind::Order, section, path, message).values(values).lines(lines));
    }
}

/// Whether the URL contains the parameter: the constructor then takes a string for it even without a row.
fn named_in_url(other: &Endpoint, row: &FlatRow<'_>) -> bool {
    let named = other
        .path
        .split('/')
        .filter_map(|segment| segment.strip_prefix(':'))
        .any(|name| name == row.field.name);
    named && row.field.ty == Type::String && row.field.options.is_empty()
}

/// Whether the place of a row, or of one above it, is a guess.
fn is_guess(rows: &FlatRows<'_>, index: usize) -> bool {
    let mut above = std::iter::successors(Some(index), |index| rows.all[*index].parent);
    above.any(|index| rows.all[index].field.placed == Placed::Guess)
}

fn guessed(placed: Placed) -> &'static str {
    if placed == Placed::Guess { " Its place is a guess." } else { "" }
}
