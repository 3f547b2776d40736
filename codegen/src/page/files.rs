//! Whether `file` is a file or a struct of that name.
//!
//! Both occur: an upload has a part of the type `file`, and a list of documents has objects called `file`. JSON holds
//! no files, so there the word is a name.

use super::{Page, Section, Table};
use crate::type_expr::{Scalar, TypeExpr};

/// Turns the type `file` into the struct of that name in bodies and answers that are JSON.
pub(super) fn resolve(page: &mut Page) {
    let json_body = sends_json(page);
    for table in &mut page.tables {
        let is_json = match table.section {
            Section::Body => json_body,
            Section::Response => has_envelope(table),
            Section::Header | Section::Path | Section::Query => false,
        };
        if !is_json {
            continue;
        }
        for row in &mut table.rows {
            if *row.ty.innermost() == TypeExpr::Scalar(Scalar::File) {
                row.ty = row.ty.with_innermost(TypeExpr::Struct("file".to_owned()));
            }
        }
    }
}

/// Whether the `Content-Type` row of the request headers asks for JSON.
fn sends_json(page: &Page) -> bool {
    let headers = page.tables.iter().filter(|table| table.section == Section::Header);
    let row = headers
        .flat_map(|table| &table.rows)
        .find(|row| row.name.as_str().eq_ignore_ascii_case("content-type"));
    row.is_some_and(|row| {
        let prose = row.about.prose.iter().map(|line| line.as_str());
        let parts = row.about.parts.iter().map(|part| part.value.as_str());
        prose.chain(parts).any(|text| text.contains("application/json"))
    })
}

/// Whether the answer is an object around `data`, and not the file itself.
fn has_envelope(table: &Table) -> bool {
    table.rows.iter().any(|row| matches!(row.name.as_str(), "code" | "data"))
}
