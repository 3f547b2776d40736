//! Control over HTTP, under `/_mock`.

use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::support::{Asker, ORDERS, answer};

#[tokio::test]
async fn what_was_received_is_shown_and_forgotten() {
    let asker = Asker::new().await;
    let url = format!("{}/_mock/requests", asker.mock.base_url());
    let token = asker.token().await;
    answer(asker.ordering(&token).query(&[("a", "1"), ("a", "2")])).await;
    asker.greet("t-1").await;
    let shown: Value = reqwest::get(&url).await.unwrap().json().await.unwrap();
    assert_eq!(shown, json!(asker.mock.requests()));
    let [_, order, greeting] = shown.as_array().unwrap().as_slice() else { panic!("{shown}") };
    assert_eq!((&order["method"], &order["path"]), (&json!("POST"), &json!("/open-apis/demo/v1/orders")));
    assert_eq!((&order["endpoint"], &order["app"]), (&json!(ORDERS), &json!("cli_a")));
    assert_eq!(
        (&order["query"], &order["body"]),
        (&json!([["a", "1"], ["a", "2"]]), &json!({ "customer_id": "42" }))
    );
    assert_eq!((&order["verdict"], &order["fault"]), (&json!("accepted"), &Value::Null));
    assert_eq!(greeting["verdict"], json!({ "refused": { "status": 400, "code": 99991663 } }));
    assert!(order["time_ms"].as_u64() > Some(1_700_000_000_000) && order["elapsed_us"].is_u64(), "{order}");
    assert_eq!(Client::new().delete(&url).send().await.unwrap().status(), 204);
    assert_eq!(asker.mock.requests(), []);
}

#[tokio::test]
async fn faults_are_taken_shown_and_called_off() {
    let asker = Asker::new().await;
    let url = format!("{}/_mock/faults", asker.mock.base_url());
    let client = Client::new();
    let post = |body: &'static str| answer(client.post(&url).body(body));
    let added = post(r#"{ "kind": { "code": { "code": 1002511 } }, "count": null }"#).await;
    let fault = json!({
        "kind": { "code": { "code": 1002511, "status": null, "msg": null } }, "endpoint": null, "after": 0, "count": null,
    });
    assert_eq!((added.status, &added.body), (201, &fault));
    let token = asker.token().await;
    assert_eq!(asker.order(&token).await.refusal(), (200, 1002511));
    let mut expected = fault;
    (expected["seen"], expected["fired"]) = (json!(1), json!(1));
    assert_eq!(answer(client.request(Method::GET, &url)).await.body, json!([expected]));
    assert_eq!(client.delete(&url).send().await.unwrap().status(), 204);
    assert_eq!(asker.order(&token).await.status, 200);

    let wrong = post(r#"{ "kind": "gzip", "endpoint": "x" }"#).await;
    assert_eq!((wrong.status, wrong.body), (400, json!({ "error": "no endpoint is called \"x\"" })));
    let wrong = post(r#"{ "kind": "gzip", "often": 1 }"#).await;
    assert!(wrong.status == 400 && wrong.body["error"].as_str().unwrap().contains("often"));
}
