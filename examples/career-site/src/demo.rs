//! A mock of the service, with a small company in it. A real site does without this module.

use feishu_client::CustomKind;
use feishu_mock::{Error, Mock};

use crate::catalog::JobPost;
use crate::config::{Password, Service};
use crate::form::{Choice, CustomInput, CustomPlace, CustomSection};
use crate::language::Label;

const ENDPOINTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/endpoints");

/// The career site of the demo.
pub const WEBSITE_ID: &str = "1618209327096";

/// Starts the mock.
///
/// # Errors
/// The descriptions cannot be read.
pub async fn mock() -> Result<Mock, Error> {
    Mock::builder().endpoints(ENDPOINTS).start().await
}

/// How to reach the mock.
#[must_use]
pub fn service(mock: &Mock) -> Service {
    Service {
        app_id: Mock::APP_ID.to_owned(),
        app_secret: Password(Mock::APP_SECRET.to_owned()),
        base_url: Some(mock.base_url().to_owned()),
        website_id: WEBSITE_ID.to_owned(),
    }
}

fn label(en: &str, zh: &str) -> Label {
    Label { en: en.to_owned(), zh: zh.to_owned() }
}

/// The job posts.
#[must_use]
pub fn jobs() -> Vec<JobPost> {
    let job = |id: &str, title: &str, city, department, description: &str, requirement: &str| JobPost {
        id: id.to_owned(),
        title: title.to_owned(),
        city,
        department,
        kind: label("Full-time", "全职"),
        description: description.to_owned(),
        requirement: requirement.to_owned(),
    };
    vec![
        job(
            "6960663240925956636",
            "Backend engineer / 后端工程师",
            label("Shenzhen", "深圳"),
            label("Platform", "平台部"),
            "You build the services that our shops run on.\nYou run what you build.",
            "You know Rust or Go, and databases.\nYou write so that others can read it.",
        ),
        job(
            "6960663240925956637",
            "Product designer / 产品设计师",
            label("Beijing", "北京"),
            label("Design", "设计部"),
            "You make our products easy to use for everybody.",
            "You have made things that people use.",
        ),
        job(
            "6960663240925956638",
            "Customer support / 客户支持",
            label("Chengdu", "成都"),
            label("Service", "客服部"),
            "You help our customers, in Chinese and English.",
            "You listen, and you like to explain.",
        ),
    ]
}

/// The custom fields.
#[must_use]
pub fn custom_sections() -> Vec<CustomSection> {
    let choice = |key: &str, en, zh| Choice { key: key.to_owned(), label: label(en, zh) };
    vec![CustomSection {
        title: label("A few more questions", "补充问题"),
        place: CustomPlace::BasicInfo,
        inputs: vec![
            CustomInput {
                object_id: "6960663240925956701".to_owned(),
                label: label("Where did you hear of us?", "您从哪里了解到我们？"),
                hint: Label::default(),
                kind: CustomKind::SingleChoice,
                choices: vec![
                    choice("1", "From a friend", "朋友介绍"),
                    choice("2", "On the web", "网络"),
                    choice("3", "Somewhere else", "其他"),
                ],
                is_required: true,
            },
            CustomInput {
                object_id: "6960663240925956702".to_owned(),
                label: label("When could you begin?", "您何时可以入职？"),
                hint: Label::default(),
                kind: CustomKind::Date,
                choices: Vec::new(),
                is_required: false,
            },
        ],
    }]
}
