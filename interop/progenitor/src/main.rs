//! Submits the page's example through the client that progenitor generates, to the mock. See `../progenitor.sh`.

/// What `build.rs` has generated, as it is.
#[allow(clippy::all, dead_code, unreachable_patterns, rustdoc::all)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/client.rs"));
}

use std::env;
use std::error::Error;

use generated::Client;
use generated::types::{HireV1CreateByResumeBody, HireV1CreateByResumeUserIdType};
use reqwest::header::{AUTHORIZATION, HeaderMap};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("name the description of create_by_resume")?;
    let endpoint: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let example = &endpoint["request"]["body"]["examples"][0]["value"];
    let body: HireV1CreateByResumeBody = serde_json::from_value(example.clone())?;
    if serde_json::to_value(&body)? != *example {
        return Err(format!("the example comes back as {}", serde_json::to_string(&body)?).into());
    }
    let base_url = env::var("MOCK_URL")?;
    let client = Client::new_with_client(&base_url, authorized(&base_url).await?);
    let id_type = Some(HireV1CreateByResumeUserIdType::OpenId);
    let answer = client.hire_v1_create_by_resume("1618209327096", id_type, &body).await?.into_inner();
    let delivery = answer.data.and_then(|data| data.delivery).ok_or("no delivery in the answer")?;
    if (answer.code, &delivery.job_post_id) != (0, &Some(body.job_post_id)) {
        return Err(format!("an answer about something else: {delivery:?}").into());
    }
    println!("progenitor's client sends what the page says, and reads the answer");
    Ok(())
}

/// A client that knows the token of the mock's app.
async fn authorized(base_url: &str) -> Result<reqwest::Client, Box<dyn Error>> {
    let credentials = json!({ "app_id": env::var("APP_ID")?, "app_secret": env::var("APP_SECRET")? });
    let url = format!("{base_url}/open-apis/auth/v3/tenant_access_token/internal");
    let answer = reqwest::Client::new().post(url).json(&credentials).send().await?;
    let answer: Value = answer.json().await?;
    let token = answer["tenant_access_token"].as_str().ok_or("no token")?;
    let headers = HeaderMap::from_iter([(AUTHORIZATION, format!("Bearer {token}").parse()?)]);
    Ok(reqwest::Client::builder().default_headers(headers).build()?)
}
