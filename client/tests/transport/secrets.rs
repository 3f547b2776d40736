//! No secret and no personal data is shown anywhere.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use feishu_client::{ErrorCode as _, RetryPolicy, Token};
use tracing_subscriber::fmt::format::FmtSpan;

use crate::calls::{DELIVERED, Look, SECRET, builder, deliver};
use crate::server::{Reply, Server};

/// Must not be shown: the secret, the tokens, what the request and the answers hold about people.
const HIDDEN: [&str; 7] =
    [SECRET, "t-hidden", "u-hidden", "张三", "\\u{5f20}", "182900291190", "6960663240925956655"];

/// Every kind of answer.
fn replies() -> Vec<fn() -> Reply> {
    vec![
        || Reply::json(200, DELIVERED),
        || Reply::json(200, &DELIVERED[..45]),
        || Reply::json(200, r#"{"code":0,"data":{"id":{"name":"张三"}}}"#),
        || Reply::json(200, r#"{"code":0,"data":"张三"}"#),
        || Reply::refusal(400, 1_002_002),
        || {
            Reply::json(
                400,
                r#"{"code":99992402,"msg":"no","error":{"log_id":"20230807192712DD4F1F2F0123456789AB","field_violations":[
            {"field":"mobile","value":"182900291190","description":"too short"}]}}"#,
            )
        },
        || Reply::refusal(500, 1_002_001),
        || Reply::refusal(400, 99_991_663),
        || Reply::refusal(429, 99_991_400),
        || Reply::html(502),
        || Reply::Cut,
        || Reply::CutOff(DELIVERED.as_bytes().to_vec()),
        || Reply::json(200, DELIVERED).after(400),
        || echoed(400, 99_992_402),
        || echoed(200, 7),
        || echoed(500, 1_002_001),
        || {
            let page = format!("<html>{}</html>", HIDDEN.join("\n"));
            Reply::Response(403, vec![("x-tt-logid", "t-hidden".into())], page.into())
        },
    ]
}

/// A refusal that repeats all of that in every place.
fn echoed(status: u16, code: i64) -> Reply {
    let all = serde_json::Value::from(HIDDEN.join("\n\u{1b}[31m"));
    let text = |hidden: &str| serde_json::Value::from(hidden);
    let violations: Vec<_> = HIDDEN
        .iter()
        .map(|hidden| serde_json::json!({ "field": hidden, "value": hidden, "description": hidden }))
        .collect();
    let permissions: Vec<_> = HIDDEN
        .iter()
        .map(|hidden| serde_json::json!({ "type": hidden, "subject": hidden, "description": all, "url": hidden }))
        .collect();
    let body = serde_json::json!({
        "code": code, "msg": all,
        "error": {
            "message": all, "log_id": text(HIDDEN[code as usize % HIDDEN.len()]), "troubleshooter": all,
            "field_violations": violations, "permission_violations": permissions,
            "helps": [{ "url": all, "description": all }], "details": [{ "key": all, "value": all }],
        },
    });
    Reply::json(status, &body.to_string()).with("x-tt-logid", SECRET)
}

#[test]
fn neither_logs_nor_errors_show_secrets_tokens_or_personal_data() {
    // Other tests of this process write to it as well.
    let file = tempfile::NamedTempFile::new().unwrap();
    // Lines of the `log` crate as well, which the libraries below use.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(Arc::new(file.reopen().unwrap()))
        .init();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let errors = runtime.block_on(errors());
    let log = String::from_utf8_lossy(&fs::read(file.path()).unwrap()).into_owned();
    for hidden in HIDDEN {
        for error in &errors {
            assert!(!error.contains(hidden), "{hidden} in an error: {error}");
        }
        let line = log.lines().find(|line| line.contains(hidden));
        assert_eq!(line, None, "{hidden} in the log");
    }
    for text in [
        "feishu_attempt",
        "endpoint=\"demo.v1.deliveries.post\"",
        "attempt=2",
        "status=502",
        "log_id=\"20230807192712DD4F1F2F0123456789AB\"",
    ] {
        assert!(log.contains(text), "{text} is not in the log");
    }
}

/// Everything that the errors and the values around them show.
async fn errors() -> Vec<String> {
    let mut shown = Vec::new();
    for reply in replies() {
        let server = Server::with_tokens(|_, _| Reply::token("t-hidden", 7200), move |_, _| reply()).await;
        let retry =
            RetryPolicy::new().max_attempts(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
        let builder = builder(&server).timeout(Duration::from_millis(200)).retry(retry);
        shown.push(format!("{builder:?}"));
        let client = builder.build().unwrap();
        shown.push(format!("{client:?} {:?}", client.call(&Look).token("u-hidden")));
        for outcome in [
            client.send(&deliver()).await,
            client.send(&Look).await,
            client.call(&Look).token("u-hidden").send().await,
        ] {
            let Err(error) = outcome else { continue };
            shown.push(format!("{error} {error:?} {:?}", error.code().map(|code| code.code())));
            assert!(!format!("{error} {error:?}").contains('\u{1b}'), "{error:?}");
            let mut source: Option<&dyn std::error::Error> = Some(&error);
            while let Some(error) = source {
                shown.push(format!("{error} {error:?}"));
                source = error.source();
            }
            let erased = error.erased();
            shown.push(format!("{erased} {erased:?} {:?}", erased.violations().is_empty()));
        }
    }
    let soon = std::time::SystemTime::now();
    shown.push(format!("{:?}", Token::new("t-hidden", soon)));
    shown
}

#[tokio::test]
async fn a_secret_that_the_service_sends_back_is_not_shown() {
    let server = Server::with_tokens(|seen, _| Reply::json(200, &seen.body), |_, _| Reply::Cut).await;
    let error = builder(&server).build().unwrap().send(&deliver()).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains(SECRET), "{error:?}");
}
