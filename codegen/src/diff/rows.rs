//! The rows of an endpoint as a flat list, each with its path as in `fields`.

use feishu_schema::{Endpoint, Field, ResponseForm};

use super::report::Section;
use crate::field_path::prefix_of_members;

/// A row and its place.
#[derive(Debug)]
pub(super) struct FlatRow<'a> {
    pub section: Section,
    pub path: String,
    /// The parent row.
    pub parent: Option<usize>,
    /// Its members, in page order.
    pub members: Vec<usize>,
    pub field: &'a Field,
    /// Whether it is part of the envelope, which generated code does not show.
    pub envelope: bool,
}

/// All rows of an endpoint. A row precedes its members.
#[derive(Debug)]
pub(super) struct FlatRows<'a> {
    pub all: Vec<FlatRow<'a>>,
    roots: Vec<(Section, usize)>,
}

impl<'a> FlatRows<'a> {
    pub fn new(endpoint: &'a Endpoint) -> Self {
        let request = &endpoint.request;
        let body = request.body.as_ref().map_or(&[][..], |body| &body.fields);
        let mut rows = FlatRows { all: Vec::new(), roots: Vec::new() };
        let tables = [
            (Section::Header, &request.header[..]),
            (Section::Path, &request.path),
            (Section::Query, &request.query),
            (Section::Body, body),
        ];
        for (section, fields) in tables {
            for field in fields {
                rows.add_root(section, field, &field.fields, false);
            }
        }
        rows.add_response(endpoint);
        rows
    }

    /// The rows at the top of a table, in page order.
    pub fn roots(&self, section: Section) -> Vec<usize> {
        self.roots.iter().filter(|(of, _)| *of == section).map(|(_, index)| *index).collect()
    }

    /// The rows of the response are below the envelope's `data` if there is one, as on the page.
    fn add_response(&mut self, endpoint: &'a Endpoint) {
        let response = &endpoint.response;
        let data = response.envelope.iter().position(|field| field.name == "data");
        let mut roots: Vec<(&'a Field, &'a [Field], bool)> = Vec::new();
        for (index, field) in response.envelope.iter().enumerate() {
            match (data == Some(index), response.form) {
                (true, ResponseForm::Data) => roots.push((field, &response.fields, true)),
                // The field itself is the row.
                (true, ResponseForm::Value) => {}
                _ => roots.push((field, &field.fields, true)),
            }
        }
        if data.is_none() || response.form != ResponseForm::Data {
            roots.extend(response.fields.iter().map(|field| (field, &field.fields[..], false)));
        }
        roots.sort_by_key(|(field, ..)| field.line);
        for (field, members, envelope) in roots {
            self.add_root(Section::Response, field, members, envelope);
        }
    }

    fn add_root(&mut self, section: Section, field: &'a Field, members: &'a [Field], envelope: bool) {
        let index = self.all.len();
        self.roots.push((section, index));
        let path = field.name.clone();
        self.all.push(FlatRow { section, path, parent: None, members: Vec::new(), field, envelope });
        self.add_members(index, members);
    }

    fn add_members(&mut self, parent: usize, fields: &'a [Field]) {
        let prefix = prefix_of_members(&self.all[parent].path, &self.all[parent].field.spelled);
        let section = self.all[parent].section;
        for field in fields {
            let index = self.all.len();
            self.all[parent].members.push(index);
            let path = format!("{prefix}{}", field.name);
            let parent = Some(parent);
            self.all.push(FlatRow { section, path, parent, members: Vec::new(), field, envelope: false });
            self.add_members(index, &field.fields);
        }
    }
}
