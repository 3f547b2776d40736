//! Reads JSON as pages show it, with the place of every key and value.
//!
//! Examples are often not quite JSON: comments, trailing commas, ellipses, raw newlines, bad escapes, a missing end.
//! The reader repairs them and lists the repairs; for strict JSON the list is empty. It is the only reader of examples:
//! nesting, descriptions and the comparison with rows use its tree.
//!
//! Time is linear in the text. Depth and the number of values are bounded.

mod cursor;
mod fault;
mod node;
mod reader;

pub use fault::{Fault, Repair};
pub use node::{Kind, Member, Node};

use cursor::Cursor;
use reader::Reader;

/// Deeper values are read as `null`.
pub const MAX_DEPTH: u32 = 96;

/// The reader stops after so many values. The largest published example has about 6,000.
pub const MAX_VALUES: u32 = 200_000;

/// The content of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The values in the order of the text; several if the text shows them below each other.
    pub values: Vec<Node>,
    /// The repairs, in the order of the text.
    pub repairs: Vec<Repair>,
}

/// Reads the objects and lists of a text; `None` if it has none.
///
/// If other text precedes the first value, only that value is read.
#[must_use]
pub fn parse(text: &str) -> Option<Parsed> {
    let mut reader = Reader::new(Cursor::new(text, 0));
    let is_alone = reader.skip_to_value()?;
    let mut values = vec![reader.value(0)];
    while is_alone && reader.is_at_bracket() {
        reader.report(Fault::SeveralValues);
        values.push(reader.value(0));
    }
    if !reader.is_at_end() {
        reader.report(Fault::TextAfter);
    }
    Some(Parsed { values, repairs: reader.into_repairs() })
}

/// Reads the value at an offset of a text and ignores the text after it.
#[must_use]
pub fn parse_at(text: &str, start: usize) -> Parsed {
    let mut reader = Reader::new(Cursor::new(text, start));
    Parsed { values: vec![reader.value(0)], repairs: reader.into_repairs() }
}

/// Reads strict JSON of any kind, such as the example of a single field.
#[must_use]
pub fn strict(text: &str) -> Option<Node> {
    let mut reader = Reader::new(Cursor::new(text.trim(), 0));
    let node = reader.value(0);
    (reader.is_at_end() && reader.into_repairs().is_empty()).then_some(node)
}

#[cfg(test)]
mod tests;
