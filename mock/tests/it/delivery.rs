//! The endpoint that the project is about, from its own description.

use std::fs;
use std::time::Duration;

use feishu_mock::{Mock, Verdict};
use feishu_schema::Endpoint;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::support::{Asker, answer};

const ENDPOINTS: &str = "../schema/endpoints";
const ID: &str = "hire.v1.websites.website_id.deliveries.create_by_resume.post";

async fn asker() -> (Asker, String) {
    let asker = Asker::with(Mock::builder().endpoints(ENDPOINTS).app("cli_a", "secret-a")).await;
    let token = asker.token().await;
    (asker, token)
}

/// The page's own example of a request.
fn example() -> Value {
    let text = fs::read_to_string(format!("{ENDPOINTS}/{ID}.json")).unwrap();
    Endpoint::from_json(&text).unwrap().request.body.unwrap().examples[0].value.clone().unwrap()
}

fn deliver(asker: &Asker, token: &str, resume: &Value) -> RequestBuilder {
    let path = "hire/v1/websites/1618209327096/deliveries/create_by_resume?user_id_type=open_id";
    asker.call(Method::POST, path).bearer_auth(token).json(resume)
}

#[tokio::test]
async fn the_pages_example_is_accepted_and_its_ids_come_back() {
    let (asker, token) = asker().await;
    let resume = example();
    let delivered = answer(deliver(&asker, &token, &resume)).await;
    let fresh = |number: u32| format!("700000000000000000{number}");
    let delivery = json!({
        "application_id": fresh(1), "id": fresh(2), "job_id": fresh(3), "portal_resume_id": fresh(4),
        "talent_id": fresh(5), "job_post_id": resume["job_post_id"], "user_id": resume["user_id"],
    });
    assert_eq!(delivered.body, json!({ "code": 0, "msg": "ok", "data": { "delivery": delivery } }));
    let record = asker.mock.requests().pop().unwrap();
    assert_eq!((record.endpoint.as_deref(), record.verdict), (Some(ID), Verdict::Accepted));
    assert_eq!((record.body, record.unknown), (Some(resume), Vec::<String>::new()));
}

#[tokio::test]
async fn a_resume_that_the_page_forbids_is_refused_with_every_place() {
    let (asker, token) = asker().await;
    let mut resume = example();
    resume["job_post_id"] = Value::Null;
    resume["resume"]["basic_info"]["birthday"] = json!("1609430400000");
    resume["resume"]["basic_info"]["identification"]["identification_type"] = json!(7);
    resume["resume"]["education_list"][0]["academic_ranking"] = json!(52);
    resume["resume"]["education_list"][0]["end_time"] = json!(-1);
    let refused = answer(deliver(&asker, &token, &resume)).await;
    assert_eq!(refused.refusal(), (400, 99992402));
    let violations = refused.body["error"]["field_violations"].as_array().unwrap();
    let mut fields: Vec<_> =
        violations.iter().map(|violation| violation["field"].as_str().unwrap()).collect();
    fields.sort_unstable();
    let expected = [
        "job_post_id",
        "resume.basic_info.birthday",
        "resume.basic_info.identification.identification_type",
        "resume.education_list[0].academic_ranking",
    ];
    assert_eq!(fields, expected);
}

/// 1000 calls a minute and 50 a second.
#[tokio::test(start_paused = true)]
async fn both_windows_of_the_page_are_kept() {
    let (asker, token) = asker().await;
    let resume =
        json!({ "job_post_id": "1", "user_id": "2", "resume": { "basic_info": { "name": "张三" } } });
    let mut limits = Vec::new();
    for _ in 0..20 {
        for _ in 0..50 {
            assert_eq!(answer(deliver(&asker, &token, &resume)).await.status, 200);
        }
        let limited = answer(deliver(&asker, &token, &resume)).await;
        assert_eq!(limited.refusal(), (429, 99991400));
        let header = |name| limited.header(name).unwrap().to_owned();
        limits.push((header("x-ogw-ratelimit-limit"), header("x-ogw-ratelimit-reset")));
        tokio::time::advance(Duration::from_secs(1)).await;
    }
    let owned = |ceiling: &str, wait: &str| (ceiling.to_owned(), wait.to_owned());
    let mut expected = vec![owned("50", "1"); 19];
    expected.push(owned("1000", "41"));
    assert_eq!(limits, expected);
}
