//! A page on its way: from the portal's answer to the text of a file.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::address::is_path;
use super::answer::Detail;
use super::{Address, Fault, Wanted, completeness, day};
use crate::page;
use crate::source::Source;
use crate::{Error, input};

/// A page that is already there.
#[derive(Clone, Debug)]
pub struct Have {
    /// Its text.
    pub source: Arc<Source>,
    /// Where it says that it comes from.
    pub url: Option<String>,
    /// The portal's own name for it, if it says so.
    pub full_path: Option<String>,
    /// When it says that it last changed.
    pub updated: Option<i64>,
}

/// How a page stands to what was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There was none.
    New,
    /// There was another text.
    Changed,
    /// The page has not changed since.
    AsItWas,
}

/// A page that came.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// How it stands to what was there.
    pub state: State,
    /// The text of the file.
    pub text: String,
    /// When the portal says that it last changed.
    pub updated: Option<i64>,
}

impl Have {
    /// Reads a page from disk.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let source = input::source(path)?;
        let front = page::front_matter(&source.text);
        Ok(Have {
            url: front.url.map(|url| url.value),
            full_path: front.full_path,
            updated: front.updated,
            source,
        })
    }
}

/// Makes the text of the file, if the answer is a whole page and the right one.
pub(super) fn made(wanted: &Wanted, full_path: &str, detail: &Detail) -> Result<Fetched, Fault> {
    if let Some(answered) = detail.full_path.as_deref().filter(|answered| *answered != full_path) {
        return Err(Fault::Other(format!("{answered} in place of {full_path}")));
    }
    if let Some(updated) = detail.updated.filter(|updated| is_future(*updated)) {
        return Err(Fault::Future(day(updated)));
    }
    let have = wanted.have.as_ref();
    let text = text(&wanted.address, full_path, detail)?;
    let source = Source::new(wanted.file.display().to_string(), &*text);
    completeness::check(&source, have.map(|have| &*have.source))?;
    let state = match have {
        None => State::New,
        Some(have) if is_as_it_was(have, &source, detail.updated) => State::AsItWas,
        Some(_) => State::Changed,
    };
    Ok(Fetched { state, text, updated: detail.updated })
}

/// A page that has an older time is an older page. One of the same time, or of none, is the same if its text is; the
/// other dialect never has the same text, so there the time has to do.
fn is_as_it_was(have: &Have, new: &Source, updated: Option<i64>) -> bool {
    // A time in the future is ignored.
    let known = have.updated.filter(|known| !is_future(*known));
    let is_same_text = body(&have.source.text) == body(&new.text);
    match (known, updated) {
        (Some(known), Some(updated)) if updated < known => true,
        (Some(known), Some(updated)) if updated == known => is_same_text || have.full_path.is_none(),
        _ => is_same_text,
    }
}

/// Clocks differ by less.
const A_DAY: i64 = 24 * 60 * 60 * 1000;

fn is_future(milliseconds: i64) -> bool {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    i64::try_from(now).is_ok_and(|now| milliseconds.saturating_sub(A_DAY) > now)
}

/// The text behind the front matter.
fn body(text: &str) -> &str {
    let inner = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    inner.map_or(text, |(_, body)| body).trim()
}

/// The portal's text under the front matter that its mirrors have, too. Nothing in there is more than a value.
fn text(address: &Address, full_path: &str, detail: &Detail) -> Result<String, Fault> {
    if !is_path(full_path) {
        return Err(Fault::NoNames(format!("`{full_path}` is not the path of a page")));
    }
    let mut text = "---\n".to_owned();
    let title = detail.content.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    if let Some(title) = title {
        // The heading has it to the letter.
        let title: String = title.chars().filter(|c| !c.is_control()).collect();
        text += &format!("title: \"{}\"\n", title.replace(['"', '\\'], "'"));
    }
    text += &format!("fullPath: \"{full_path}\"\nsource_url: {address}\n");
    if let Some(updated) = detail.updated {
        text += &format!("updateTime: \"{updated}\"\n");
    }
    Ok(text + "---\n\n" + detail.content.trim() + "\n")
}
