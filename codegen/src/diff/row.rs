//! A row that is in both pages, and how its changes are reported.

use feishu_schema::{Choice, Field};

use super::code::Item;
use super::report::{Change, Kind, Section, Weight};

/// A row that is in both pages.
pub(super) struct RowPair<'a> {
    pub old: &'a Field,
    pub new: &'a Field,
    pub section: Section,
    pub path: &'a str,
    /// Whether generated code never shows it because it surrounds the answer.
    pub envelope: bool,
    /// What generated code makes of it.
    pub items: (Option<&'a Item>, Option<&'a Item>),
    /// Whether its name or its place changed, so that its generated type may have another name.
    pub elsewhere: bool,
    pub out: &'a mut Vec<Change>,
}

impl RowPair<'_> {
    /// Reports a change of the row.
    pub fn say(
        &mut self,
        weight: Weight,
        kind: Kind,
        values: (Option<String>, Option<String>),
        message: String,
    ) {
        let lines = (Some(self.old.line), Some(self.new.line));
        self.say_at(weight, kind, lines, values, message);
    }

    /// Reports a change at lines of its own.
    pub fn say_at(
        &mut self,
        weight: Weight,
        kind: Kind,
        lines: (Option<u32>, Option<u32>),
        values: (Option<String>, Option<String>),
        message: String,
    ) {
        let change = Change::new(weight, kind, self.section, self.path, message);
        self.out.push(change.values(values).lines(lines));
    }

    /// Whether the row is part of what is sent.
    pub fn sent(&self) -> bool {
        self.section.is_request()
    }

    /// Whether generated code has another type for it.
    pub fn other_type(&self) -> bool {
        match self.items {
            (Some(old), Some(new)) => old.ty != new.ty,
            _ => false,
        }
    }

    /// The variants of an option before and after, where it had one and has one.
    pub fn variants(&self, old: &Choice, new: &Choice) -> Option<(String, String)> {
        variant(self.items.0?, old).zip(variant(self.items.1?, new))
    }

    /// Breaking where the generated type is another, else the weight for what is documented.
    pub fn by_type(&self, otherwise: Weight) -> Weight {
        if self.other_type() { Weight::Breaking } else { otherwise }
    }

    /// `; the generated type `i64` becomes `Degree``, where it does.
    pub fn becomes(&self) -> String {
        match self.items {
            (Some(old), Some(new)) if old.ty != new.ty => {
                format!("; the generated type `{}` becomes `{}`", old.ty, new.ty)
            }
            _ => String::new(),
        }
    }
}

fn variant(item: &Item, option: &Choice) -> Option<String> {
    let mut variants = item.variants.iter();
    variants.find(|(key, _)| *key == option.key).map(|(_, name)| name.clone())
}
