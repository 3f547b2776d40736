//! The mock's own pages, under `/_mock`.

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

use crate::platform::Platform;
use crate::{Fault, FaultState, RecordedRequest};

pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/_mock/requests", get(requests).delete(clear_requests))
        .route("/_mock/faults", get(faults).post(add_fault).delete(clear_faults))
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

/// Reads the body as JSON whatever its `Content-Type`, so that `curl -d` works.
async fn add_fault(State(platform): State<Arc<Platform>>, body: Bytes) -> (StatusCode, Json<Value>) {
    let added = serde_json::from_slice::<Fault>(&body).map_err(|error| error.to_string());
    let added = added.and_then(|fault| {
        let answer = json!(fault);
        platform.faults.add(fault, &platform.routes).map(|()| answer).map_err(|error| error.to_string())
    });
    match added {
        Ok(fault) => (StatusCode::CREATED, Json(fault)),
        Err(error) => (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))),
    }
}
