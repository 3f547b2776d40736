use std::sync::Arc;

use feishu_client::ValidationOptions;
use feishu_hire::{Locations, Names, TalentFields};
use serde_json::{Value, json};

use super::*;

fn posted(texts: &[(&str, &str)]) -> Posted {
    let mut posted = Posted::default();
    texts.iter().for_each(|(name, text)| posted.add((*name).to_owned(), text));
    posted
}

fn places() -> Arc<Places> {
    let china = FieldChoice { key: "CN_1".to_owned(), names: Names::default() };
    let beijing = json!({ "city": { "city_code": "CT_11", "city_name_info": { "en_name": "Beijing" } } });
    let mut cities = Locations::default();
    cities.extend([serde_json::from_value(beijing).unwrap()]);
    Arc::new(Places { countries: vec![china], cities })
}

/// A field that the tenant has added, with the options 1 and 2. 4 is a multiple choice, 6 a month and 9 a number.
fn field(id: &str, kind: i64, is_required: bool) -> Value {
    let options = ["1", "2"].map(|key| json!({ "key": key }));
    json!({
        "id": id, "is_customized": true, "is_required": is_required,
        "setting": { "object_type": kind, "config": { "options": options } },
    })
}

fn custom() -> FormRules {
    let basic = json!({
        "name": { "zh_cn": "基本信息" }, "children_list": [field("8", 4, true), field("9", 9, false)],
    });
    let module = json!({ "id": "10", "is_customized": true, "children_list": [field("11", 6, false)] });
    let fields =
        TalentFields::from_response(&serde_json::from_value(json!({ "items": [basic, module] })).unwrap());
    let custom = crate::catalog::custom_sections(&fields);
    FormRules { required: vec!["resume.basic_info.email".to_owned()], custom, places: places() }
}

fn validation(rules: &FormRules) -> ValidationOptions {
    required(&rules.required).unwrap().and(&custom_rules(&rules.custom))
}

fn read_with(rules: &FormRules, texts: &[(&str, &str)]) -> Result<Value, Vec<(String, &'static str)>> {
    let options = validation(rules);
    match read(&posted(texts), "7", false, rules, &options) {
        Ok(resume) => Ok(json!(resume)),
        Err(problems) => Err(problems.iter().map(|(name, message)| (name.to_owned(), message.en)).collect()),
    }
}

/// Each input, filled in, is a member of the resume; so the table of fields agrees with the types.
#[test]
fn a_form_that_is_filled_in_everywhere_is_a_resume() {
    let mut texts = Vec::new();
    for section in SECTIONS {
        for entry in 0..section.entries.unwrap_or(1) {
            texts.extend(section.inputs.iter().map(|input| {
                let text = match input.kind {
                    InputKind::Email => "a@example.com".to_owned(),
                    InputKind::Integer => "3".to_owned(),
                    InputKind::Day => "2001-02-03".to_owned(),
                    InputKind::Month | InputKind::MonthOrNow => "2021-07".to_owned(),
                    InputKind::Options(options) => options()[0].key.clone(),
                    InputKind::Country => "CN_1".to_owned(),
                    InputKind::City => "Beijing".to_owned(),
                    InputKind::Line | InputKind::Lines | InputKind::Phone => "x".to_owned(),
                };
                (input.name(entry), text)
            }));
        }
    }
    let texts: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let resume = read_with(&FormRules { places: places(), ..FormRules::default() }, &texts).unwrap();
    for section in SECTIONS {
        let value = &resume[section.member];
        let first = if section.entries.is_some() { &value[0] } else { value };
        assert_eq!(first.as_object().unwrap().len(), section.inputs.len(), "{first}");
    }
}

#[test]
fn an_entry_that_is_left_blank_is_left_out() {
    let resume = read_with(
        &FormRules { places: places(), ..FormRules::default() },
        &[
            ("resume.basic_info.name", " Ada "),
            ("resume.basic_info.mobile_country_code", "CN_1"),
            ("resume.career_list[1].company", "Analytical"),
            ("resume.career_list[1].end_time.now", "yes"),
        ],
    );
    // -1 is "until now".
    let career = json!([{ "company": "Analytical", "end_time": -1 }]);
    assert_eq!(resume, Ok(json!({ "basic_info": { "name": "Ada" }, "career_list": career })));
}

#[test]
fn problems_are_at_the_inputs_that_they_are_about() {
    let problems = read_with(
        &custom(),
        &[
            ("resume.basic_info.birthday", "yesterday"),
            ("resume.education_list[1].start_time", "2021-07"),
            ("resume.education_list[1].end_time_v2", "2020-07"),
            ("resume.education_list[1].degree", "100"),
            ("resume.basic_info.current_city_code", "Atlantis"),
            ("custom.9", "many"),
        ],
    );
    let mut problems = problems.unwrap_err();
    problems.sort();
    let expected = [
        ("custom.8", "Fill this in"),
        ("custom.9", "Enter a number, such as 2.5"),
        ("resume.basic_info.birthday", "Enter a day, such as 2001-12-31"),
        ("resume.basic_info.current_city_code", "Enter the name of a city, such as Beijing"),
        ("resume.basic_info.email", "Fill this in"),
        ("resume.basic_info.name", "Fill this in"),
        ("resume.education_list[1].degree", "Choose one of the options"),
        ("resume.education_list[1].end_time_v2", "The end is before the beginning"),
    ];
    assert_eq!(problems, expected.map(|(name, message)| (name.to_owned(), message)));
}

#[test]
fn custom_values_are_encoded_as_their_kinds_prescribe() {
    let mut form = posted(&[("resume.basic_info.name", "Ada"), ("resume.basic_info.email", "a@example.com")]);
    for (name, text) in [("custom.8", "1"), ("custom.8", "2"), ("custom.9", "2.50"), ("custom.11", "2021-01")]
    {
        form.add(name.to_owned(), text);
    }
    let rules = custom();
    let resume = json!(read(&form, "7", false, &rules, &validation(&rules)).unwrap());
    let field = |id: &str, value: &str| json!({ "object_id": id, "value": value });
    let basic = json!([field("8", r#"["1", "2"]"#), field("9", "2.50")]);
    assert_eq!(resume["basic_info"]["customized_data"], basic);
    let module = json!([{ "object_id": "10", "children": [field("11", "1609430400000")] }]);
    assert_eq!(resume["customized_data"], module);
}

#[test]
fn a_required_file_is_asked_for() {
    let rules = FormRules { required: vec![FILE.to_owned()], ..FormRules::default() };
    let texts = [("resume.basic_info.name", "Ada")];
    assert_eq!(read_with(&rules, &texts).unwrap_err(), [(FILE.to_owned(), "Fill this in")]);
    let options = validation(&rules);
    assert!(read(&posted(&texts), "7", true, &rules, &options).is_ok());
}
