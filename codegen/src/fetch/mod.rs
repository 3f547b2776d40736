//! Bringing pages from the portal.
//!
//! The portal is not to be trusted with what is already there: an answer counts only if it is a whole page of the same
//! endpoint. Everything else is a [`Fault`], and the page stays as it was.

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
pub use page::{Fetched, Have, State};
pub use pool::fetch;

use feishu_schema::Language;

/// How to ask.
#[derive(Clone, Debug)]
pub struct Options {
    /// The portal to ask, such as `https://open.feishu.cn`; the host of each address where it is left out.
    pub portal: Option<String>,
    /// How many pages are asked for at a time.
    pub jobs: usize,
    /// How often a page is asked for again, after a fault that may pass.
    pub retries: u32,
    /// The pause before the first repetition; each one after that is twice as long.
    pub pause: Duration,
    /// How long an answer may take, to its last byte.
    pub timeout: Duration,
}

/// A page to bring.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Where it is published.
    pub address: Address,
    /// The language in which it is asked for. The portal may answer in the other one.
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
    /// What is there.
    pub have: Option<Have>,
}

impl Wanted {
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

/// Why there is no page. In each case what was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The portal cannot be reached, or falls silent.
    #[error("the portal did not answer: {0}")]
    Silent(#[source] ureq::Error),
    /// The portal refuses.
    #[error("the portal answered with the status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// The seconds to wait, if the portal says so.
        wait: Option<u64>,
    },
    /// The portal no longer has the page, or never had it.
    #[error("the portal has no such page; if it is gone for good, remove the file")]
    Gone,
    /// The portal says no in its own words.
    #[error("the portal refused: {code} {message}")]
    Refused {
        /// Its code.
        code: i64,
        /// Its message.
        message: String,
    },
    /// The portal shows a page for people in place of its data.
    #[error("the portal answered with HTML, as for people: it may want a login, or be down")]
    Html,
    /// The answer is not JSON, or is cut off.
    #[error("the answer is not JSON, or is cut off: {0}")]
    NoJson(#[source] serde_json::Error),
    /// There is nothing in the answer.
    #[error("the answer is empty")]
    Empty,
    /// Another page came.
    #[error("another page came: {0}")]
    Other(String),
    /// The page says that it will change.
    #[error("the page says that it last changed on {0}, which is in the future")]
    Future(String),
    /// The portal sends the tool to another host.
    #[error("the portal redirects to {0}, which is another host")]
    Elsewhere(String),
    /// Not all of the page came.
    #[error("only a part of the page came: {0}")]
    Part(String),
    /// The portal's own name of the page cannot be found out.
    #[error("the portal does not list the names of its pages: {0}")]
    NoNames(String),
    /// The page describes no endpoint.
    #[error("the page describes no endpoint")]
    NoEndpoint,
    /// The run was stopped before.
    #[error("stopped before it came")]
    Stopped,
}

impl Fault {
    /// Whether it makes sense to ask again.
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
