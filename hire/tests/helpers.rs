//! The helpers, with what the service's documentation shows, and against a mock of it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use feishu_api::hire::v1::create_by_attachment::{Body, Request as CreateByAttachment};
use feishu_api::hire::v1::create_by_resume::{
    BasicInfo, Body as ResumeBody, CustomField, Education, Request, Resume,
};
use feishu_api::hire::v1::list_application_forms::ApplicationForm;
use feishu_api::hire::v1::{get_delivery_task, query_talent_fields};
use feishu_client::{Client, CustomKind, CustomValue, Timestamp, Until, Validate as _, ViolationKind};
use feishu_hire::{
    CreatedId as _, DeliveryEnd, FieldPlace, LocationKind, Locations, NoLocation, Polling, RequiredFields,
    ResumeSection, SkipReason, TalentFields, ValueError, WaitError, wait_for_delivery,
};
use feishu_mock::{CannedAnswer, Fault, FaultKind, Mock};
use serde_json::{Value, json};

const SITE: &str = "1618209327096";
const LOCATIONS: &str = "hire.v1.locations.query.post";
const TASK: &str = "hire.v1.websites.website_id.delivery_tasks.delivery_task_id.get";

fn names(zh: &str, en: &str) -> Value {
    json!({ "zh_cn": zh, "en_us": en })
}

/// A field that the tenant has added.
fn custom(id: &str, kind: i64, is_required: bool) -> Value {
    let option =
        |key: &str, en: &str, status| json!({ "key": key, "name": names("", en), "active_status": status });
    let options = [option("1", "Option 1", 1), option("2", "Option 2", 1), option("3", "Option 3", 2)];
    json!({
        "id": id, "name": names(&format!("字段{id}"), &format!("Field {id}")), "is_customized": true,
        "is_required": is_required, "active_status": 1,
        "setting": { "object_type": kind, "config": { "options": options } },
    })
}

fn built_in(zh: &str, is_required: bool) -> Value {
    json!({ "id": "9", "name": names(zh, ""), "is_customized": false, "is_required": is_required, "setting": { "object_type": 10 } })
}

fn module(id: &str, zh: &str, is_customized: bool, children: Vec<Value>) -> Value {
    json!({
        "id": id, "name": names(zh, ""), "is_customized": is_customized, "active_status": 1,
        "setting": { "object_type": 11 }, "children_list": children,
    })
}

fn fields(modules: &[Value]) -> TalentFields {
    let response: query_talent_fields::Response =
        serde_json::from_value(json!({ "items": modules })).unwrap();
    TalentFields::from_response(&response)
}

fn modules() -> Vec<Value> {
    let mut retired = custom("5", 1, true);
    retired["active_status"] = json!(2);
    vec![
        module(
            "100",
            "基本信息",
            false,
            vec![built_in("姓名", true), custom("1", 3, true), custom("2", 9, false), retired],
        ),
        module("101", "教育经历", false, vec![custom("3", 12, true)]),
        module("102", "兴趣", true, vec![custom("4", 4, true)]),
    ]
}

#[test]
fn custom_fields_have_a_kind_options_and_a_place() {
    let fields = fields(&modules());
    let ids: Vec<_> =
        fields.fields().iter().map(|field| (field.id.as_str(), field.kind, field.is_required)).collect();
    // The documented kinds: 3 is a single choice, 9 a number, 12 a date, 4 a multiple choice.
    let expected = [
        ("1", CustomKind::SingleChoice, true),
        ("2", CustomKind::Number, false),
        ("3", CustomKind::Date, true),
        ("4", CustomKind::MultipleChoice, true),
    ];
    assert_eq!(ids, expected);
    assert_eq!(fields.skipped(), []);
    let choice = fields.by_id("1").unwrap();
    assert_eq!(choice.choices.iter().map(|choice| choice.key.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(choice.place, FieldPlace::Section(ResumeSection::BasicInfo));
    assert!(matches!(&fields.by_id("4").unwrap().place, FieldPlace::Module { id, .. } if id == "102"));
    assert_eq!(fields.by_name("field 3").map(|field| field.id.as_str()).collect::<Vec<_>>(), ["3"]);
}

#[test]
fn what_is_left_out_is_said() {
    let mut without_id = custom("1", 1, true);
    without_id["id"] = Value::Null;
    let fields = fields(&[
        module("100", "基本信息", false, vec![without_id, custom("2", 99, false)]),
        module("101", "新模块", false, vec![custom("3", 1, true)]),
    ]);
    assert_eq!(fields.fields(), []);
    let reasons: Vec<_> = fields.skipped().iter().map(|skipped| skipped.reason).collect();
    assert_eq!(reasons, [SkipReason::NoId, SkipReason::UnknownKind(Some(99)), SkipReason::UnknownSection]);
    assert_eq!(
        fields.skipped()[1].to_string(),
        "the custom field 2 (Field 2) is left out: its kind 99 is not documented"
    );
}

fn request(info: BasicInfo, educations: impl IntoIterator<Item = Education>) -> Request {
    Request::new(SITE, ResumeBody::new("1", Resume::new(info).education_list(educations), "2"))
}

fn custom_field(id: &str, value: CustomValue) -> CustomField {
    CustomField::new().object_id(id).value(value)
}

#[test]
fn required_custom_fields_and_options_are_checked() {
    let options = fields(&modules()).validation();
    let found = |request: Request| {
        let violations =
            request.validate_with(&options).err().map(|found| found.into_vec()).unwrap_or_default();
        violations.into_iter().map(|violation| (violation.path, violation.kind)).collect::<Vec<_>>()
    };
    let lacking = found(request(BasicInfo::new("Ada"), [Education::new().school("Home")]));
    let missing = |path: &str| (path.to_owned(), ViolationKind::Missing);
    let mut sorted = lacking;
    sorted.sort();
    let expected =
        [missing("resume.basic_info.customized_data"), missing("resume.education_list[0].customized_data")];
    assert_eq!(sorted, expected);
    // Option 3 is not in use.
    let chosen = |key: &str| {
        BasicInfo::new("Ada").customized_data([custom_field("1", CustomValue::SingleChoice(key.to_owned()))])
    };
    let unknown = ("resume.basic_info.customized_data[0].value".to_owned(), ViolationKind::UnknownOption);
    assert_eq!(found(request(chosen("3"), [])), [unknown]);
    assert_eq!(found(request(chosen("2"), [])), []);
}

#[test]
fn a_forms_json_becomes_an_encoded_value() {
    let all = fields(&[module(
        "100",
        "基本信息",
        false,
        (1..=13).map(|kind| custom(&kind.to_string(), kind, false)).collect(),
    )]);
    let encoded = |kind: i64, json: Value| {
        let value = all.by_id(&kind.to_string()).unwrap().value(&json);
        value.map(|value| value.encode().into_string())
    };
    // The forms that the page of the endpoint shows for each kind.
    for (kind, json, expected) in [
        (1, json!("a line"), "a line"),
        (2, json!("a\ntext"), "a\ntext"),
        (3, json!("Option 2"), "2"),
        (3, json!("2"), "2"),
        (4, json!(["1", "option 2"]), r#"["1", "2"]"#),
        (5, json!(1_627_379_423_000_i64), "1627379423000"),
        (6, json!("1627379423000"), "1627379423000"),
        (7, json!(1_627_379_423_000_i64), "1627379423000"),
        (8, json!([1_577_808_000_000_i64, "1612108800000"]), r#"["1577808000000", "1612108800000"]"#),
        (8, json!([1_577_808_000_000_i64, null]), r#"["1577808000000", "-1"]"#),
        (9, json!(2.5), "2.5"),
        (9, json!("2.50"), "2.50"),
        (12, json!(1_627_379_423_000_i64), "1627379423000"),
        (13, json!(["725"]), r#"[{"file_id": "725"}]"#),
    ] {
        assert_eq!(encoded(kind, json.clone()).as_deref(), Ok(expected), "{kind}: {json}");
    }
    assert_eq!(encoded(3, json!("Option 3")), Err(ValueError::UnknownOption));
    for (kind, json) in [
        (1, json!(1)),
        (3, json!(2)),
        (4, json!("1")),
        (5, json!("today")),
        (8, json!([1])),
        (9, json!("1e5")),
    ] {
        assert!(matches!(encoded(kind, json.clone()), Err(ValueError::Type { .. })), "{kind}: {json}");
    }
    let period = all.by_id("8").unwrap().value(&json!([1_577_808_000_000_i64, -1])).unwrap();
    let start = Timestamp::from_millis(1_577_808_000_000);
    assert_eq!(period, CustomValue::Period { start, end: Until::Ongoing });
}

#[test]
fn an_application_form_says_what_it_requires() {
    let mut hidden = built_in("邮箱", true);
    hidden["is_visible"] = json!(false);
    let mut hidden_module = module("103", "工作经历", false, vec![built_in("公司", true)]);
    hidden_module["is_visible"] = json!(false);
    let form = json!({ "id": "1", "objects": [
        module("100", "基本信息", false, vec![built_in("手机号码", true), hidden, built_in("星座", true), custom("2", 9, true)]),
        module("101", "教育经历", false, vec![built_in("学校", true), built_in("专业", false)]),
        hidden_module,
    ] });
    let form: ApplicationForm = serde_json::from_value(form).unwrap();
    let required = RequiredFields::from_form(&form);
    let paths: Vec<_> = required.fields().map(|field| field.path()).collect();
    assert_eq!(paths, ["resume.basic_info.mobile", "resume.education_list[].school"]);
    assert_eq!(required.custom(), ["2"]);
    assert_eq!(required.unknown().iter().map(|names| names.zh_cn.as_str()).collect::<Vec<_>>(), ["星座"]);
    let options = required.validation(&fields(&modules()));
    let found = request(
        BasicInfo::new("Ada"),
        [Education::new().degree(feishu_api::hire::v1::create_by_resume::Degree::Bachelor)],
    );
    let mut paths: Vec<_> =
        found.validate_with(&options).unwrap_err().into_iter().map(|violation| violation.path).collect();
    paths.sort();
    paths.dedup();
    let expected = [
        "resume.basic_info.customized_data",
        "resume.basic_info.mobile",
        "resume.education_list[0].customized_data",
        "resume.education_list[0].school",
    ];
    assert_eq!(paths, expected);
}

async fn service() -> (Mock, Client) {
    let mock = Mock::builder().endpoints("../schema/endpoints").start().await.unwrap();
    let client = Client::builder().credentials(Mock::APP_ID, Mock::APP_SECRET).base_url(mock.base_url());
    let client = client.build().unwrap();
    (mock, client)
}

fn city(code: &str, zh: &str, en: &str, pinyin: &str) -> Value {
    let names = json!({ "zh_name": zh, "en_name": en, "py_name": pinyin });
    json!({ "city": { "city_code": code, "country_code": "CN_1", "city_name_info": names } })
}

#[tokio::test]
async fn codes_are_found_by_name_on_all_pages() {
    let (mock, client) = service().await;
    let mut cities: Vec<_> =
        (1000..1150).map(|number| city(&format!("CT_{number}"), "", &format!("City {number}"), "")).collect();
    cities.push(city("CT_128", "深圳市", "Shenzhen", "shenzhen"));
    cities.push(city("CT_2", "吉林", "Jilin City", "jilin"));
    cities.push(city("CT_3", "", "Jilin", "jilin"));
    mock.answer_with(CannedAnswer::items(LOCATIONS, cities).when("location_type", "3")).unwrap();
    let cities = Locations::fetch(&client, LocationKind::City).await.unwrap();
    assert_eq!(cities.iter().count(), 153);
    for name in ["深圳", "深圳市", "SHENZHEN", " shenzhen "] {
        assert_eq!(cities.code(name), Ok("CT_128"), "{name}");
    }
    assert_eq!(cities.code("Atlantis"), Err(NoLocation::Unknown));
    assert_eq!(cities.code(""), Err(NoLocation::Unknown));
    assert_eq!(cities.code("jilin"), Err(NoLocation::Ambiguous(vec!["CT_2".to_owned(), "CT_3".to_owned()])));
    // A hundred on a page, as many as the service allows.
    let calls = mock.requests().into_iter().filter(|record| record.endpoint.as_deref() == Some(LOCATIONS));
    assert_eq!(calls.count(), 2);
}

fn polling() -> Polling {
    Polling::default().waits(Duration::from_millis(1), Duration::from_millis(4))
}

#[tokio::test]
async fn a_delivery_by_attachment_is_waited_for() {
    let (mock, client) = service().await;
    let delivered = client.send(&CreateByAttachment::new(SITE, Body::new("7", "8", "9"))).await.unwrap();
    let task = get_delivery_task::Request::new(SITE, delivered.created_id().unwrap());
    let DeliveryEnd::Delivered(delivery) = wait_for_delivery(&client, &task, polling()).await.unwrap() else {
        panic!("it is not delivered")
    };
    assert!(delivery.created_id().is_ok());
    // Empty data, then "running", then "succeeded".
    let calls = mock.requests().into_iter().filter(|record| record.endpoint.as_deref() == Some(TASK));
    assert_eq!(calls.count(), 3);
}

#[test]
fn a_response_without_the_id_is_an_error() {
    let response: feishu_api::hire::v1::create_site_user::Response =
        serde_json::from_value(json!({ "site_user": { "user_id": "" } })).unwrap();
    let expected = "the call was carried out, but the response does not hold site_user.user_id";
    assert_eq!(response.created_id().unwrap_err().to_string(), expected);
}

#[tokio::test]
async fn a_task_may_fail_or_never_end() {
    let (mock, client) = service().await;
    let task = get_delivery_task::Request::new(SITE, "1");
    let failed = json!({ "status": 3, "status_msg": "重复投递", "extra_info": "6960663240925956655" });
    mock.answer(TASK, failed).unwrap();
    let end = wait_for_delivery(&client, &task, polling()).await.unwrap();
    let repeats = Some("6960663240925956655".to_owned());
    assert_eq!(end, DeliveryEnd::Failed { repeats, message: Some("重复投递".to_owned()) });
    mock.answer(TASK, json!({ "status": 1 })).unwrap();
    let short = polling().deadline(Duration::from_millis(50));
    assert!(matches!(wait_for_delivery(&client, &task, short).await, Err(WaitError::TimedOut)));
    mock.answer(TASK, json!({ "status": 2 })).unwrap();
    assert!(matches!(wait_for_delivery(&client, &task, polling()).await, Err(WaitError::NoDelivery)));
    mock.inject(Fault::new(FaultKind::code(1002008)).on(TASK)).unwrap();
    let Err(WaitError::Call(error)) = wait_for_delivery(&client, &task, polling()).await else {
        panic!("no error")
    };
    assert_eq!(error.code(), Some(get_delivery_task::ErrorCode::TaskNotFound));
}
