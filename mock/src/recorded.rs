//! The log of received requests.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use serde::{Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{FaultKind, Violation};

/// A request that the mock received, and how it decided.
///
/// It holds the [`fingerprint`]s of secrets instead of the secrets, and everything else that was sent.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// When the request was read, since the mock started. In JSON: `elapsed_us`, microseconds.
    #[serde(rename = "elapsed_us", serialize_with = "microseconds")]
    pub elapsed: Duration,
    /// The same as time of day: epoch milliseconds.
    pub time_ms: u64,
    /// The HTTP method.
    pub method: String,
    /// The path, still percent-encoded.
    pub path: String,
    /// The query's names and values, in the order in which they came.
    pub query: Vec<(String, String)>,
    /// The headers, their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// The body: JSON as it came; forms as the object of their members; anything else as text.
    pub body: Option<Value>,
    /// The id of the endpoint that the request was for.
    pub endpoint: Option<String>,
    /// The app that sent it, if its token was good.
    pub app: Option<String>,
    /// How the mock decided.
    pub verdict: Verdict,
    /// What the request breaks.
    pub violations: Vec<Violation>,
    /// The places of members and parameters that the description does not know; those of the query begin with
    /// `query.`.
    pub unknown: Vec<String>,
    /// The fault that affected it.
    pub fault: Option<FaultKind>,
}

/// How the mock decided about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It was carried out, whether or not the sender received the response.
    Accepted,
    /// It was not carried out.
    Refused {
        /// The HTTP status of the answer.
        status: u16,
        /// The `code` of the answer.
        code: i64,
    },
}

/// The fingerprint of a secret in a [`RecordedRequest`]: the same for the same secret, and not reversible.
///
/// ```
/// assert_eq!(feishu_mock::fingerprint("t-1"), "sha256:46e9bc3476c9");
/// ```
#[must_use]
pub fn fingerprint(secret: &str) -> String {
    let digits = Sha256::digest(secret).iter().take(6).map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("sha256:{digits}")
}

/// The bodies of the requests that are kept are at most this long together.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The requests that were received last.
pub(crate) struct Log {
    most: usize,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// Each with the length of its body.
    records: VecDeque<(RecordedRequest, usize)>,
    bytes: usize,
    dropped: u64,
}

impl Log {
    /// A log that keeps at most so many requests.
    pub(crate) fn new(most: usize) -> Self {
        Log { most, kept: Mutex::default() }
    }

    /// Adds a request whose body has this length; drops the oldest ones if there are too many, or they are too long.
    pub(crate) fn add(&self, record: RecordedRequest, bytes: usize) {
        let mut kept = self.kept();
        kept.records.push_back((record, bytes));
        kept.bytes += bytes;
        while kept.records.len() > self.most || kept.bytes > MOST_BYTES {
            let Some((_, bytes)) = kept.records.pop_front() else { break };
            kept.bytes -= bytes;
            kept.dropped += 1;
        }
    }

    pub(crate) fn all(&self) -> Vec<RecordedRequest> {
        self.kept().records.iter().map(|(record, _)| record.clone()).collect()
    }

    /// How many requests were dropped to make room.
    pub(crate) fn dropped(&self) -> u64 {
        self.kept().dropped
    }

    pub(crate) fn clear(&self) {
        *self.kept() = Kept::default();
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The headers, with a fingerprint in place of the token.
pub(crate) fn headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    let mut shown = BTreeMap::<String, String>::new();
    for (name, value) in headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        let value = if name == header::AUTHORIZATION { without_token(&value) } else { value.into_owned() };
        shown
            .entry(name.to_string())
            .and_modify(|values| {
                values.push_str(", ");
                values.push_str(&value);
            })
            .or_insert(value);
    }
    shown
}

fn without_token(authorization: &str) -> String {
    match authorization.split_once(' ') {
        Some((scheme, token)) => format!("{scheme} {}", fingerprint(token)),
        None => fingerprint(authorization),
    }
}

/// The body, with a fingerprint in place of the app's secret; of the whole, if the secret cannot be located.
pub(crate) fn body(mut body: Value) -> Value {
    match &mut body {
        Value::Object(members) => {
            if let Some(Value::String(secret)) = members.get_mut("app_secret") {
                *secret = fingerprint(secret);
            }
            body
        }
        Value::String(text) if text.contains("app_secret") => Value::String(fingerprint(text)),
        _ => body,
    }
}

fn microseconds<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(u64::try_from(time.as_micros()).unwrap_or(u64::MAX))
}
