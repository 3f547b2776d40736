//! Documentation: English first, then the page's text, escaped.
//!
//! Text of a page is data. In Markdown it could become a doctest, a link to an item, HTML or a heading. All of that is
//! escaped here; only links to the web and short code spans are kept.

mod markdown;

pub(super) use markdown::{code, page_text, plain};

use feishu_schema::lexicon::Scope as Words;
use feishu_schema::{App, Endpoint, Field, RateLimit, Rule, Scope, Token, ValueFormat, ValueKind};

use super::items::Paging;

/// Chinese terms up to this length follow the English sentence in brackets.
const SHORT_TERM: usize = 14;

/// Combines an English sentence with the page's text.
pub(super) fn both(english: Option<&str>, page: &str) -> String {
    let page = page_text(page);
    match english.map(str::trim).filter(|english| !english.is_empty()) {
        None => page,
        Some(english) if page.is_empty() => english.to_owned(),
        Some(english) if is_term(&page) && !english.contains('\n') => {
            format!("{} ({page}).", english.trim_end_matches('.'))
        }
        Some(english) => format!("{english}\n\n{page}"),
    }
}

fn is_term(text: &str) -> bool {
    text.chars().count() <= SHORT_TERM && !text.contains(['\n', '，', '。', '：', ','])
}

/// The documentation of a field.
pub(super) fn field(english: Option<&str>, field: &Field) -> String {
    let mut parts = vec![both(english, &field.text)];
    parts.extend(facts(field));
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        return format!("The member {}.", code(&field.name));
    }
    parts.join("\n\n")
}

/// Structured facts about a field.
fn facts(field: &Field) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(example) = field.examples.first() {
        facts.push(format!("Example: {}", code(example)));
    }
    if let Some(default) = &field.default {
        facts.push(format!("Defaults to {}.", code(default)));
    }
    facts.extend(field.rules.iter().map(rule));
    if !field.scopes.is_empty() {
        facts.push(format!("Needs the scope {}.", any_of(&field.scopes)));
    }
    facts.extend(field.remarks.iter().map(|remark| page_text(remark)));
    facts
}

fn rule(rule: &Rule) -> String {
    match rule {
        Rule::Length { min, max } => format!("Length in characters: {}.", bounds(min.as_ref(), max.as_ref())),
        Rule::Count { min, max } => format!("Number of elements: {}.", bounds(min.as_ref(), max.as_ref())),
        Rule::Range { min, max } => format!("Range: {}.", bounds(min.as_ref(), max.as_ref())),
        Rule::Pattern(pattern) => format!("Pattern, not checked here: {}", code(pattern)),
        Rule::Text(text) => page_text(text),
    }
}

fn bounds<T: std::fmt::Display>(min: Option<&T>, max: Option<&T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any".to_owned(),
    }
}

fn any_of(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| code(&scope.name)).collect::<Vec<_>>().join(" or ")
}

/// The documentation of an endpoint: its purpose, then link, limits and scopes.
pub(super) fn endpoint(words: &Words<'_>, endpoint: &Endpoint, paging: Option<&Paging>) -> String {
    let mut parts = vec![summary(words.doc(), endpoint)];
    parts.push(format!("{} on the platform's site.", link(words.title(), endpoint)));
    parts.push(call_facts(endpoint, paging));
    for note in &endpoint.notes {
        let heading = page_text(&note.heading);
        let text = page_text(&note.text);
        parts.push(if heading.is_empty() { text } else { format!("**{heading}**\n\n{text}") });
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn summary(english: Option<&str>, endpoint: &Endpoint) -> String {
    match (endpoint.text.is_empty(), endpoint.source.facts && english.is_some()) {
        (false, _) => both(english, &endpoint.text),
        (true, false) => both(english, &endpoint.title),
        // The title is made from method and path, which stand below.
        (true, true) => both(english, ""),
    }
}

fn link(english: Option<&str>, endpoint: &Endpoint) -> String {
    let title = page_text(english.unwrap_or(&endpoint.title));
    match &endpoint.source.url {
        Some(url) if markdown::is_web_address(url) => format!("[{title}]({url})"),
        _ => title,
    }
}

fn call_facts(endpoint: &Endpoint, paging: Option<&Paging>) -> String {
    let mut lines =
        vec![format!("* Call: {}", code(&format!("{} {}", endpoint.method.as_str(), endpoint.path)))];
    if !endpoint.tokens.is_empty() {
        let tokens: Vec<&str> = endpoint.tokens.iter().map(|token| token_name(*token)).collect();
        lines.push(format!("* Token: {}", tokens.join(" or ")));
    }
    if !endpoint.apps.is_empty() {
        let apps: Vec<&str> = endpoint.apps.iter().map(|app| app_name(*app)).collect();
        lines.push(format!("* App: {}", apps.join(" or ")));
    }
    if !endpoint.scopes.is_empty() {
        lines.push(format!("* Scope: {}", any_of(&endpoint.scopes)));
    }
    if !endpoint.field_scopes.is_empty() {
        lines.push(format!("* Scope for sensitive fields: {}", any_of(&endpoint.field_scopes)));
    }
    if let Some(limit) = &endpoint.rate_limit {
        lines.push(format!("* Limit for each app in each tenant: {}", rate_limit(limit)));
    }
    lines.extend(paging.map(pages));
    lines.join("\n")
}

fn pages(paging: &Paging) -> String {
    match &paging.items {
        Some(list) => format!(
            "* Pages: a client's `items` streams the {} of all pages, see [`Listed`](feishu_client::Listed)",
            code(&list.name)
        ),
        None => {
            "* Pages: a client's `pages` streams all pages, see [`Paged`](feishu_client::Paged)".to_owned()
        }
    }
}

fn token_name(token: Token) -> &'static str {
    match token {
        Token::Tenant => "tenant access token",
        Token::User => "user access token",
        Token::App => "app access token",
    }
}

fn app_name(app: App) -> &'static str {
    match app {
        App::Custom => "custom app",
        App::Store => "store app",
    }
}

fn rate_limit(limit: &RateLimit) -> String {
    if limit.windows.is_empty() {
        return page_text(&limit.text);
    }
    let windows = limit.windows.iter().map(|window| match window.seconds {
        1 => format!("{} calls a second", window.calls),
        60 => format!("{} calls a minute", window.calls),
        seconds => format!("{} calls in {seconds} seconds", window.calls),
    });
    windows.collect::<Vec<_>>().join(" and ")
}

/// The list of value formats for fields with encoded values. `kind` returns the client's name for each.
pub(super) fn value_formats(
    formats: &[ValueFormat],
    heading: &str,
    kind: impl Fn(&str) -> Option<ValueKind>,
) -> String {
    let line = |format: &ValueFormat| {
        let label = page_text(&format.label);
        let sample = code(&format.sample);
        match kind(&format.label) {
            Some(kind) => format!("* [`{0:?}`](feishu_client::CustomKind::{0:?}) ({label}): {sample}", kind),
            None => format!("* {label}: {sample}"),
        }
    };
    let lines: Vec<String> = formats.iter().filter(|format| format.heading == heading).map(line).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("How each kind of value is written ({}):\n\n{}", page_text(heading), lines.join("\n"))
}
