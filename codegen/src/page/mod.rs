//! Reading: the text of a page becomes a [`Page`]. This is the only room that knows Markdown and the portal's tags.
//!
//! Pages of all three forms are first turned into the same blocks (headings, tables, fences, lines): `pipe` holds the
//! rules of tables of pipes, `marked` what is different where their cells have no lines, `portal` the rules of the
//! portal's tags. From there on there is one way. So the same page in another form differs in its places, in
//! [`Page::front`] and in [`Row::level`] alone. English markers become the Chinese ones (`cell/words.rs`), so that nothing
//! behind this room needs to know the language. Nothing is understood here: types, rules and options are still text.

mod assemble;
mod block;
mod cell;
mod columns;
mod faults;
mod files;
pub mod findings;
mod front;
mod headless;
mod line;
mod mark;
mod markdown;
mod marked;
mod model;
mod pipe;
mod portal;
mod request;
mod rule_name;
mod sections;
mod signs;
mod text;
mod url;

pub(crate) use cell::{OPTION_MARKERS, announces_options, holds_another};
pub use model::*;
pub(crate) use rule_name::{Ends, RuleName};
pub(crate) use text::{is_scope_name, letters_apart, scopes_in, simplified};
pub use url::Url;

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The page of an endpoint.
    Endpoint(Box<Page>),
    /// Some other page: an event, an overview, a guide. Nothing is wrong with it.
    Other,
    /// The page of an endpoint without what an endpoint needs; a diagnostic with an error says what is missing.
    Broken,
}

impl Reading {
    /// The page, if it is one of an endpoint.
    #[must_use]
    pub fn endpoint(self) -> Option<Page> {
        match self {
            Reading::Endpoint(page) => Some(*page),
            Reading::Other | Reading::Broken => None,
        }
    }
}

/// Reads what stands in front of a page, whatever it is about.
#[must_use]
pub fn front_matter(text: &str) -> Front {
    front::read(text).0
}

/// The most rows that a page may have: the largest of the platform has 4,405.
const MOST_ROWS: usize = 15_000;

/// Reads a page in any of its forms. Gives no findings about a page that does not describe an endpoint.
#[must_use]
pub fn read(source: &Source, out: &mut Vec<Diagnostic>) -> Reading {
    if let Some(fault) = signs::fault(source) {
        out.push(fault);
        return Reading::Broken;
    }
    let mut found = Vec::new();
    let (front, from_portal, start) = front::read(&source.text);
    let is_marked = marked::is_marked(&source.text);
    let blocks = markdown::blocks(&source.text, start, is_marked, &mut found);
    let dialect = if is_marked {
        Dialect::Marked
    } else if from_portal || portal::is_portal(&source.text) {
        Dialect::Portal
    } else {
        Dialect::Flat
    };
    let mut reading = assemble::page(source, dialect, front, blocks, &mut found);
    if reading == Reading::Other {
        return reading;
    }
    signs::text(source, &mut found);
    signs::cause(source, &mut found);
    if let Reading::Endpoint(page) = &reading {
        let rows: usize = page.tables.iter().map(|table| table.rows.len()).sum();
        if rows > MOST_ROWS {
            found = vec![signs::too_many_rows(rows, MOST_ROWS)];
        }
    }
    if signs::any_error(&found) {
        reading = Reading::Broken;
    }
    out.append(&mut found);
    reading
}
