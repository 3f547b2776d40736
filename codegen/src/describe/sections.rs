//! The tables, by the section that they belong to.

use std::collections::HashSet;

use feishu_schema::{Field, ValueFormat};

use super::contradiction::Contradiction;
use super::example_check::Check;
use super::examples::Shown;
use super::{field, infer, response, tree};
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
    pub fn new(
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
    pub fn infer(&mut self, examples: &[Shown<'_>]) {
        for shown in examples {
            let section = shown.fence.section;
            if let (Section::Body | Section::Response, Some(value)) = (section, &shown.example.value) {
                let fields = self.of_kind(section);
                let bare = section == Section::Response && response::lists_data_alone(fields, value);
                let value = if bare { value.get("data").unwrap_or(value) } else { value };
                infer::lists(fields, value);
            }
        }
    }

    /// Compares the examples with the rows of their section. The contradictions become findings and a part of the
    /// examples.
    pub fn compare(&self, source: &Source, examples: &mut [Shown<'_>], out: &mut Vec<Diagnostic>) {
        for shown in examples {
            let Some((node, form)) = shown.node else { continue };
            let section = shown.fence.section;
            let (fields, node) = match (section, &shown.example.value) {
                (Section::Body, _) => (&self.body, Some(node)),
                (Section::Response, Some(value)) if response::lists_data_alone(&self.response, value) => {
                    (&self.response, node.get("data"))
                }
                (Section::Response, _) => (&self.response, Some(node)),
                _ => continue,
            };
            let check = Check { text: &shown.fence.text, form, sent: section == Section::Body, source };
            let found = node.map(|node| check.compare(node, fields)).unwrap_or_default();
            out.extend(found.iter().map(Contradiction::diagnostic));
            shown.example.contradictions = found.iter().filter_map(Contradiction::record).collect();
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
