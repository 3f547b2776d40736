//! Where a page contradicts itself: an example or a default against the rows.

use feishu_schema::{Contradiction as Recorded, ContradictionKind};

use super::findings;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A contradiction. Both the finding and the description's record of it are made from this value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// The field, as the page spells it.
    pub name: String,
    /// What contradicts what.
    pub kind: Kind,
    /// The place of the example or the default.
    pub shown: Span,
    /// The place of the row's part that it contradicts.
    pub row: Span,
}

/// The kinds of contradictions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An example that is not of the field's type, in words such as `a list`.
    Type(String),
    /// An example of a time in another unit than the field's.
    Unit(&'static str),
    /// An example with a value that is not one of the options.
    Option(String),
    /// A member of an example that no row describes.
    Undocumented,
    /// The same, while the type of this field has the member's name: name and type may have changed places.
    Swapped(String),
    /// A member that is required and missing from an example.
    Missing,
    /// A default that is not one of the options.
    Default(String),
    /// A default that is not of the field's type, in words such as `a boolean`.
    DefaultType(&'static str),
}

impl Contradiction {
    /// The finding.
    pub fn diagnostic(&self) -> Diagnostic {
        let (code, shown, row) = match self.kind {
            Kind::Type(_) => (findings::EXAMPLE_TYPE, "the example", "the type"),
            Kind::Unit(_) => (findings::EXAMPLE_TYPE, "the example", "the field says something else"),
            Kind::Option(_) => (findings::EXAMPLE_OPTION, "the example", "the options"),
            Kind::Undocumented => {
                (findings::EXAMPLE_MEMBER, "only in the example", "the object's rows start here")
            }
            Kind::Swapped(_) => {
                (findings::EXAMPLE_MEMBER, "only in the example", "its name and type may be swapped")
            }
            Kind::Missing => (findings::EXAMPLE_REQUIRED, "the object without it", "the field"),
            Kind::Default(_) => (findings::DEFAULT_OPTION, "the default", "the options"),
            Kind::DefaultType(_) => (findings::EXAMPLE_TYPE, "the default", "the type"),
        };
        let problem = Diagnostic::warning(code, self.text());
        problem.at(self.shown.clone(), shown).and(self.row.clone(), row)
    }

    /// What the description records about an example; `None` for what concerns no example.
    pub fn record(&self) -> Option<Recorded> {
        let kind = match self.kind {
            Kind::Type(_) | Kind::Unit(_) => ContradictionKind::Type,
            Kind::Option(_) => ContradictionKind::Option,
            Kind::Undocumented | Kind::Swapped(_) => ContradictionKind::Member,
            Kind::Missing => ContradictionKind::Required,
            Kind::Default(_) | Kind::DefaultType(_) => return None,
        };
        Some(Recorded { kind, text: self.text() })
    }

    fn text(&self) -> String {
        let name = &self.name;
        match &self.kind {
            Kind::Type(words) => format!("the example of `{name}` is not {words}"),
            Kind::Unit(unit) => format!("the example of `{name}` looks like {unit}"),
            Kind::Option(value) => format!("the example `{value}` is not one of the options of `{name}`"),
            Kind::Undocumented => format!("no row describes the member `{name}`"),
            Kind::Swapped(field) => {
                format!("no row describes the member `{name}`, but the type of `{field}` is called so")
            }
            Kind::Missing => format!("the example leaves out `{name}`, which is required"),
            Kind::DefaultType(words) => format!("the default of `{name}` is not {words}"),
            Kind::Default(value) => format!("the default `{value}` is not one of the options of `{name}`"),
        }
    }
}
