use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::{End, print, print_err};
use crate::diagnostic::visible;
use crate::fetch::{self, Address, Fault, Fetched, FileNames, Have, Options, State, Wanted};
use crate::settings::{Language, Settings};
use crate::{Error, input, sync};

#[derive(Debug, clap::Args)]
pub(super) struct FetchOptions {
    /// The addresses of pages, such as https://open.feishu.cn/document/…
    #[arg(required_unless_present = "all", value_name = "URL")]
    urls: Vec<Address>,
    /// All pages that are there already.
    #[arg(long, conflicts_with = "urls")]
    all: bool,
    /// The folder of the pages [default: that in feishu.toml].
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    #[command(flatten)]
    manner: Manner,
}

/// How to ask.
#[derive(Debug, clap::Args)]
pub(super) struct Manner {
    /// The portal to ask [default: the host of each page's address].
    #[arg(long, value_name = "URL")]
    portal: Option<String>,
    /// How many pages are asked for at a time.
    #[arg(long, value_name = "NUMBER", default_value_t = 6)]
    jobs: usize,
    /// How often a page is asked for again, after a fault that may pass.
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    retries: u32,
    /// How long an answer may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,
}

/// The pause before the first repetition.
const PAUSE: Duration = Duration::from_millis(500);

pub(super) fn run(arguments: &FetchOptions, settings: &Settings) -> Result<End, Error> {
    let folders = arguments.pages.as_ref().map_or(&*settings.pages, std::slice::from_ref);
    let wanted = if arguments.all { all(folders)? } else { named(folders, &arguments.urls)? };
    let stop = stopped_by_signal();
    let results = arguments.manner.bring(&wanted, settings.language, &stop);
    let mut report = Report::default();
    for (wanted, result) in wanted.iter().zip(results) {
        report.add(wanted, written(wanted, result));
    }
    report.tell()
}

/// Writes a page that came, if it has changed.
pub(super) fn written(wanted: &Wanted, result: Result<Fetched, Fault>) -> Result<Fetched, String> {
    let page = result.map_err(|fault| fault.to_string())?;
    if page.state != State::AsItWas {
        sync::write_whole(&wanted.file, &page.text).map_err(|error| error.to_string())?;
    }
    Ok(page)
}

impl Manner {
    /// Asks for the pages, with a progress bar where people look on.
    pub(super) fn bring(
        &self,
        wanted: &[Wanted],
        language: Language,
        stop: &Arc<AtomicBool>,
    ) -> Vec<Result<Fetched, Fault>> {
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

/// Set by the first signal that asks to stop.
pub(super) fn stopped_by_signal() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // Without a handler a signal ends the process: pages are whole then, too.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    stop
}

/// The pages of the folders that say where they come from.
pub(super) fn all(folders: &[PathBuf]) -> Result<Vec<Wanted>, Error> {
    let mut wanted = Vec::new();
    for (file, have) in there(folders)? {
        match have.url.as_deref().unwrap_or_default().parse() {
            Ok(address) => wanted.push(Wanted { address, file, have: Some(have) }),
            Err(_) => {
                note(&format!("{} does not say where it comes from, and stays as it is", file.display()))
            }
        }
    }
    if wanted.is_empty() { Err(Error::NothingToFetch { folders: folders.to_vec() }) } else { Ok(wanted) }
}

/// The pages at these addresses. Those that a folder has keep their file; new ones go to the first folder.
fn named(folders: &[PathBuf], urls: &[Address]) -> Result<Vec<Wanted>, Error> {
    let is_new = |path: &&PathBuf| path.is_dir() || !path.exists();
    let Some(folder) = folders.iter().find(is_new) else {
        return Err(Error::NoFolder);
    };
    let existing: Vec<PathBuf> = folders.iter().filter(|path| path.exists()).cloned().collect();
    let mut there = there(&existing)?;
    let mut names = FileNames::new(folder);
    let mut wanted: Vec<Wanted> = Vec::new();
    for address in urls {
        if wanted.iter().any(|other| other.address == *address) {
            continue;
        }
        let is_it = |have: &Have| {
            let url: Option<Address> = have.url.as_deref().and_then(|url| url.parse().ok());
            url.is_some_and(|url| url.path() == address.path())
                || have.full_path.as_deref() == Some(address.path())
        };
        let (file, have) = match there.iter().position(|(_, have)| is_it(have)) {
            Some(index) => {
                let (file, have) = there.swap_remove(index);
                (file, Some(have))
            }
            None => (names.claim(address), None),
        };
        wanted.push(Wanted { address: address.clone(), file, have });
    }
    Ok(wanted)
}

/// The pages as they are, and what a killed run has left beside them removed.
fn there(folders: &[PathBuf]) -> Result<Vec<(PathBuf, Have)>, Error> {
    let files = input::files(folders, "md")?;
    let parents: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    parents.into_iter().for_each(sync::remove_leftovers);
    files.into_iter().map(|file| Ok((file.clone(), Have::read(&file)?))).collect()
}

pub(super) fn note(text: &str) {
    print_err(&visible(&format!("note: {text}\n")));
}

/// What became of the pages.
#[derive(Debug, Default)]
pub(super) struct Report {
    text: String,
    as_they_were: usize,
    good: usize,
    bad: usize,
}

impl Report {
    pub(super) fn add(&mut self, wanted: &Wanted, result: Result<Fetched, String>) {
        let file = visible(&input::shown(&wanted.file)).replace('\n', "\\n");
        let was = wanted.have.as_ref().and_then(|have| have.updated).map(fetch::day);
        // Writing to a string cannot fail.
        let _ = match result {
            Err(why) => {
                self.bad += 1;
                let kept = if wanted.have.is_some() { "stays as it was" } else { "is not written" };
                print_err(&visible(&format!("error: {file} {kept}: {why}\n  --> {}\n", wanted.address)));
                return;
            }
            Ok(Fetched { state: State::AsItWas, .. }) => {
                self.as_they_were += 1;
                Ok(())
            }
            Ok(Fetched { state: State::New, updated, .. }) => {
                writeln!(self.text, "new     {file}{}", days(None, updated))
            }
            Ok(Fetched { state: State::Changed, updated, .. }) => {
                writeln!(self.text, "changed {file}{}", days(was, updated))
            }
        };
        self.good += 1;
    }

    pub(super) fn tell(mut self) -> Result<End, Error> {
        let _ = match self.as_they_were {
            1 => writeln!(self.text, "left    1 page as it was"),
            count => writeln!(self.text, "left    {count} pages as they were"),
        };
        if self.bad > 0 {
            let pages = if self.bad == 1 { "page" } else { "pages" };
            let _ = writeln!(self.text, "without {} {pages}: see the errors above", self.bad);
        }
        print(&self.text)?;
        Ok(match (self.good, self.bad) {
            (_, 0) => End::Done,
            (0, _) => End::Failed,
            _ => End::LookAt,
        })
    }
}

/// ` (2024-08-02 → 2026-11-20)`, as far as the days are known.
fn days(was: Option<String>, updated: Option<i64>) -> String {
    match (was, updated.map(fetch::day)) {
        (Some(was), Some(is)) => format!(" ({was} → {is})"),
        (None, Some(is)) => format!(" ({is})"),
        (_, None) => String::new(),
    }
}
