//! The site's pages.

mod apply;
mod error;
mod inputs;
mod jobs;
mod layout;
mod operator;
mod status;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use serde::de::DeserializeOwned;

use crate::catalog::Catalog;
use crate::language::Language;
use crate::store::Store;

pub use error::PageError;

/// The longest form, with its file.
const MOST_BYTES: usize = 12 * 1024 * 1024;

/// No scripts, nothing from elsewhere, in no other site's frame.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What the pages need.
pub struct Site {
    /// The applications.
    pub store: Arc<Store>,
    /// The job posts and the form's rules.
    pub catalog: Catalog,
    /// The password of the operator's page.
    pub operator_password: String,
}

/// All pages.
pub fn router(site: Arc<Site>) -> Router {
    let operator = Router::new()
        .route("/operator", get(operator::show))
        .route("/operator/{id}/arrived", post(operator::arrived))
        .route("/operator/{id}/not-arrived", post(operator::not_arrived))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), operator::guard));
    Router::new()
        .route("/", get(home))
        .route("/style.css", get(style))
        .route("/{language}", get(jobs::list))
        .route("/{language}/jobs/{job}", get(jobs::show))
        .route("/{language}/jobs/{job}/apply", get(apply::show).post(apply::submit))
        .route("/{language}/applications/{key}", get(status::show))
        .merge(operator)
        .fallback(async || PageError::NotFound(Language::English))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn(own_forms_only))
        .layer(middleware::map_response(secure))
        .with_state(site)
}

async fn home(headers: HeaderMap) -> Redirect {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Redirect::to(&format!("/{}", Language::from_accept(accepted.unwrap_or_default()).path()))
}

async fn style() -> Response {
    let style = ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css"));
    style.into_response()
}

/// Refuses forms that another site's page sends: the browser adds the operator's password to them, too.
async fn own_forms_only(request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_from_own_page(request.headers()) {
        return next.run(request).await;
    }
    StatusCode::FORBIDDEN.into_response()
}

/// Browsers say where a form comes from; other programs need not.
fn is_from_own_page(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(header::HOST).unwrap_or_default();
    text(header::ORIGIN)
        .is_none_or(|origin| origin.split_once("://").is_some_and(|(_, authority)| authority == host))
}

async fn secure(mut response: Response) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // The path of a status page holds the application's key.
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

type Shared = State<Arc<Site>>;

/// What the path holds. A path that holds something else leads nowhere.
struct InPath<T>(T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(found)| InPath(found)).map_err(|_| PageError::NotFound(Language::English))
    }
}
