//! A mock of the service, with a small company in it. A real site does without this module.

use feishu_mock::{CannedAnswer, Error, Mock, RateLimitMode};
use serde_json::{Value, json};

use crate::config::{Password, Service};

const ENDPOINTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/endpoints");

const LOCATIONS: &str = "hire.v1.locations.query.post";

/// The career site of the demo.
pub const WEBSITE_ID: &str = "1618209327096";

/// The job posts of the demo.
pub const JOBS: [&str; 3] = ["6960663240925956636", "6960663240925956637", "6960663240925956638"];

/// A required custom field of the demo: a choice, with the options 1, 2 and 3.
pub const SOURCE_FIELD: &str = "6960663240925956701";

/// Starts the mock.
///
/// # Errors
/// The descriptions cannot be read.
pub async fn mock() -> Result<Mock, Error> {
    mock_with(RateLimitMode::default()).await
}

/// Starts the mock, which enforces the documented limits in this way.
///
/// # Errors
/// The descriptions cannot be read.
pub async fn mock_with(limits: RateLimitMode) -> Result<Mock, Error> {
    let mock = Mock::builder().endpoints(ENDPOINTS).limits(limits).start().await?;
    let (countries, cities) = places();
    mock.answer_with(CannedAnswer::items(LOCATIONS, countries).when("location_type", "1"))?;
    mock.answer_with(CannedAnswer::items(LOCATIONS, cities).when("location_type", "3"))?;
    mock.answer_with(CannedAnswer::items("hire.v1.websites.website_id.job_posts.get", jobs()))?;
    mock.answer("hire.v1.talent_objects.query.get", json!({ "items": [custom_fields()] }))?;
    Ok(mock)
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

fn text(en: &str, zh: &str) -> Value {
    json!({ "zh_cn": zh, "en_us": en })
}

/// Countries and cities. The codes are made up, apart from `CN_1` and `CT_11`, which the documentation shows.
fn places() -> ([Value; 2], [Value; 3]) {
    let names = |en: &str, zh: &str| json!({ "zh_name": zh, "en_name": en });
    let country = |code: &str, en: &str, zh: &str| json!({ "country": { "country_code": code, "country_name_info": names(en, zh) } });
    let city = |code: &str, en: &str, zh: &str| json!({ "city": { "city_code": code, "country_code": "CN_1", "city_name_info": names(en, zh) } });
    (
        [country("CN_1", "Chinese mainland", "中国大陆"), country("CN_900", "Another country", "其他国家")],
        [
            city("CT_11", "Beijing", "北京"),
            city("CT_901", "Shenzhen", "深圳"),
            city("CT_902", "Chengdu", "成都"),
        ],
    )
}

fn jobs() -> [Value; 3] {
    let job = |id: &str,
               title: &str,
               city: Value,
               department: Value,
               description: &str,
               requirement: &str| {
        json!({
            "id": id, "title": title, "address": { "city": { "code": "CT_1", "name": city } },
            "job_department": { "name": department }, "job_recruitment_type": { "name": text("Full-time", "全职") },
            "description": description, "requirement": requirement,
        })
    };
    [
        job(
            JOBS[0],
            "Backend engineer / 后端工程师",
            text("Shenzhen", "深圳"),
            text("Platform", "平台部"),
            "You build the services that our shops run on.\nYou run what you build.",
            "You know Rust or Go, and databases.\nYou write so that others can read it.",
        ),
        job(
            JOBS[1],
            "Product designer / 产品设计师",
            text("Beijing", "北京"),
            text("Design", "设计部"),
            "You make our products easy to use for everybody.",
            "You have made things that people use.",
        ),
        job(
            JOBS[2],
            "Customer support / 客户支持",
            text("Chengdu", "成都"),
            text("Service", "客服部"),
            "You help our customers, in Chinese and English.",
            "You listen, and you like to explain.",
        ),
    ]
}

/// The built-in module of basic information, with two fields that the tenant has added.
fn custom_fields() -> Value {
    let option = |key: &str, name: Value| json!({ "key": key, "name": name, "active_status": 1 });
    let options = [
        option("1", text("From a friend", "朋友介绍")),
        option("2", text("On the web", "网络")),
        option("3", text("Somewhere else", "其他")),
    ];
    let field = |id: &str, name: Value, kind: i64, options: &[Value], is_required: bool| {
        json!({
            "id": id, "name": name, "setting": { "object_type": kind, "config": { "options": options } },
            "is_customized": true, "is_required": is_required, "active_status": 1,
        })
    };
    json!({
        "id": "6960663240925956700", "name": text("Basic information", "基本信息"), "is_customized": false,
        "active_status": 1, "setting": { "object_type": 11 },
        "children_list": [
            field(SOURCE_FIELD, text("Where did you hear of us?", "您从哪里了解到我们？"), 3, &options, true),
            field("6960663240925956702", text("When could you begin?", "您何时可以入职？"), 5, &[], false),
        ],
    })
}
