//! Validation rules and their messages.

use std::collections::BTreeMap;
use std::ops::Bound;

use feishu_api::hire::v1::create_by_resume::{
    BasicInfo, Body, CustomField, Degree, Education, Request, Resume, UserIdType,
};
use feishu_client::{
    CustomFieldRule, CustomKind, CustomValue, EncodedValue, FieldPath, Timestamp, Until, Validate,
    ValidationOptions, Validator, ViolationKind, Violations,
};

/// A request without a mistake.
fn request() -> Request {
    let education = Education::new()
        .degree(Degree::VocationalSchool)
        .start_time(Timestamp::from_millis(1_609_430_400_000))
        .end_time(Until::Ongoing)
        .end_time_v2(Timestamp::from_millis(1_618_500_278_663))
        .customized_data([custom_field("6960663240925956649", "AA")]);
    let basic_info =
        BasicInfo::new("张三").mobile("182900291190").birthday(Timestamp::from_millis(1_609_430_400_000));
    let resume = Resume::new(basic_info).education_list([education]);
    Request::new("1618209327096", Body::new("6960663240925956636", resume, "6960663240925956634"))
}

fn custom_field(object_id: &str, value: impl Into<EncodedValue>) -> CustomField {
    CustomField::new().object_id(object_id).value(value.into())
}

fn education(request: &mut Request) -> &mut Education {
    &mut request.body.resume.education_list.as_mut().unwrap()[0]
}

/// Where what is wrong.
fn found(result: Result<(), Violations>) -> Vec<(String, ViolationKind)> {
    match result {
        Ok(()) => Vec::new(),
        Err(violations) => violations.into_iter().map(|violation| (violation.path, violation.kind)).collect(),
    }
}

fn one(path: &str, kind: ViolationKind) -> Vec<(String, ViolationKind)> {
    vec![(path.to_owned(), kind)]
}

#[test]
fn a_request_without_a_mistake_is_valid() {
    assert_eq!(request().validate(), Ok(()));
}

#[test]
fn every_broken_rule_is_found_with_its_place() {
    let mut request = request();
    request.website_id = "..".into();
    request.body.job_post_id = String::new();
    request.body.resume.basic_info.name = " \u{3000}".into();
    request.body.resume.basic_info.birthday = Some(Timestamp::from_millis(-1));
    education(&mut request).start_time = Some(Timestamp::from_millis(1_609_430_400));
    education(&mut request).end_time_v2 = Some(Timestamp::from_millis(-1));
    assert_eq!(
        found(request.validate()),
        [
            ("website_id".to_owned(), ViolationKind::UnsafeInPath),
            ("job_post_id".to_owned(), ViolationKind::Empty),
            ("resume.basic_info.birthday".to_owned(), ViolationKind::MisplacedOngoing),
            ("resume.basic_info.name".to_owned(), ViolationKind::Empty),
            ("resume.education_list[0].end_time_v2".to_owned(), ViolationKind::MisplacedOngoing),
            ("resume.education_list[0].start_time".to_owned(), ViolationKind::LooksLikeSeconds),
        ]
    );
}

#[test]
fn violations_read_well() {
    let mut request = request();
    request.body.user_id = String::new();
    let one = request.validate().unwrap_err();
    assert_eq!(one.to_string(), "user_id: is required, but empty");
    education(&mut request).end_time_v2 = Some(Timestamp::from_millis(-1));
    let two = request.validate().unwrap_err();
    assert_eq!(
        two.to_string(),
        "2 violations\n\
         - resume.education_list[0].end_time_v2: is -1, which says \"until now\"; this field takes a time only: \
         leave it out or give the time\n\
         - user_id: is required, but empty"
    );
}

#[test]
fn values_of_the_path_cannot_break_out_of_it() {
    for value in [
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "a?b",
        "a#b",
        "%2e%2e",
        "a b",
        "a\tb",
        "a\nb",
        "a\0b",
        "a\u{3000}b",
        "a\u{7f}",
        "../x",
    ] {
        let mut request = request();
        request.website_id = value.into();
        assert_eq!(found(request.validate()), one("website_id", ViolationKind::UnsafeInPath), "{value:?}");
    }
    for value in ["1618209327096", "...", "a.b", "官网-1_~", "a:b", "a@b", "a&b=c;d,e+f"] {
        let mut request = request();
        request.website_id = value.into();
        assert_eq!(request.validate(), Ok(()), "{value:?}");
    }
}

#[test]
fn times_are_in_milliseconds_and_after_1970() {
    for (millis, kind) in [
        (-1, Some(ViolationKind::MisplacedOngoing)),
        (-2, Some(ViolationKind::NegativeTime)),
        (-86_400_000, Some(ViolationKind::NegativeTime)),
        (i64::MIN, Some(ViolationKind::NegativeTime)),
        (0, None),
        (1, Some(ViolationKind::LooksLikeSeconds)),
        (1_609_430_400, Some(ViolationKind::LooksLikeSeconds)),
        (9_999_999_999, Some(ViolationKind::LooksLikeSeconds)),
        (10_000_000_000, None),
        (1_609_430_400_000, None),
        (i64::MAX, None),
    ] {
        let time = Timestamp::from_millis(millis);
        assert_eq!(found(time.validate()).pop().map(|(_, kind)| kind), kind, "{millis}");
        let until = Until::from_wire(millis);
        let kind = kind.filter(|_| millis != -1);
        assert_eq!(found(until.validate()).pop().map(|(_, kind)| kind), kind, "until {millis}");
    }
}

#[test]
fn an_end_at_minus_one_has_to_be_said_as_ongoing() {
    let end = Until::At(Timestamp::from_millis(-1));
    assert_eq!(found(end.validate()), one("", ViolationKind::MisplacedOngoing));
    assert_eq!(Until::Ongoing.validate(), Ok(()));
}

#[test]
fn who_was_born_before_1970_or_in_its_first_months_may_apply() {
    for (millis, kind) in [
        (-157_795_200_000, None), // 1965-01-01 in Shanghai
        (-639_162_000_000, None), // 1949-09-30 15:00 UTC
        (-19_800_000, None),      // 1970-01-01 in Kolkata, half an hour off
        (-20_700_000, None),      // 1970-01-01 in Kathmandu, a quarter of an hour off
        (0, None),
        (5_155_200_000, None), // 1970-03-01 in Shanghai
        (10_000_000_001, None),
        (1_609_430_400_000, None),
        (-2_208_988_800_000, None), // 1900-01-01 UTC
        (-2_208_989_700_000, Some(ViolationKind::NegativeTime)),
        (-1, Some(ViolationKind::MisplacedOngoing)),
        (-157_795_200_001, Some(ViolationKind::NegativeTime)),
        (-157_795_200, Some(ViolationKind::NegativeTime)), // 1965-01-01 in Shanghai, in seconds
        (653_068_800, Some(ViolationKind::LooksLikeSeconds)), // 1990-09-12 in seconds
        (1_609_430_400, Some(ViolationKind::LooksLikeSeconds)),
    ] {
        let mut request = request();
        request.body.resume.basic_info.birthday = Some(Timestamp::from_millis(millis));
        assert_eq!(found(request.validate()).pop().map(|(_, kind)| kind), kind, "{millis}");
    }
}

#[test]
fn unknown_options_are_reported_only_if_asked_for() {
    let mut request = request().user_id_type(UserIdType::Unknown("x".into()));
    education(&mut request).degree = Some(Degree::Unknown(10));
    assert_eq!(request.validate(), Ok(()));
    assert_eq!(
        found(request.validate_with(&ValidationOptions::new().strict_options(true))),
        [
            ("user_id_type".to_owned(), ViolationKind::UnknownOption),
            ("resume.education_list[0].degree".to_owned(), ViolationKind::UnknownOption),
        ]
    );
    education(&mut request).degree = Some(Degree::Unknown(3));
    request.user_id_type = None;
    assert_eq!(request.validate_with(&ValidationOptions::new().strict_options(true)), Ok(()));
}

mod required_fields {
    use super::*;

    fn checks(fields: &[&str]) -> ValidationOptions {
        ValidationOptions::new().require_paths::<Request>(fields).unwrap()
    }

    #[test]
    fn present() {
        let fields =
            ["resume.basic_info.mobile", "resume.basic_info.birthday", "resume.education_list[].end_time_v2"];
        assert_eq!(request().validate_with(&checks(&fields)), Ok(()));
    }

    #[test]
    fn left_out() {
        let mut request = request();
        request.body.resume.basic_info.mobile = None;
        request.body.resume.basic_info.birthday = None;
        education(&mut request).end_time_v2 = None;
        let checks = checks(&[
            "resume.basic_info.birthday",
            "resume.education_list[].end_time_v2",
            "resume.basic_info.mobile",
            "user_id_type",
        ]);
        assert_eq!(
            found(request.validate_with(&checks)),
            [
                ("user_id_type".to_owned(), ViolationKind::Missing),
                ("resume.basic_info.mobile".to_owned(), ViolationKind::Missing),
                ("resume.basic_info.birthday".to_owned(), ViolationKind::Missing),
                ("resume.education_list[0].end_time_v2".to_owned(), ViolationKind::Missing),
            ]
        );
        assert_eq!(request.validate(), Ok(()));
    }

    #[test]
    fn blank_texts_and_empty_lists_are_not_given() {
        let mut request = request();
        request.body.resume.basic_info.mobile = Some(" ".into());
        request.body.resume.basic_info.preferred_city_code_list = Some(Vec::new());
        let fields = ["resume.basic_info.mobile", "resume.basic_info.preferred_city_code_list"];
        assert_eq!(
            found(request.validate_with(&checks(&fields))),
            [(fields[0].to_owned(), ViolationKind::Missing), (fields[1].to_owned(), ViolationKind::Missing),]
        );
    }

    #[test]
    fn a_field_of_an_object_that_is_left_out_is_missing() {
        let checks = checks(&["resume.self_evaluation.content"]);
        let missing = one("resume.self_evaluation.content", ViolationKind::Missing);
        assert_eq!(found(request().validate_with(&checks)), missing);
    }

    #[test]
    fn a_list_that_is_left_out_has_no_elements_that_could_lack_anything() {
        let mut request = request();
        request.body.resume.education_list = None;
        assert_eq!(request.validate_with(&checks(&["resume.education_list[].end_time_v2"])), Ok(()));
        let list = checks(&["resume.education_list", "resume.education_list[].end_time_v2"]);
        assert_eq!(found(request.validate_with(&list)), one("resume.education_list", ViolationKind::Missing));
    }

    #[test]
    fn each_element_is_asked() {
        let mut request = request();
        let list = request.body.resume.education_list.as_mut().unwrap();
        list.push(Education::default());
        list[1].customized_data = Some(vec![CustomField::default()]);
        let checks = checks(&["resume.education_list[].customized_data[].value"]);
        let missing = one("resume.education_list[1].customized_data[0].value", ViolationKind::Missing);
        assert_eq!(found(request.validate_with(&checks)), missing);
    }

    #[test]
    fn an_unknown_path_is_reported_with_the_nearest_field() {
        for (slip, nearest) in [
            ("resume.basic_info.moblie", "resume.basic_info.mobile"),
            ("resume.education_list.end_time_v2", "resume.education_list[].end_time_v2"),
            ("basic_info.email", "resume.basic_info.email"),
        ] {
            let error = ValidationOptions::new().require_paths::<Request>(&["channel_id", slip]).unwrap_err();
            assert_eq!((error.path.as_str(), error.nearest), (slip, Some(nearest)));
            assert_eq!(
                error.to_string(),
                format!("the request has no field `{slip}`; the nearest is `{nearest}`")
            );
        }
        // A field that the page requires can be required as well.
        assert_eq!(request().validate_with(&checks(&["resume.basic_info.name"])), Ok(()));
    }
}

mod custom_fields {
    use super::*;

    fn with_value(value: impl Into<EncodedValue>) -> Request {
        let mut request = request();
        education(&mut request).customized_data = Some(vec![custom_field("649", value)]);
        request
    }

    const PLACE: &str = "resume.education_list[0].customized_data[0].value";

    #[test]
    fn are_checked_where_the_kind_is_known() {
        let number =
            ValidationOptions::new().custom_fields([CustomFieldRule::new("649", CustomKind::Number)]);
        assert_eq!(with_value("1.5").validate_with(&number), Ok(()));
        assert_eq!(found(with_value("AA").validate_with(&number)), one(PLACE, ViolationKind::CustomValue));
        let other = ValidationOptions::new().custom_fields([CustomFieldRule::new("650", CustomKind::Number)]);
        assert_eq!(with_value("AA").validate_with(&other), Ok(()));
        assert_eq!(with_value("AA").validate(), Ok(()));
    }

    #[test]
    fn kinds_may_come_from_a_function() {
        let checks = ValidationOptions::new().custom_kinds(|id| (id == "649").then_some(CustomKind::Period));
        let period =
            CustomValue::Period { start: Timestamp::from_millis(1_577_808_000_000), end: Until::Ongoing };
        assert_eq!(with_value(period).validate_with(&checks), Ok(()));
        assert_eq!(found(with_value("[]").validate_with(&checks)), one(PLACE, ViolationKind::CustomValue));
    }

    #[test]
    fn times_in_seconds_are_found_but_not_times_before_1970() {
        let date = ValidationOptions::new().custom_fields([CustomFieldRule::new("649", CustomKind::Date)]);
        assert_eq!(
            found(with_value("1627379423").validate_with(&date)),
            one(PLACE, ViolationKind::LooksLikeSeconds)
        );
        assert_eq!(found(with_value("-1").validate_with(&date)), one(PLACE, ViolationKind::MisplacedOngoing));
        assert_eq!(with_value("-157795200000").validate_with(&date), Ok(()));
        let period =
            ValidationOptions::new().custom_fields([CustomFieldRule::new("649", CustomKind::Period)]);
        let seconds = with_value(r#"["1577808000000", "1612108801"]"#);
        assert_eq!(found(seconds.validate_with(&period)), one(PLACE, ViolationKind::LooksLikeSeconds));
    }
}

mod documented_rules {
    use super::*;

    /// A type with every rule that pages state.
    struct Ruled {
        text: String,
        list: Option<Vec<String>>,
        number: Option<i64>,
        float: f64,
        children: BTreeMap<String, Option<Timestamp>>,
        itself: Option<Box<Ruled>>,
    }

    impl Ruled {
        fn new(text: &str, number: i64, float: f64) -> Self {
            let text = text.to_owned();
            Self { text, list: None, number: Some(number), float, children: BTreeMap::new(), itself: None }
        }
    }

    impl Validate for Ruled {
        fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
            validator.not_empty(path, "text", &self.text);
            validator.length(path, "text", &self.text, ..=3);
            validator.field(path, "list", &self.list);
            validator.count(path, "list", &self.list, 1..=2);
            validator.range(path, "number", &self.number, 1..=100);
            validator.range(path, "float", &self.float, 0.5..);
            validator.field(path, "children", &self.children);
            validator.boxed(path, "itself", &self.itself);
        }
    }

    fn messages(value: &Ruled) -> Vec<String> {
        value.validate().map_or_else(|found| found.iter().map(ToString::to_string).collect(), |()| Vec::new())
    }

    #[test]
    fn bounds_are_included() {
        for value in [Ruled::new("简历表", 1, 0.5), Ruled::new("a", 100, 7.0)] {
            assert_eq!(messages(&value), [""; 0]);
        }
    }

    #[test]
    fn a_value_outside_is_reported_with_the_bounds() {
        let mut value = Ruled::new("简历表格", 0, f64::NAN);
        value.list = Some(Vec::new());
        assert_eq!(
            messages(&value),
            [
                "text: must be at most 3 characters",
                "list: must be at least 1 and at most 2 elements",
                "number: must be at least 1 and at most 100",
                "float: must be at least 0.5",
            ]
        );
        let bounds: Vec<_> = value.validate().unwrap_err().into_iter().map(|found| found.bounds).collect();
        let number = |bound: i64| Bound::Included(bound.into());
        assert_eq!(
            bounds[1].as_ref().map(|bounds| (bounds.min.clone(), bounds.max.clone())),
            Some((number(1), number(2)))
        );
        assert_eq!(bounds[0].as_ref().map(|bounds| bounds.min.clone()), Some(Bound::Unbounded));
        let mut value = Ruled::new("abc", 101, 0.4);
        value.list = Some(vec![String::new(); 3]);
        assert_eq!(
            found(value.validate()),
            [
                ("list".to_owned(), ViolationKind::Count),
                ("number".to_owned(), ViolationKind::Range),
                ("float".to_owned(), ViolationKind::Range),
            ]
        );
    }

    #[test]
    fn boxes_and_maps_are_entered() {
        let mut value = Ruled::new("a", 1, 1.0);
        let mut inner = Ruled::new("a", 0, 1.0);
        inner.children.insert("zh".to_owned(), Some(Timestamp::from_millis(-5)));
        value.itself = Some(Box::new(inner));
        assert_eq!(
            found(value.validate()),
            [
                ("itself.number".to_owned(), ViolationKind::Range),
                ("itself.children[…]".to_owned(), ViolationKind::NegativeTime),
            ]
        );
    }
}

#[test]
fn messages_do_not_hold_the_values() {
    let mut request = request().user_id_type(UserIdType::Unknown("个人".into()));
    request.website_id = "个人/".into();
    education(&mut request).degree = Some(Degree::Unknown(424_242));
    education(&mut request).start_time = Some(Timestamp::from_millis(-424_242));
    education(&mut request).customized_data = Some(vec![custom_field("649", "个人")]);
    let checks = ValidationOptions::new()
        .strict_options(true)
        .custom_fields([CustomFieldRule::new("649", CustomKind::Number)]);
    let violations = request.validate_with(&checks).unwrap_err();
    assert_eq!(violations.as_slice().len(), 5);
    let shown = format!("{violations} {violations:?}");
    assert!(!shown.contains("个人") && !shown.contains("424242"), "{shown}");
}

#[test]
fn debug_hides_personal_data() {
    let shown = format!("{:?}", request());
    for member in ["name: [redacted]", "mobile: Some([redacted])", "email: None"] {
        assert!(shown.contains(member), "{shown}");
    }
    assert!(!shown.contains("张三") && !shown.contains("182900291190"), "{shown}");
}

mod described_custom_fields {
    use feishu_client::{PathSegment, request_field};

    use super::*;

    fn question() -> CustomFieldRule {
        CustomFieldRule::new("649", CustomKind::MultipleChoice).option_keys(["1", "2"])
    }

    #[test]
    fn only_options_that_a_field_has_are_valid() {
        let options = ValidationOptions::new().custom_fields([question()]);
        for (value, kind) in [
            (r#"["1", "2"]"#, None),
            (r#"["1", "3"]"#, Some(ViolationKind::UnknownOption)),
            (r#"1"#, Some(ViolationKind::CustomValue)),
        ] {
            let mut request = request();
            education(&mut request).customized_data = Some(vec![custom_field("649", value)]);
            let expected = kind.map(|kind| one("resume.education_list[0].customized_data[0].value", kind));
            assert_eq!(found(request.validate_with(&options)), expected.unwrap_or_default(), "{value}");
        }
    }

    #[test]
    fn a_field_that_is_required_in_a_list_is_missed_there() {
        let list = request_field!(Request, "resume.education_list[].customized_data");
        let options = ValidationOptions::new().custom_fields([question().required_in(list)]);
        let with = |data: Option<Vec<CustomField>>| {
            let mut request = request();
            education(&mut request).customized_data = data;
            request.validate_with(&options)
        };
        assert_eq!(with(Some(vec![custom_field("650", "x"), custom_field("649", r#"["1"]"#)])), Ok(()));
        let missing = one("resume.education_list[0].customized_data", ViolationKind::Missing);
        for data in [None, Some(vec![]), Some(vec![custom_field("650", "x")])] {
            assert_eq!(found(with(data)), missing);
        }
        let violations = with(None).unwrap_err();
        let segments = &violations.as_slice()[0].segments;
        assert_eq!(segments[2], PathSegment::Index(0));
        let mut without = request();
        without.body.resume.education_list = None;
        assert_eq!(without.validate_with(&options), Ok(()), "no element could lack it");
    }
}
