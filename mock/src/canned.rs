//! Answers that the caller gives in place of the documented examples.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use feishu_schema::Endpoint;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answer::{Answer, enveloped};
use crate::documented::documented;
use crate::paging::Paging;
use crate::parsed::ParsedRequest;
use crate::refusal::Refusal;
use crate::route::Routes;
use crate::{Error, TOKEN_ENDPOINT};

/// An answer to give in place of an endpoint's own: for which calls, and what.
///
/// In JSON, as `/_mock/answers` takes it, `when` may be absent:
///
/// ```
/// use feishu_mock::CannedAnswer;
/// use serde_json::json;
///
/// let json = r#"{ "endpoint": "demo.v1.tasks.task_id.get", "when": { "task_id": "7" },
///                 "with": { "sequence": [{ "status": 1 }, { "status": 2 }] } }"#;
/// let answer: CannedAnswer = serde_json::from_str(json)?;
/// let sequence = [json!({ "status": 1 }), json!({ "status": 2 })];
/// assert_eq!(answer, CannedAnswer::sequence("demo.v1.tasks.task_id.get", sequence).when("task_id", "7"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CannedAnswer {
    /// The id of the endpoint.
    pub endpoint: String,
    /// The calls to answer: those with these values of parameters (of the path or the query) or of top-level members
    /// of the body. All calls, if empty.
    #[serde(default)]
    pub when: BTreeMap<String, String>,
    /// What to answer.
    pub with: CannedContent,
}

/// The content of a [`CannedAnswer`].
///
/// JSON with a numeric member `code` is a whole answer, and a refusal if the code is not 0; any other JSON is what the
/// platform puts into `data`. Ids stay as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CannedContent {
    /// The same answer to each call.
    Body(Value),
    /// One answer after another; the last one repeats.
    Sequence(Vec<Value>),
    /// The elements of the endpoint's list, cut into pages of the size that a call asks for.
    Items(Vec<Value>),
}

impl CannedAnswer {
    /// The same answer to each call of the endpoint.
    #[must_use]
    pub fn new(endpoint: impl Into<String>, body: Value) -> Self {
        Self::with(endpoint, CannedContent::Body(body))
    }

    /// One answer after another; the last one repeats.
    #[must_use]
    pub fn sequence(endpoint: impl Into<String>, bodies: impl IntoIterator<Item = Value>) -> Self {
        Self::with(endpoint, CannedContent::Sequence(bodies.into_iter().collect()))
    }

    /// The elements of the endpoint's list, cut into pages.
    #[must_use]
    pub fn items(endpoint: impl Into<String>, items: impl IntoIterator<Item = Value>) -> Self {
        Self::with(endpoint, CannedContent::Items(items.into_iter().collect()))
    }

    fn with(endpoint: impl Into<String>, content: CannedContent) -> Self {
        CannedAnswer { endpoint: endpoint.into(), when: BTreeMap::new(), with: content }
    }

    /// Restricts the answer to calls with this value of a parameter or of a top-level member of the body.
    #[must_use]
    pub fn when(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.when.insert(name.into(), value.into());
        self
    }

    fn applies_to(&self, asked: &ParsedRequest<'_>) -> bool {
        self.endpoint == asked.endpoint.id
            && self.when.iter().all(|(name, value)| asked.text(name).as_ref() == Some(value))
    }
}

/// A canned answer, and how often it was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CannedAnswerState {
    /// The answer.
    #[serde(flatten)]
    pub answer: CannedAnswer,
    /// How many calls it answered.
    pub given: u64,
}

/// The canned answers. The latest one that applies to a call answers it.
#[derive(Default)]
pub(crate) struct CannedAnswers(Mutex<Vec<CannedAnswerState>>);

impl CannedAnswers {
    /// Replaces the answer to the same calls, if there is one.
    pub(crate) fn add(&self, answer: CannedAnswer, routes: &Routes) -> Result<(), Error> {
        check(&answer, routes)?;
        let mut states = self.states();
        states
            .retain(|state| (&state.answer.endpoint, &state.answer.when) != (&answer.endpoint, &answer.when));
        states.push(CannedAnswerState { answer, given: 0 });
        Ok(())
    }

    /// The answer to this call, if one was given.
    pub(crate) fn answer(&self, asked: &ParsedRequest<'_>) -> Option<Result<Answer, Refusal>> {
        let mut states = self.states();
        let state = states.iter_mut().rev().find(|state| state.answer.applies_to(asked))?;
        let body = match &state.answer.with {
            CannedContent::Body(body) => body.clone(),
            CannedContent::Sequence(bodies) => {
                let next = usize::try_from(state.given).unwrap_or(usize::MAX);
                bodies.get(next).or(bodies.last())?.clone()
            }
            CannedContent::Items(items) => match Paging::of(asked.endpoint)?.page(items, asked) {
                Ok(page) => page,
                Err(refusal) => return Some(Err(refusal)),
            },
        };
        state.given += 1;
        Some(whole(asked.endpoint, body))
    }

    pub(crate) fn all(&self) -> Vec<CannedAnswerState> {
        self.states().clone()
    }

    pub(crate) fn clear(&self) {
        self.states().clear();
    }

    fn states(&self) -> MutexGuard<'_, Vec<CannedAnswerState>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn whole(endpoint: &Endpoint, body: Value) -> Result<Answer, Refusal> {
    match body.get("code").and_then(Value::as_i64) {
        None => Ok(Answer::Json(enveloped(&endpoint.response, body))),
        Some(0) => Ok(Answer::Json(body)),
        Some(code) => Err(documented(endpoint, code, None, body.get("msg").and_then(Value::as_str))),
    }
}

/// An answer that could never be given is refused when it is added.
fn check(answer: &CannedAnswer, routes: &Routes) -> Result<(), Error> {
    let served = routes.by_id(&answer.endpoint);
    let Some(endpoint) = served.filter(|endpoint| endpoint.id != TOKEN_ENDPOINT) else {
        return Err(Error::UnknownEndpoint(answer.endpoint.clone()));
    };
    match &answer.with {
        CannedContent::Sequence(bodies) if bodies.is_empty() => {
            Err(Error::EmptySequence(answer.endpoint.clone()))
        }
        CannedContent::Items(_) if Paging::of(endpoint).is_none() => {
            Err(Error::NotPaged(answer.endpoint.clone()))
        }
        _ => Ok(()),
    }
}
