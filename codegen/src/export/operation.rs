//! Endpoints as operations of OpenAPI.

use std::collections::{BTreeMap, BTreeSet};

use feishu_schema::lexicon::{FieldLocation, Part};
use feishu_schema::{Body, Content, Endpoint, Token};
use serde_json::{Map, Value, json};

use super::paths::{Call, Paths};
use super::schema::Schemas;
use super::shared::{examples, put, scopes};
use super::structs::Context;
use super::{answers, parameters};
use crate::plan::endpoint_module;

/// A whole document, in version 3.1.
pub(super) fn document(paths: &Paths<'_>, schemas: &Schemas<'_>) -> Value {
    let calls = || paths.paths.values().flat_map(BTreeMap::values);
    let endpoints: Vec<&Endpoint> = calls().map(|call| call.endpoint).collect();
    let host = commonest_host(&endpoints);
    let mut components = json!({ "schemas": schemas.components() });
    components["schemas"]["PlatformError"] = answers::platform_error();
    components["headers"] = answers::headers();
    put(&mut components, "securitySchemes", security_schemes(&endpoints));
    let contexts = schemas.structs.contexts.iter().enumerate();
    let contexts: BTreeMap<&str, usize> =
        contexts.map(|(index, context)| (context.endpoint.id.as_str(), index)).collect();
    let mut items = Map::new();
    for (path, calls) in &paths.paths {
        let mut item = json!({});
        for (method, call) in calls {
            let context = contexts.get(call.endpoint.id.as_str()).copied().unwrap_or_default();
            item[method.as_str().to_ascii_lowercase()] = operation(context, call, host, schemas);
        }
        items.insert(path.clone(), item);
    }
    let tags: BTreeSet<&str> = endpoints.iter().map(|endpoint| endpoint.service()).collect();
    json!({
        "openapi": "3.1.0",
        "info": info(&endpoints),
        "servers": [{ "url": format!("https://{host}") }],
        "tags": tags.iter().map(|tag| json!({ "name": tag })).collect::<Value>(),
        "paths": items,
        "components": components,
    })
}

/// The title of a single endpoint is the page's. The version is the date of the latest page, as the platform has no
/// version.
fn info(endpoints: &[&Endpoint]) -> Value {
    let title = match endpoints {
        [one] => title(one),
        _ => "Feishu Open Platform".to_owned(),
    };
    let latest = endpoints.iter().filter_map(|endpoint| endpoint.source.updated).max();
    let mut info = json!({ "title": title, "version": latest.unwrap_or_default().to_string() });
    put(&mut info, "x-feishu-updated", json!(latest));
    info
}

/// The title, in English first.
fn title(endpoint: &Endpoint) -> String {
    match &endpoint.english {
        Some(english) => format!("{} ({})", english.title, endpoint.title),
        None => endpoint.title.clone(),
    }
}

/// The host of most pages; the first by name in case of a tie.
fn commonest_host<'a>(endpoints: &[&'a Endpoint]) -> &'a str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for endpoint in endpoints {
        *counts.entry(&endpoint.host).or_default() += 1;
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or("open.feishu.cn", |(host, _)| host)
}

fn operation(context: usize, call: &Call<'_>, host: &str, schemas: &Schemas<'_>) -> Value {
    let endpoint = call.endpoint;
    let mut operation = json!({
        "operationId": operation_id(context, schemas),
        "tags": [endpoint.service()],
        "summary": schemas.structs.contexts[context].words.title().map_or_else(|| title(endpoint), str::to_owned),
        "x-feishu-id": endpoint.id,
    });
    put(&mut operation, "description", description(schemas, context));
    if let Some(advice) = &endpoint.deprecated {
        put(&mut operation, "deprecated", true);
        put(&mut operation, "x-feishu-deprecated", advice.as_str());
    }
    if let Some(url) = &endpoint.source.url {
        operation["externalDocs"] = json!({ "url": url });
    }
    if endpoint.host != host {
        operation["servers"] = json!([{ "url": format!("https://{}", endpoint.host) }]);
    }
    put(&mut operation, "parameters", parameters::parameters(context, call, schemas));
    if let Some(body) = endpoint.request.body.as_ref().filter(|body| !body.fields.is_empty()) {
        operation["requestBody"] = request_body(context, body, schemas);
    }
    operation["responses"] = answers::responses(context, endpoint, schemas);
    operation["security"] = security(endpoint);
    put(&mut operation, "x-feishu-apps", json!(endpoint.apps));
    put(&mut operation, "x-feishu-rate-limit", json!(endpoint.rate_limit));
    put(&mut operation, "x-feishu-scopes", scopes(&endpoint.scopes));
    put(&mut operation, "x-feishu-field-scopes", scopes(&endpoint.field_scopes));
    put(&mut operation, "x-feishu-source", json!(endpoint.source));
    operation
}

/// The endpoint's id, or the lexicon's name of its module if that is unique.
fn operation_id(context: usize, schemas: &Schemas<'_>) -> String {
    let contexts = &schemas.structs.contexts;
    let module = |context: &Context<'_>| {
        let module = context.words.module()?.text;
        let place = endpoint_module(context.endpoint).replace("::", ".");
        let (parents, _) = place.rsplit_once('.')?;
        Some(format!("{parents}.{module}"))
    };
    let named = module(&contexts[context]);
    let alone =
        |name: &String| contexts.iter().filter(|other| module(other).as_ref() == Some(name)).count() == 1;
    named.filter(alone).unwrap_or_else(|| contexts[context].endpoint.id.clone())
}

/// The lexicon's sentence, then the page's prose.
fn description(schemas: &Schemas<'_>, context: usize) -> String {
    let context = &schemas.structs.contexts[context];
    let page = context.endpoint.english.as_ref();
    let english = context.words.doc().or_else(|| page.map(|page| page.text.as_str())).map(str::to_owned);
    let notes = page.iter().flat_map(|page| &page.notes).chain(&context.endpoint.notes);
    let notes = notes.map(|note| match note.heading.as_str() {
        "" => note.text.clone(),
        heading => format!("## {heading}\n\n{}", note.text),
    });
    let parts = english.into_iter().chain([context.endpoint.text.clone()]).chain(notes);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn request_body(context: usize, body: &Body, schemas: &Schemas<'_>) -> Value {
    let (media_type, part) = match body.content {
        Content::Json => ("application/json", Part::Body),
        Content::Multipart => ("multipart/form-data", Part::Form),
        Content::Form => ("application/x-www-form-urlencoded", Part::Form),
    };
    let schema = schemas.object(context, &FieldLocation::root(part), &body.fields);
    let required = schema.get("required").is_some();
    let mut content = json!({ "schema": schema });
    put(&mut content, "examples", examples(&body.examples));
    json!({ "required": required, "content": { media_type: content } })
}

fn scheme(token: Token) -> &'static str {
    match token {
        Token::Tenant => "tenant_access_token",
        Token::User => "user_access_token",
        Token::App => "app_access_token",
    }
}

/// Any one of the documented tokens, or any token if the page does not name one.
fn tokens(endpoint: &Endpoint) -> Vec<Token> {
    let mut header = endpoint.request.header.iter();
    match endpoint.tokens.is_empty() && header.any(|field| field.name.eq_ignore_ascii_case("authorization")) {
        true => vec![Token::Tenant, Token::User, Token::App],
        false => endpoint.tokens.clone(),
    }
}

fn security(endpoint: &Endpoint) -> Value {
    tokens(endpoint).into_iter().map(|token| json!({ scheme(token): [] })).collect()
}

fn security_schemes(endpoints: &[&Endpoint]) -> Map<String, Value> {
    let tokens: BTreeSet<Token> = endpoints.iter().flat_map(|endpoint| tokens(endpoint)).collect();
    let security = |token: Token| {
        let (prefix, description) = match token {
            Token::Tenant => ("t-", "The app acts for itself."),
            Token::User => ("u-", "The app acts for a person."),
            Token::App => ("a-", "The app acts for itself, outside of any tenant."),
        };
        let description = format!("{description} The token begins with `{prefix}` as a rule.");
        json!({ "type": "http", "scheme": "bearer", "description": description })
    };
    tokens.into_iter().map(|token| (scheme(token).to_owned(), security(token))).collect()
}
