//! Many callers at once, for more than a minute.

use std::collections::BTreeSet;
use std::time::Duration;

use feishu_mock::{RecordedRequest, Verdict};
use tokio::task::JoinSet;

use crate::support::{Service, request_of};
use crate::time::pass_time_for;

const TASKS: usize = 200;

/// By each task. All of them are more than the limits allow in a minute.
const DELIVERIES: usize = 6;

/// The most that fall into any span of that length.
fn most_within(times: &[Duration], length: Duration) -> usize {
    let within = |from: usize| times[from..].iter().take_while(|time| **time < times[from] + length).count();
    (0..times.len()).map(within).max().unwrap_or_default()
}

async fn deliver_all(service: &Service) {
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let client = service.client.clone();
        tasks.spawn(async move {
            for nth in 0..DELIVERIES {
                let mut body = deliver_example::body();
                body.job_post_id = format!("{task}-{nth}");
                let delivery = client.send(&request_of(body)).await.unwrap().delivery.unwrap();
                assert_eq!(delivery.job_post_id, Some(format!("{task}-{nth}")), "the answer to another call");
            }
        });
    }
    tasks.join_all().await;
}

fn job_post(record: &RecordedRequest) -> &str {
    record.body.as_ref().unwrap()["job_post_id"].as_str().unwrap()
}

#[tokio::test(start_paused = true)]
async fn two_hundred_tasks_keep_within_both_limits_and_deliver_everything_once() {
    let service = Service::start().await;
    pass_time_for(deliver_all(&service)).await;

    let records = service.deliveries();
    let times: Vec<_> = records.iter().map(|record| record.elapsed).collect();
    assert!(times.is_sorted() && times[times.len() - 1] - times[0] >= Duration::from_secs(60));
    assert_eq!(most_within(&times, Duration::from_secs(1)), 50);
    assert_eq!(most_within(&times, Duration::from_secs(60)), 1000);

    assert!(records.iter().all(|record| record.verdict == Verdict::Accepted), "the service had to refuse");
    assert_eq!(records.len(), TASKS * DELIVERIES);
    assert_eq!(records.iter().map(job_post).collect::<BTreeSet<_>>().len(), TASKS * DELIVERIES);
    assert_eq!(service.token_fetches(), 1);
}
