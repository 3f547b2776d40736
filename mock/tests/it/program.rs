//! The command-line program.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feishu-mock"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Ends the program with the test, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn failure(arguments: &[&str]) -> String {
    let Output { status, stderr, stdout } = program().args(arguments).output().unwrap();
    assert_eq!((status.code(), stdout), (Some(2), Vec::new()));
    String::from_utf8(stderr).unwrap()
}

#[tokio::test]
async fn it_says_where_it_listens_and_serves() {
    let arguments = ["--endpoints", "tests/endpoints", "--app-id", "cli_x", "--app-secret", "y"];
    let mut running = Running(program().args(arguments).spawn().unwrap());
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let base_url = first.strip_prefix("listening on ").unwrap();
    assert!(base_url.starts_with("http://127.0.0.1:"), "{first}");
    assert!(lines.take(7).any(|line| line.unwrap() == "serving demo.v1.orders.post"));
    let url = format!("{base_url}/open-apis/auth/v3/tenant_access_token/internal");
    let credentials = json!({ "app_id": "cli_x", "app_secret": "y" });
    let answer = reqwest::Client::new().post(url).json(&credentials).send().await.unwrap();
    assert_eq!(answer.json::<Value>().await.unwrap()["code"], 0);
}

#[test]
fn it_says_why_it_cannot_start() {
    assert!(failure(&["--endpoints", "none"]).starts_with("error: cannot read none: "));
    let error = failure(&["--endpoints", "tests/endpoints", "--listen", "0.0.0.0:0"]);
    assert_eq!(error, "error: 0.0.0.0:0 is not a loopback address\n");
    assert!(failure(&["--app-id", "x"]).contains("--app-secret"));
}
