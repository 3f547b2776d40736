//! The items of generated code for each row, as planned.

use feishu_schema::{Endpoint, Key, Lexicon};

use super::report::Section;
use super::rows::FlatRows;
use crate::language::Languages;
use crate::plan::{self, EndpointItem, FieldItem, RustType};

/// A row in generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GeneratedField {
    /// The type without the `Option`.
    pub ty: String,
    /// Whether it is optional.
    pub optional: bool,
    /// The variants of its enum, by their values.
    pub variants: Vec<(Key, String)>,
}

/// The items of all rows; `None` for rows without generated code, such as headers and the envelope.
pub(super) fn items(
    endpoint: &Endpoint,
    lexicon: &Lexicon,
    rows: &FlatRows<'_>,
) -> Vec<Option<GeneratedField>> {
    let (plan, _) = plan::plan(&[endpoint], lexicon, Languages::default());
    let versions = plan.services.iter().flat_map(|service| &service.versions);
    let mut endpoints = versions.flat_map(|version| &version.endpoints);
    let Some(planned) = endpoints.next() else { return vec![None; rows.all.len()] };
    let mut found: Vec<Option<(RustType, bool)>> = Vec::with_capacity(rows.all.len());
    for row in &rows.all {
        let above = row.parent.map(|parent| (rows.all[parent].envelope, found[parent].clone()));
        let item = match above {
            None => root(planned, row.section, &row.field.name, row.envelope),
            Some((true, _)) => member(planned, &planned.response.ty, &row.field.name),
            Some((false, Some((ty, _)))) => member(planned, &ty, &row.field.name),
            Some((false, None)) => None,
        };
        found.push(item);
    }
    let shown = |(ty, optional): (RustType, bool)| GeneratedField {
        variants: variants(planned, &ty),
        ty: ty.to_string(),
        optional,
    };
    found.into_iter().map(|item| item.map(shown)).collect()
}

fn root(planned: &EndpointItem, section: Section, name: &str, envelope: bool) -> Option<(RustType, bool)> {
    let request = &planned.request;
    match section {
        Section::Path => of_name(&request.path, name),
        Section::Query => of_name(&request.query, name),
        Section::Body => member(planned, &RustType::Struct(request.body.as_ref()?.name.clone()), name),
        Section::Response if envelope => None,
        Section::Response => match planned.response.form {
            feishu_schema::ResponseForm::Value => Some((planned.response.ty.clone(), true)),
            _ => member(planned, &planned.response.ty, name),
        },
        Section::Endpoint | Section::Header | Section::Errors => None,
    }
}

fn member(planned: &EndpointItem, holder: &RustType, name: &str) -> Option<(RustType, bool)> {
    let RustType::Struct(holder) = inside(holder) else { return None };
    of_name(&planned.structs.iter().find(|item| item.name == *holder)?.fields, name)
}

fn of_name(fields: &[FieldItem], name: &str) -> Option<(RustType, bool)> {
    let field = fields.iter().find(|field| field.wire == name)?;
    Some((field.ty.clone(), field.optional))
}

fn variants(planned: &EndpointItem, ty: &RustType) -> Vec<(Key, String)> {
    let RustType::Enum(name, _) = inside(ty) else { return Vec::new() };
    // Of enums that are the same, one is defined and the others name it.
    let alias = planned.reexports.iter().find(|reexport| reexport.alias == *name);
    let name = alias.map_or(name, |reexport| &reexport.name);
    let defined = planned.enums.iter().filter(|item| item.name == *name).flat_map(|item| &item.variants);
    defined.map(|variant| (variant.key.clone(), variant.name.clone())).collect()
}

/// The type inside all lists, maps and boxes.
fn inside(ty: &RustType) -> &RustType {
    match ty {
        RustType::List(inner) | RustType::Map(inner) | RustType::Boxed(inner) => inside(inner),
        other => other,
    }
}
