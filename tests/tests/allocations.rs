//! Checking the page's example allocates nothing.

use deliver_example as example;
use feishu_api::hire::v1::create_by_resume::{Request, UserIdType};
use feishu_client::{CustomFieldRule, CustomKind, Validate, ValidationOptions};

#[test]
fn a_request_without_mistakes_is_checked_without_allocating() {
    let request = Request::new("1618209327096", example::body()).user_id_type(UserIdType::OpenId);
    let required = ["resume.basic_info.mobile", "resume.education_list[].end_time_v2", "user_id_type"];
    let checks = ValidationOptions::new().require_paths::<Request>(&required).expect("optional fields");
    let checks = checks
        .strict_options(true)
        .custom_fields([CustomFieldRule::new("6960663240925956649", CustomKind::Line)]);
    let allocations = allocation_counter::measure(|| {
        assert!(request.validate().is_ok());
        assert!(request.validate_with(&checks).is_ok());
    });
    assert_eq!(allocations.count_total, 0);
}
