//! The mock's own pages, under `/_mock`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::documented::{self, DocumentedError};
use crate::platform::Platform;
use crate::{CannedAnswer, CannedAnswerState, Error, Fault, FaultState, RecordedRequest};

pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/_mock/requests", get(requests).delete(clear_requests))
        .route("/_mock/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/_mock/answers", get(answers).post(add_answer).delete(clear_answers))
        .route("/_mock/errors", get(errors))
}

async fn requests(State(platform): State<Arc<Platform>>) -> Json<Vec<RecordedRequest>> {
    Json(platform.log.all())
}

async fn clear_requests(State(platform): State<Arc<Platform>>) -> StatusCode {
    platform.log.clear();
    StatusCode::NO_CONTENT
}

async fn faults(State(platform): State<Arc<Platform>>) -> Json<Vec<FaultState>> {
    Json(platform.faults.all())
}

async fn clear_faults(State(platform): State<Arc<Platform>>) -> StatusCode {
    platform.faults.clear();
    StatusCode::NO_CONTENT
}

async fn add_fault(State(platform): State<Arc<Platform>>, body: Bytes) -> (StatusCode, Json<Value>) {
    added(&body, |fault: Fault| platform.faults.add(fault, &platform.routes))
}

async fn answers(State(platform): State<Arc<Platform>>) -> Json<Vec<CannedAnswerState>> {
    Json(platform.canned.all())
}

async fn clear_answers(State(platform): State<Arc<Platform>>) -> StatusCode {
    platform.canned.clear();
    StatusCode::NO_CONTENT
}

async fn add_answer(State(platform): State<Arc<Platform>>, body: Bytes) -> (StatusCode, Json<Value>) {
    added(&body, |answer: CannedAnswer| platform.canned.add(answer, &platform.routes))
}

/// The documented errors of each endpoint.
async fn errors(State(platform): State<Arc<Platform>>) -> Json<BTreeMap<String, Vec<DocumentedError>>> {
    let endpoints = platform.routes.endpoints();
    Json(endpoints.map(|endpoint| (endpoint.id.clone(), documented::errors(endpoint))).collect())
}

/// Reads the body as JSON whatever its `Content-Type`, so that `curl -d` works, and adds what it holds.
fn added<T: DeserializeOwned + Serialize>(
    body: &[u8],
    add: impl FnOnce(T) -> Result<(), Error>,
) -> (StatusCode, Json<Value>) {
    let added = serde_json::from_slice::<T>(body).map_err(|error| error.to_string()).and_then(|thing| {
        let answer = json!(thing);
        add(thing).map(|()| answer).map_err(|error| error.to_string())
    });
    match added {
        Ok(thing) => (StatusCode::CREATED, Json(thing)),
        Err(error) => (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))),
    }
}
