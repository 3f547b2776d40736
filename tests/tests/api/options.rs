//! Every enum, both ways: wire value, identifier, label; and values that the page does not list.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use feishu_api::hire::v1::create_by_resume::{
    AcademicRanking, Degree, EducationType, Gender, IdentificationType, Language, MaritalStatus, Proficiency,
    SocialNetwork, UserIdType,
};
use feishu_client::{OpenEnum, UnknownOption};
use feishu_tests::{given_page, page};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The keys and labels of a row of the page.
fn documented(section: &str, name: &str) -> Vec<(String, String)> {
    let rows = page::rows(&given_page(), section);
    rows.iter().find(|row| row.name == name).expect(name).options()
}

/// What all enums do, whatever their wire value.
fn check<E>(section: &str, name: &str, identifiers: &[&str], json: impl Fn(&str) -> String)
where
    E: OpenEnum + Clone + Debug + Display + FromStr<Err = UnknownOption> + Eq + Serialize + DeserializeOwned,
{
    let options = documented(section, name);
    assert_eq!(options.len(), identifiers.len(), "{name}");
    assert_eq!(E::OPTIONS.len(), options.len(), "{name}");
    for (((key, label), info), identifier) in options.iter().zip(E::OPTIONS).zip(identifiers) {
        let option = &info.option;
        assert_eq!(option.info(), Some(info), "{name} {key}");
        assert_eq!(info.label, label, "{name} {key}");
        assert_eq!(info.name, *identifier, "{name} {key}");
        assert!(!info.english.is_empty() && info.english.is_ascii(), "{name} {key}: {}", info.english);
        assert_eq!(option.to_string(), *identifier);
        assert_eq!(identifier.parse::<E>().as_ref(), Ok(option));
        assert_eq!(key.parse::<E>().as_ref(), Ok(option), "the wire value is read, too");
        let wire = json(key);
        assert_eq!(serde_json::to_string(option).expect("JSON"), wire);
        assert_eq!(serde_json::from_str::<E>(&wire).expect("an option"), *option);
        assert!(option.is_known());
    }
    let error = "no such option".parse::<E>().expect_err("not listed").to_string();
    assert!(error.contains(&format!("`{}`", identifiers[0])), "{error}");
}

fn check_number<E>(name: &str, identifiers: &[&str])
where
    E: OpenEnum<Wire = i64>
        + Clone
        + Debug
        + Display
        + FromStr<Err = UnknownOption>
        + Eq
        + Serialize
        + DeserializeOwned
        + From<i64>
        + Into<i64>,
{
    check::<E>("请求体", name, identifiers, str::to_owned);
    let known: Vec<i64> =
        documented("请求体", name).iter().map(|(key, _)| key.parse().expect("a number")).collect();
    for number in known.iter().flat_map(|key| [key - 1, *key, key + 1]).chain([0, -1, i64::MIN, i64::MAX]) {
        let option = E::from(number);
        assert_eq!(option.is_known(), known.contains(&number), "{name} {number}");
        assert_eq!(option.info().is_some(), known.contains(&number));
        assert_eq!((*option.wire(), option.clone().into()), (number, number));
        let json = serde_json::to_string(&option).expect("JSON");
        assert_eq!(json, number.to_string());
        assert_eq!(serde_json::from_str::<E>(&json).expect("an option"), option);
        assert_eq!(option.to_string().parse::<E>().expect("an option"), option);
    }
    for wrong in ["\"1\"", "1.5", "null", "9223372036854775808"] {
        assert!(serde_json::from_str::<E>(wrong).is_err(), "{name} {wrong}");
    }
}

#[test]
fn identification_type() {
    let identifiers = [
        "resident_id_card",
        "passport",
        "hong_kong_macao_residence_permit",
        "taiwan_travel_permit",
        "other",
        "hong_kong_macao_travel_permit",
        "taiwan_residence_permit",
    ];
    check_number::<IdentificationType>("identification_type", &identifiers);
    assert!(!IdentificationType::from(7).is_known() && !IdentificationType::from(8).is_known());
}

#[test]
fn marital_status() {
    check_number::<MaritalStatus>("marital_status", &["married", "unmarried"]);
}

#[test]
fn gender() {
    check_number::<Gender>("gender", &["male", "female", "other"]);
}

#[test]
fn education_type() {
    let identifiers =
        ["outside_mainland_china", "full_time", "part_time", "self_taught_examination", "other"];
    check_number::<EducationType>("education_type", &identifiers);
}

#[test]
fn academic_ranking() {
    let identifiers =
        ["top5_percent", "top10_percent", "top20_percent", "top30_percent", "top50_percent", "other"];
    check_number::<AcademicRanking>("academic_ranking", &identifiers);
    assert_eq!(i64::from(AcademicRanking::Other), 51, "other, and not a percentage");
}

#[test]
fn degree() {
    let identifiers = [
        "primary_school",
        "junior_high_school",
        "vocational_school",
        "high_school",
        "associate",
        "bachelor",
        "master",
        "doctorate",
        "other",
    ];
    check_number::<Degree>("degree", &identifiers);
    assert_eq!(Degree::from(3), Degree::VocationalSchool, "专职 is a vocational school");
}

#[test]
fn social_network() {
    let identifiers = [
        "linked_in",
        "maimai",
        "we_chat",
        "weibo",
        "git_hub",
        "zhihu",
        "facebook",
        "twitter",
        "whats_app",
        "personal_website",
        "qq",
    ];
    check_number::<SocialNetwork>("sns_type", &identifiers);
}

#[test]
fn language() {
    let identifiers = [
        "english",
        "french",
        "japanese",
        "korean",
        "german",
        "russian",
        "spanish",
        "portuguese",
        "arabic",
        "hindi",
        "hindustani",
        "bengali",
        "hausa",
        "punjabi",
        "persian",
        "swahili",
        "telugu",
        "turkish",
        "italian",
        "javanese",
        "tamil",
        "marathi",
        "vietnamese",
        "mandarin",
        "cantonese",
    ];
    check_number::<Language>("language", &identifiers);
}

#[test]
fn proficiency() {
    let identifiers = ["beginner", "daily_conversation", "business_conversation", "fluent", "native"];
    check_number::<Proficiency>("proficiency", &identifiers);
}

#[test]
fn user_id_type() {
    let identifiers = ["open_id", "union_id", "user_id"];
    check::<UserIdType>("查询参数", "user_id_type", &identifiers, |key| format!("\"{key}\""));
    let new = UserIdType::from_wire("lark_id");
    assert_eq!(serde_json::to_string(&new).expect("JSON"), "\"lark_id\"");
    assert_eq!(serde_json::from_str::<UserIdType>("\"lark_id\"").expect("an option"), new);
    assert!(!new.is_known() && new.info().is_none());
}
