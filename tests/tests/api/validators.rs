//! The rules of the page: which field has which. The rules themselves are tested in `client/tests/suite/validation.rs`.

use feishu_api::hire::v1::create_by_resume::{
    Body, Career, Education, Internship, Project, Request, UserIdType,
};
use feishu_client::{Timestamp, Until, Validate, ViolationKind, Violations};

use crate::example;

fn request() -> Request {
    Request::new("1618209327096", example::body()).user_id_type(UserIdType::OpenId)
}

/// The changed example.
fn with(change: impl FnOnce(&mut Body)) -> Request {
    let mut request = request();
    change(&mut request.body);
    request
}

fn found(result: Result<(), Violations>) -> Vec<(String, ViolationKind, String)> {
    let violations = result.err().map(Violations::into_vec).unwrap_or_default();
    violations.into_iter().map(|violation| (violation.path, violation.kind, violation.message)).collect()
}

/// There is exactly one violation, at this path, of this kind, with these words in its message.
fn assert_one(result: Result<(), Violations>, path: &str, kind: ViolationKind, words: &str) {
    let found = found(result);
    let [(found_path, found_kind, message)] = found.as_slice() else {
        panic!("not one violation: {found:?}")
    };
    assert_eq!((found_path.as_str(), *found_kind), (path, kind));
    assert!(message.contains(words), "{message}");
}

/// The example with this education only.
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
    let request = Request::new("a/b", example::body());
    assert_one(request.validate(), "website_id", ViolationKind::UnsafeInPath, "URL");
    let optional = with(|body| body.resume.basic_info.email = Some(String::new()));
    assert_eq!(optional.validate(), Ok(()), "an optional text may be empty");
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
