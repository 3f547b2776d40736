//! What candidates have put in shows in no log.

use std::fs::{self, File};

use career_site::demo;
use feishu_mock::{Fault, FaultKind};
use reqwest::multipart::{Form, Part};

use crate::support::{DELIVER, Site, key};

/// What was put in; no log may hold any of it.
const SECRETS: [(&str, &str); 6] = [
    ("resume.basic_info.name", "Zebedee Quux"),
    ("resume.basic_info.email", "zebedee@quux.example"),
    ("resume.basic_info.mobile", "13912345678"),
    ("resume.education_list[0].school", "Unseen University"),
    ("resume.self_evaluation.content", "I keep bees."),
    ("custom.6960663240925956701", "2"),
];

fn form(number: usize) -> Form {
    let file = Part::bytes(&b"%PDF secret content"[..]).file_name("zebedee-resume.pdf");
    let form = Form::new().text("key", key(number)).part("resume.resume_attachment_id", file);
    SECRETS.into_iter().fold(form, |form, (name, value)| form.text(name, value))
}

#[tokio::test(flavor = "multi_thread")]
async fn no_log_line_holds_a_candidates_data() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mock = demo::mock().await.unwrap();
    let outbox = folder.path().join("outbox.sqlite");
    let site = Site::start_logging(&outbox, &mock, "trace", File::create(&log).unwrap());
    // An application with each outcome, and one that is not accepted at all.
    let kinds = [None, Some(FaultKind::code(1002511)), Some(FaultKind::CutAfterRead)];
    for (number, kind) in kinds.into_iter().enumerate() {
        if let Some(kind) = kind {
            mock.inject(Fault::new(kind).on(DELIVER)).unwrap();
        }
        assert_eq!(site.apply(form(number)).await.unwrap().status(), 303);
        site.settle().await;
    }
    // The app lacks a scope: the application is put off.
    let kind = FaultKind::Code { code: 99991672, status: Some(400), msg: None };
    mock.inject(Fault::new(kind).on(DELIVER)).unwrap();
    assert_eq!(site.apply(form(3)).await.unwrap().status(), 303);
    while !site.operator().await.contains("99991672") {
        tokio::task::yield_now().await;
    }
    let wrong = form(9).text("resume.basic_info.birthday", "the day that Zebedee Quux was born");
    assert_eq!(site.apply(wrong).await.unwrap().status(), 422);
    assert_eq!(site.state(&key(2)).await.as_deref(), Some("unknown"));
    let printed = site.printed.join("\n");
    site.kill();
    let logged = fs::read_to_string(&log).unwrap() + &printed;
    for expected in ["submitted", "refused", "outcome unknown", "put off"] {
        assert!(logged.contains(expected), "{expected} is not in the log");
    }
    let digits = key(0);
    let more = ["%PDF secret content", "zebedee-resume", "Zebedee", digits.as_str()];
    for secret in SECRETS.into_iter().map(|(_, secret)| secret).filter(|secret| secret.len() > 1).chain(more)
    {
        let line = logged.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} is in the log");
    }
}
