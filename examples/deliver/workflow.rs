//! Makes one call of each endpoint of the workflow, from the career site to the talent, with values of the documentation.
//! `interop/workflow.py` and `interop/workflow.mjs` make the same calls with the official SDKs.
//!
//! The environment holds the credentials of an app in `FEISHU_APP_ID` and `FEISHU_APP_SECRET`, and may hold the address of
//! the service in `FEISHU_BASE_URL`.

use std::error::Error;

use feishu_api::hire::v1::*;
use feishu_api::hire::v2::get_talent;
use feishu_client::{Client, Endpoint, FEISHU_BASE_URL, File};

const SITE: &str = "1618209327096";
const JOB_POST: &str = "6960663240925956636";
const USER: &str = "6960663240925956634";
const FILE: &str = "6949805467799537964";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base_url = std::env::var("FEISHU_BASE_URL").unwrap_or_else(|_| FEISHU_BASE_URL.to_owned());
    let credentials = (std::env::var("FEISHU_APP_ID")?, std::env::var("FEISHU_APP_SECRET")?);
    let client = Client::builder().credentials(credentials.0, credentials.1).base_url(base_url).build()?;
    look_around(&client).await?;
    apply(&client).await?;
    look_back(&client).await
}

/// Sends a request and reports the endpoint.
async fn send<E: Endpoint + Sync>(client: &Client, request: E) -> Result<(), Box<dyn Error>> {
    client.send(&request).await.map_err(|error| format!("{}: {error}", E::INFO.id))?;
    println!("{}", E::INFO.id);
    Ok(())
}

async fn look_around(client: &Client) -> Result<(), Box<dyn Error>> {
    send(client, list_career_sites::Request::new().page_size(10)).await?;
    send(client, list_job_posts::Request::new(SITE).page_size(10)).await?;
    let search = search_job_posts::Body::new().keyword("engineer").city_code_list(["CT_11"]);
    send(client, search_job_posts::Request::new(SITE, search).page_size(10)).await?;
    send(client, get_job_post::Request::new(SITE, JOB_POST)).await?;
    send(client, list_channels::Request::new(SITE).page_size(10)).await?;
    let city = query_locations::Body::new(query_locations::LocationType::City).code_list(["CT_11"]);
    send(client, query_locations::Request::new(100, city)).await?;
    send(client, list_resume_sources::Request::new().page_size(100)).await?;
    send(client, query_talent_fields::Request::new()).await?;
    send(client, list_application_forms::Request::new().page_size(20)).await
}

async fn apply(client: &Client) -> Result<(), Box<dyn Error>> {
    let user = create_site_user::Body::new("candidate-17")
        .name("张三")
        .email("zhangsan@example.com")
        .mobile("182900291190")
        .mobile_country_code("CN_1");
    send(client, create_site_user::Request::new(SITE, user)).await?;
    let file = File::new("resume.pdf", "%PDF-1.7");
    send(client, create_attachment::Request::new(create_attachment::Body::new(file))).await?;
    send(client, create_by_resume::Request::new(SITE, deliver_example::body())).await?;
    let file = create_by_attachment::Body::new(JOB_POST, USER, FILE)
        .mobile_country_code("+86")
        .mobile("182900291190");
    send(client, create_by_attachment::Request::new(SITE, file)).await
}

async fn look_back(client: &Client) -> Result<(), Box<dyn Error>> {
    send(client, get_delivery_task::Request::new(SITE, "7")).await?;
    send(client, get_attachment::Request::new(FILE)).await?;
    send(client, get_application::Request::new("6949805467799537964")).await?;
    send(client, get_talent::Request::new("6843547872837273223")).await
}
