use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use feishu_schema::Language;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Exit, print, print_err, wanted};
use crate::diagnostic::visible;
use crate::fetch::{self, Address, Entry, Fault, FetchedPage, Options, PageState, Place, WantedPage};
use crate::settings::Settings;
use crate::{Error, Languages, input, sync};

#[derive(Debug, clap::Args)]
pub(super) struct FetchOptions {
    /// The URLs of pages, such as https://open.feishu.cn/document/…
    #[arg(required_unless_present_any = ["all", "service", "path", "list"], value_name = "URL")]
    urls: Vec<Address>,
    /// Downloads all existing pages again.
    #[arg(long, conflicts_with = "urls")]
    all: bool,
    /// The pages that the portal lists for a service, such as `hire`; may be repeated.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["urls", "all"])]
    service: Vec<String>,
    /// The pages that the portal lists below a path, such as `/server-docs/hire-v1`; may be repeated.
    #[arg(long, value_name = "PATH", conflicts_with_all = ["urls", "all"])]
    path: Vec<String>,
    /// Only prints the addresses of the pages that the portal lists.
    #[arg(long, conflicts_with_all = ["urls", "all"])]
    list: bool,
    /// The folder of the pages [default: those in feishu.toml].
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    #[command(flatten)]
    requests: RequestOptions,
}

/// How to send requests.
#[derive(Debug, clap::Args)]
pub(super) struct RequestOptions {
    /// The language of the pages [default: that in feishu.toml; otherwise Chinese for new pages, and the present one
    /// for existing pages].
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    language: Option<Languages>,
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

/// The portal whose list of pages is downloaded.
const PORTAL: &str = "https://open.feishu.cn";

pub(super) fn run(arguments: &FetchOptions, settings: &Settings) -> Result<Exit, Error> {
    let folders = arguments.pages.as_ref().map_or(&*settings.pages, std::slice::from_ref);
    let languages = arguments.requests.languages(settings);
    let stop = stopped_by_signal();
    let wanted = if arguments.all {
        wanted::all(folders, languages)?
    } else if arguments.urls.is_empty() {
        let entries = arguments.listed(languages, &stop)?;
        if arguments.list {
            print(&entries.iter().map(|entry| format!("{}\n", entry.address)).collect::<String>())?;
            return Ok(Exit::Done);
        }
        wanted::listed(folders, entries, languages)?
    } else {
        wanted::named(folders, &arguments.urls, languages)?
    };
    let results = arguments.requests.download(&wanted, &stop);
    let mut report = Report::default();
    for (page, result) in wanted.iter().zip(results) {
        report.take(page, &wanted, result, true);
    }
    report.print()
}

impl FetchOptions {
    /// The pages that the portal lists, restricted to the given services and paths, if any.
    fn listed(&self, languages: Option<Languages>, stop: &Arc<AtomicBool>) -> Result<Vec<Entry>, Error> {
        let host = self.requests.portal.as_deref().unwrap_or(PORTAL).trim_end_matches('/');
        let language =
            if languages == Some(Languages::English) { Language::English } else { Language::Chinese };
        let mut entries = fetch::directory(host, language, &self.requests.options(), stop)
            .map_err(|fault| Error::NoList { reason: fault.to_string() })?;
        let is_wanted = |entry: &Entry| {
            (self.service.is_empty() && self.path.is_empty())
                || self.service.iter().any(|service| entry.is_of_service(service))
                || self.path.iter().any(|path| entry.is_below(path))
        };
        entries.retain(is_wanted);
        if entries.is_empty() { Err(Error::NothingListed) } else { Ok(entries) }
    }
}

impl RequestOptions {
    /// The selected languages, if any.
    pub(super) fn languages(&self, settings: &Settings) -> Option<Languages> {
        self.language.or(settings.language)
    }

    fn options(&self) -> Options {
        Options {
            portal: self.portal.clone(),
            jobs: self.jobs,
            retries: self.retries,
            pause: PAUSE,
            timeout: Duration::from_secs(self.timeout),
        }
    }

    /// Downloads the pages, with a progress bar on a terminal.
    pub(super) fn download(
        &self,
        wanted: &[WantedPage],
        stop: &Arc<AtomicBool>,
    ) -> Vec<Result<FetchedPage, Fault>> {
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} pages, {elapsed}");
        let bar = ProgressBar::new(u64::try_from(wanted.len()).unwrap_or(u64::MAX));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.tick();
        let results = fetch::fetch(wanted, &self.options(), stop, || bar.inc(1));
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
    /// Listed pages that do not describe an endpoint.
    skipped: usize,
}

impl Report {
    /// Adds the result of one of the requested pages, and writes the page if it has changed and `write` is set.
    /// Returns the page if it has changed.
    pub(super) fn take<'w>(
        &mut self,
        wanted: &'w WantedPage,
        all: &[WantedPage],
        result: Result<FetchedPage, Fault>,
        write: bool,
    ) -> Option<(&'w Path, FetchedPage)> {
        let page = match result {
            Err(Fault::NoEndpoint) if wanted.is_only_listed() => {
                self.skipped += 1;
                return None;
            }
            Err(fault) => {
                self.add(wanted, wanted.language, Err(fault.to_string()));
                return None;
            }
            Ok(page) => page,
        };
        if page.language != wanted.language && self.is_in_another_language(wanted, &page, all) {
            return None;
        }
        let Place { file, .. } = wanted.place(page.language);
        let is_changed = page.state != PageState::Unchanged;
        let written = if write && is_changed { sync::write_whole(file, &page.text) } else { Ok(()) };
        if let Err(error) = written {
            self.add(wanted, page.language, Err(error.to_string()));
            return None;
        }
        self.add(wanted, page.language, Ok(&page));
        is_changed.then_some((file, page))
    }

    /// Reports a page in a language.
    pub(super) fn add(
        &mut self,
        wanted: &WantedPage,
        language: Language,
        result: Result<&FetchedPage, String>,
    ) {
        let Place { file, have } = wanted.place(language);
        let file = visible(&input::shown(file)).replace('\n', "\\n");
        let was = have.as_ref().and_then(|have| have.updated).map(fetch::day);
        // Writing to a string cannot fail.
        let _ = match result {
            Err(why) => {
                self.failed += 1;
                let kept = if have.is_some() { "stays as it was" } else { "is not written" };
                print_err(&visible(&format!("error: {file} {kept}: {why}\n  --> {}\n", wanted.address)));
                return;
            }
            Ok(FetchedPage { state: PageState::Unchanged, .. }) => {
                self.unchanged += 1;
                Ok(())
            }
            Ok(FetchedPage { state: PageState::New, updated, .. }) => {
                writeln!(self.text, "new     {file}{}", days(None, *updated))
            }
            Ok(FetchedPage { state: PageState::Changed, updated, .. }) => {
                writeln!(self.text, "changed {file}{}", days(was, *updated))
            }
        };
        self.succeeded += 1;
    }

    /// Reports a response in another language than requested. Returns whether the page is requested in that language as
    /// well, which makes this response redundant.
    fn is_in_another_language(&self, wanted: &WantedPage, page: &FetchedPage, all: &[WantedPage]) -> bool {
        let is_needed =
            |other: &WantedPage| other.address == wanted.address && other.language == page.language;
        let is_asked_for = all.iter().any(is_needed);
        let (asked, came) = match wanted.language {
            Language::English => ("English", "Chinese"),
            Language::Chinese => ("Chinese", "English"),
        };
        let effect = match is_asked_for {
            true => String::new(),
            false => format!(", which belongs to {}", input::shown(&wanted.place(page.language).file)),
        };
        let address = &wanted.address;
        print_err(&visible(&format!(
            "warning: the portal was asked for a page in {asked} and answered in {came}{effect}\n  --> {address}\n"
        )));
        is_asked_for
    }

    pub(super) fn print(mut self) -> Result<Exit, Error> {
        let _ = match self.unchanged {
            1 => writeln!(self.text, "same    1 page"),
            count => writeln!(self.text, "same    {count} pages"),
        };
        if self.skipped > 0 {
            let pages = if self.skipped == 1 { "page that describes" } else { "pages that describe" };
            let _ = writeln!(self.text, "skipped {} {pages} no endpoint", self.skipped);
        }
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
