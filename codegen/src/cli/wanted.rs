//! The pages to download, and their files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use feishu_schema::Language;
use rayon::prelude::*;

use super::fetch::note;
use crate::fetch::{Address, Entry, ExistingPage, FileNames, Place, WantedPage, sibling};
use crate::{Error, Languages, input, sync};

/// A page, with its existing files in both languages.
struct Known {
    address: Address,
    full_path: Option<String>,
    chinese: Option<(PathBuf, ExistingPage)>,
    english: Option<(PathBuf, ExistingPage)>,
}

impl Known {
    fn new(address: Address, full_path: Option<String>) -> Self {
        Known { address, full_path, chinese: None, english: None }
    }

    fn side(&self, language: Language) -> &Option<(PathBuf, ExistingPage)> {
        match language {
            Language::Chinese => &self.chinese,
            Language::English => &self.english,
        }
    }

    fn with(self, file: PathBuf, have: ExistingPage) -> Self {
        match have.language {
            Language::Chinese => Known { chinese: Some((file, have)), ..self },
            Language::English => Known { english: Some((file, have)), ..self },
        }
    }

    /// Whether this is the page's public or internal path.
    fn is_at(&self, path: &str) -> bool {
        let sides = [&self.chinese, &self.english];
        let mut names = sides.into_iter().flatten().filter_map(|(_, have)| have.full_path.as_deref());
        self.address.path() == path || names.any(|name| name == path)
    }

    /// The languages to request: the selected ones, or by default those of the existing files, and Chinese for a new page.
    fn languages(&self, languages: Option<Languages>) -> Vec<Language> {
        match (languages, &self.chinese, &self.english) {
            (Some(Languages::Chinese), ..) | (None, _, None) => vec![Language::Chinese],
            (Some(Languages::English), ..) | (None, None, _) => vec![Language::English],
            (Some(Languages::Both), ..) | (None, Some(_), Some(_)) => {
                vec![Language::Chinese, Language::English]
            }
        }
    }

    fn wanted(self, languages: Option<Languages>, names: &mut FileNames<'_>) -> Vec<WantedPage> {
        let languages = self.languages(languages);
        let Known { address, full_path, chinese, english } = self;
        let file = |page: &Option<(PathBuf, ExistingPage)>| page.as_ref().map(|(file, _)| file.clone());
        let beside = |file: &Path, language| Some(sibling(file, language)).filter(|file| !file.exists());
        let mut claim = || names.claim(&address);
        let (chinese_file, english_file) = match (file(&chinese), file(&english)) {
            (Some(chinese), Some(english)) => (chinese, english),
            (Some(chinese), None) => {
                let english = beside(&chinese, Language::English);
                let english = english.unwrap_or_else(|| sibling(&claim(), Language::English));
                (chinese, english)
            }
            (None, Some(english)) => (beside(&english, Language::Chinese).unwrap_or_else(claim), english),
            (None, None) => {
                let chinese = claim();
                let english = sibling(&chinese, Language::English);
                (chinese, english)
            }
        };
        let place =
            |file, page: Option<(PathBuf, ExistingPage)>| Place { file, have: page.map(|(_, have)| have) };
        let (chinese, english) = (place(chinese_file, chinese), place(english_file, english));
        let wanted = |language| WantedPage {
            address: address.clone(),
            language,
            full_path: full_path.clone(),
            chinese: chinese.clone(),
            english: english.clone(),
        };
        languages.into_iter().map(wanted).collect()
    }
}

/// The pages in the folders whose front matter has a URL.
pub(super) fn all(folders: &[PathBuf], languages: Option<Languages>) -> Result<Vec<WantedPage>, Error> {
    let (known, nameless) = there(folders)?;
    for file in nameless {
        note(&format!("{} does not say where it comes from, and stays as it is", file.display()));
    }
    if known.is_empty() {
        return Err(Error::NothingToFetch { folders: folders.to_vec() });
    }
    let folder = folders.first().cloned().unwrap_or_default();
    let mut names = FileNames::new(&folder);
    Ok(known.into_iter().flat_map(|known| known.wanted(languages, &mut names)).collect())
}

/// The pages at these URLs. Existing pages keep their files; new pages go to the first folder.
pub(super) fn named(
    folders: &[PathBuf],
    urls: &[Address],
    languages: Option<Languages>,
) -> Result<Vec<WantedPage>, Error> {
    at(folders, urls.iter().map(|url| (url.clone(), None)), languages)
}

/// The pages that the portal lists.
pub(super) fn listed(
    folders: &[PathBuf],
    entries: Vec<Entry>,
    languages: Option<Languages>,
) -> Result<Vec<WantedPage>, Error> {
    at(folders, entries.into_iter().map(|entry| (entry.address, Some(entry.full_path))), languages)
}

fn at(
    folders: &[PathBuf],
    pages: impl Iterator<Item = (Address, Option<String>)>,
    languages: Option<Languages>,
) -> Result<Vec<WantedPage>, Error> {
    let is_new = |path: &&PathBuf| path.is_dir() || !path.exists();
    let Some(folder) = folders.iter().find(is_new) else {
        return Err(Error::NoFolder);
    };
    let existing: Vec<PathBuf> = folders.iter().filter(|path| path.exists()).cloned().collect();
    let (mut there, _) = there(&existing)?;
    let mut names = FileNames::new(folder);
    let mut wanted: Vec<WantedPage> = Vec::new();
    for (address, full_path) in pages {
        if wanted.iter().any(|other| other.address == address) {
            continue;
        }
        let is_it = |known: &Known| {
            known.is_at(address.path()) || full_path.as_deref().is_some_and(|path| known.is_at(path))
        };
        let known = match there.iter().position(is_it) {
            Some(index) => Known { address, full_path, ..there.swap_remove(index) },
            None => Known::new(address, full_path),
        };
        wanted.extend(known.wanted(languages, &mut names));
    }
    Ok(wanted)
}

/// The existing pages, and the files whose front matter has no URL. Removes temporary files of runs that were killed.
fn there(folders: &[PathBuf]) -> Result<(Vec<Known>, Vec<PathBuf>), Error> {
    let files = input::files(folders, "md")?;
    let parents: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    parents.into_iter().for_each(sync::remove_leftovers);
    let read: Vec<ExistingPage> =
        files.par_iter().map(|file| ExistingPage::read(file)).collect::<Result<_, _>>()?;
    let (mut pages, mut nameless): (Vec<Known>, _) = (Vec::new(), Vec::new());
    for (file, have) in files.into_iter().zip(read) {
        let Ok(address) = have.url.as_deref().unwrap_or_default().parse::<Address>() else {
            nameless.push(file);
            continue;
        };
        // Two files with the same page in the same language are both downloaded.
        let is_it = |known: &Known| known.is_at(address.path()) && known.side(have.language).is_none();
        let known = match pages.iter().position(is_it) {
            Some(index) => pages.remove(index),
            None => Known::new(address, None),
        };
        pages.push(known.with(file, have));
    }
    Ok((pages, nameless))
}
