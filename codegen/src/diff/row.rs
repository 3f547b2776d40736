//! A row that is on both pages, and the functions that report its changes.

use feishu_schema::{Choice, Field};

use super::code::GeneratedField;
use super::report::{Change, Kind, Section, Weight};

/// A row that is on both pages.
pub(super) struct RowPair<'a> {
    pub old: &'a Field,
    pub new: &'a Field,
    pub section: Section,
    pub path: &'a str,
    /// Whether it is part of the envelope, which generated code does not show.
    pub envelope: bool,
    /// Its items in generated code.
    pub items: (Option<&'a GeneratedField>, Option<&'a GeneratedField>),
    /// Whether its name or place changed, so that its generated type may have another name.
    pub elsewhere: bool,
    pub out: &'a mut Vec<Change>,
}

impl RowPair<'_> {
    /// Reports a change of the row.
    pub fn report(
        &mut self,
        weight: Weight,
        kind: Kind,
        values: (Option<String>, Option<String>),
        message: String,
    ) {
        let lines = (Some(self.old.line), Some(self.new.line));
        self.report_at(weight, kind, lines, values, message);
    }

    /// Reports a change at specific lines.
    pub fn report_at(
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

    /// Whether the row is part of the request.
    pub fn sent(&self) -> bool {
        self.section.is_request()
    }

    /// Whether its generated type changed.
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

    /// Breaking if the generated type changed, otherwise `documented`.
    pub fn by_type(&self, otherwise: Weight) -> Weight {
        if self.other_type() { Weight::Breaking } else { otherwise }
    }

    /// `; the generated type `i64` becomes `Degree`` if it changed; otherwise empty.
    pub fn becomes(&self) -> String {
        match self.items {
            (Some(old), Some(new)) if old.ty != new.ty => {
                format!("; the generated type `{}` becomes `{}`", old.ty, new.ty)
            }
            _ => String::new(),
        }
    }
}

fn variant(item: &GeneratedField, option: &Choice) -> Option<String> {
    let mut variants = item.variants.iter();
    variants.find(|(key, _)| *key == option.key).map(|(_, name)| name.clone())
}
