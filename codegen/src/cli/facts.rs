//! Descriptions of facts in `update`: their pages are fetched and compared, but not kept.

use std::path::PathBuf;
use std::sync::Arc;

use feishu_schema::{Endpoint, Language, Lexicon};

use super::fetch::{Report, note};
use crate::Error;
use crate::describe::facts::{agree, facts};
use crate::fetch::{ExistingPage, Fault, FetchedPage, PageState, Place, WantedPage};
use crate::pipeline::{self, Described, Descriptions};
use crate::source::Source;

/// A description of facts, and its page as published.
pub(super) struct Published {
    pub wanted: WantedPage,
    old: Endpoint,
    /// The description's file.
    source: Arc<Source>,
}

/// The descriptions of facts that say where their page is published.
pub(super) fn published(before: &Descriptions) -> Vec<Published> {
    let stated = before.endpoints.iter().filter(|described| described.endpoint.source.facts);
    stated.filter_map(Published::new).collect()
}

impl Published {
    fn new(described: &Described) -> Option<Self> {
        let Described { source, endpoint, .. } = described;
        let url = endpoint.source.url.as_deref().unwrap_or_default();
        let Ok(address) = url.parse() else {
            note(&format!("{} does not say where its page is, and stays as it is", source.name));
            return None;
        };
        // Nothing of the page itself is there that a new one could be compared with.
        let place = Place { file: PathBuf::from(&source.name), have: None };
        let (chinese, english) = (place.clone(), place);
        let language = Language::Chinese;
        let wanted = WantedPage { address, language, full_path: None, chinese, english };
        Some(Published { wanted, old: endpoint.clone(), source: Arc::clone(source) })
    }

    /// What came, as it is reported: the description has changed or not.
    fn reported(&self) -> WantedPage {
        let have = ExistingPage {
            source: Arc::clone(&self.source),
            language: Language::Chinese,
            url: self.old.source.url.clone(),
            full_path: None,
            updated: self.old.source.updated,
        };
        let chinese = Place { have: Some(have), ..self.wanted.chinese.clone() };
        WantedPage { chinese, ..self.wanted.clone() }
    }

    /// The new facts, if they differ.
    fn compare(&self, new: Option<&Endpoint>) -> Result<Option<Endpoint>, String> {
        let new = new.ok_or("the page cannot be described")?;
        if new.id != self.old.id {
            return Err(format!("the page describes {} now", new.id));
        }
        if let Some(lost) = lost(&self.old, new) {
            return Err(format!("only a part of the page came, or it has lost its table of {lost}"));
        }
        if agree(&self.old, new) {
            return Ok(None);
        }
        let mut new = facts(new);
        new.source.page.clone_from(&self.old.source.page);
        Ok(Some(new))
    }
}

/// A table that the page had, and has no more.
fn lost(old: &Endpoint, new: &Endpoint) -> Option<&'static str> {
    fn tables(endpoint: &Endpoint) -> [(&'static str, bool); 5] {
        let Endpoint { request, response, errors, .. } = endpoint;
        [
            ("path parameters", !request.path.is_empty()),
            ("query parameters", !request.query.is_empty()),
            ("the body", request.body.as_ref().is_some_and(|body| !body.fields.is_empty())),
            ("the response", !response.fields.is_empty()),
            ("errors", !errors.is_empty()),
        ]
    }
    let both = tables(old).into_iter().zip(tables(new));
    both.filter(|((_, was), (_, is))| *was && !is).map(|((name, _), _)| name).next()
}

/// The descriptions whose pages state other facts by now, as files with their new text. All others stay as they are.
pub(super) fn renewed(
    published: &[Published],
    results: Vec<Result<FetchedPage, Fault>>,
    lexicon: &Lexicon,
    report: &mut Report,
) -> Result<Vec<(PathBuf, String)>, Error> {
    let sources: Vec<Option<Arc<Source>>> = published.iter().zip(&results).map(source).collect();
    let came: Vec<Arc<Source>> = sources.iter().flatten().cloned().collect();
    let described = pipeline::describe_pages(&came, lexicon).endpoints;
    let described = |source: &Option<Arc<Source>>| {
        let source = source.as_ref()?;
        described.iter().find(|described| Arc::ptr_eq(&described.source, source))
    };
    let mut files = Vec::new();
    for ((published, result), source) in published.iter().zip(results).zip(&sources) {
        let new = |page: FetchedPage| {
            let new = published.compare(described(source).map(|described| &described.endpoint))?;
            let state = if new.is_some() { PageState::Changed } else { PageState::Unchanged };
            Ok((FetchedPage { state, ..page }, new))
        };
        let result = result.map_err(|fault| fault.to_string()).and_then(new);
        if let Ok((_, Some(new))) = &result {
            files.push((published.wanted.chinese.file.clone(), new.to_json()?));
        }
        let result = result.as_ref().map(|(page, _)| page).map_err(Clone::clone);
        report.add(&published.reported(), Language::Chinese, result);
    }
    Ok(files)
}

/// The page that came, under the name that the description has for it.
fn source((published, result): (&Published, &Result<FetchedPage, Fault>)) -> Option<Arc<Source>> {
    let page = result.as_ref().ok()?;
    Some(Arc::new(Source::new(published.old.source.page.clone(), page.text.clone())))
}
