//! `Debug` shows structure, ids, options and booleans, and no other value.

use feishu_api::hire::v1::create_by_resume::{BasicInfo, Body, Request, UserIdType};
use feishu_client::OpenEnum as _;
use serde_json::Value;

use crate::{example, examples};

/// Whether the member is an id. The lexicon says that one of them is not: where a person comes from.
fn is_id(name: &str) -> bool {
    (name == "id" || name.ends_with("_id")) && name != "nationality_id"
}

/// Options that the lexicon does not mark as personal.
const OPTIONS: [&str; 2] = ["sns_type", "proficiency"];

/// The values are numbered from here, so that none is a part of another.
const FIRST: i64 = 7_000_000;

/// The example with a value in each place that stands nowhere else, so that no place hides behind another.
fn marked(value: &Value, path: &str, personal: &mut Vec<(String, String)>, next: &mut i64) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                (name.clone(), marked(value, &format!("{path}.{name}"), personal, next))
            };
            Value::Object(members.iter().map(member).collect())
        }
        Value::Array(elements) => {
            Value::Array(elements.iter().map(|element| marked(element, path, personal, next)).collect())
        }
        leaf => {
            *next += 1;
            let name = path.rsplit('.').next().unwrap_or(path);
            let (value, shown) = match leaf {
                Value::Number(_) => (Value::from(*next), next.to_string()),
                _ => (Value::from(format!("text-{next}")), format!("text-{next}")),
            };
            if !is_id(name) && !OPTIONS.contains(&name) {
                personal.push((path.to_owned(), shown));
            }
            value
        }
    }
}

#[test]
fn debug_hides_every_personal_value() {
    let (mut personal, mut next) = (Vec::new(), FIRST);
    let json = marked(&examples::request_json(), "", &mut personal, &mut next);
    let body: Body = serde_json::from_value(json).expect("a body");
    let leaves = usize::try_from(next - FIRST).expect("a count");
    assert_eq!((leaves, personal.len()), (81, 61), "the example's plain values, and those that are personal");
    for text in [format!("{body:?}"), format!("{body:#?}"), format!("{:?}", Request::new("1", body.clone()))]
    {
        for (path, value) in &personal {
            assert!(!text.contains(value.as_str()), "`{path}` shows in {text}");
        }
        assert!(text.contains("[redacted]"));
    }
}

#[test]
fn debug_shows_which_fields_are_present() {
    let text = format!("{:?}", example::body());
    for shown in
        ["job_post_id: \"6960663240925956636\"", "email: Some([redacted])", "sns_type: Some(LinkedIn)"]
    {
        assert!(text.contains(shown), "no `{shown}` in {text}");
    }
    let alone = format!("{:?}", BasicInfo::new("张三"));
    assert!(alone.contains("name: [redacted]") && alone.contains("email: None"), "{alone}");
}

#[test]
fn debug_hides_a_text_that_is_not_among_the_options() {
    let unknown = UserIdType::from_wire("张三");
    assert_eq!(format!("{:?} {unknown:?}", UserIdType::OpenId), "OpenId Unknown([redacted])");
    assert_eq!(unknown.wire(), "张三");
}
