//! What `validate` finds, by path and message. The expectations are written by hand.

use feishu_api::hire::v1::create_by_resume::{
    Body, Career, CustomField, Degree, Education, Gender, Internship, Project, Request, UserIdType,
};
use feishu_client::{
    CustomFieldRule, CustomKind, Timestamp, Until, Validate, ValidationOptions, ViolationKind, Violations,
};

use crate::example;

fn request() -> Request {
    Request::new("1618209327096", example::body()).user_id_type(UserIdType::OpenId)
}

/// The example, changed.
fn with(change: impl FnOnce(&mut Body)) -> Request {
    let mut request = request();
    change(&mut request.body);
    request
}

fn found(result: Result<(), Violations>) -> Vec<(String, ViolationKind, String)> {
    let violations = result.err().map(Violations::into_vec).unwrap_or_default();
    violations.into_iter().map(|violation| (violation.path, violation.kind, violation.message)).collect()
}

/// Exactly one violation, of this kind, here, and its message says this.
fn assert_one(result: Result<(), Violations>, path: &str, kind: ViolationKind, words: &str) {
    let found = found(result);
    let [(at, what, message)] = found.as_slice() else { panic!("not one violation: {found:?}") };
    assert_eq!((at.as_str(), *what), (path, kind));
    assert!(message.contains(words), "{message}");
}

/// One course of study in place of the example's.
fn with_education(education: Education) -> Request {
    with(|body| body.resume.education_list = Some(vec![education]))
}

#[test]
fn the_example_of_the_page_breaks_no_rule() {
    assert_eq!(request().validate(), Ok(()));
    assert_eq!(example::body().validate(), Ok(()));
}

#[test]
fn required_texts_hold_something() {
    for blank in ["", " ", "\u{3000}\n"] {
        let request = with(|body| body.resume.basic_info.name = blank.to_owned());
        assert_one(
            request.validate(),
            "resume.basic_info.name",
            ViolationKind::Empty,
            "is required, but empty",
        );
    }
    let request = with(|body| body.job_post_id.clear());
    assert_one(request.validate(), "job_post_id", ViolationKind::Empty, "is required, but empty");
    let request = with(|body| body.user_id.clear());
    assert_one(request.validate(), "user_id", ViolationKind::Empty, "is required, but empty");
    let optional = with(|body| body.resume.basic_info.email = Some(String::new()));
    assert_eq!(optional.validate(), Ok(()), "an optional text may be empty");
}

#[test]
fn a_path_parameter_cannot_break_out_of_the_url() {
    for value in ["../x", "a/b", "a\\b", "a?b", "a#b", "%2e%2e", "", ".", "..", "a b", "a\0b", "a\nb"] {
        let mut request = request();
        request.website_id = value.to_owned();
        let found = found(request.validate());
        let [(path, kind, message)] = found.as_slice() else { panic!("{value:?}: {found:?}") };
        assert_eq!((path.as_str(), *kind), ("website_id", ViolationKind::UnsafeInPath), "{value:?}");
        assert!(message.contains("URL"), "{message}");
    }
}

#[test]
fn until_now_is_for_four_fields_only() {
    let ongoing = with(|body| {
        body.resume.internship_list = Some(vec![Internship::new().end_time(Until::Ongoing)]);
        body.resume.education_list = Some(vec![Education::new().end_time(Until::Ongoing)]);
        body.resume.career_list = Some(vec![Career::new().end_time(Until::Ongoing)]);
        body.resume.project_list = Some(vec![Project::new().end_time(Until::Ongoing)]);
    });
    assert_eq!(ongoing.validate(), Ok(()));

    let misplaced = with_education(Education::new().end_time_v2(Timestamp::from_millis(-1)));
    let path = "resume.education_list[0].end_time_v2";
    assert_one(misplaced.validate(), path, ViolationKind::MisplacedOngoing, "until now");

    let start = with(|body| {
        let fine = Career::new().end_time(Until::Ongoing);
        body.resume.career_list = Some(vec![fine, Career::new().start_time(Timestamp::from_millis(-1))]);
    });
    let path = "resume.career_list[1].start_time";
    assert_one(start.validate(), path, ViolationKind::MisplacedOngoing, "takes a time only");

    let wrapped = with_education(Education::new().end_time(Timestamp::from_millis(-1)));
    let path = "resume.education_list[0].end_time";
    assert_one(wrapped.validate(), path, ViolationKind::MisplacedOngoing, "`Until::Ongoing`");
}

#[test]
fn times_in_seconds_are_found() {
    // The page's own time, in seconds.
    let seconds = Timestamp::from_millis(1_609_430_400);
    let request = with_education(Education::new().start_time(seconds).end_time(seconds).end_time_v2(seconds));
    let found = found(request.validate());
    let paths: Vec<&str> = found.iter().map(|(path, ..)| path.as_str()).collect();
    let list = "resume.education_list[0]";
    let expected = ["end_time", "end_time_v2", "start_time"].map(|name| format!("{list}.{name}"));
    assert_eq!(paths, expected, "in the order of the page");
    for (_, kind, message) in &found {
        assert_eq!(*kind, ViolationKind::LooksLikeSeconds);
        assert!(message.contains("looks like seconds") && message.contains("milliseconds"), "{message}");
    }
}

#[test]
fn times_before_1970_are_found() {
    let before = Timestamp::from_millis(-86_400_000);
    let request = with(|body| body.resume.basic_info.start_work_time = Some(before));
    let path = "resume.basic_info.start_work_time";
    assert_one(request.validate(), path, ViolationKind::NegativeTime, "before 1970");
    let request = with(|body| body.resume.basic_info.birthday = Some(before));
    assert_eq!(request.validate(), Ok(()), "people were born before 1970");
    let request = with(|body| body.resume.basic_info.birthday = Some(Timestamp::from_millis(-1)));
    let path = "resume.basic_info.birthday";
    assert_one(request.validate(), path, ViolationKind::MisplacedOngoing, "-1");
}

#[test]
fn options_that_the_page_does_not_list_are_found_when_asked() {
    let request = with(|body| {
        body.resume.basic_info.gender = Some(Gender::from(4));
        body.resume.education_list = Some(vec![Education::new().degree(Degree::Unknown(3))]);
    });
    assert_eq!(request.validate(), Ok(()), "the service may know more than the page");
    let strict = request.validate_with(&ValidationOptions::new().strict_options(true));
    assert_one(strict, "resume.basic_info.gender", ViolationKind::UnknownOption, "documentation lists");
}

#[test]
fn a_site_may_require_more() {
    let checks = ValidationOptions::new().require_paths::<Request>(&[
        "resume.basic_info.mobile",
        "resume.basic_info.email",
        "resume.education_list[].end_time_v2",
        "resume.career_list",
        "resume.self_evaluation.content",
        "user_id_type",
    ]);
    let checks = checks.expect("all of them are optional fields of the page");
    assert_eq!(request().validate_with(&checks), Ok(()));

    let mut request = with(|body| {
        let resume = &mut body.resume;
        resume.basic_info.mobile = None;
        resume.basic_info.email = Some("  ".to_owned());
        let exact = Education::new().end_time_v2(Timestamp::from_millis(1_618_500_278_663));
        resume.education_list = Some(vec![exact, Education::new()]);
        resume.career_list = Some(Vec::new());
        resume.self_evaluation = None;
    });
    request.user_id_type = None;
    let found = found(request.validate_with(&checks));
    let mut paths: Vec<&str> = found.iter().map(|(path, ..)| path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "resume.basic_info.email",
            "resume.basic_info.mobile",
            "resume.career_list",
            "resume.education_list[1].end_time_v2",
            "resume.self_evaluation.content",
            "user_id_type",
        ]
    );
    assert!(
        found
            .iter()
            .all(|(_, kind, message)| *kind == ViolationKind::Missing && message.contains("required"))
    );
}

#[test]
fn a_field_that_cannot_be_required_is_refused_with_the_nearest() {
    for (asked, nearest) in [
        ("resume.basic_info.mobil", "resume.basic_info.mobile"),
        ("resume.education_list.end_time_v2", "resume.education_list[].end_time_v2"),
        ("resume.basic_info.e_mail", "resume.basic_info.email"),
    ] {
        let error = ValidationOptions::new().require_paths::<Request>(&[asked]).expect_err(asked);
        assert_eq!((error.path.as_str(), error.nearest), (asked, Some(nearest)));
        assert!(error.to_string().contains(nearest), "{error}");
    }
    let required_anyway = ValidationOptions::new().require_paths::<Request>(&["resume.basic_info.name"]);
    assert_eq!(request().validate_with(&required_anyway.expect("a field of the page")), Ok(()));
}

#[test]
fn custom_values_are_checked_against_their_kind() {
    let checks = ValidationOptions::new().custom_fields([
        CustomFieldRule::new("choice", CustomKind::MultipleChoice),
        CustomFieldRule::new("number", CustomKind::Number),
        CustomFieldRule::new("date", CustomKind::Date),
        CustomFieldRule::new("period", CustomKind::Period),
        CustomFieldRule::new("files", CustomKind::Attachments),
    ]);
    let field = |id: &str, value: &str| CustomField::new().object_id(id).value(value);
    let with_fields = |fields: Vec<CustomField>| with_education(Education::new().customized_data(fields));
    let good = vec![
        field("choice", r#"["1", "2"]"#),
        field("number", "1"),
        field("date", "1627379423000"),
        field("period", r#"["1577808000000", "1612108800000"]"#),
        field("files", r#"[{"file_id": "7250161881116838204"}]"#),
        field("without a kind", "anything"),
    ];
    assert_eq!(with_fields(good).validate_with(&checks), Ok(()));

    let bad = vec![
        field("choice", "1"),
        field("number", "one"),
        field("date", "2021-07-27"),
        field("period", r#"["1577808000000"]"#),
        field("files", r#"["7250161881116838204"]"#),
    ];
    let request = with_fields(bad);
    assert_eq!(request.validate(), Ok(()), "without kinds there is nothing to check");
    let found = found(request.validate_with(&checks));
    let list = "resume.education_list[0].customized_data";
    let words = ["JSON array of option keys", "decimal number", "milliseconds", "two times", "file_id"];
    assert_eq!(found.len(), words.len(), "{found:?}");
    for (index, ((path, kind, message), words)) in found.iter().zip(words).enumerate() {
        assert_eq!((path, *kind), (&format!("{list}[{index}].value"), ViolationKind::CustomValue));
        assert!(message.contains(words), "{message}");
        assert!(!message.contains("2021-07-27"), "a value may be personal: {message}");
    }
    let seconds = with_fields(vec![field("date", "1627379423")]);
    let path = "resume.education_list[0].customized_data[0].value";
    assert_one(seconds.validate_with(&checks), path, ViolationKind::LooksLikeSeconds, "seconds");
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let mut request = with(|body| {
        body.job_post_id.clear();
        body.resume.basic_info.name.clear();
        body.resume.basic_info.start_work_time = Some(Timestamp::from_millis(-86_400_000));
    });
    request.website_id = "a/b".to_owned();
    let violations = request.validate().expect_err("four rules are broken");
    assert_eq!(violations.as_slice().len(), 4);
    let text = violations.to_string();
    assert!(text.starts_with("4 violations\n- website_id: "), "{text}");
}
