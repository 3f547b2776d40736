//! A page on its way: from the portal's answer to the text of a file.

use std::path::Path;
use std::sync::Arc;

use super::answer::Detail;
use super::{Address, Fault, Wanted, whole};
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
    if let Some(told) = detail.full_path.as_deref().filter(|told| *told != full_path) {
        return Err(Fault::Other(format!("{told} in place of {full_path}")));
    }
    let have = wanted.have.as_ref();
    let known = have.and_then(|have| have.updated);
    let text = text(&wanted.address, full_path, detail);
    let source = Source::new(wanted.file.display().to_string(), &*text);
    whole::check(&source, have.map(|have| &*have.source))?;
    let as_it_was = match (known, detail.updated) {
        (Some(known), Some(updated)) => updated <= known,
        _ => have.is_some_and(|have| have.source.text == text),
    };
    let state = match have {
        None => State::New,
        Some(_) if as_it_was => State::AsItWas,
        Some(_) => State::Changed,
    };
    Ok(Fetched { state, text, updated: detail.updated })
}

/// The portal's text under the front matter that its mirrors have, too.
fn text(address: &Address, full_path: &str, detail: &Detail) -> String {
    let mut text = "---\n".to_owned();
    let title = detail.content.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    if let Some(title) = title {
        text += &format!("title: \"{title}\"\n");
    }
    text += &format!("fullPath: \"{full_path}\"\nsource_url: {address}\n");
    if let Some(updated) = detail.updated {
        text += &format!("updateTime: \"{updated}\"\n");
    }
    text + "---\n\n" + detail.content.trim() + "\n"
}
