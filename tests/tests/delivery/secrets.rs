//! Whatever goes wrong: no secret and no personal data is shown anywhere.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use feishu_client::{MemoryTokens, TokenStore};
use feishu_mock::{Fault, FaultKind, Mock, TOKEN_ENDPOINT};
use feishu_tests::ID;
use serde_json::Value;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::support::{APP, SECRET, client_of, mock, request};
use crate::time::pass_time_for;

/// Below that of the slow answer, above those of all others.
const TIMEOUT: Duration = Duration::from_millis(600);

fn faults() -> Vec<FaultKind> {
    vec![
        FaultKind::token_refused(),
        FaultKind::TokenRefused { status: 200 },
        FaultKind::limited(Some(1)),
        FaultKind::limited(None),
        FaultKind::Limited { status: 400, reset: None },
        FaultKind::ServerError,
        FaultKind::code(1_002_511),
        FaultKind::CutBeforeRead,
        FaultKind::CutAfterRead,
        FaultKind::Slow { milliseconds: 900 },
        FaultKind::CutOffJson,
        FaultKind::Html { status: 502 },
        FaultKind::EmptyBody { status: 200 },
        FaultKind::Gzip,
    ]
}

/// The texts and numbers of the resume that are somebody's own, and long enough not to stand anywhere by chance.
fn personal(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members.values().flat_map(personal).collect(),
        Value::Array(elements) => elements.iter().flat_map(personal).collect(),
        Value::String(text) if !text.is_ascii() || text.len() > 8 => vec![text.clone()],
        Value::Number(number) if number.to_string().len() > 8 => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// What a run shows, and what it must not show.
#[derive(Default)]
struct Run {
    shown: Vec<String>,
    tokens: Vec<String>,
}

impl Run {
    /// Delivers while this goes wrong, once and then for good.
    async fn deliver(&mut self, fault: FaultKind) {
        let mock = mock().start().await.unwrap();
        let store = Arc::new(MemoryTokens::new());
        let builder = client_of(&mock, APP, SECRET).timeout(TIMEOUT).token_store(store.clone());
        self.shown.push(format!("{builder:?}"));
        let client = builder.build().unwrap();
        self.shown.push(format!("{client:?} {:?} {store:?}", client.call(&request())));
        for count in [Some(1), None] {
            inject(&mock, &fault, count);
            if let Err(error) = client.send(&request()).await {
                self.show(&error);
            }
            let token = store.load(client.app()).await.unwrap();
            self.shown.push(format!("{token:?}"));
            self.tokens.extend(token.map(|token| token.value().to_owned()));
        }
        // The same befalls the call that carries the secret, unless it is an error that only the delivery has.
        mock.clear_faults();
        if mock.inject(Fault::new(fault).on(TOKEN_ENDPOINT).always()).is_err() {
            return;
        }
        let client = client_of(&mock, APP, SECRET).timeout(TIMEOUT).build().unwrap();
        if let Err(error) = client.send(&request()).await {
            self.show(&error);
        }
    }

    fn show(&mut self, error: &dyn std::error::Error) {
        self.shown.push(format!("{error} {error:?}"));
        if let Some(source) = error.source() {
            self.show(source);
        }
    }
}

fn inject(mock: &Mock, fault: &FaultKind, count: Option<u64>) {
    mock.clear_faults();
    mock.inject(Fault { count, ..Fault::new(fault.clone()).on(ID) }).unwrap();
}

#[tokio::test(start_paused = true)]
async fn no_secret_no_token_and_no_personal_data_is_shown() {
    // Other tests of this process write to it as well.
    let file = tempfile::NamedTempFile::new().unwrap();
    // Everything, even what the libraries below log through the `log` crate, and what tests beside this one cause.
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(Arc::new(file.reopen().unwrap()))
        .init();
    let mut run = Run::default();
    for fault in faults() {
        pass_time_for(run.deliver(fault)).await;
    }
    let log = String::from_utf8_lossy(&fs::read(file.path()).unwrap()).into_owned();
    run.shown.extend(log.lines().map(str::to_owned));

    let mut hidden = personal(&serde_json::to_value(&request().body.resume).unwrap());
    assert!(hidden.len() > 40 && run.tokens.len() > 20, "{} and {}", hidden.len(), run.tokens.len());
    hidden.extend(run.tokens);
    hidden.push(SECRET.to_owned());
    for hidden in hidden {
        let shown = run.shown.iter().find(|text| text.contains(&hidden));
        assert_eq!(shown, None, "`{hidden}` shows");
    }
    for text in ["feishu_attempt", ID, "attempt=2", "status=502", "log_id=", "it is not known whether"] {
        assert!(run.shown.iter().any(|shown| shown.contains(text)), "`{text}` does not show");
    }
}
