//! The answers of all endpoints: they are read from what their descriptions say, and `Debug` shows no value of them that
//! may say something about a person.

use std::collections::BTreeMap;
use std::fmt::Debug;

use feishu_api::hire::{v1, v2};
use feishu_client::Endpoint as _;
use feishu_schema::lexicon::{FieldLocation, Part, Scope, Visibility};
use feishu_schema::{Endpoint, Field, Lexicon, Type};
use feishu_tests::{read, workspace};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

fn lexicon() -> Lexicon {
    let settings: toml::Table = read("feishu.toml").parse().expect("TOML");
    let files = settings["lexicons"].as_array().expect("a list");
    let texts: Vec<String> = files.iter().map(|file| read(file.as_str().expect("a path"))).collect();
    Lexicon::from_files(texts.iter().map(String::as_str)).expect("a lexicon")
}

/// Values that stand nowhere else, and whether `Debug` may show them.
struct Values<'a> {
    words: Scope<'a>,
    /// What is inside of something personal is hidden with it.
    inside_personal: bool,
    next: i64,
    shown: Vec<(String, String)>,
    hidden: Vec<(String, String)>,
}

impl Values<'_> {
    fn object(&mut self, fields: &[Field], location: &FieldLocation<'_>) -> Value {
        let mut members = Map::new();
        for field in fields {
            let outside = self.inside_personal;
            self.inside_personal |= self.words.field(location, field).visibility() == Visibility::Personal;
            members.insert(field.name.clone(), self.value(&field.ty, field, location));
            self.inside_personal = outside;
        }
        Value::Object(members)
    }

    fn value(&mut self, ty: &Type, field: &Field, location: &FieldLocation<'_>) -> Value {
        match ty {
            Type::List(inner) => Value::Array(vec![self.value(inner, field, location)]),
            Type::Struct(name) => self.object(&field.fields, &location.inside(&field.name, name.as_deref())),
            Type::Boolean => Value::Bool(true),
            Type::Int | Type::String => {
                self.next += 1;
                let number = self.next.to_string();
                let path = location.path(&field.name);
                match self.words.field(location, field).visibility() {
                    _ if self.inside_personal => self.hidden.push((path, number.clone())),
                    Visibility::Public => self.shown.push((path, number.clone())),
                    Visibility::ByType if is_id(&field.name) || is_number_of_an_option(field) => {
                        self.shown.push((path, number.clone()));
                    }
                    Visibility::ByType | Visibility::Personal => self.hidden.push((path, number.clone())),
                }
                if *ty == Type::Int { Value::from(self.next) } else { Value::from(number) }
            }
            other => panic!("no endpoint of the workflow has {other:?}"),
        }
    }
}

/// Also of one that is not documented, as here. A text may be anything.
fn is_number_of_an_option(field: &Field) -> bool {
    !field.options.is_empty() && *field.ty.innermost() == Type::Int
}

fn is_id(name: &str) -> bool {
    name == "id" || name.ends_with("_id") || name.ends_with("_id_list")
}

fn check<R: Debug + DeserializeOwned>(id: &str, lexicon: &Lexicon, count: &mut BTreeMap<bool, usize>) {
    let endpoint = Endpoint::from_json(&read(&format!("schema/endpoints/{id}.json"))).expect("a description");
    let (words, shown, hidden) = (lexicon.scope(id), Vec::new(), Vec::new());
    let mut values = Values { words, inside_personal: false, next: 7_000_000, shown, hidden };
    let data = values.object(&endpoint.response.fields, &FieldLocation::root(Part::Response));
    let answer: R = serde_json::from_value(data).expect(id);
    let debug = format!("{answer:?}");
    for (path, value) in &values.shown {
        assert!(debug.contains(value), "{id}: {path} is not shown in\n{debug}");
    }
    for (path, value) in &values.hidden {
        assert!(!debug.contains(value), "{id}: {path} is shown in\n{debug}");
    }
    *count.entry(true).or_default() += values.shown.len();
    *count.entry(false).or_default() += values.hidden.len();
}

#[test]
fn answers_are_read_and_debug_hides_what_may_be_personal() {
    let (lexicon, mut count) = (lexicon(), BTreeMap::new());
    let mut endpoints = 0;
    macro_rules! answers {
        ($($version:ident::$module:ident)*) => {$(
            endpoints += 1;
            check::<$version::$module::Response>($version::$module::Request::INFO.id, &lexicon, &mut count);
        )*};
    }
    answers! {
        v1::list_career_sites v1::list_job_posts v1::search_job_posts v1::get_job_post v1::create_site_user
        v1::create_attachment v1::get_attachment v1::create_by_attachment v1::get_delivery_task v1::list_channels
        v1::query_locations v1::list_resume_sources v1::query_talent_fields v1::list_application_forms
        v1::get_application v2::get_talent v1::create_by_resume
    }
    let described = std::fs::read_dir(workspace().join("schema/endpoints")).expect("a folder").count();
    assert_eq!(endpoints, described, "every described endpoint");
    assert!(count[&true] > 50 && count[&false] > 300, "{count:?}");
}

#[test]
fn a_time_that_may_be_something_else_does_not_make_an_answer_unreadable() {
    let answer = serde_json::json!({ "job_post": { "job_expire_time": null, "customized_data_list": [
        { "value": { "time_range": { "start_time": "1618500278667", "end_time": "-" } } }
    ] } });
    let answer: v1::get_job_post::Response = serde_json::from_value(answer).expect("an answer");
    let value = answer.job_post.and_then(|post| post.customized_data_list?.pop()?.value);
    let period = value.and_then(|value| value.time_range).expect("a period");
    assert_eq!(period.start_time.map(|time| time.as_millis()), Some(1_618_500_278_667));
    assert_eq!(period.end_time.as_deref(), Some("-"));
}

/// What users read about them is in English, one sentence or more for everything.
#[test]
fn what_comes_from_facts_is_documented_in_english() {
    for entry in std::fs::read_dir(workspace().join("schema/endpoints")).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        let endpoint =
            Endpoint::from_json(&read(&format!("schema/endpoints/{name}"))).expect("a description");
        if !endpoint.source.facts {
            continue;
        }
        let module = lexicon().endpoints[&endpoint.id].module.clone().expect("a name");
        let version = if endpoint.path.contains("/v2/") { "v2" } else { "v1" };
        let code = read(&format!("generated/src/hire/{version}/{module}.rs"));
        assert!(
            code.is_ascii() || !code.contains(|c: char| matches!(c, '\u{3400}'..='\u{9fff}')),
            "{module}"
        );
        // What the generator writes where nothing else is known.
        for filler in [
            "The member `",
            "The members of `",
            "The values of `",
            "Code1",
            " Option1",
            "N1",
            "[GET /",
            "[POST /",
        ] {
            assert!(!code.contains(filler), "{module} has {filler:?}");
        }
    }
}
