//! Many applications at once.

use career_site::demo;
use feishu_mock::Verdict;

use crate::support::{DELIVER, Site, deliveries, form, key};

const APPLICATIONS: usize = 200;

/// The mock enforces the documented limit: 50 calls in any second, 1,000 in any minute.
#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_applications_at_once_are_all_submitted_within_the_limits() {
    let folder = tempfile::tempdir().unwrap();
    let mock = demo::mock().await.unwrap();
    let site = Site::start(&folder.path().join("outbox.sqlite"), &mock);
    let url = format!("{}/en/jobs/{}/apply", site.url, demo::JOBS[0]);
    let posts: Vec<_> = (0..APPLICATIONS)
        .map(|number| tokio::spawn(site.http.post(&url).multipart(form(number)).send()))
        .collect();
    for post in posts {
        assert_eq!(post.await.unwrap().unwrap().status(), 303);
    }
    site.settle().await;
    for number in 0..APPLICATIONS {
        assert_eq!(site.state(&key(number)).await.as_deref(), Some("submitted"), "{number}");
        let calls = deliveries(&mock, number);
        assert_eq!(
            calls.iter().filter(|verdict| **verdict == Verdict::Accepted).count(),
            1,
            "{number}: {calls:?}"
        );
    }
    let records = mock.requests().into_iter().filter(|record| record.endpoint.as_deref() == Some(DELIVER));
    let (accepted, refused): (Vec<_>, Vec<_>) =
        records.partition(|record| record.verdict == Verdict::Accepted);
    assert_eq!(accepted.len(), APPLICATIONS);
    // The client counts itself: that the service has to refuse a call is the exception.
    assert!(refused.len() < APPLICATIONS / 10, "{} calls came too soon", refused.len());
}
