//! The workflow of both READMEs: the same text, and it does what it says.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod apply;

use feishu_api::hire::v1::create_by_resume::Request;
use feishu_client::{Client, Endpoint as _};
use feishu_mock::{Fault, FaultKind, Mock};
use serde_json::json;

#[test]
fn the_readmes_show_it() {
    for readme in [include_str!("../../README.md"), include_str!("../../../README.md")] {
        assert!(
            readme.contains(&format!("```rust\n{}```", include_str!("apply.rs"))),
            "copy tests/workflow/apply.rs to both READMEs"
        );
    }
}

/// A tenant with one custom field.
async fn service() -> (Mock, Client) {
    let mock = Mock::builder().endpoints("../schema/endpoints").start().await.unwrap();
    let name = |english: &str| json!({ "en_us": english });
    let option = json!({ "key": "3", "name": name("A friend"), "active_status": 1 });
    let field = json!({
        "id": "7", "name": name("How did you hear of us?"), "is_customized": true, "is_required": true, "active_status": 1,
        "setting": { "object_type": 3, "config": { "options": [option] } },
    });
    let module = json!({ "name": name("Basic information"), "active_status": 1, "children_list": [field] });
    mock.answer("hire.v1.talent_objects.query.get", json!({ "items": [module] })).unwrap();
    let client = Client::builder().credentials(Mock::APP_ID, Mock::APP_SECRET).base_url(mock.base_url());
    (mock, client.build().unwrap())
}

#[tokio::test]
async fn it_submits_an_application() {
    let (mock, client) = service().await;
    let id = apply::apply(&client, "1618209327096", "6960663240925956636").await.unwrap();
    assert!(!id.is_empty());
    let sent = mock.requests().pop().unwrap().body.unwrap();
    let custom = json!([{ "object_id": "7", "value": "3" }]);
    assert_eq!(sent["resume"]["basic_info"]["customized_data"], custom);
    // The mock counts ids up: the user's is the first, the file's the second.
    let expected = (&json!("7000000000000000001"), &json!("7000000000000000002"));
    assert_eq!((&sent["user_id"], &sent["resume"]["resume_attachment_id"]), expected);
}

#[tokio::test]
async fn it_says_what_to_do_about_an_error() {
    let (mock, client) = service().await;
    for (kind, expected) in [
        (FaultKind::code(1002511), "no more applications"),
        (FaultKind::CutAfterRead, "perhaps submitted, a person has to check"),
        (FaultKind::Code { code: 99991403, status: Some(400), msg: None }, "not submitted, try later"),
    ] {
        mock.inject(Fault::new(kind).on(Request::INFO.id)).unwrap();
        let error = apply::apply(&client, "1", "2").await.unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}
