use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Exit, print, print_err};
use crate::diagnostic::visible;
use crate::fetch::{
    self, Address, ExistingPage, Fault, FetchedPage, FileNames, Options, PageState, WantedPage,
};
use crate::settings::{Language, Settings};
use crate::{Error, input, sync};

#[derive(Debug, clap::Args)]
pub(super) struct FetchOptions {
    /// The URLs of pages, such as https://open.feishu.cn/document/…
    #[arg(required_unless_present = "all", value_name = "URL")]
    urls: Vec<Address>,
    /// Downloads all existing pages again.
    #[arg(long, conflicts_with = "urls")]
    all: bool,
    /// The folder of the pages [default: those in feishu.toml].
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    #[command(flatten)]
    requests: RequestOptions,
}

/// How to send requests.
#[derive(Debug, clap::Args)]
pub(super) struct RequestOptions {
    /// The portal's base URL [default: the host of each page's URL].
    #[arg(long, value_name = "URL")]
    portal: Option<String>,
    /// The number of concurrent downloads.
    #[arg(long, value_name = "NUMBER", default_value_t = 6)]
    jobs: usize,
    /// The number of retries for a page after a transient failure.
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    retries: u32,
    /// The timeout for a response.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,
}

/// The pause before the first retry.
const PAUSE: Duration = Duration::from_millis(500);

pub(super) fn run(arguments: &FetchOptions, settings: &Settings) -> Result<Exit, Error> {
    let folders = arguments.pages.as_ref().map_or(&*settings.pages, std::slice::from_ref);
    let wanted = if arguments.all { all_pages(folders)? } else { pages_at(folders, &arguments.urls)? };
    let stop = stopped_by_signal();
    let results = arguments.requests.download(&wanted, settings.language, &stop);
    let mut report = Report::default();
    for (wanted, result) in wanted.iter().zip(results) {
        report.add(wanted, write_if_changed(wanted, result));
    }
    report.print()
}

/// Writes a downloaded page if it has changed.
pub(super) fn write_if_changed(
    wanted: &WantedPage,
    result: Result<FetchedPage, Fault>,
) -> Result<FetchedPage, String> {
    let page = result.map_err(|fault| fault.to_string())?;
    if page.state != PageState::Unchanged {
        sync::write_whole(&wanted.file, &page.text).map_err(|error| error.to_string())?;
    }
    Ok(page)
}

impl RequestOptions {
    /// Downloads the pages, with a progress bar on a terminal.
    pub(super) fn download(
        &self,
        wanted: &[WantedPage],
        language: Language,
        stop: &Arc<AtomicBool>,
    ) -> Vec<Result<FetchedPage, Fault>> {
        let options = Options {
            portal: self.portal.clone(),
            language,
            jobs: self.jobs,
            retries: self.retries,
            pause: PAUSE,
            timeout: Duration::from_secs(self.timeout),
        };
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} pages, {elapsed}");
        let bar = ProgressBar::new(u64::try_from(wanted.len()).unwrap_or(u64::MAX));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.tick();
        let results = fetch::fetch(wanted, &options, stop, || bar.inc(1));
        bar.finish_and_clear();
        results
    }
}

/// A flag that the first termination signal sets.
pub(super) fn stopped_by_signal() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // If no handler can be set, a signal ends the process. Pages are never half written either way.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    stop
}

/// The pages of the folders that name their URL.
pub(super) fn all_pages(folders: &[PathBuf]) -> Result<Vec<WantedPage>, Error> {
    let mut wanted = Vec::new();
    for (file, have) in existing_pages(folders)? {
        match have.url.as_deref().unwrap_or_default().parse() {
            Ok(address) => wanted.push(WantedPage { address, file, have: Some(have) }),
            Err(_) => {
                note(&format!("{} does not say where it comes from, and stays as it is", file.display()))
            }
        }
    }
    if wanted.is_empty() { Err(Error::NothingToFetch { folders: folders.to_vec() }) } else { Ok(wanted) }
}

/// The pages at these URLs. Existing pages keep their file; new ones go to the first folder.
fn pages_at(folders: &[PathBuf], urls: &[Address]) -> Result<Vec<WantedPage>, Error> {
    let is_new = |path: &&PathBuf| path.is_dir() || !path.exists();
    let Some(folder) = folders.iter().find(is_new) else {
        return Err(Error::NoFolder);
    };
    let existing: Vec<PathBuf> = folders.iter().filter(|path| path.exists()).cloned().collect();
    let mut pages = existing_pages(&existing)?;
    let mut names = FileNames::new(folder);
    let mut wanted: Vec<WantedPage> = Vec::new();
    for address in urls {
        if wanted.iter().any(|other| other.address == *address) {
            continue;
        }
        let is_it = |have: &ExistingPage| {
            let url: Option<Address> = have.url.as_deref().and_then(|url| url.parse().ok());
            url.is_some_and(|url| url.path() == address.path())
                || have.full_path.as_deref() == Some(address.path())
        };
        let (file, have) = match pages.iter().position(|(_, have)| is_it(have)) {
            Some(index) => {
                let (file, have) = pages.swap_remove(index);
                (file, Some(have))
            }
            None => (names.claim(address), None),
        };
        wanted.push(WantedPage { address: address.clone(), file, have });
    }
    Ok(wanted)
}

/// The existing pages. Removes temporary files that a killed run has left beside them.
fn existing_pages(folders: &[PathBuf]) -> Result<Vec<(PathBuf, ExistingPage)>, Error> {
    let files = input::files(folders, "md")?;
    let parents: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    parents.into_iter().for_each(sync::remove_leftovers);
    files.into_iter().map(|file| Ok((file.clone(), ExistingPage::read(&file)?))).collect()
}

pub(super) fn note(text: &str) {
    print_err(&visible(&format!("note: {text}\n")));
}

/// The results of a download.
#[derive(Debug, Default)]
pub(super) struct Report {
    text: String,
    unchanged: usize,
    succeeded: usize,
    failed: usize,
}

impl Report {
    pub(super) fn add(&mut self, wanted: &WantedPage, result: Result<FetchedPage, String>) {
        let file = visible(&input::shown(&wanted.file)).replace('\n', "\\n");
        let was = wanted.have.as_ref().and_then(|have| have.updated).map(fetch::day);
        // Writing to a string cannot fail.
        let _ = match result {
            Err(why) => {
                self.failed += 1;
                let kept = if wanted.have.is_some() { "stays as it was" } else { "is not written" };
                print_err(&visible(&format!("error: {file} {kept}: {why}\n  --> {}\n", wanted.address)));
                return;
            }
            Ok(FetchedPage { state: PageState::Unchanged, .. }) => {
                self.unchanged += 1;
                Ok(())
            }
            Ok(FetchedPage { state: PageState::New, updated, .. }) => {
                writeln!(self.text, "new     {file}{}", days(None, updated))
            }
            Ok(FetchedPage { state: PageState::Changed, updated, .. }) => {
                writeln!(self.text, "changed {file}{}", days(was, updated))
            }
        };
        self.succeeded += 1;
    }

    pub(super) fn print(mut self) -> Result<Exit, Error> {
        let _ = match self.unchanged {
            1 => writeln!(self.text, "left    1 page as it was"),
            count => writeln!(self.text, "left    {count} pages as they were"),
        };
        if self.failed > 0 {
            let pages = if self.failed == 1 { "page" } else { "pages" };
            let _ = writeln!(self.text, "without {} {pages}: see the errors above", self.failed);
        }
        print(&self.text)?;
        Ok(match (self.succeeded, self.failed) {
            (_, 0) => Exit::Done,
            (0, _) => Exit::Failed,
            _ => Exit::Findings,
        })
    }
}

/// ` (2024-08-02 → 2026-11-20)`, with the dates that are known.
fn days(was: Option<String>, updated: Option<i64>) -> String {
    match (was, updated.map(fetch::day)) {
        (Some(was), Some(is)) => format!(" ({was} → {is})"),
        (None, Some(is)) => format!(" ({is})"),
        (_, None) => String::new(),
    }
}
