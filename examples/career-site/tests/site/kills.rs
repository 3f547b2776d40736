//! The program is killed at a hundred points, and what became of each application is still known.

use std::collections::BTreeMap;
use std::time::Duration;

use career_site::demo;
use fastrand::Rng;
use feishu_mock::{Fault, FaultKind, Mock, RateLimitMode, Verdict};

use crate::support::{DELIVER, Site, deliveries, form, key};

const KILLS: usize = 100;
const APPLICATIONS_EACH: usize = 2;

/// What can go wrong with a call, or that it is slow, so that it is under way when the program is killed.
fn fault(rng: &mut Rng) -> Option<FaultKind> {
    match rng.u32(0..12) {
        0 => Some(FaultKind::CutAfterRead),
        1 => Some(FaultKind::ServerError),
        2 => Some(FaultKind::limited(Some(1))),
        3 => Some(FaultKind::Html { status: 502 }),
        4 => Some(FaultKind::code(1002511)),
        5 => Some(FaultKind::CutBeforeRead),
        6..=9 => Some(FaultKind::Slow { milliseconds: rng.u64(5..60) }),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wherever_the_program_is_killed_no_application_is_lost_or_sent_twice() {
    let mut rng = Rng::with_seed(16);
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("outbox.sqlite");
    // A new process does not know how often the one before has called; limits are played by faults.
    let mock = demo::mock_with(RateLimitMode::Off).await.unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..KILLS {
        let site = Site::start(&database, &mock);
        mock.clear_faults();
        if let Some(kind) = fault(&mut rng) {
            mock.inject(Fault::new(kind).on(DELIVER).times(2)).unwrap();
        }
        let numbers = round * APPLICATIONS_EACH..(round + 1) * APPLICATIONS_EACH;
        let posts: Vec<_> = numbers
            .map(|number| {
                let post = site.http.post(format!("{}/en/jobs/{}/apply", site.url, demo::JOBS[0]));
                tokio::spawn(async move { (number, post.multipart(form(number)).send().await.is_ok()) })
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(rng.u64(0..150_000))).await;
        site.kill();
        for post in posts {
            if let (number, true) = post.await.unwrap() {
                acknowledged.push(number);
            }
        }
    }
    mock.clear_faults();
    let site = Site::start(&database, &mock);
    site.settle().await;
    let mut ends = BTreeMap::<String, usize>::new();
    for number in 0..KILLS * APPLICATIONS_EACH {
        let Some(state) = site.state(&key(number)).await else {
            assert!(!acknowledged.contains(&number), "{number}: was acknowledged, and is lost");
            assert_eq!(deliveries(&mock, number), [], "{number}: was sent, but not stored");
            continue;
        };
        check(&mock, number, &state);
        *ends.entry(state).or_default() += 1;
    }
    // The test has met what it is about. Whether a call was refused depends on the moment of the kill.
    assert!(ends["submitted"] > 0 && ends["unknown"] > 0, "{ends:?}");
    println!("{KILLS} kills: {ends:?}, {} acknowledged", acknowledged.len());
}

/// Whether the service has been asked what the state says.
fn check(mock: &Mock, number: usize, state: &str) {
    let calls = deliveries(mock, number);
    let accepted = calls.iter().filter(|verdict| **verdict == Verdict::Accepted).count();
    // Only the last call may have been carried out: before each other, the service said that it was not.
    let limited = Verdict::Refused { status: 429, code: 99991400 };
    let earlier = calls.split_last().map_or(&[][..], |(_, earlier)| earlier);
    assert!(earlier.iter().all(|verdict| *verdict == limited), "{number}: sent again after {earlier:?}");
    match state {
        "submitted" => assert_eq!(accepted, 1, "{number}: {calls:?}"),
        "refused" => assert_eq!(accepted, 0, "{number}: {calls:?}"),
        "unknown" => assert!(accepted <= 1, "{number}: {calls:?}"),
        other => panic!("{number} is {other}"),
    }
}

/// A deploy is not a crash.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn who_asks_the_program_to_stop_gets_an_outcome() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("outbox.sqlite");
    let mock = demo::mock().await.unwrap();
    let site = Site::start(&database, &mock);
    mock.inject(Fault::new(FaultKind::Slow { milliseconds: 1000 }).on(DELIVER)).unwrap();
    assert_eq!(site.apply(form(1)).await.unwrap().status(), 303);
    while deliveries(&mock, 1).is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(site.stop().success());
    let site = Site::start(&database, &mock);
    assert_eq!(site.state(&key(1)).await.as_deref(), Some("submitted"));
}

/// Both sides of the operator's page.
#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_outcome_waits_for_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let mock = demo::mock().await.unwrap();
    let site = Site::start(&folder.path().join("outbox.sqlite"), &mock);
    mock.inject(Fault::new(FaultKind::CutAfterRead).on(DELIVER).times(2)).unwrap();
    for number in [1, 2] {
        assert_eq!(site.apply(form(number)).await.unwrap().status(), 303);
    }
    site.settle().await;
    assert_eq!(site.state(&key(1)).await.as_deref(), Some("unknown"));
    let page = site.operator().await;
    let ids: Vec<&str> =
        page.split("/arrived\"").filter_map(|before| before.rsplit("/operator/").next()).collect();
    let [second, first, _] = ids.as_slice() else { panic!("{page}") };
    let resolve = async |id: &str, how: &str| {
        let post = site.http.post(format!("{}/operator/{id}/{how}", site.url));
        post.basic_auth("any", Some(crate::support::PASSWORD)).send().await.unwrap().status()
    };
    assert_eq!(resolve(first, "arrived").await, 303);
    assert_eq!(resolve(second, "not-arrived").await, 303);
    site.settle().await;
    for number in [1, 2] {
        assert_eq!(site.state(&key(number)).await.as_deref(), Some("submitted"));
    }
    let mut calls = [1, 2].map(|number| deliveries(&mock, number).len());
    calls.sort_unstable();
    assert_eq!(calls, [1, 2]);
}
