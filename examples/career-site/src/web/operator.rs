//! The operator's page: which applications need a person, and what to do about them.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use maud::{Markup, html};
use subtle::ConstantTimeEq as _;

use super::layout::{Page, render};
use super::{InPath, PageError, Shared, Site};
use crate::language::Language;
use crate::outbox::{Application, State as ApplicationState};

/// How many applications a list shows.
const MOST_ROWS: usize = 200;

/// The page is for the team; it is in English only.
const LANGUAGE: Language = Language::English;

/// Asks for the operator's password.
pub(super) async fn guard(State(site): Shared, request: Request, next: Next) -> Response {
    if is_operator(&site, request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Basic realm=\"operator\", charset=\"UTF-8\"")])
        .into_response()
}

/// Any name, and the operator's password.
fn is_operator(site: &Arc<Site>, headers: &HeaderMap) -> bool {
    let credentials =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Basic "));
    let decoded = credentials.and_then(|credentials| STANDARD.decode(credentials).ok());
    let password = decoded.as_deref().and_then(|decoded| {
        let colon = decoded.iter().position(|byte| *byte == b':')?;
        Some(&decoded[colon + 1..])
    });
    password.is_some_and(|password| password.ct_eq(site.operator_password.as_bytes()).into())
}

pub(super) async fn show(State(site): Shared) -> Result<Markup, PageError> {
    use ApplicationState::{Preparing, Refused, Sending, Unknown, Waiting};
    let read = site.store.run(|outbox| {
        let mut unknown = Vec::new();
        for application in outbox.list(&[Unknown], MOST_ROWS)? {
            let candidate = outbox.candidate(application.id)?;
            unknown.push((application, candidate));
        }
        let waiting = outbox.list(&[Waiting, Preparing, Sending], MOST_ROWS)?;
        let refused = outbox.list(&[Refused], MOST_ROWS)?;
        Ok((outbox.counts()?, unknown, waiting, refused))
    });
    let (counts, unknown, waiting, refused) = read.await.map_err(PageError::store(LANGUAGE))?;
    let body = html! {
        h1 { "Applications" }
        dl.counts {
            @for (state, count) in counts {
                div { dt { (state.name()) } dd data-count=(state.name()) { (count) } }
            }
        }
        h2 { "To be checked" }
        @if unknown.is_empty() {
            p { "Nothing: the outcome of every application is known." }
        } @else {
            p {
                "Nobody knows whether Feishu Hire has these. Look for each there: open the job post, and search its "
                "applications for the candidate and the time. Then say what you have found. "
                "Only an application that is not there may be sent again."
            }
            @for (application, candidate) in &unknown {
                (to_check(application, candidate.as_deref()))
            }
        }
        h2 { "On their way" }
        (table(&waiting))
        h2 { "Refused" }
        (table(&refused))
    };
    Ok(render(&Page::new(LANGUAGE, "Applications"), &body))
}

fn to_check(application: &Application, candidate: Option<&str>) -> Markup {
    html! {
        section.check aria-labelledby={ "a" (application.id) } {
            h3 #{ "a" (application.id) } { "Application " (application.id) }
            dl {
                div { dt { "Candidate" } dd { (candidate.unwrap_or("not known")) } }
                div { dt { "Job post" } dd { (application.job_post_id) } }
                div { dt { "Site user" } dd { (application.site_user_id.as_deref().unwrap_or("not known")) } }
                div { dt { "Sent at" } dd { (time(application.changed_at)) } }
                div { dt { "What happened" } dd { (application.reason.as_deref().unwrap_or("not known")) } }
                @if let Some(log_id) = &application.log_id {
                    div { dt { "Log id, for Feishu's support" } dd { (log_id) } }
                }
            }
            form.row method="post" {
                button type="submit" formaction={ "/operator/" (application.id) "/arrived" } { "It is there" }
                button.second type="submit" formaction={ "/operator/" (application.id) "/not-arrived" } {
                    "It is not there: send it again"
                }
            }
        }
    }
}

fn table(applications: &[Application]) -> Markup {
    html! {
        @if applications.is_empty() {
            p { "None." }
        } @else {
            div.scroll tabindex="0" {
                table {
                    thead { tr { th { "Number" } th { "Job post" } th { "Since" } th { "Attempts" } th { "Reason" } th { "Log id" } } }
                    tbody {
                        @for application in applications {
                            tr {
                                td { (application.id) }
                                td { (application.job_post_id) }
                                td { (time(application.changed_at)) }
                                td { (application.attempts) }
                                td { (application.reason.as_deref().unwrap_or_default()) }
                                td { (application.log_id.as_deref().unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn time(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds)
        .map_or_else(|_| milliseconds.to_string(), |time| time.to_string())
}

pub(super) async fn arrived(State(site): Shared, InPath(id): InPath<i64>) -> Result<Redirect, PageError> {
    site.store.run(move |outbox| outbox.resolve_arrived(id)).await.map_err(PageError::store(LANGUAGE))?;
    Ok(Redirect::to("/operator"))
}

pub(super) async fn not_arrived(State(site): Shared, InPath(id): InPath<i64>) -> Result<Redirect, PageError> {
    site.store.run(move |outbox| outbox.resolve_not_arrived(id)).await.map_err(PageError::store(LANGUAGE))?;
    site.store.announce_work();
    Ok(Redirect::to("/operator"))
}
