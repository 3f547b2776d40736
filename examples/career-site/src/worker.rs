//! Sends the applications of the outbox.

use std::sync::Arc;
use std::time::Duration;

use feishu_api::hire::v1::create_by_resume::{BasicInfo, Resume};
use feishu_api::hire::v1::{create_attachment, create_by_resume, create_site_user};
use feishu_client::{Client, Error, ErrorClass, ErrorCode, File};
use feishu_hire::{CreatedId as _, NoId};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing::{info, warn};

use crate::outbox::{Claimed, Key, Outcome, Reason, ResumeFile};
use crate::store::{Store, StoreError};

/// How many applications are on their way at the same time.
const WORKERS: usize = 16;

/// How long to wait for work if nothing announces it: applications that were put off become due silently.
const IDLE: Duration = Duration::from_millis(500);

/// The first and the longest wait before an application is tried again.
const FIRST_DELAY: Duration = Duration::from_secs(1);
const LONGEST_DELAY: Duration = Duration::from_secs(5 * 60);

/// Sends applications as they come in, until `stop` turns true and those on their way have an outcome.
pub async fn run(store: Arc<Store>, sender: Sender, stop: watch::Receiver<bool>) {
    let sender = Arc::new(sender);
    let mut workers = JoinSet::new();
    for _ in 0..WORKERS {
        workers.spawn(work(Arc::clone(&store), Arc::clone(&sender), stop.clone()));
    }
    while workers.join_next().await.is_some() {}
}

async fn work(store: Arc<Store>, sender: Arc<Sender>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let is_idle = match store.run(|outbox| outbox.claim()).await {
            Ok(Some(claimed)) => {
                let id = claimed.id;
                if let Err(error) = sender.process(&store, claimed).await {
                    // The application stays as it is, and is looked at when the program starts again.
                    warn!(application = id, %error, "the outbox fails");
                }
                false
            }
            Ok(None) => true,
            Err(error) => {
                warn!(%error, "the outbox fails");
                true
            }
        };
        if is_idle {
            tokio::select! {
                () = store.work_arrived() => {}
                () = tokio::time::sleep(IDLE) => {}
                _ = stop.changed() => {}
            }
        }
    }
}

/// Sends applications to one career site.
pub struct Sender {
    /// The client, with settings for work in the background.
    pub client: Client,
    /// The career site.
    pub website_id: String,
}

impl Sender {
    /// Brings one application to an outcome, and writes that down.
    async fn process(&self, store: &Store, claimed: Claimed) -> Result<(), StoreError> {
        let (id, attempts) = (claimed.id, claimed.attempts);
        let outcome = match self.prepare(store, claimed).await? {
            Ok(request) => {
                store.run(move |outbox| outbox.begin_sending(id)).await?;
                match self.client.send(&request).await {
                    Ok(response) => Outcome::Submitted { application_id: response.created_id().ok() },
                    Err(error) => outcome(&error, attempts),
                }
            }
            Err(outcome) => outcome,
        };
        report(id, &outcome);
        store.run(move |outbox| outbox.finish(id, &outcome)).await
    }

    /// Does what comes before sending. All of it can be done again: the service returns the same site user for the same
    /// `external_id`, and an attachment that no application refers to does no harm.
    async fn prepare(
        &self,
        store: &Store,
        claimed: Claimed,
    ) -> Result<Result<create_by_resume::Request, Outcome>, StoreError> {
        let Ok(mut resume) = serde_json::from_str::<Resume>(&claimed.resume) else {
            return Ok(Err(Outcome::Refused(reason("the stored resume cannot be read"))));
        };
        let id = claimed.id;
        let user_id = match claimed.site_user_id {
            Some(user_id) => user_id,
            None => match self.register(&claimed.key, &resume.basic_info, claimed.attempts).await {
                Ok(user_id) => {
                    let stored = user_id.clone();
                    store.run(move |outbox| outbox.set_site_user(id, &stored)).await?;
                    user_id
                }
                Err(outcome) => return Ok(Err(outcome)),
            },
        };
        resume.resume_attachment_id = match (claimed.attachment_id, claimed.file) {
            (None, Some(file)) => match self.upload(file, claimed.attempts).await {
                Ok(attachment_id) => {
                    let stored = attachment_id.clone();
                    store.run(move |outbox| outbox.set_attachment(id, &stored)).await?;
                    Some(attachment_id)
                }
                Err(outcome) => return Ok(Err(outcome)),
            },
            (attachment_id, _) => attachment_id,
        };
        let body = create_by_resume::Body::new(claimed.job_post_id, resume, user_id);
        Ok(Ok(create_by_resume::Request::new(self.website_id.as_str(), body)))
    }

    /// Registers the candidate as a user of the career site; the user's id.
    async fn register(&self, key: &Key, candidate: &BasicInfo, attempts: u32) -> Result<String, Outcome> {
        let mut body = create_site_user::Body::new(key.as_str())
            .name(candidate.name.as_str())
            .email(candidate.email.clone());
        // The service wants both or neither.
        if let (Some(mobile), Some(country)) = (&candidate.mobile, &candidate.mobile_country_code) {
            body = body.mobile(mobile.as_str()).mobile_country_code(country.as_str());
        }
        let request = create_site_user::Request::new(self.website_id.as_str(), body);
        let created = self.client.call(&request).repeatable().send().await;
        let user = created.map_err(|error| earlier_outcome(&error, attempts))?;
        user.created_id().map_err(|error| no_id(error, attempts))
    }

    /// Uploads the resume as a file; the attachment's id.
    async fn upload(&self, file: ResumeFile, attempts: u32) -> Result<String, Outcome> {
        let request =
            create_attachment::Request::new(create_attachment::Body::new(File::new(file.name, file.content)));
        let created = self.client.call(&request).repeatable().send().await;
        let file = created.map_err(|error| earlier_outcome(&error, attempts))?;
        file.created_id().map_err(|error| no_id(error, attempts))
    }
}

fn no_id(error: NoId, attempts: u32) -> Outcome {
    Outcome::Later { delay: backoff(attempts), reason: reason(&error.to_string()) }
}

/// What an error of a call before sending means for the application: nothing was sent yet.
fn earlier_outcome<C: ErrorCode>(error: &Error<C>, attempts: u32) -> Outcome {
    match outcome(error, attempts) {
        Outcome::Submitted { .. } | Outcome::Unknown(_) => {
            Outcome::Later { delay: backoff(attempts), reason: why(error) }
        }
        outcome => outcome,
    }
}

/// What an error of a call means for the application.
fn outcome<C: ErrorCode>(error: &Error<C>, attempts: u32) -> Outcome {
    let later = |delay| Outcome::Later { delay, reason: why(error) };
    match error.class() {
        ErrorClass::Invalid | ErrorClass::Refused => Outcome::Refused(why(error)),
        ErrorClass::Limited { retry_after } => later(retry_after.unwrap_or_else(|| backoff(attempts))),
        ErrorClass::Unavailable => later(backoff(attempts)),
        // The candidate is not to blame; the operator's page shows the reason.
        ErrorClass::Misconfigured => later(LONGEST_DELAY),
        // The service has accepted the application, but its answer is not as documented.
        ErrorClass::Unreadable => Outcome::Submitted { application_id: None },
        // A class that this program does not know is handled with the same care.
        _ => Outcome::Unknown(why(error)),
    }
}

/// The error in words. They hold nothing of the request or of the service's own words; see [`Error`].
fn why<C: ErrorCode>(error: &Error<C>) -> Reason {
    let code = error.code();
    let documented = code.and_then(|code| code.info()).map(|info| info.english);
    let text = match documented.filter(|english| !english.is_empty()) {
        Some(english) => english.to_owned(),
        None => error.to_string(),
    };
    Reason { text, code: code.map(|code| code.code()), log_id: error.log_id().map(str::to_owned) }
}

fn reason(text: &str) -> Reason {
    Reason { text: text.to_owned(), code: None, log_id: None }
}

/// Twice as long after each attempt.
fn backoff(attempts: u32) -> Duration {
    FIRST_DELAY.saturating_mul(1 << attempts.saturating_sub(1).min(16)).min(LONGEST_DELAY)
}

/// Logs an outcome: the number of the application, and no data of the candidate.
fn report(id: i64, outcome: &Outcome) {
    match outcome {
        Outcome::Submitted { .. } => info!(application = id, "submitted"),
        Outcome::Refused(reason) => info!(application = id, code = reason.code, "refused: {}", reason.text),
        Outcome::Unknown(reason) => {
            warn!(application = id, "outcome unknown, to be checked: {}", reason.text)
        }
        Outcome::Later { delay, reason } => {
            warn!(application = id, seconds = delay.as_secs(), "put off: {}", reason.text);
        }
    }
}
