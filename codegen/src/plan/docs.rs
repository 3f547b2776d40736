//! Documentation: English first, then Chinese, or one of them; escaped.
//!
//! Text of a page is data. In Markdown it could become a doctest, a link to an item, HTML or a heading. All of that is
//! escaped here; only links to the web and short code spans are kept.

mod markdown;

pub(super) use markdown::{code, page_text, plain};

use feishu_schema::lexicon::Scope as Entries;
use feishu_schema::{
    App, Endpoint, Field, Note, RateLimit, Rule, Scope, Source, Token, ValueFormat, ValueKind, has_chinese,
};

use super::items::Paging;
use crate::language::Languages;

/// Chinese terms up to this length follow the English sentence in brackets.
const SHORT_TERM: usize = 14;

/// The words for one thing: a person's, in the lexicon; those of the English page; and the page's own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words<'a> {
    pub lexicon: Option<&'a str>,
    pub english: Option<&'a str>,
    pub page: &'a str,
}

impl Words<'_> {
    /// The English words, ready for Markdown, if they are not the page's own, and then the page's own. Those of the
    /// lexicon win over those of the English page.
    fn both(self, languages: Languages) -> (Option<String>, Option<String>) {
        let present = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let page = present(&page_text(self.page));
        let lexicon = self.lexicon.and_then(|text| present(text.trim()));
        let english = lexicon.or_else(|| self.english.and_then(|text| present(&page_text(text))));
        let english = english.filter(|english| page.as_ref() != Some(english));
        match &page {
            // Words that are no Chinese do not do for Chinese, if there are better ones.
            Some(page) if languages == Languages::Chinese && english.is_some() && !has_chinese(page) => {
                (english, None)
            }
            _ => languages.choose(english, page),
        }
    }

    /// A sentence or a paragraph: English first, a short Chinese term in brackets.
    pub fn text(self, languages: Languages) -> String {
        match self.both(languages) {
            (Some(english), Some(page)) if is_term(&page) && !english.contains('\n') => {
                format!("{} ({page}).", english.trim_end_matches('.'))
            }
            (Some(english), Some(page)) => format!("{english}\n\n{page}"),
            (english, page) => english.or(page).unwrap_or_default(),
        }
    }

    /// A label within a line: the other language in brackets.
    pub fn label(self, languages: Languages) -> String {
        match self.both(languages) {
            (Some(english), Some(page)) => format!("{english} ({page})"),
            (english, page) => english.or(page).unwrap_or_default(),
        }
    }
}

/// Texts of the two pages that do not correspond one by one: those in English, then those in Chinese, each as a
/// paragraph.
fn lists<'a>(
    english: &'a [String],
    page: &'a [String],
    languages: Languages,
) -> impl Iterator<Item = String> {
    let present = |texts: &'a [String]| (!texts.is_empty()).then_some(texts);
    let (english, page) = languages.choose(present(english), present(page));
    english.into_iter().chain(page).flatten().map(|text| page_text(text))
}

fn is_term(text: &str) -> bool {
    text.chars().count() <= SHORT_TERM && !text.contains(['\n', '，', '。', '：', ','])
}

/// The documentation of a field.
pub(super) fn field(lexicon: Option<&str>, field: &Field, languages: Languages) -> String {
    let words = Words { lexicon, english: field.english_text(), page: &field.text };
    let mut parts = vec![words.text(languages)];
    parts.extend(facts(field, languages));
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        return format!("The member {}.", code(&field.name));
    }
    parts.join("\n\n")
}

/// Structured facts about a field.
fn facts(field: &Field, languages: Languages) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(example) = field.examples.first() {
        facts.push(format!("Example: {}", code(example)));
    }
    if let Some(default) = &field.default {
        facts.push(format!("Defaults to {}.", code(default)));
    }
    facts.extend(field.rules.iter().filter_map(rule));
    let english = field.english.clone().unwrap_or_default();
    let in_words = field.rules.iter().filter_map(|rule| match rule {
        Rule::Text(text) => Some(text.clone()),
        _ => None,
    });
    facts.extend(lists(&english.rules, &in_words.collect::<Vec<_>>(), languages));
    if !field.scopes.is_empty() {
        facts.push(format!("Needs the scope {}.", any_of(&field.scopes)));
    }
    facts.extend(lists(&english.remarks, &field.remarks, languages));
    facts
}

/// A rule that is not in words.
fn rule(rule: &Rule) -> Option<String> {
    Some(match rule {
        Rule::Length { min, max } => format!("Length in characters: {}.", bounds(min.as_ref(), max.as_ref())),
        Rule::Count { min, max } => format!("Number of elements: {}.", bounds(min.as_ref(), max.as_ref())),
        Rule::Range { min, max } => format!("Range: {}.", bounds(min.as_ref(), max.as_ref())),
        Rule::Pattern(pattern) => format!("Pattern, not checked here: {}", code(pattern)),
        Rule::Text(_) => return None,
    })
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
pub(super) fn endpoint(
    entries: &Entries<'_>,
    endpoint: &Endpoint,
    paging: Option<&Paging>,
    languages: Languages,
) -> String {
    let text = |title, text| if str::is_empty(text) { title } else { text };
    let english = endpoint.english.as_ref();
    let is_made_up = endpoint.source.facts && endpoint.text.is_empty() && entries.doc().is_some();
    let words = Words {
        lexicon: entries.doc(),
        english: english.map(|english| text(english.title.as_str(), english.text.as_str())),
        // The title of a description of facts is made from method and path, which stand below.
        page: if is_made_up { "" } else { text(&endpoint.title, &endpoint.text) },
    };
    let mut parts = vec![words.text(languages)];
    parts.push(format!("{} on the platform's site.", links(entries.title(), endpoint, languages)));
    parts.push(call_facts(endpoint, paging, languages));
    let present = |notes| <[Note]>::first(notes).map(|_| notes);
    let english = english.and_then(|english| present(&english.notes));
    let (english, chinese) = languages.choose(english, present(&endpoint.notes));
    parts.extend(english.into_iter().chain(chinese).flatten().map(note));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn note(note: &Note) -> String {
    let heading = page_text(&note.heading);
    let text = page_text(&note.text);
    if heading.is_empty() { text } else { format!("**{heading}**\n\n{text}") }
}

/// Links to the pages.
fn links(title: Option<&str>, endpoint: &Endpoint, languages: Languages) -> String {
    let english = endpoint.english.as_ref().zip(endpoint.source.english.as_deref());
    let english = english.map(|(texts, source)| link(&texts.title, source));
    let (english, chinese) =
        languages.choose(english, Some(link(title.unwrap_or(&endpoint.title), &endpoint.source)));
    english.into_iter().chain(chinese).collect::<Vec<_>>().join(" and ")
}

fn link(title: &str, source: &Source) -> String {
    let title = page_text(title);
    match &source.url {
        Some(url) if markdown::is_web_address(url) => format!("[{title}]({url})"),
        _ => title,
    }
}

fn call_facts(endpoint: &Endpoint, paging: Option<&Paging>, languages: Languages) -> String {
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
        lines.push(format!("* Limit for each app in each tenant: {}", rate_limit(limit, languages)));
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

fn rate_limit(limit: &RateLimit, languages: Languages) -> String {
    if limit.windows.is_empty() {
        let words = Words { lexicon: None, english: Some(&limit.english), page: &limit.text };
        return words.label(languages);
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
    languages: Languages,
) -> String {
    let line = |format: &ValueFormat| {
        let words = Words { lexicon: None, english: Some(&format.english), page: &format.label };
        let label = words.label(languages);
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
