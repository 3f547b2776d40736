//! The program, running, and what a browser does with it.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use career_site::demo;
use feishu_mock::Mock;
use reqwest::multipart::Form;
use reqwest::{Client, Response};

/// The endpoint that must not be called twice for an application.
pub const DELIVER: &str = "hire.v1.websites.website_id.deliveries.create_by_resume.post";

pub const PASSWORD: &str = "operator-password";

pub struct Site {
    child: Child,
    pub url: String,
    pub http: Client,
    /// What the program printed, for whom it may concern.
    pub printed: Vec<String>,
}

impl Site {
    /// Starts the program and waits until it listens.
    pub fn start(database: &Path, mock: &Mock) -> Self {
        Self::start_with(database, mock, "warn", Stdio::inherit())
    }

    /// Starts the program with a log of this level, which goes into a file.
    pub fn start_logging(database: &Path, mock: &Mock, level: &str, log: File) -> Self {
        Self::start_with(database, mock, level, log.into())
    }

    fn start_with(database: &Path, mock: &Mock, level: &str, log: Stdio) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_career-site"))
            .env("CAREER_SITE_LISTEN", "127.0.0.1:0")
            .env("CAREER_SITE_DATABASE", database)
            .env("CAREER_SITE_OPERATOR_PASSWORD", PASSWORD)
            .env("CAREER_SITE_LOG", level)
            .env("FEISHU_APP_ID", Mock::APP_ID)
            .env("FEISHU_APP_SECRET", Mock::APP_SECRET)
            .env("FEISHU_BASE_URL", mock.base_url())
            .env("FEISHU_WEBSITE_ID", demo::WEBSITE_ID)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let printed = lines.next().expect("the program listens").unwrap();
        let url = printed.strip_prefix("listening on ").unwrap().to_owned();
        let http = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Site { child, url, http, printed: vec![printed] }
    }

    /// Ends the program as a crash does: at once, wherever it is.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks the program to stop, and waits until it has.
    #[cfg(unix)]
    pub fn stop(mut self) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", "TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap()
    }

    pub async fn get(&self, path: &str) -> (u16, String) {
        page(self.http.get(format!("{}{path}", self.url)).send().await.unwrap()).await
    }

    /// Posts a form for the first job of the demo.
    pub async fn apply(&self, form: Form) -> reqwest::Result<Response> {
        let job = demo::JOBS[0];
        self.http.post(format!("{}/en/jobs/{job}/apply", self.url)).multipart(form).send().await
    }

    /// The state of an application; none if there is no such application.
    pub async fn state(&self, key: &str) -> Option<String> {
        let (status, page) = self.get(&format!("/en/applications/{key}")).await;
        if status == 404 {
            return None;
        }
        let state = page.split("data-state=\"").nth(1).and_then(|rest| rest.split('"').next());
        Some(state.unwrap().to_owned())
    }

    pub async fn operator(&self) -> String {
        let request = self.http.get(format!("{}/operator", self.url)).basic_auth("any", Some(PASSWORD));
        page(request.send().await.unwrap()).await.1
    }

    /// Waits until no application is on its way.
    pub async fn settle(&self) {
        let deadline = tokio::time::Instant::now() + Duration::from_secs(90);
        loop {
            let page = self.operator().await;
            let is_moving = |state: &str| page.contains(&format!("data-count=\"{state}\""));
            if !["waiting", "preparing", "sending"].into_iter().any(is_moving) {
                return;
            }
            assert!(tokio::time::Instant::now() < deadline, "applications are still on their way: {page}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub async fn page(response: Response) -> (u16, String) {
    (response.status().as_u16(), response.text().await.unwrap())
}

/// The key of the application with this number.
pub fn key(number: usize) -> String {
    format!("{number:032x}")
}

/// A form that is filled in as far as it must be.
pub fn form(number: usize) -> Form {
    Form::new()
        .text("key", key(number))
        .text("resume.basic_info.name", candidate(number))
        .text("resume.basic_info.email", format!("candidate-{number}@example.com"))
        .text("resume.basic_info.mobile_country_code", "CN_1")
        .text("resume.basic_info.mobile", format!("1380000{number:04}"))
        .text("custom.6960663240925956701", "2")
}

pub fn candidate(number: usize) -> String {
    format!("Candidate {number}")
}

/// What the mock decided about each call that would submit this candidate's application, in order.
pub fn deliveries(mock: &Mock, number: usize) -> Vec<feishu_mock::Verdict> {
    let name = candidate(number);
    let records = mock.requests().into_iter().filter(|record| record.endpoint.as_deref() == Some(DELIVER));
    let of_candidate = records.filter(|record| {
        record.body.as_ref().is_some_and(|body| body["resume"]["basic_info"]["name"] == name.as_str())
    });
    of_candidate.map(|record| record.verdict).collect()
}
