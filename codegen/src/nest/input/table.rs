//! A table prepared for the search.

use std::collections::HashMap;

use serde_json::Value;

use crate::nest::input::example::Example;
use crate::nest::input::names::{Lists, Names, Words};
use crate::nest::input::prose::{Glossary, Topics, says_empty};
use crate::nest::input::repeat::{Span, spans};
use crate::nest::input::union::selectors;
use crate::nest::{KnownStructs, ParentOverride, RowInput};
use crate::page::Section;
use crate::type_expr::TypeExpr;

/// Whether a paged answer has a member of this name beside its items.
fn is_paging(name: &str) -> bool {
    name == "has_more" || name.ends_with("page_token")
}

/// The members that the platform puts around `data`.
const OUTER: [&str; 8] = ["code", "msg", "message", "data", "error", "success", "log_id", "request_id"];

/// What a row may be in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::nest) enum Role {
    Leaf,
    Struct,
    Map,
    Open,
}

impl Role {
    /// The role of a row that has members, whatever its type says.
    fn opened(self) -> Self {
        if self == Self::Leaf { Self::Open } else { self }
    }
}

/// The role of a type. If the page does not state the type, only an example can show members.
fn role(ty: &TypeExpr, shown_as_object: bool) -> Role {
    match ty.element() {
        TypeExpr::Struct(_) => Role::Struct,
        TypeExpr::Open => Role::Open,
        TypeExpr::Unknown(_) if shown_as_object => Role::Open,
        TypeExpr::Scalar(_) | TypeExpr::Unknown(_) => Role::Leaf,
        TypeExpr::Map(value) if matches!(value.innermost(), TypeExpr::Scalar(_)) => Role::Leaf,
        TypeExpr::Map(_) | TypeExpr::List(_) => Role::Map,
    }
}

/// A row, prepared.
#[derive(Clone, Copy, Debug)]
pub(in crate::nest) struct PreparedRow {
    pub(in crate::nest) name: u32,
    pub(in crate::nest) role: Role,
    /// The struct's name, as a number.
    pub(in crate::nest) kind: Option<u32>,
    /// A list of scalars.
    pub(in crate::nest) is_list: bool,
    pub(in crate::nest) level: Option<u8>,
    /// The parent that the lexicon states (row + 1; 0: the root).
    pub(in crate::nest) pin: Option<u32>,
    /// The last row that is pinned into this one (row + 1; 0: none).
    pub(in crate::nest) open_until: u32,
    /// The last row, before the struct occurs again, whose struct is named after this one (row + 1; 0: none).
    pub(in crate::nest) namesakes: u32,
    /// The field beside it that says whether their object holds it.
    pub(in crate::nest) selector: Option<u32>,
    /// The ending of its name, if it is long enough to show a series, as a number.
    pub(in crate::nest) series: Option<u32>,
    pub(in crate::nest) words: Words,
    pub(in crate::nest) topics: Topics,
    /// No later row has the same name.
    pub(in crate::nest) is_last_of_name: bool,
    pub(in crate::nest) is_paging: bool,
    pub(in crate::nest) is_outer: bool,
}

impl PreparedRow {
    /// How deep the page draws the row; where only members bear a mark, rows without one stand at the root.
    pub(in crate::nest) fn depth_marked(&self) -> u8 {
        self.level.unwrap_or(0)
    }
}

/// The input of the search.
pub(in crate::nest) struct PreparedTable {
    pub(in crate::nest) items: Vec<PreparedRow>,
    /// By row: where it probably ends, if it is a struct.
    pub(in crate::nest) spans: Vec<Span>,
    pub(in crate::nest) example: Example,
    /// The known field lists of the structs.
    pub(in crate::nest) lists: Lists,
    /// In a response: the outer `data` (row + 1).
    pub(in crate::nest) data: Option<u32>,
    /// The estimated share of rows that the example omits, in thousandths.
    pub(in crate::nest) omission: u32,
    /// By name: the last row that has it.
    pub(in crate::nest) last_rows: Vec<u32>,
}

impl PreparedTable {
    pub(in crate::nest) fn new(
        rows: &[RowInput],
        section: Section,
        examples: &[&Value],
        known_structs: &KnownStructs,
        overrides: &[ParentOverride],
    ) -> Self {
        let names = Names::new(rows);
        let mut glossary = Glossary::default();
        let data = (section == Section::Response).then(|| outer_data(rows)).flatten();
        let mut items: Vec<PreparedRow> = rows.iter().map(|row| item(&names, &mut glossary, row)).collect();
        let kinds = repeated_kinds(&items, names.count());
        let shapes = names.shapes(known_structs);
        let example =
            Example::merge(examples, &shapes, &|key| names.field(key), &|name| kinds[name as usize]);
        for ((item, row), selector) in items.iter_mut().zip(rows).zip(selectors(rows)) {
            item.role = role(row.ty, example.shows_object(item.name));
            item.selector = selector;
        }
        if let Some(data) = data.and_then(|data| items.get_mut(data as usize - 1)) {
            data.role = data.role.opened();
        }
        note_namesakes(&mut items, &names);
        open_marked(&mut items);
        for pin in overrides {
            apply_pin(&mut items, *pin);
        }
        let last_rows = last_rows(&mut items, names.count());
        let mut lists = names.lists(known_structs);
        let empty = items.iter().zip(rows).filter(|(_, row)| says_empty(row.prose));
        empty.filter_map(|(item, _)| item.kind).for_each(|kind| lists.add_empty(kind));
        Self {
            spans: spans(&items),
            lists,
            data,
            omission: omission(&items, &example),
            last_rows,
            example,
            items,
        }
    }

    /// The row that is counted from 1; `None` for the root.
    pub(in crate::nest) fn owner(&self, row: u32) -> Option<&PreparedRow> {
        row.checked_sub(1).and_then(|row| self.items.get(row as usize))
    }
}

fn item<'a>(names: &Names<'a>, glossary: &mut Glossary, row: &RowInput<'a>) -> PreparedRow {
    PreparedRow {
        name: names.field(row.name).unwrap_or_default(),
        role: Role::Leaf,
        kind: row.struct_name().and_then(|name| names.struct_number(name)),
        is_list: matches!(row.ty, TypeExpr::List(_)) && matches!(row.ty.element(), TypeExpr::Scalar(_)),
        level: row.level,
        pin: None,
        open_until: 0,
        namesakes: 0,
        selector: None,
        series: names.series(row),
        words: names.words(row.name),
        topics: glossary.topics(row.prose),
        is_last_of_name: false,
        is_paging: is_paging(row.name),
        is_outer: OUTER.contains(&row.name),
    }
}

/// Opens the rows that the page's marks say to have members, whatever their types say.
fn open_marked(items: &mut [PreparedRow]) {
    for row in 1..items.len() {
        let (above, below) = (items[row - 1].depth_marked(), items[row].depth_marked());
        if above < below {
            items[row - 1].role = items[row - 1].role.opened();
        }
    }
}

/// Applies a pin. One that points forward or nowhere is ignored: the caller reports it.
fn apply_pin(items: &mut [PreparedRow], pin: ParentOverride) {
    if pin.row >= items.len() || pin.parent.is_some_and(|parent| parent >= pin.row) {
        return;
    }
    if let Some(parent) = pin.parent.and_then(|parent| items.get_mut(parent)) {
        parent.open_until = parent.open_until.max(pin.row as u32 + 1);
        parent.role = parent.role.opened();
    }
    items[pin.row].pin = Some(pin.parent.map_or(0, |parent| parent as u32 + 1));
}

fn last_rows(items: &mut [PreparedRow], names: usize) -> Vec<u32> {
    let mut last = vec![0; names];
    for (row, item) in items.iter().enumerate() {
        last[item.name as usize] = row as u32;
    }
    for (row, item) in items.iter_mut().enumerate() {
        item.is_last_of_name = last[item.name as usize] == row as u32;
    }
    last
}

/// Notes with each struct the last row that is named after it: a `user_role_group` is within a `user_role`.
fn note_namesakes(items: &mut [PreparedRow], names: &Names) {
    let outer = names.qualifiers();
    let mut last: HashMap<u32, u32> = HashMap::new();
    for (row, item) in items.iter_mut().enumerate().rev() {
        let Some(kind) = item.kind else { continue };
        item.namesakes = last.remove(&kind).unwrap_or(0);
        for outer in outer.get(&kind).into_iter().flatten() {
            last.entry(*outer).or_insert(row as u32 + 1);
        }
    }
}

/// By name: the struct that all rows of the name stand for, if it occurs elsewhere, too.
fn repeated_kinds(items: &[PreparedRow], names: usize) -> Vec<Option<u32>> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let mut kinds: Vec<Option<Option<u32>>> = vec![None; names];
    for item in items {
        let kind = &mut kinds[item.name as usize];
        *kind = Some(kind.map_or(item.kind, |known| known.filter(|_| known == item.kind)));
        if let Some(kind) = item.kind {
            *counts.entry(kind).or_insert(0) += 1;
        }
    }
    let is_repeated = |kind: &u32| counts.get(kind).is_some_and(|count| *count > 1);
    kinds.into_iter().map(|kind| kind.flatten().filter(is_repeated)).collect()
}

/// The share of rows whose names are nowhere in the example, in thousandths, kept from the extremes.
fn omission(items: &[PreparedRow], example: &Example) -> u32 {
    let absent = items.iter().filter(|item| !example.has_name(item.name)).count();
    (absent * 1000 / items.len().max(1)).clamp(40, 300) as u32
}

/// The outer `data`: the first row of that name, if only outer members stand before it.
fn outer_data(rows: &[RowInput]) -> Option<u32> {
    let at = rows.iter().position(|row| row.name == "data")?;
    let may_have_fields = role(rows[at].ty, true) != Role::Leaf;
    let is_first = rows[..at].iter().all(|row| OUTER.contains(&row.name));
    (may_have_fields && is_first).then_some(at as u32 + 1)
}
