//! Answers in pages: where the request holds a page's token, and where the answer holds the next one.
//!
//! Endpoints page in many ways. One of them is followed, which nearly all of them have in common: a `page_token` that may
//! be left out is sent, and what to send for the next page comes back, beside `has_more`. Offsets and page numbers are
//! left alone, because nothing in the answer says where the next page begins.

use super::items::{FieldItem, ListItem, Paging, RequestItem, ResponseItem, RustType, StructItem};

/// What the answer calls the token of the next page; where it has both, the other one is that of the page itself.
const NEXT_TOKENS: [&str; 2] = ["next_page_token", "page_token"];

/// How the endpoint pages, if it does so in a way that can be followed.
pub(super) fn of(request: &RequestItem, response: &ResponseItem, structs: &[StructItem]) -> Option<Paging> {
    let RustType::Struct(response) = &response.ty else { return None };
    let members = members(structs, response)?;
    let request = request_path(request, structs)?;
    let (holder, next) = next_page(structs, members)?;
    let has_more = match named(next.members, "has_more") {
        Some(field) if field.ty == RustType::Boolean => Some(field.name.clone()),
        // What it says then is not known.
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

/// The members that lead to the token: in the query, in the body, or in a part of the body that is always there.
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

/// Members of an answer of which one is the next page's token.
struct Next<'a> {
    token: &'a FieldItem,
    members: &'a [FieldItem],
}

fn next_among(members: &[FieldItem]) -> Option<Next<'_>> {
    let token = NEXT_TOKENS.iter().find_map(|wire| token(members, wire))?;
    Some(Next { token, members })
}

/// The next page's token: among the answer's members, or in a part of it that tells of nothing but the pages.
fn next_page<'a>(structs: &'a [StructItem], members: &'a [FieldItem]) -> Option<(Option<String>, Next<'a>)> {
    if let Some(next) = next_among(members) {
        return Some((None, next));
    }
    let part = named(members, "page_response")?;
    let RustType::Struct(name) = &part.ty else { return None };
    let next = next_among(self::members(structs, name)?)?;
    Some((Some(part.name.clone()), next))
}

/// The one list of the answer, or of several the one that is called `items`.
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
