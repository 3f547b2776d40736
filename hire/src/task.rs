//! Waiting for the end of a delivery by attachment.

use std::time::Duration;

use feishu_api::hire::v1::get_delivery_task::{Delivery, DeliveryTaskStatus, ErrorCode, Request};
use feishu_client::{Client, Error};
use tokio::time::{Instant, sleep, timeout_at};

/// How to ask for the state of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Polling {
    /// The wait before the next request for the state. It doubles each time.
    pub first_wait: Duration,
    /// The longest wait.
    pub longest_wait: Duration,
    /// The time after which to give up. The documentation says that a task normally ends within a minute.
    pub deadline: Duration,
}

impl Default for Polling {
    fn default() -> Self {
        Polling {
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(10),
            deadline: Duration::from_secs(120),
        }
    }
}

impl Polling {
    /// Sets the first and the longest wait.
    #[must_use]
    pub fn waits(self, first: Duration, longest: Duration) -> Self {
        Polling { first_wait: first, longest_wait: longest, ..self }
    }

    /// Sets the time after which to give up.
    #[must_use]
    pub fn deadline(self, deadline: Duration) -> Self {
        Polling { deadline, ..self }
    }
}

/// How a task ended.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DeliveryEnd {
    /// The application was submitted.
    Delivered(Box<Delivery>),
    /// The application was not submitted.
    Failed {
        /// The id of the delivery that the candidate made before, if the reason is that it was repeated.
        repeats: Option<String>,
        /// The service's own words about the reason.
        message: Option<String>,
    },
}

/// Why the end of a task is not known.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WaitError {
    /// The task did not end in time. It may still do so: wait again, and do not submit again.
    #[error("the delivery task did not end in time; it may still do so")]
    TimedOut,
    /// The service says that the task succeeded, and does not say what was delivered.
    #[error("the delivery task succeeded, but the service does not say what was delivered")]
    NoDelivery,
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Error<ErrorCode>),
}

/// Waits until a delivery task, which the endpoint `create_by_attachment` returns, has ended.
///
/// # Errors
///
/// The task did not end in time, or a call failed that the client could not repeat.
pub async fn wait_for_delivery(
    client: &Client,
    task: &Request,
    polling: Polling,
) -> Result<DeliveryEnd, WaitError> {
    let deadline = Instant::now() + polling.deadline;
    let mut wait = polling.first_wait;
    loop {
        let asked = timeout_at(deadline, client.send(task)).await;
        let state = asked.map_err(|_| WaitError::TimedOut)??;
        match state.status {
            Some(DeliveryTaskStatus::Succeeded) => {
                let delivery = state.delivery.ok_or(WaitError::NoDelivery)?;
                return Ok(DeliveryEnd::Delivered(Box::new(delivery)));
            }
            Some(DeliveryTaskStatus::Failed) => {
                let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
                return Ok(DeliveryEnd::Failed {
                    repeats: text(state.extra_info),
                    message: text(state.status_msg),
                });
            }
            // New, running, a status that is not documented, or no data yet.
            _ => {}
        }
        if Instant::now() + wait >= deadline {
            return Err(WaitError::TimedOut);
        }
        sleep(wait).await;
        wait = (wait * 2).min(polling.longest_wait);
    }
}
