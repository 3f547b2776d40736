//! What a lexicon says, where its mistakes are, and which of its entries were used.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

use feishu_schema::lexicon::{FieldLocation, Part, Visibility};
use feishu_schema::{Endpoint, Field, Key, Lexicon, LexiconError, Required, TimeUnit, Type};

fn field(name: &str) -> Field {
    let json = format!(r#"{{"name":"{name}","line":1,"placed":"only","type":"int","spelled":"int"}}"#);
    serde_json::from_str(&json).expect("a field")
}

/// The stale entries, as TOML spells them, with the text of their last key.
fn stale(lexicon: &Lexicon, texts: &[&str]) -> Vec<(String, String)> {
    let key = |origin: feishu_schema::lexicon::Origin| texts[origin.file][origin.span].to_owned();
    lexicon.stale().into_iter().map(|entry| (entry.to_string(), key(entry.origin))).collect()
}

fn entries(stale: &[(String, String)]) -> Vec<&str> {
    stale.iter().map(|(entry, _)| entry.as_str()).collect()
}

const WORDS: &str = r#"
[services.demo]
doc = "Demo."
[services.demo.structs.pet]
name = "Animal"
[services.demo.structs.pet.fields]
age = { doc = "Age.", required = true, options = { 1 = "One", 2 = "Two" } }
tail = "Its tail."
[endpoints."demo.v1.pets.get".query]
"page.size" = "Size."
limit = { name = "most", type = { list = "string" }, personal = true }
[endpoints."demo.v1.pets.get".errors.7]
name = "Seven"
"#;

#[test]
fn nothing_is_used_until_it_is_looked_up() {
    let lexicon = Lexicon::from_toml(WORDS).expect("a lexicon");
    let all = stale(&lexicon, &[WORDS]);
    assert_eq!(entries(&all), ["endpoints.\"demo.v1.pets.get\"", "services.demo"]);
}

#[test]
fn what_was_not_asked_for_is_stale() {
    let lexicon = Lexicon::from_toml(WORDS).expect("a lexicon");
    let scope = lexicon.scope("demo.v1.pets.get");
    assert_eq!(lexicon.service_doc("demo"), Some("Demo."));
    assert_eq!(scope.struct_entry("pet").name().map(|name| name.text), Some("Animal"));
    let age = scope.field(&FieldLocation::root(Part::Body).inside("pet", Some("pet")), &field("age"));
    assert_eq!(age.doc(), Some("Age."));
    assert_eq!(age.option(&Key::Int(1)).map(|entry| entry.words.name.as_str()), Some("One"));
    assert_eq!(scope.field(&FieldLocation::root(Part::Query), &field("limit")).doc(), None);
    let expected = [
        ("endpoints.\"demo.v1.pets.get\".errors.7", "7"),
        ("endpoints.\"demo.v1.pets.get\".query.limit.name", "name"),
        ("endpoints.\"demo.v1.pets.get\".query.limit.personal", "personal"),
        ("endpoints.\"demo.v1.pets.get\".query.limit.type", "type"),
        ("endpoints.\"demo.v1.pets.get\".query.\"page.size\"", "\"page.size\""),
        ("services.demo.structs.pet.fields.age.options.2", "2"),
        ("services.demo.structs.pet.fields.age.required", "required"),
        ("services.demo.structs.pet.fields.tail", "tail"),
    ];
    assert_eq!(stale(&lexicon, &[WORDS]), expected.map(|(entry, key)| (entry.to_owned(), key.to_owned())));
}

#[test]
fn a_correction_that_agrees_with_the_page_is_not_used() {
    let text = "[services.demo.structs.pet.fields]\n\
                age = { type = \"int\", required = true, ongoing = -1, time = \"seconds\" }\n\
                born = { time = \"none\" }\n";
    let lexicon = Lexicon::from_toml(text).expect("a lexicon");
    let location = FieldLocation::root(Part::Body).inside("pet", Some("pet"));
    let age = lexicon.scope("demo.x").field(&location, &field("age"));
    assert_eq!(
        (age.ty(&Type::Int), age.is_required(Required::Yes), age.ongoing(Some(-1))),
        (&Type::Int, true, Some(-1))
    );
    let born = lexicon.scope("demo.x").field(&location, &field("born"));
    assert_eq!((age.time(Some(TimeUnit::Seconds)), born.time(None)), (Some(TimeUnit::Seconds), None));
    let at = "services.demo.structs.pet.fields";
    let all = ["age.ongoing", "age.required", "age.time", "age.type", "born.time"];
    let all = all.map(|entry| format!("{at}.{entry}"));
    assert_eq!(entries(&stale(&lexicon, &[text])), all);
    assert_eq!(
        (age.ty(&Type::Float), age.is_required(Required::No), age.ongoing(None)),
        (&Type::Int, true, Some(-1))
    );
    let times = (age.time(None), born.time(Some(TimeUnit::Date)));
    assert_eq!(times, (Some(TimeUnit::Seconds), None));
    assert_eq!(stale(&lexicon, &[text]), []);
}

#[test]
fn an_entry_of_the_endpoint_hides_that_of_the_struct() {
    let text = "[services.demo.structs.pet.fields]\nage = \"Years.\"\n[endpoints.\"demo.x\".body]\n\"pet.age\" = \"Months.\"\n";
    let lexicon = Lexicon::from_toml(text).expect("a lexicon");
    let location = FieldLocation::root(Part::Body).inside("pet", Some("pet"));
    assert_eq!(lexicon.scope("demo.x").field(&location, &field("age")).doc(), Some("Months."));
    assert_eq!(entries(&stale(&lexicon, &[text])), ["services.demo.structs.pet"]);
    assert_eq!(lexicon.scope("demo.y").field(&location, &field("age")).doc(), Some("Years."));
    assert_eq!(stale(&lexicon, &[text]), []);
}

#[test]
fn several_files_are_one_lexicon() {
    let first = "[services.demo.structs.pet]\nname = \"Animal\"\n[services.demo.structs]\n";
    let second =
        "[services.demo.structs.pet]\ndoc = \"A pet.\"\n[services.demo.structs.toy]\nname = \"Toy\"\n";
    let lexicon = Lexicon::from_files([first, second]).expect("a lexicon");
    let pet = lexicon.scope("demo.x").struct_entry("pet");
    assert_eq!((pet.name().map(|name| name.text), pet.doc()), (Some("Animal"), Some("A pet.")));
    let left = stale(&lexicon, &[first, second]);
    assert_eq!(left, [("services.demo.structs.toy".to_owned(), "toy".to_owned())]);
    assert_eq!(lexicon.stale()[0].origin.file, 1);
}

#[test]
fn an_entry_in_two_files_is_an_error_with_both_places() {
    for (first, second, expected) in [
        ("[services.demo]\ndoc = \"A\"\n", "[services.demo]\ndoc = \"B\"\n", "services.demo.doc"),
        (
            "[services.demo.structs.pet.fields]\nage = \"A\"\n",
            "[services.demo.structs.pet.fields]\nage = { personal = true }\n",
            "services.demo.structs.pet.fields.age",
        ),
    ] {
        let Err(LexiconError::Duplicate { entry, first: a, second: b }) =
            Lexicon::from_files([first, second])
        else {
            panic!("accepted: {first}{second}")
        };
        assert_eq!(entry, expected);
        let key = expected.rsplit('.').next().expect("a key");
        assert_eq!((a.file, &first[a.span], b.file, &second[b.span]), (0, key, 1, key));
    }
}

#[test]
fn a_field_that_is_personal_and_public_is_an_error_with_both_places() {
    let in_struct = "services.demo.structs.pet.fields.age";
    let in_endpoint = "endpoints.\"demo.x\".response.\"pet.age\"";
    for (first, second, expected) in [
        ("[services.demo.structs.pet.fields]\nage = { public = true, personal = true }\n", "", in_struct),
        (
            "[services.demo.structs.pet.fields.age]\npublic = true\n",
            "[services.demo.structs.pet.fields.age]\npersonal = true\n",
            in_struct,
        ),
        (
            "",
            "[endpoints.\"demo.x\".response]\n\"pet.age\" = { personal = true, public = true }\n",
            in_endpoint,
        ),
    ] {
        let Err(LexiconError::Contradiction { entry, personal, public }) =
            Lexicon::from_files([first, second])
        else {
            panic!("accepted: {first}{second}")
        };
        assert_eq!(entry, expected);
        let texts = [first, second];
        assert_eq!(
            (&texts[personal.file][personal.span], &texts[public.file][public.span]),
            ("personal", "public")
        );
    }
}

#[test]
fn a_field_is_shown_by_its_type_unless_the_lexicon_says_otherwise() {
    let text = "[services.demo.structs.pet.fields]\nage = { public = true }\nid = { personal = true }\nname = { public = false }\n";
    let lexicon = Lexicon::from_toml(text).expect("a lexicon");
    let location = FieldLocation::root(Part::Body).inside("pet", Some("pet"));
    let visibility = |name| lexicon.scope("demo.x").field(&location, &field(name)).visibility();
    let names = ["age", "id", "name", "tail"].map(visibility);
    assert_eq!(names, [Visibility::Public, Visibility::Personal, Visibility::ByType, Visibility::ByType]);
}

#[test]
fn an_unknown_key_is_refused_where_it_stands() {
    let good = "[services.demo]\ndoc = \"A\"\n";
    let text = "[services.demo.structs.x]\nnmae = \"X\"\n";
    let Err(LexiconError::Invalid { file, message, span: Some(span) }) = Lexicon::from_files([good, text])
    else {
        panic!("accepted")
    };
    assert!(message.contains("nmae"), "{message}");
    assert_eq!((file, &text[span]), (1, "nmae"));
}

#[test]
fn a_shared_file_is_held_to_the_endpoints_that_were_read() {
    let shared = r#"
shared = true
[services.demo.structs.pet.fields]
age = { required = true }
[endpoints."demo.x"]
doc = "X."
query.limit = "Limit."
[endpoints."demo.y"]
doc = "Y."
"#;
    let own = "[services.demo.structs.toy]\nname = \"Toy\"\n[endpoints.\"demo.z\"]\ndoc = \"Z.\"\n";
    let lexicon = Lexicon::from_files([shared, own]).expect("a lexicon");
    assert_eq!(lexicon.scope("demo.x").doc(), Some("X."));
    let expected = ["endpoints.\"demo.x\".query.limit", "endpoints.\"demo.z\"", "services.demo.structs.toy"];
    assert_eq!(entries(&stale(&lexicon, &[shared, own])), expected);
}

#[test]
fn the_service_is_the_first_member_of_the_id() {
    let json = include_str!("../endpoints/hire.v1.websites.website_id.deliveries.create_by_resume.post.json");
    assert_eq!(Endpoint::from_json(json).expect("a description").service(), "hire");
}
