//! Paging: finds the page token in the request and the next page's token in the response.
//!
//! One way of paging is supported, which nearly all endpoints use: the request has an optional `page_token`, and the
//! response has the token of the next page beside `has_more`. Offsets and page numbers are not supported because the
//! response does not contain the start of the next page.

use super::items::{FieldItem, ListItem, Paging, RequestItem, ResponseItem, RustType, StructItem};

/// The names of the next page's token in a response. If it has both, the second is the token of the page itself.
const NEXT_TOKENS: [&str; 2] = ["next_page_token", "page_token"];

/// The endpoint's way of paging, if it is supported.
pub(super) fn of(request: &RequestItem, response: &ResponseItem, structs: &[StructItem]) -> Option<Paging> {
    let RustType::Struct(response) = &response.ty else { return None };
    let members = members(structs, response)?;
    let request = request_path(request, structs)?;
    let (holder, next) = next_page(structs, members)?;
    let has_more = match named(next.members, "has_more") {
        Some(field) if field.ty == RustType::Boolean => Some(field.name.clone()),
        // Its meaning is then unknown.
        Some(_) => return None,
        None => None,
    };
    let items = the_list(members);
    Some(Paging { request, holder, token: next.token.name.clone(), has_more, items })
}

fn members<'a>(structs: &'a [StructItem], name: &str) -> Option<&'a [FieldItem]> {
    structs.iter().find(|item| item.name == name).map(|item| item.fields.as_slice())
}

fn named<'a>(members: &'a [FieldItem], wire: &str) -> Option<&'a FieldItem> {
    members.iter().find(|field| field.wire == wire)
}

fn token<'a>(members: &'a [FieldItem], wire: &str) -> Option<&'a FieldItem> {
    named(members, wire).filter(|field| field.ty == RustType::String && field.optional)
}

/// The path of members to the token: in the query, the body, or a required struct of the body.
fn request_path(request: &RequestItem, structs: &[StructItem]) -> Option<Vec<String>> {
    if let Some(field) = token(&request.query, "page_token") {
        return Some(vec![field.name.clone()]);
    }
    let body = members(structs, &request.body.as_ref()?.name)?;
    if let Some(field) = token(body, "page_token") {
        return Some(vec!["body".to_owned(), field.name.clone()]);
    }
    body.iter().filter(|part| !part.optional).find_map(|part| {
        let RustType::Struct(name) = &part.ty else { return None };
        let field = token(members(structs, name)?, "page_token")?;
        Some(vec!["body".to_owned(), part.name.clone(), field.name.clone()])
    })
}

/// The members of the response that include the next page's token.
struct Next<'a> {
    token: &'a FieldItem,
    members: &'a [FieldItem],
}

fn next_among(members: &[FieldItem]) -> Option<Next<'_>> {
    let token = NEXT_TOKENS.iter().find_map(|wire| token(members, wire))?;
    Some(Next { token, members })
}

/// The next page's token, among the response's members or in a struct with paging members only.
fn next_page<'a>(structs: &'a [StructItem], members: &'a [FieldItem]) -> Option<(Option<String>, Next<'a>)> {
    if let Some(next) = next_among(members) {
        return Some((None, next));
    }
    let part = named(members, "page_response")?;
    let RustType::Struct(name) = &part.ty else { return None };
    let next = next_among(self::members(structs, name)?)?;
    Some((Some(part.name.clone()), next))
}

/// The only list of the response, or `items` if there are several.
fn the_list(members: &[FieldItem]) -> Option<ListItem> {
    let list = |field: &FieldItem| match &field.ty {
        RustType::List(inner) => Some(ListItem { name: field.name.clone(), item: (**inner).clone() }),
        _ => None,
    };
    let mut lists = members.iter().filter_map(list);
    match (lists.next(), lists.next()) {
        (one, None) => one,
        _ => named(members, "items").and_then(list),
    }
}
