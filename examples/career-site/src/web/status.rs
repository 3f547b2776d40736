//! The page that shows a candidate what became of an application.

use axum::extract::State;
use feishu_api::hire::v1::create_by_resume::ErrorCode;
use feishu_client::ErrorCode as _;
use maud::{Markup, html};

use super::layout::{Page, render};
use super::{InPath, PageError, Shared};
use crate::language::{Language, Text, text};
use crate::outbox::{Application, Key, State as ApplicationState};

/// How often the page of an application that is on its way is loaded again.
const REFRESH_SECONDS: u32 = 5;

pub(super) async fn show(
    State(site): Shared,
    InPath((language, key)): InPath<(Language, String)>,
) -> Result<Markup, PageError> {
    let path = format!("/applications/{key}");
    let key = Key::parse(&key).ok_or(PageError::NotFound(language))?;
    let application =
        site.store.run(move |outbox| outbox.find(&key)).await.map_err(PageError::store(language))?;
    let application = application.ok_or(PageError::NotFound(language))?;
    let (title, explanation, is_moving) = words(application.state);
    let title = title.get(language);
    let body = html! {
        h1 { (title) }
        div role="status" data-state=(application.state.name()) {
            p { (explanation.get(language)) }
            @if let Some(reason) = refusal(&application, language) {
                p { (text("The reason: ", "原因：").get(language)) (reason) }
            }
            p.facts { (text("Number of your application: ", "申请编号：").get(language)) (application.id) }
        }
        p { a href={ "/" (language.path()) } { (text("Open jobs", "在招职位").get(language)) } }
    };
    let refresh = is_moving.then_some(REFRESH_SECONDS);
    Ok(render(&Page::new(language, title).in_both(path).refresh(refresh), &body))
}

/// The title, the explanation, and whether the state changes by itself.
fn words(state: ApplicationState) -> (Text, Text, bool) {
    match state {
        ApplicationState::Waiting | ApplicationState::Preparing | ApplicationState::Sending => (
            text("We have your application", "我们已收到您的申请"),
            text(
                "It is stored and on its way to our recruiters. You do not have to wait for it.",
                "您的申请已保存，正在提交给招聘团队，您无需等待。",
            ),
            true,
        ),
        ApplicationState::Submitted => (
            text("Your application was submitted", "您的申请已提交"),
            text(
                "Our recruiters have it, and will get in touch with you.",
                "招聘团队已收到您的申请，将与您联系。",
            ),
            false,
        ),
        ApplicationState::Refused => (
            text("Your application was not accepted", "您的申请未被接受"),
            text("You can correct it, and apply again.", "您可以修改后重新申请。"),
            false,
        ),
        ApplicationState::Unknown => (
            text("We are checking your application", "我们正在核对您的申请"),
            text(
                "We could not find out whether our recruiters have it. A person is looking into it; please do not send it again.",
                "我们暂时无法确认招聘团队是否收到您的申请，工作人员正在核对，请勿重复提交。",
            ),
            false,
        ),
    }
}

/// The documented meaning of the service's code. Other reasons are for the operator.
fn refusal(application: &Application, language: Language) -> Option<&'static str> {
    let code = application.code.filter(|_| application.state == ApplicationState::Refused)?;
    let info = ErrorCode::from_code(code).info()?;
    Some(match language {
        Language::English => info.english,
        Language::Chinese => info.message,
    })
}
