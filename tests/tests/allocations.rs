//! Validation of a request without mistakes allocates nothing.

use allocation_counter::measure;
use feishu_api::hire::v1::create_by_resume::{Body, CustomField, Request, UserIdType};
use feishu_client::{CustomFieldRule, CustomKind, Timestamp, Until, Validate, ValidationOptions};

/// The page's example, with a custom field of every kind that has a format.
fn request() -> Request {
    let mut body: Body = deliver_example::body();
    let fields = [
        ("1", r#"["1", "2"]"#),
        ("2", r#"[{"file_id": "7250161881116838204"}]"#),
        ("3", r#"["1577808000000", "-1"]"#),
        ("4", "-1.50"),
    ];
    let fields = fields.map(|(id, value)| CustomField::new().object_id(id).value(value));
    body.resume.basic_info.birthday = Some(Timestamp::from_millis(-157_795_200_000)); // 1965-01-01 in Shanghai
    for education in body.resume.education_list.iter_mut().flatten() {
        education.customized_data.get_or_insert_default().extend(fields.clone());
        education.end_time = Some(Until::Ongoing);
    }
    Request::new("1618209327096", body).user_id_type(UserIdType::OpenId)
}

/// Options that use every kind of check.
fn options() -> ValidationOptions {
    let required = ["resume.basic_info.mobile", "resume.education_list[].end_time_v2", "user_id_type"];
    let options = ValidationOptions::new().require_paths::<Request>(&required).expect("optional fields");
    options.strict_options(true).custom_fields([
        CustomFieldRule::new("1", CustomKind::MultipleChoice),
        CustomFieldRule::new("2", CustomKind::Attachments),
        CustomFieldRule::new("3", CustomKind::Period),
        CustomFieldRule::new("4", CustomKind::Number),
        CustomFieldRule::new("6960663240925956649", CustomKind::Line),
    ])
}

#[test]
fn a_valid_request_is_validated_without_allocating() {
    let (request, options) = (request(), options());
    let plain = measure(|| assert!(request.validate().is_ok()));
    let thorough = measure(|| assert!(request.validate_with(&options).is_ok()));
    assert_eq!((plain.count_total, thorough.count_total), (0, 0));
}

#[test]
fn the_counter_counts() {
    let mut request = request();
    request.body.user_id.clear();
    let checks = measure(|| assert!(request.validate().is_err()));
    assert!(checks.count_total > 0);
}
