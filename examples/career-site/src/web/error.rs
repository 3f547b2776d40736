//! Pages that say what went wrong.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use tracing::warn;

use super::layout::{Page, render};
use crate::catalog::CatalogError;
use crate::language::{Language, text};
use crate::store::StoreError;

/// Why a page cannot be shown.
#[derive(Debug)]
pub enum PageError {
    /// There is nothing at this address.
    NotFound(Language),
    /// What the browser sent cannot be read.
    BadRequest(Language),
    /// The service, or the database, is out of order.
    Unavailable(Language),
}

impl PageError {
    /// Logs that the database failed.
    pub fn store(language: Language) -> impl FnOnce(StoreError) -> Self {
        move |error| {
            warn!(%error, "the outbox fails");
            PageError::Unavailable(language)
        }
    }

    /// Logs that the service failed.
    pub fn catalog(language: Language) -> impl FnOnce(CatalogError) -> Self {
        move |error| {
            warn!(%error, "the catalog fails");
            PageError::Unavailable(language)
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, language, title, advice) = match self {
            PageError::NotFound(language) => (
                StatusCode::NOT_FOUND,
                language,
                text("Page not found", "页面不存在"),
                text(
                    "The job may have been filled. Look at the open jobs.",
                    "该职位可能已关闭，请查看其他在招职位。",
                ),
            ),
            PageError::BadRequest(language) => (
                StatusCode::BAD_REQUEST,
                language,
                text("The form could not be read", "无法读取表单"),
                text("It may be too large: a file may have 10 MB.", "表单可能过大：附件不能超过 10 MB。"),
            ),
            PageError::Unavailable(language) => (
                StatusCode::SERVICE_UNAVAILABLE,
                language,
                text("Something is out of order", "服务暂时不可用"),
                text("Please try again in a few minutes.", "请几分钟后重试。"),
            ),
        };
        let body = html! {
            h1 { (title.get(language)) }
            p { (advice.get(language)) }
            p { a href={ "/" (language.path()) } { (text("Open jobs", "在招职位").get(language)) } }
        };
        (status, render(&Page::new(language, title.get(language)), &body)).into_response()
    }
}
