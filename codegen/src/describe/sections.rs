//! The tables, by the section that they belong to.

use std::collections::HashSet;

use feishu_schema::{Contradiction, ContradictionKind, Example, Field, ValueFormat};

use super::{codes, field, infer, members, response, tree};
use crate::diagnostic::Diagnostic;
use crate::nest::Place;
use crate::page::{Page, Section};
use crate::source::Source;

/// The fields of each table, in page order.
pub(super) fn tables(
    page: &Page,
    source: &Source,
    places: &[Vec<Place>],
    formats: &[ValueFormat],
    out: &mut Vec<Diagnostic>,
) -> Vec<(Section, Vec<Field>)> {
    let placed = |index: usize| places.get(index).map_or(&[][..], Vec::as_slice);
    let tables = || page.tables.iter().enumerate();
    let structs = tables().flat_map(|(index, table)| tree::structs(table, placed(index))).collect();
    let mut headings: Vec<String> = formats.iter().map(|format| format.heading.clone()).collect();
    headings.dedup();
    headings.truncate(MOST_HEADINGS);
    let mut rows = field::Rows { source, structs, missed: HashSet::new(), formats: headings, out };
    tables().map(|(index, table)| (table.section, tree::fields(table, placed(index), &mut rows))).collect()
}

/// How many headings of value formats are looked for in each field; the platform's pages have one.
const MOST_HEADINGS: usize = 8;

/// What a finding about an example says, for the description.
fn contradiction(found: &Diagnostic) -> Option<Contradiction> {
    let kind = match found.code {
        codes::EXAMPLE_TYPE => ContradictionKind::Type,
        codes::EXAMPLE_OPTION => ContradictionKind::Option,
        codes::EXAMPLE_MEMBER => ContradictionKind::Member,
        codes::EXAMPLE_REQUIRED => ContradictionKind::Required,
        _ => return None,
    };
    Some(Contradiction { kind, text: found.message.clone() })
}

/// The fields of each section.
#[derive(Default)]
pub(super) struct Sections {
    pub header: Vec<Field>,
    pub path: Vec<Field>,
    pub query: Vec<Field>,
    pub body: Vec<Field>,
    pub response: Vec<Field>,
}

impl Sections {
    /// Describes the rows of all tables.
    pub fn of(
        page: &Page,
        source: &Source,
        places: &[Vec<Place>],
        formats: &[ValueFormat],
        out: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut sections = Sections::default();
        for (section, fields) in tables(page, source, places, formats, out) {
            sections.of_kind(section).extend(fields);
        }
        sections
    }

    /// Lets the examples say what the type column leaves open.
    pub fn infer(&mut self, page: &Page, examples: &[Example]) {
        for (shown, example) in page.examples.iter().zip(examples) {
            if let (Section::Body | Section::Response, Some(value)) = (shown.section, &example.value) {
                let fields = self.of_kind(shown.section);
                let bare = shown.section == Section::Response && response::lists_data_alone(fields, value);
                let value = if bare { value.get("data").unwrap_or(value) } else { value };
                infer::lists(fields, value);
            }
        }
    }

    /// Compares the examples that are JSON with the rows of their section.
    pub fn compare(&self, page: &Page, source: &Source, examples: &mut [Example], out: &mut Vec<Diagnostic>) {
        for (shown, example) in page.examples.iter().zip(examples) {
            let Some(value) = &example.value else { continue };
            let (fields, inside) = match shown.section {
                Section::Body => (&self.body, None),
                Section::Response if response::lists_data_alone(&self.response, value) => {
                    (&self.response, Some("data"))
                }
                Section::Response => (&self.response, None),
                _ => continue,
            };
            let before = out.len();
            let sent = shown.section == Section::Body;
            members::compare(&shown.text, fields, inside, sent, source, out);
            example.contradictions = out[before..].iter().filter_map(contradiction).collect();
        }
    }

    fn of_kind(&mut self, section: Section) -> &mut Vec<Field> {
        match section {
            Section::Header => &mut self.header,
            Section::Path => &mut self.path,
            Section::Query => &mut self.query,
            Section::Body => &mut self.body,
            Section::Response => &mut self.response,
        }
    }
}
