//! Answers in pages that come to an end.

use feishu_schema::{Endpoint, Field, Type};
use serde_json::{Map, Value, json};

use crate::check::Violation;
use crate::parsed::ParsedRequest;
use crate::refusal::Refusal;

/// What a call asks for a page with.
const TOKEN: &str = "page_token";
const SIZE: &str = "page_size";

/// The size of a page where neither the call nor the description states one.
const USUAL_SIZE: usize = 10;

/// Tokens are this text and the index of the page's first item.
const PREFIX: &str = "page-from-";

/// How the answers of an endpoint come in pages: a `page_token` is sent, and the next one comes back beside a list.
pub(crate) struct Paging<'a> {
    /// The member of the answer that holds the list.
    list: &'a str,
    /// The member of the answer that holds the token of the next page.
    next: &'a str,
    has_more: bool,
    size: usize,
}

impl<'a> Paging<'a> {
    pub(crate) fn of(endpoint: &'a Endpoint) -> Option<Self> {
        parameter(endpoint, TOKEN)?;
        let members = &endpoint.response.fields;
        let next = ["next_page_token", TOKEN].into_iter().find(|name| named(members, name).is_some())?;
        let mut lists = members.iter().filter(|field| matches!(field.ty, Type::List(_)));
        let list = match (lists.next(), lists.next()) {
            (Some(only), None) => only,
            _ => named(members, "items").filter(|field| matches!(field.ty, Type::List(_)))?,
        };
        let size = parameter(endpoint, SIZE).map_or(USUAL_SIZE, default_size);
        Some(Paging { list: &list.name, next, has_more: named(members, "has_more").is_some(), size })
    }

    /// The page of the items that the call asks for.
    pub(crate) fn page(&self, items: &[Value], asked: &ParsedRequest<'_>) -> Result<Value, Refusal> {
        let start = start(asked, items.len())?;
        let size = asked.text(SIZE).and_then(|size| size.parse().ok()).unwrap_or(self.size).max(1);
        let end = items.len().min(start.saturating_add(size));
        let next = (end < items.len()).then(|| format!("{PREFIX}{end}"));
        let mut page = Map::new();
        page.insert(self.list.to_owned(), json!(items[start..end]));
        if self.has_more {
            page.insert("has_more".to_owned(), json!(next.is_some()));
        }
        page.insert(self.next.to_owned(), json!(next.unwrap_or_default()));
        Ok(Value::Object(page))
    }

    /// Makes the answer to a call for a later page the last one, or it would go on for ever: an example is always the
    /// same page.
    pub(crate) fn end(&self, data: &mut Value, asked: &ParsedRequest<'_>) {
        if asked.text(TOKEN).is_none_or(|token| token.is_empty()) {
            return;
        }
        if let Some(members) = data.as_object_mut() {
            if self.has_more {
                members.insert("has_more".to_owned(), json!(false));
            }
            members.insert(self.next.to_owned(), json!(""));
        }
    }
}

fn named<'a>(fields: &'a [Field], name: &str) -> Option<&'a Field> {
    fields.iter().find(|field| field.name == name)
}

fn parameter<'a>(endpoint: &'a Endpoint, name: &str) -> Option<&'a Field> {
    let body = endpoint.request.body.as_ref().map_or(&[][..], |body| &body.fields);
    named(&endpoint.request.query, name).or_else(|| named(body, name))
}

fn default_size(field: &Field) -> usize {
    let default = field.default.as_ref().and_then(|default| default.trim_matches('`').parse().ok());
    default.unwrap_or(USUAL_SIZE)
}

/// The index of the first item of the page.
fn start(asked: &ParsedRequest<'_>, items: usize) -> Result<usize, Refusal> {
    let token = asked.text(TOKEN).unwrap_or_default();
    if token.is_empty() {
        return Ok(0);
    }
    let start = token.strip_prefix(PREFIX).and_then(|start| start.parse().ok());
    start.filter(|start| *start < items).ok_or_else(|| {
        let description = "is not a token of this list".to_owned();
        Refusal::invalid(vec![Violation { field: TOKEN.to_owned(), value: token, description }])
    })
}
