//! The application form.

use axum::extract::State;
use axum::extract::multipart::{Field, Multipart, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use tracing::warn;

use super::inputs::{custom_section, file_input, section};
use super::jobs::job_path;
use super::layout::{Page, render};
use super::{InPath, PageError, Shared, Site};
use crate::catalog::JobPost;
use crate::form::{self, FILE, FormRules, Posted, Problems, SECTIONS};
use crate::language::{Language, Text, text};
use crate::outbox::{Key, ResumeFile};

/// The largest file.
const MOST_FILE_BYTES: usize = 10 * 1024 * 1024;

/// The files that recruiters can open.
const FILE_ENDINGS: [&str; 3] = [".pdf", ".doc", ".docx"];

const FILE_TOO_LARGE: Text = text("The file is larger than 10 MB", "文件超过 10 MB");
const FILE_UNREADABLE: Text = text("Choose a PDF or Word file", "请选择 PDF 或 Word 文件");

pub(super) async fn show(
    State(site): Shared,
    InPath((language, job)): InPath<(Language, String)>,
) -> Result<Response, PageError> {
    let job = find(&site, language, &job).await?;
    let key = Key::random().map_err(|error| {
        warn!(%error, "the system has no random numbers");
        PageError::Unavailable(language)
    })?;
    let form =
        Form { language, job: &job, key: &key, posted: &Posted::default(), problems: &Problems::default() };
    Ok(form.render(&site, None).await?.into_response())
}

/// Stores the application, and sends the browser to its status page. What is sent twice, with the same key, is one
/// application.
pub(super) async fn submit(
    State(site): Shared,
    InPath((language, job)): InPath<(Language, String)>,
    multipart: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    let job = find(&site, language, &job).await?;
    let multipart = multipart.map_err(|_| PageError::BadRequest(language))?;
    let sent = Sent::read(multipart).await.map_err(|_| PageError::BadRequest(language))?;
    let key = Key::parse(&sent.key).ok_or(PageError::BadRequest(language))?;
    let mut problems = Problems::default();
    match sent.file {
        Some(Ok(file)) => {
            site.store.store_file(key.clone(), file).await.map_err(PageError::store(language))?;
        }
        Some(Err(message)) => problems.add(FILE, message),
        None => {}
    }
    let stored = {
        let key = key.clone();
        site.store.run(move |outbox| outbox.file_name(&key)).await
    };
    let stored = stored.map_err(PageError::store(language))?;
    let rules = site.catalog.rules().await.map_err(PageError::catalog(language))?;
    let read = form::read(&sent.posted, &job.id, stored.is_some(), &rules.form, &rules.validation);
    let resume = match read {
        Ok(resume) if problems.is_empty() => resume,
        Ok(_) => {
            return refuse(&site, language, &job, &key, &sent.posted, &problems, stored.as_deref()).await;
        }
        Err(found) => {
            found.iter().for_each(|(name, message)| problems.add(name, message));
            return refuse(&site, language, &job, &key, &sent.posted, &problems, stored.as_deref()).await;
        }
    };
    let resume = serde_json::to_string(&resume).map_err(|_| PageError::Unavailable(language))?;
    site.store.accept(key.clone(), job.id, resume).await.map_err(PageError::store(language))?;
    let status = format!("/{}/applications/{}", language.path(), key.as_str());
    Ok(Redirect::to(&status).into_response())
}

/// Shows the form again, with what is wrong.
async fn refuse(
    site: &Site,
    language: Language,
    job: &JobPost,
    key: &Key,
    posted: &Posted,
    problems: &Problems,
    file: Option<&str>,
) -> Result<Response, PageError> {
    let page = Form { language, job, key, posted, problems }.render(site, file).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn find(site: &Site, language: Language, id: &str) -> Result<JobPost, PageError> {
    let jobs = site.catalog.jobs().await.map_err(PageError::catalog(language))?;
    jobs.iter().find(|job| job.id == id).cloned().ok_or(PageError::NotFound(language))
}

/// What the browser sent.
#[derive(Default)]
struct Sent {
    key: String,
    posted: Posted,
    file: Option<Result<ResumeFile, Text>>,
}

impl Sent {
    async fn read(mut multipart: Multipart) -> Result<Self, axum::extract::multipart::MultipartError> {
        let mut sent = Sent::default();
        while let Some(field) = multipart.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            match name.as_str() {
                "key" => sent.key = field.text().await?,
                FILE => sent.file = read_file(field).await?,
                _ => sent.posted.add(name, &field.text().await?),
            }
        }
        Ok(sent)
    }
}

/// A browser sends a file without name and content if none was chosen.
async fn read_file(
    field: Field<'_>,
) -> Result<Option<Result<ResumeFile, Text>>, axum::extract::multipart::MultipartError> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let content = field.bytes().await?;
    if name.is_empty() && content.is_empty() {
        return Ok(None);
    }
    let lower = name.to_lowercase();
    Ok(Some(if content.len() > MOST_FILE_BYTES {
        Err(FILE_TOO_LARGE)
    } else if content.is_empty() || !FILE_ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
        Err(FILE_UNREADABLE)
    } else {
        Ok(ResumeFile { name, content: content.to_vec() })
    }))
}

struct Form<'a> {
    language: Language,
    job: &'a JobPost,
    key: &'a Key,
    posted: &'a Posted,
    problems: &'a Problems,
}

impl Form<'_> {
    async fn render(&self, site: &Site, file: Option<&str>) -> Result<Markup, PageError> {
        let Form { language, job, key, posted, problems } = *self;
        let rules = site.catalog.rules().await.map_err(PageError::catalog(language))?;
        let path = format!("/jobs/{}/apply", job.id);
        let heading = match language {
            Language::English => format!("Apply for {}", job.title),
            Language::Chinese => format!("申请职位：{}", job.title),
        };
        let title = match (problems.is_empty(), language) {
            (true, _) => heading.clone(),
            (false, Language::English) => format!("Error: {heading}"),
            (false, Language::Chinese) => format!("有误：{heading}"),
        };
        let body = html! {
            h1 { (heading) }
            (summary(problems, &rules.form, language))
            p { (text("What you must fill in is marked “required”.", "标有“必填”的项目必须填写。").get(language)) }
            form.apply method="post" action={ (job_path(language, &job.id)) "/apply" } enctype="multipart/form-data" novalidate {
                input type="hidden" name="key" value=(key.as_str());
                @for part in SECTIONS {
                    (section(part, &rules.form, posted, problems, language))
                }
                @for part in &rules.form.custom {
                    (custom_section(part, posted, problems, language))
                }
                (file_input(rules.form.requires_file(), file, problems, language))
                button type="submit" { (text("Submit your application", "提交申请").get(language)) }
            }
        };
        Ok(render(&Page::new(language, &title).in_both(path), &body))
    }
}

/// All problems, each with a link to its input.
fn summary(problems: &Problems, rules: &FormRules, language: Language) -> Markup {
    html! {
        @if !problems.is_empty() {
            div.problems role="alert" aria-labelledby="problems" {
                h2 #problems { (text("Please correct this first", "请先修改以下问题").get(language)) }
                ul {
                    @for (name, message) in problems.iter() {
                        li {
                            @if let Some(label) = rules.label(name, language) {
                                a href={ "#" (name) } { (label) ": " (message.get(language)) }
                            } @else {
                                (message.get(language))
                            }
                        }
                    }
                }
            }
        }
    }
}
