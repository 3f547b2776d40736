//! Checking a request without a mistake allocates nothing.

#![allow(clippy::unwrap_used)] // A test may stop at the first surprise.

#[allow(dead_code, unused_imports)] // The suite uses the rest.
#[path = "suite/example/mod.rs"]
mod example;

use allocation_counter::measure;
use feishu_client::{
    CustomFieldRule, CustomKind, EncodedValue, Timestamp, Until, Validate, ValidationOptions,
};

use example::{BasicInfo, Body, CustomizedData, Degree, Education, Request, Resume, UserIdType};

fn request() -> Request {
    let education = Education::new()
        .degree(Degree::VocationalSchool)
        .start_time(Timestamp::from_millis(1_609_430_400_000))
        .end_time(Until::Ongoing)
        .end_time_v2(Timestamp::from_millis(1_618_500_278_663))
        .customized_data([
            CustomizedData::of("1", r#"["1", "2"]"#),
            CustomizedData::of("2", r#"[{"file_id": "7250161881116838204"}]"#),
            CustomizedData::of("3", r#"["1577808000000", "-1"]"#),
            CustomizedData::of("4", EncodedValue::from("-1.50")),
        ]);
    let basic_info =
        BasicInfo::new("张三").mobile("182900291190").birthday(Timestamp::from_millis(-157_795_200_000));
    let resume = Resume::new(basic_info).education_list([education.clone(), education]);
    Request::new("1618209327096", Body::new("6960663240925956636", resume, "6960663240925956634"))
        .user_id_type(UserIdType::OpenId)
}

/// Every check there is, so that each has its turn.
fn checks() -> ValidationOptions {
    let required = ["resume.basic_info.mobile", "resume.education_list[].end_time_v2", "user_id_type"];
    ValidationOptions::new().require_paths::<Request>(&required).unwrap().strict_options(true).custom_fields(
        [
            CustomFieldRule::new("1", CustomKind::MultipleChoice),
            CustomFieldRule::new("2", CustomKind::Attachments),
            CustomFieldRule::new("3", CustomKind::Period),
            CustomFieldRule::new("4", CustomKind::Number),
        ],
    )
}

#[test]
fn nothing_is_allocated_when_all_is_well() {
    let request = request();
    let checks = checks();
    let plain = measure(|| assert!(request.validate().is_ok()));
    let thorough = measure(|| assert!(request.validate_with(&checks).is_ok()));
    assert_eq!((plain.count_total, thorough.count_total), (0, 0));
}

#[test]
fn the_counter_counts() {
    let mut request = request();
    request.body.user_id.clear();
    let checks = measure(|| assert!(request.validate().is_err()));
    assert!(checks.count_total > 0);
}
