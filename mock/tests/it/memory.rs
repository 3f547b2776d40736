//! What the application workflow creates is there afterwards.

use feishu_mock::Mock;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::{Asker, answer};

struct Workflow {
    asker: Asker,
    token: String,
}

impl Workflow {
    async fn new() -> Self {
        let asker =
            Asker::with(Mock::builder().endpoints("../schema/endpoints").app("cli_a", "secret-a")).await;
        let token = asker.token().await;
        Workflow { asker, token }
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let call = self.asker.call(Method::POST, &format!("hire/v1/websites/{path}"));
        data(call.bearer_auth(&self.token).json(&body)).await
    }

    async fn get(&self, path: &str) -> Value {
        data(self.asker.call(Method::GET, &format!("hire/{path}")).bearer_auth(&self.token)).await
    }

    /// The application and the talent of a delivery are those that the delivery names.
    async fn look_up(&self, delivery: &Value) {
        let id = |name: &str| delivery[name].as_str().unwrap();
        let application = self.get(&format!("v1/applications/{}", id("application_id"))).await;
        let application = &application["application"];
        assert_eq!(application["id"], delivery["application_id"]);
        assert_eq!(
            (&application["job_id"], &application["talent_id"]),
            (&delivery["job_id"], &delivery["talent_id"])
        );
        let talent = self.get(&format!("v2/talents/{}", id("talent_id"))).await;
        assert_eq!(talent["talent_id"], delivery["talent_id"]);
        // It does not change from one look to the next.
        let again = self.get(&format!("v1/applications/{}", id("application_id"))).await;
        assert_eq!(&again["application"], application);
    }
}

async fn data(call: reqwest::RequestBuilder) -> Value {
    let answer = answer(call).await;
    assert_eq!(answer.body["code"], 0, "{answer:?}");
    answer.body["data"].clone()
}

#[tokio::test]
async fn a_site_user_comes_back_for_its_external_id() {
    let workflow = Workflow::new().await;
    let create = async |site: &str, external_id: &str, name: &str| {
        let body = json!({ "external_id": external_id, "name": name });
        workflow.post(&format!("{site}/site_users"), body).await["site_user"].clone()
    };
    let ada = create("1", "ada", "Ada").await;
    assert_eq!((&ada["external_id"], &ada["name"]), (&json!("ada"), &json!("Ada")));
    // The page: the user that is there comes back.
    assert_eq!(create("1", "ada", "Another").await, ada);
    assert_ne!(create("1", "bob", "Bob").await["user_id"], ada["user_id"]);
    assert_ne!(create("2", "ada", "Ada").await["user_id"], ada["user_id"]);
}

#[tokio::test]
async fn a_delivery_can_be_looked_up() {
    let workflow = Workflow::new().await;
    let body = json!({ "job_post_id": "7", "user_id": "8", "resume": { "basic_info": { "name": "Ada" } } });
    let first = workflow.post("1/deliveries/create_by_resume", body.clone()).await;
    let second = workflow.post("1/deliveries/create_by_resume", body).await;
    assert_ne!(first["delivery"]["application_id"], second["delivery"]["application_id"]);
    for delivery in [first, second] {
        workflow.look_up(&delivery["delivery"]).await;
    }
}

#[tokio::test]
async fn a_task_ends_after_a_while() {
    let workflow = Workflow::new().await;
    let body = json!({ "job_post_id": "7", "user_id": "8", "resume_file_id": "9" });
    let task = workflow.post("1/deliveries/create_by_attachment", body).await;
    let path = format!("v1/websites/1/delivery_tasks/{}", task["task_id"].as_str().unwrap());
    assert_eq!(workflow.get(&path).await, json!({}));
    assert_eq!(workflow.get(&path).await, json!({ "status": 1 }));
    let done = workflow.get(&path).await;
    assert_eq!((&done["status"], &done["delivery"]["user_id"]), (&json!(2), &json!("8")));
    assert_eq!(done["delivery"]["job_post_id"], "7");
    assert_eq!(workflow.get(&path).await, done);
    workflow.look_up(&done["delivery"]).await;
}

#[tokio::test]
async fn a_file_keeps_its_name() {
    let workflow = Workflow::new().await;
    let form = Form::new().part("content", Part::bytes(&b"%PDF"[..]).file_name("cv.pdf"));
    let call = workflow.asker.call(Method::POST, "hire/v1/attachments").bearer_auth(&workflow.token);
    let created = data(call.multipart(form)).await;
    assert_eq!(created["name"], "cv.pdf");
    let found = workflow.get(&format!("v1/attachments/{}", created["id"].as_str().unwrap())).await;
    assert_eq!(
        (&found["attachment"]["id"], &found["attachment"]["name"]),
        (&created["id"], &json!("cv.pdf"))
    );
}
