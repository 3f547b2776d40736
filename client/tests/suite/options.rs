//! Open enums.

use std::collections::HashSet;

use feishu_api::hire::v1::create_by_resume::{Degree, ErrorCode, UserIdType};
use feishu_client::{ErrorCode as _, OpenEnum};
use serde::{Deserialize, Serialize};

#[test]
fn options_stand_for_their_wire_values() {
    let degrees: Vec<Degree> = Degree::OPTIONS.iter().map(|info| info.option).collect();
    assert_eq!(serde_json::to_string(&degrees).unwrap(), "[1,2,3,4,5,6,7,8,9]");
    assert_eq!(
        serde_json::from_str::<Vec<Degree>>("[3,99]").unwrap(),
        [Degree::VocationalSchool, Degree::Unknown(99)]
    );
    assert_eq!(serde_json::from_str::<UserIdType>("\"union_id\"").unwrap(), UserIdType::UnionId);
    assert_eq!(serde_json::from_str::<UserIdType>("\"x\"").unwrap(), UserIdType::Unknown("x".into()));
    assert!(serde_json::from_str::<Degree>("\"3\"").is_err());
    assert!(serde_json::from_str::<Degree>("9223372036854775808").is_err());
    assert!(serde_json::from_str::<UserIdType>("3").is_err());
}

#[test]
fn values_that_the_documentation_does_not_list_survive() {
    let json = "[-1,1,99]";
    let degrees: Vec<Degree> = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&degrees).unwrap(), json);
}

#[test]
fn the_wire_value_decides_on_equality() {
    assert_eq!(Degree::Unknown(3), Degree::VocationalSchool);
    assert!(Degree::Unknown(3).is_known());
    assert_eq!(HashSet::from([Degree::Unknown(3), Degree::VocationalSchool]).len(), 1);
    assert_ne!(Degree::Unknown(4), Degree::VocationalSchool);
}

#[test]
fn options_have_names_and_labels() {
    let info = Degree::Unknown(3).info().unwrap();
    assert_eq!((info.name, info.label, info.english), ("vocational_school", "专职", "Vocational school"));
    assert_eq!(Degree::Unknown(99).info(), None);
    assert_eq!(
        format!("{} {} {}", Degree::PrimarySchool, Degree::Unknown(99), UserIdType::OpenId),
        "primary_school 99 open_id"
    );
}

#[test]
fn names_and_wire_values_are_read() {
    assert_eq!("vocational_school".parse(), Ok(Degree::VocationalSchool));
    assert_eq!("3".parse(), Ok(Degree::VocationalSchool));
    assert_eq!("99".parse(), Ok(Degree::Unknown(99)));
    assert_eq!("union_id".parse(), Ok(UserIdType::UnionId));
    let error = "vocational".parse::<Degree>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "not one of the options: `primary_school`, `junior_high_school`, `vocational_school`, `high_school`, \
         `associate`, `bachelor`, `master`, `doctorate`, `other`"
    );
    assert!("on_1".parse::<UserIdType>().is_err());
}

#[test]
fn error_codes_are_open_as_well() {
    assert_eq!(ErrorCode::from_code(1_002_002), ErrorCode::InvalidParameter);
    for number in [i64::MIN, -1, 7, 1_002_003, i64::MAX] {
        let code = ErrorCode::from_code(number);
        assert_eq!((code, code.code(), code.info()), (ErrorCode::Unknown(number), number, None));
    }
    let codes = [ErrorCode::Unknown(1_002_002), ErrorCode::InvalidParameter, ErrorCode::Unknown(7)];
    assert_eq!(HashSet::from(codes).len(), 2);
    assert_ne!(ErrorCode::Unknown(1_002_003), ErrorCode::InvalidParameter);
    assert_eq!(format!("{} {}", ErrorCode::InvalidParameter, ErrorCode::Unknown(7)), "invalid_parameter 7");
    assert_eq!(ErrorCode::SystemError.info().unwrap().status, 500);
}

#[test]
fn options_are_read_and_written_by_name() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Form {
        #[serde(with = "feishu_client::open_enum::by_name")]
        degree: Degree,
        #[serde(
            with = "feishu_client::open_enum::by_name",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        minor: Option<Degree>,
        #[serde(with = "feishu_client::open_enum::by_name")]
        kinds: Vec<UserIdType>,
    }
    let json = r#"{"degree":"vocational_school","minor":"99","kinds":["open_id","union_id"]}"#;
    let form: Form = serde_json::from_str(json).unwrap();
    assert_eq!(form.degree, Degree::VocationalSchool);
    assert_eq!(form.minor, Some(Degree::Unknown(99)));
    assert_eq!(serde_json::to_string(&form).unwrap(), json);
    let without: Form = serde_json::from_str(r#"{"degree":"vocational_school","kinds":[]}"#).unwrap();
    assert_eq!(without.minor, None);
    let typo = serde_json::from_str::<Form>(r#"{"degree":"vocational","kinds":[]}"#).unwrap_err();
    assert!(typo.to_string().contains("not one of the options"), "{typo}");
}
