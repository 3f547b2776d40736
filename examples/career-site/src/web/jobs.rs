//! The list of jobs, the search, and the page of a job.

use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::Deserialize;

use super::layout::{Page, render};
use super::{InPath, PageError, Shared};
use crate::catalog::JobPost;
use crate::language::{Language, text};

/// A search.
#[derive(Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    q: String,
}

pub(super) async fn list(
    State(site): Shared,
    InPath(language): InPath<Language>,
    Query(Search { q }): Query<Search>,
) -> Result<Markup, PageError> {
    let jobs = site.catalog.jobs().await.map_err(PageError::catalog(language))?;
    let query = q.trim();
    let found: Vec<&JobPost> = jobs.iter().filter(|job| job.matches(query)).collect();
    let title = text("Open jobs", "在招职位").get(language);
    let body = html! {
        h1 { (title) }
        form.search role="search" action={ "/" (language.path()) } method="get" {
            label for="q" { (text("Search jobs", "搜索职位").get(language)) }
            div.row {
                input #q type="search" name="q" value=(query) maxlength="100";
                button type="submit" { (text("Search", "搜索").get(language)) }
            }
        }
        p role="status" { (count(found.len(), language)) }
        ul.jobs {
            @for job in found {
                li {
                    h2 { a href=(job_path(language, &job.id)) { (job.title) } }
                    (facts(job, language))
                }
            }
        }
    };
    Ok(render(&Page::new(language, title).in_both(""), &body))
}

pub(super) async fn show(
    State(site): Shared,
    InPath((language, id)): InPath<(Language, String)>,
) -> Result<Markup, PageError> {
    let jobs = site.catalog.jobs().await.map_err(PageError::catalog(language))?;
    let job = jobs.iter().find(|job| job.id == id).ok_or(PageError::NotFound(language))?;
    let body = html! {
        h1 { (job.title) }
        (facts(job, language))
        (paragraphs(text("What you will do", "职位描述").get(language), &job.description))
        (paragraphs(text("What you should bring", "职位要求").get(language), &job.requirement))
        p { a.button href={ (job_path(language, &job.id)) "/apply" } { (text("Apply", "申请职位").get(language)) } }
    };
    Ok(render(&Page::new(language, &job.title).in_both(format!("/jobs/{id}")), &body))
}

/// The path of a job's page.
pub(super) fn job_path(language: Language, id: &str) -> String {
    format!("/{}/jobs/{id}", language.path())
}

fn count(number: usize, language: Language) -> String {
    match (language, number) {
        (Language::English, 1) => "1 job".to_owned(),
        (Language::English, _) => format!("{number} jobs"),
        (Language::Chinese, _) => format!("共 {number} 个职位"),
    }
}

fn facts(job: &JobPost, language: Language) -> Markup {
    let facts = [&job.city, &job.department, &job.kind].map(|label| label.get(language));
    html! {
        p.facts { (facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")) }
    }
}

fn paragraphs(title: &str, content: &str) -> Markup {
    html! {
        @if !content.trim().is_empty() {
            h2 { (title) }
            @for line in content.lines().filter(|line| !line.trim().is_empty()) {
                p { (line) }
            }
        }
    }
}
