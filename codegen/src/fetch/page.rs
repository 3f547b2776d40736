//! Converts the portal's response into the text of a file.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use feishu_schema::Language;

use super::address::is_path;
use super::answer::Detail;
use super::{Address, Fault, Place, WantedPage, completeness, day};
use crate::page;
use crate::source::Source;
use crate::{Error, input};

/// An existing page.
#[derive(Clone, Debug)]
pub struct ExistingPage {
    /// Its text.
    pub source: Arc<Source>,
    /// The language of its content.
    pub language: Language,
    /// Where it says that it comes from.
    pub url: Option<String>,
    /// The portal's internal path, if its front matter has it.
    pub full_path: Option<String>,
    /// The time of its last change, from its front matter.
    pub updated: Option<i64>,
}

/// How a downloaded page compares with the existing one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    /// The page did not exist before.
    New,
    /// The text differs.
    Changed,
    /// The page has not changed.
    Unchanged,
}

/// A downloaded page.
#[derive(Clone, Debug)]
pub struct FetchedPage {
    /// The language of its content, which may differ from the requested one.
    pub language: Language,
    /// How it stands to what was there.
    pub state: PageState,
    /// The text of the file.
    pub text: String,
    /// The time of its last change.
    pub updated: Option<i64>,
}

impl ExistingPage {
    /// Reads a page from disk.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let source = input::source(path)?;
        let front = page::front_matter(&source.text);
        Ok(ExistingPage {
            language: language(&source),
            url: front.url.map(|url| url.value),
            full_path: front.full_path,
            updated: front.updated,
            source,
        })
    }
}

/// Creates the text of the file, if the response is complete and the requested page.
pub(super) fn made(wanted: &WantedPage, full_path: &str, detail: &Detail) -> Result<FetchedPage, Fault> {
    if let Some(answered) = detail.full_path.as_deref().filter(|answered| *answered != full_path) {
        return Err(Fault::Other(format!("{answered} in place of {full_path}")));
    }
    if let Some(updated) = detail.updated.filter(|updated| is_future(*updated)) {
        return Err(Fault::Future(day(updated)));
    }
    let language = language(&Source::new("", &*detail.content));
    let Place { file, have } = wanted.place(language);
    let have = have.as_ref();
    let text = text(&wanted.address, full_path, detail, language)?;
    let source = Source::new(file.display().to_string(), &*text);
    completeness::check(&source, have.map(|have| &*have.source))?;
    let state = match have {
        None => PageState::New,
        Some(have) if is_as_it_was(have, &source, detail.updated) => PageState::Unchanged,
        Some(_) => PageState::Changed,
    };
    Ok(FetchedPage { language, state, text, updated: detail.updated })
}

/// Detects a page's language from its content. Returns Chinese for pages that do not describe an endpoint.
fn language(source: &Source) -> Language {
    let Some(page) = page::read(source, &mut Vec::new()).endpoint() else { return Language::Chinese };
    let rows = page.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.about.prose);
    let prose = page.prose.iter().flat_map(|prose| &prose.lines);
    Language::of([page.title.as_str()].into_iter().chain(rows.chain(prose).map(|line| line.as_str())))
}

/// A page with an older time is an older page. With the same time or none, it is unchanged if the text is equal. In the
/// other dialect the text always differs, so the time alone decides.
fn is_as_it_was(have: &ExistingPage, new: &Source, updated: Option<i64>) -> bool {
    // A time in the future is ignored.
    let known = have.updated.filter(|known| !is_future(*known));
    let is_same_text = body(&have.source.text) == body(&new.text);
    match (known, updated) {
        (Some(known), Some(updated)) if updated < known => true,
        (Some(known), Some(updated)) if updated == known => is_same_text || have.full_path.is_none(),
        _ => is_same_text,
    }
}

/// The tolerated difference between clocks.
const A_DAY: i64 = 24 * 60 * 60 * 1000;

fn is_future(milliseconds: i64) -> bool {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    i64::try_from(now).is_ok_and(|now| milliseconds.saturating_sub(A_DAY) > now)
}

/// The text after the front matter.
fn body(text: &str) -> &str {
    let inner = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    inner.map_or(text, |(_, body)| body).trim()
}

/// The portal's text under the front matter that its mirrors have, too. Nothing in there is more than a value.
fn text(address: &Address, full_path: &str, detail: &Detail, language: Language) -> Result<String, Fault> {
    if !is_path(full_path) {
        return Err(Fault::NoNames(format!("`{full_path}` is not the path of a page")));
    }
    let mut text = "---\n".to_owned();
    let title = detail.content.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    if let Some(title) = title {
        // The heading already has the exact title.
        let title: String = title.chars().filter(|c| !c.is_control()).collect();
        text += &format!("title: \"{}\"\n", title.replace(['"', '\\'], "'"));
    }
    // Without it, the portal shows the page in the reader's language.
    let shown_in = if language == Language::English { "?lang=en-US" } else { "" };
    text += &format!("fullPath: \"{full_path}\"\nsource_url: {address}{shown_in}\n");
    if let Some(updated) = detail.updated {
        text += &format!("updateTime: \"{updated}\"\n");
    }
    Ok(text + "---\n\n" + detail.content.trim() + "\n")
}
