//! What the outbox holds.

use std::fmt;
use std::time::Duration;

use rusqlite::Row;

/// The key of an application: random, made with the form. Whoever knows it sees the application's status, so it does not
/// show in logs.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    const DIGITS: usize = 32;

    /// A new key.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; Self::DIGITS / 2];
        getrandom::fill(&mut bytes)?;
        Ok(Key(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Reads a key that came back with a form or a link.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == Self::DIGITS && text.bytes().all(is_digit)).then(|| Key(text.to_owned()))
    }

    /// The text of the key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key([redacted])")
    }
}

/// A resume as a file.
#[derive(Clone, PartialEq, Eq)]
pub struct ResumeFile {
    /// The name that the candidate's file has.
    pub name: String,
    /// The bytes.
    pub content: Vec<u8>,
}

impl fmt::Debug for ResumeFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResumeFile").field("bytes", &self.content.len()).finish_non_exhaustive()
    }
}

/// An application that a worker has taken.
pub struct Claimed {
    /// The number of the application, which logs and the operator's page use.
    pub id: i64,
    /// Its key, which is also the site user's `external_id`.
    pub key: Key,
    /// The job post.
    pub job_post_id: String,
    /// The resume, as JSON.
    pub resume: String,
    /// The site user's id, if the service has returned one.
    pub site_user_id: Option<String>,
    /// The attachment's id, if the service has returned one.
    pub attachment_id: Option<String>,
    /// The file that is still to be uploaded.
    pub file: Option<ResumeFile>,
    /// How often a worker has taken the application, this time among them.
    pub attempts: u32,
}

impl Claimed {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Claimed {
            id: row.get(0)?,
            key: Key(row.get(1)?),
            job_post_id: row.get(2)?,
            resume: row.get(3)?,
            site_user_id: row.get(4)?,
            attachment_id: row.get(5)?,
            attempts: row.get(6)?,
            file: None,
        })
    }
}

/// What became of an application that was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The service has it.
    Submitted {
        /// The id that it has there; unknown if the answer could not be read.
        application_id: Option<String>,
    },
    /// The service refused it.
    Refused(Reason),
    /// Nobody knows whether the service has it.
    Unknown(Reason),
    /// The service does not have it; it is to be sent later.
    Later {
        /// How much later, at least.
        delay: Duration,
        /// Why.
        reason: Reason,
    },
}

/// Why an application was not submitted, in words that hold nothing of the candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The words.
    pub text: String,
    /// The service's code.
    pub code: Option<i64>,
    /// The id that the service's support asks for.
    pub log_id: Option<String>,
}

impl Outcome {
    pub(super) fn state(&self) -> &'static str {
        match self {
            Outcome::Submitted { .. } => State::Submitted,
            Outcome::Refused(_) => State::Refused,
            Outcome::Unknown(_) => State::Unknown,
            Outcome::Later { .. } => State::Waiting,
        }
        .name()
    }

    /// Whether the application needs no more attention.
    pub(super) fn is_final(&self) -> bool {
        matches!(self, Outcome::Submitted { .. } | Outcome::Refused(_))
    }

    pub(super) fn delay_ms(&self) -> i64 {
        match self {
            Outcome::Later { delay, .. } => i64::try_from(delay.as_millis()).unwrap_or(i64::MAX / 2),
            _ => 0,
        }
    }

    pub(super) fn application_id(&self) -> Option<&str> {
        match self {
            Outcome::Submitted { application_id } => application_id.as_deref(),
            _ => None,
        }
    }

    fn why(&self) -> Option<&Reason> {
        match self {
            Outcome::Refused(reason) | Outcome::Unknown(reason) | Outcome::Later { reason, .. } => {
                Some(reason)
            }
            Outcome::Submitted { .. } => None,
        }
    }

    pub(super) fn reason(&self) -> Option<&str> {
        self.why().map(|reason| reason.text.as_str())
    }

    pub(super) fn code(&self) -> Option<i64> {
        self.why()?.code
    }

    pub(super) fn log_id(&self) -> Option<&str> {
        self.why()?.log_id.as_deref()
    }
}

/// The state of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is to be sent.
    Waiting,
    /// A worker does what can be done again: registers the candidate, uploads the file.
    Preparing,
    /// It is being sent.
    Sending,
    /// The service has it.
    Submitted,
    /// The service refused it.
    Refused,
    /// Nobody knows whether the service has it.
    Unknown,
}

impl State {
    const ALL: [State; 6] =
        [State::Waiting, State::Preparing, State::Sending, State::Submitted, State::Refused, State::Unknown];

    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Preparing => "preparing",
            State::Sending => "sending",
            State::Submitted => "submitted",
            State::Refused => "refused",
            State::Unknown => "unknown",
        }
    }

    pub(super) fn from_sql(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        let name: String = row.get(column)?;
        // The database accepts no other name.
        State::ALL.into_iter().find(|state| state.name() == name).ok_or(rusqlite::Error::InvalidQuery)
    }
}

/// An application, as pages show it: without the candidate's data.
#[derive(Clone, Debug)]
pub struct Application {
    /// The number.
    pub id: i64,
    /// The job post.
    pub job_post_id: String,
    /// The site user, if the service has returned one.
    pub site_user_id: Option<String>,
    /// The state.
    pub state: State,
    /// When it entered the state, as epoch milliseconds.
    pub changed_at: i64,
    /// How often a worker has taken it.
    pub attempts: u32,
    /// The id that it has at the service.
    pub application_id: Option<String>,
    /// Why it is in the state.
    pub reason: Option<String>,
    /// The service's code.
    pub code: Option<i64>,
    /// The id that the service's support asks for.
    pub log_id: Option<String>,
}

impl Application {
    pub(super) const COLUMNS: &str =
        "id, job_post_id, site_user_id, state, changed_at, attempts, application_id, reason, code, log_id";

    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Application {
            id: row.get(0)?,
            job_post_id: row.get(1)?,
            site_user_id: row.get(2)?,
            state: State::from_sql(row, 3)?,
            changed_at: row.get(4)?,
            attempts: row.get(5)?,
            application_id: row.get(6)?,
            reason: row.get(7)?,
            code: row.get(8)?,
            log_id: row.get(9)?,
        })
    }
}
