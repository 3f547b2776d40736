//! Every endpoint of an application's way, from the career site to the talent, against the mock: it accepts what the
//! generated requests send, and they read what it answers.

use std::collections::BTreeSet;

use feishu_api::hire::{v1, v2};
use feishu_client::{Endpoint, File, Timestamp};
use feishu_mock::{RecordedRequest, Verdict};
use feishu_tests::{ID, workspace};
use serde_json::json;

use crate::support::{Service, received};

const SITE: &str = "1618209327096";

/// The one request that the mock received for the endpoint; it was carried out, and has nothing that is not documented.
fn accepted(service: &Service, id: &str) -> RecordedRequest {
    let mut records = received(&service.mock, id);
    assert_eq!(records.len(), 1, "{id}");
    let record = records.remove(0);
    assert_eq!((record.verdict, record.unknown.as_slice()), (Verdict::Accepted, &[][..]), "{id}");
    record
}

fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
    query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn a_get_sends_its_query() {
    let service = Service::start().await;
    let request = v1::list_job_posts::Request::new(SITE)
        .page_size(10)
        .job_level_id_type(v1::list_job_posts::JobLevelIdType::JobLevelId)
        .update_start_time(Timestamp::from_millis(1_618_500_278_667));
    let page = service.client.send(&request).await.unwrap();
    assert!(!page.items.unwrap().is_empty());
    let record = accepted(&service, "hire.v1.websites.website_id.job_posts.get");
    assert_eq!(record.path, "/open-apis/hire/v1/websites/1618209327096/job_posts");
    let expected =
        [("page_size", "10"), ("job_level_id_type", "job_level_id"), ("update_start_time", "1618500278667")];
    assert_eq!(record.query, pairs(&expected));
}

#[tokio::test]
async fn an_array_is_repeated_in_the_query() {
    let service = Service::start().await;
    let request = v1::get_application::Request::new("7")
        .options([v1::get_application::ApplicationOption::LatestOnChain]);
    let application = service.client.send(&request).await.unwrap().application.unwrap();
    assert!(application.stage.is_some());
    let record = accepted(&service, "hire.v1.applications.application_id.get");
    assert_eq!(record.query, pairs(&[("options", "get_latest_application_on_chain")]));
}

#[tokio::test]
async fn a_post_sends_query_and_body() {
    let service = Service::start().await;
    let body = v1::search_job_posts::Body::new().keyword("engineer").city_code_list(["CT_11"]);
    let request = v1::search_job_posts::Request::new(SITE, body).page_size(5);
    let found: Vec<v1::list_job_posts::JobPost> = service.client.send(&request).await.unwrap().items.unwrap();
    assert!(found[0].job_function.is_some(), "both endpoints have the members of either");
    let record = accepted(&service, "hire.v1.websites.website_id.job_posts.search.post");
    assert_eq!(record.query, pairs(&[("page_size", "5")]));
    assert_eq!(record.body, Some(json!({ "city_code_list": ["CT_11"], "keyword": "engineer" })));
}

#[tokio::test]
async fn a_file_is_uploaded_as_multipart() {
    let service = Service::start().await;
    let file = File::new("resume.pdf", "%PDF-1.7 …").with_content_type("application/pdf");
    let request = v1::create_attachment::Request::new(v1::create_attachment::Body::new(file));
    let uploaded = service.client.send(&request).await.unwrap();
    assert!(uploaded.id.is_some());
    let record = accepted(&service, "hire.v1.attachments.post");
    assert!(record.headers["content-type"].starts_with("multipart/form-data; boundary="), "{record:?}");
}

#[tokio::test]
async fn the_second_version_of_an_api() {
    let service = Service::start().await;
    let request = v2::get_talent::Request::new("7").user_id_type(v2::get_talent::UserIdType::PeopleAdminId);
    let talent = service.client.send(&request).await.unwrap();
    assert!(talent.basic_info.unwrap().name.is_some());
    let record = accepted(&service, "hire.v2.talents.talent_id.get");
    assert_eq!(record.path, "/open-apis/hire/v2/talents/7");
}

#[tokio::test]
async fn what_a_page_forbids_is_not_sent() {
    let service = Service::start().await;
    let too_many = v1::list_career_sites::Request::new().page_size(11);
    let error = service.client.send(&too_many).await.unwrap_err();
    assert_eq!(error.violations()[0].path, "page_size");
    assert!(service.mock.requests().is_empty());
}

/// Sends a request and returns the id of its endpoint.
async fn carried_out<E: Endpoint + Sync>(service: &Service, request: E) -> &'static str {
    let answer = service.client.send(&request).await;
    assert!(answer.is_ok(), "{}", E::INFO.id);
    accepted(service, E::INFO.id);
    E::INFO.id
}

#[tokio::test]
async fn every_endpoint_of_the_workflow() {
    let service = Service::start().await;
    let s = &service;
    let file = File::new("resume.pdf", "%PDF-1.7 …");
    let done = BTreeSet::from([
        carried_out(s, v1::list_career_sites::Request::new()).await,
        carried_out(s, v1::list_job_posts::Request::new(SITE)).await,
        carried_out(s, v1::search_job_posts::Request::new(SITE, v1::search_job_posts::Body::new())).await,
        carried_out(s, v1::get_job_post::Request::new(SITE, "7")).await,
        carried_out(s, v1::create_site_user::Request::new(SITE, v1::create_site_user::Body::new("ours-1")))
            .await,
        carried_out(s, v1::create_attachment::Request::new(v1::create_attachment::Body::new(file))).await,
        carried_out(s, v1::get_attachment::Request::new("7")).await,
        carried_out(
            s,
            v1::create_by_attachment::Request::new(SITE, v1::create_by_attachment::Body::new("7", "8", "9")),
        )
        .await,
        carried_out(s, v1::get_delivery_task::Request::new(SITE, "7")).await,
        carried_out(s, v1::list_channels::Request::new(SITE)).await,
        carried_out(
            s,
            v1::query_locations::Request::new(
                100,
                v1::query_locations::Body::new(v1::query_locations::LocationType::City),
            ),
        )
        .await,
        carried_out(s, v1::list_resume_sources::Request::new()).await,
        carried_out(s, v1::query_talent_fields::Request::new()).await,
        carried_out(s, v1::list_application_forms::Request::new()).await,
        carried_out(s, v1::get_application::Request::new("7")).await,
        carried_out(s, v2::get_talent::Request::new("7")).await,
        carried_out(s, crate::support::request()).await,
    ]);
    let described = std::fs::read_dir(workspace().join("schema/endpoints")).unwrap();
    let described: BTreeSet<String> = described
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().replace(".json", ""))
        .collect();
    assert!(done.contains(ID));
    assert_eq!(done.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), described);
}
