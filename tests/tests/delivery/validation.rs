//! A request is checked before it is sent, unless the caller will not have it.

use feishu_api::hire::v1::create_by_resume::{BasicInfo, Body, Request, Resume};
use feishu_client::{Error, Timestamp, ValidationOptions};
use feishu_mock::Verdict;

use crate::support::{Service, mock, request};

/// Without the id of its job post, and with a birthday in seconds.
fn invalid() -> Request {
    let mut request = request();
    request.body.job_post_id.clear();
    request.body.resume.basic_info.birthday = Some(Timestamp::from_millis(1_609_430_400));
    request
}

#[tokio::test]
async fn an_invalid_request_is_not_sent_and_every_broken_rule_is_reported() {
    let service = Service::start().await;
    let error = service.client.send(&invalid()).await.unwrap_err();
    let violations = error.violations();
    let paths: Vec<_> = violations.iter().map(|violation| violation.path.as_str()).collect();
    assert_eq!(paths, ["job_post_id", "resume.basic_info.birthday"]);
    assert!(!error.is_retryable());
    assert!(service.mock.requests().is_empty(), "not even a token was fetched");
}

#[tokio::test]
async fn a_call_can_do_without_checks() {
    let service = Service::start().await;
    service.client.call(&invalid()).without_validation().send().await.unwrap();
    assert_eq!(service.carried_out(), 1);
    let error = service.client.send(&invalid()).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "the next call is checked again: {error:?}");
}

#[tokio::test]
async fn a_client_can_do_without_checks() {
    let service = Service::with(mock(), |client| client.without_validation()).await;
    service.client.send(&invalid()).await.unwrap();
    assert_eq!(service.carried_out(), 1);
}

/// What the page leaves open is the caller's to demand.
#[tokio::test]
async fn a_client_demands_what_its_career_site_demands() {
    let checks = ValidationOptions::new().require_paths::<Request>(&["resume.basic_info.email"]).unwrap();
    let service = Service::with(mock(), |client| client.validation(&checks)).await;
    let mut request = request();
    request.body.resume.basic_info.email = None;
    let error = service.client.send(&request).await.unwrap_err();
    assert_eq!(error.violations()[0].path, "resume.basic_info.email");
    service.client.call(&request).validation(&ValidationOptions::new()).send().await.unwrap();
    assert_eq!(service.deliveries()[0].verdict, Verdict::Accepted);
}

/// Which of the optional fields have to be there is the career site's affair.
#[tokio::test]
async fn what_the_page_does_not_forbid_is_sent() {
    let service = Service::start().await;
    let sparse = Request::new("1", Body::new("2", Resume::new(BasicInfo::new("张三").age(-1)), "3"));
    service.client.send(&sparse).await.unwrap();
    assert_eq!(service.carried_out(), 1);
}
