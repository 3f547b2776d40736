//! What all pages have in common.

use maud::{DOCTYPE, Markup, html};

use crate::language::{Language, text};

/// A page.
pub struct Page<'a> {
    language: Language,
    title: &'a str,
    /// The page's path without its language, if it is there in the other language too.
    path: Option<String>,
    /// The seconds after which the page is loaded again.
    refresh: Option<u32>,
}

impl<'a> Page<'a> {
    /// A page with this title.
    pub fn new(language: Language, title: &'a str) -> Self {
        Page { language, title, path: None, refresh: None }
    }

    /// The page is there in the other language, under the same path.
    pub fn in_both(self, path: impl Into<String>) -> Self {
        Page { path: Some(path.into()), ..self }
    }

    /// The page loads itself again.
    pub fn refresh(self, seconds: Option<u32>) -> Self {
        Page { refresh: seconds, ..self }
    }
}

/// The whole page.
pub fn render(page: &Page<'_>, body: &Markup) -> Markup {
    let language = page.language;
    let other = language.other();
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                @if let Some(seconds) = page.refresh {
                    meta http-equiv="refresh" content=(seconds);
                }
                title { (page.title) " – " (SITE.get(language)) }
                link rel="stylesheet" href="/style.css";
            }
            body {
                a.skip href="#main" { (text("Skip to the content", "跳到正文").get(language)) }
                header {
                    a.site href={ "/" (language.path()) } { (SITE.get(language)) }
                    @if let Some(path) = &page.path {
                        a href={ "/" (other.path()) (path) } lang=(other.tag()) hreflang=(other.tag()) { (other.name()) }
                    }
                }
                main #main { (body) }
            }
        }
    }
}

const SITE: crate::language::Text = text("Careers", "加入我们");
