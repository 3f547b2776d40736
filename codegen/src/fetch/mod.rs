//! Downloads pages from the portal.
//!
//! Existing pages are protected from faulty responses: only a complete page of the same endpoint replaces a page.
//! Everything else is a [`Fault`], and the existing page is kept.

mod address;
mod answer;
mod completeness;
mod date;
mod directory;
mod file_name;
mod page;
mod pool;
mod portal;

use std::path::PathBuf;
use std::time::Duration;

pub use address::Address;
pub use date::day;
pub use directory::{Entry, directory};
pub use file_name::{FileNames, sibling};
pub use page::{ExistingPage, FetchedPage, PageState};
pub use pool::fetch;

use feishu_schema::Language;

/// How to send requests.
#[derive(Clone, Debug)]
pub struct Options {
    /// The portal's base URL, such as `https://open.feishu.cn`. Defaults to the host of each page's URL.
    pub portal: Option<String>,
    /// The number of concurrent downloads.
    pub jobs: usize,
    /// The number of retries for a page after a transient fault.
    pub retries: u32,
    /// The pause before the first retry. Each further one is twice as long.
    pub pause: Duration,
    /// The timeout for a response, up to its last byte.
    pub timeout: Duration,
}

/// A page to download.
#[derive(Clone, Debug)]
pub struct WantedPage {
    /// Its URL.
    pub address: Address,
    /// The requested language. The portal may answer in the other one.
    pub language: Language,
    /// The portal's own name of the page, if it is known.
    pub full_path: Option<String>,
    /// Where the page belongs if it comes in Chinese.
    pub chinese: Place,
    /// Where it belongs if it comes in English.
    pub english: Place,
}

/// Where a page belongs.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The existing page.
    pub have: Option<ExistingPage>,
}

impl WantedPage {
    /// Whether nothing but the portal's list says that the page is one of an endpoint.
    #[must_use]
    pub fn is_only_listed(&self) -> bool {
        self.full_path.is_some() && self.chinese.have.is_none() && self.english.have.is_none()
    }

    /// Where the page belongs if it comes in the language.
    #[must_use]
    pub fn place(&self, language: Language) -> &Place {
        match language {
            Language::Chinese => &self.chinese,
            Language::English => &self.english,
        }
    }
}

/// Why a page was not downloaded. An existing page is always kept.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The portal cannot be reached or does not respond.
    #[error("the portal did not answer: {0}")]
    Silent(#[source] ureq::Error),
    /// The portal refuses the request.
    #[error("the portal answered with the status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// The seconds to wait, if the portal states them.
        wait: Option<u64>,
    },
    /// The portal does not have the page.
    #[error("the portal has no such page; if it is gone for good, remove the file")]
    Gone,
    /// The portal returns an error.
    #[error("the portal refused: {code} {message}")]
    Refused {
        /// The error code.
        code: i64,
        /// The message.
        message: String,
    },
    /// The response is an HTML page instead of data.
    #[error("the portal answered with HTML, as for people: it may want a login, or be down")]
    Html,
    /// The response is not JSON, or is cut off.
    #[error("the answer is not JSON, or is cut off: {0}")]
    NoJson(#[source] serde_json::Error),
    /// The response has no content.
    #[error("the answer is empty")]
    Empty,
    /// The response is another page.
    #[error("another page came: {0}")]
    Other(String),
    /// The page is dated in the future.
    #[error("the page says that it last changed on {0}, which is in the future")]
    Future(String),
    /// The portal redirects to another host.
    #[error("the portal redirects to {0}, which is another host")]
    Elsewhere(String),
    /// The page is incomplete.
    #[error("only a part of the page came: {0}")]
    Part(String),
    /// The portal's internal path of the page cannot be determined.
    #[error("the portal does not list the names of its pages: {0}")]
    NoNames(String),
    /// The page does not describe an endpoint.
    #[error("the page describes no endpoint")]
    NoEndpoint,
    /// The run was stopped before the page was downloaded.
    #[error("stopped before it came")]
    Stopped,
}

impl Fault {
    /// Whether a retry can help.
    fn may_pass(&self) -> bool {
        match self {
            Fault::Silent(_) | Fault::Html | Fault::NoJson(_) | Fault::Empty => true,
            Fault::Status { status, .. } => matches!(status, 408 | 429 | 500..),
            Fault::Gone
            | Fault::Refused { .. }
            | Fault::Other(_)
            | Fault::Future(_)
            | Fault::Elsewhere(_)
            | Fault::Part(_)
            | Fault::NoNames(_)
            | Fault::NoEndpoint
            | Fault::Stopped => false,
        }
    }
}
