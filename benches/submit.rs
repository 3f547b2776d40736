//! Submissions over loopback, one after the other, through the client and with reqwest alone; to one mock, over one
//! connection each that stays open.
//!
//! * The client's side is all that `Client::send` does with a request: it checks and serializes it, makes its URL and its
//!   headers, keeps account of the rate limits (of windows that are never full), takes its token from the store, bounds
//!   the time, and reads the answer into types.
//! * The plain side has the bytes of the body, the URL and the token before the clock starts. It posts a copy of the
//!   bytes with the same two headers, and takes the bytes of the answer without reading them.

use std::sync::Arc;
use std::time::Duration;

use feishu_api::hire::v1::create_by_resume::Request;
use feishu_client::{
    BoxFuture, Client, ClientBuilder, Lane, MemoryTokens, Permit, RateLimiter, RateWindow, SlidingWindows,
    TokenStore as _, TooSoon,
};
use feishu_mock::{Limits, Mock};
use reqwest::header::CONTENT_TYPE;
use tokio::runtime::{Builder, Runtime};

use crate::{pace, request};

pub fn compare() {
    // The server has threads of its own: what it does is nobody's time but its.
    let server = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let endpoints = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/endpoints");
    let mock = server.block_on(Mock::builder().endpoints(endpoints).limits(Limits::Off).start()).unwrap();
    let (ours, plain) = (Ours::new(&mock), Plain::new(&mock));
    let times = pace::compare(50, || ours.submit(), || plain.submit());
    times.tell("submit", "reqwest", "at most 1.11, as 1 / 0.9");
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

struct Ours {
    runtime: Runtime,
    client: Client,
    request: Request,
}

impl Ours {
    fn new(mock: &Mock) -> Self {
        let client = builder(mock).limiter(Arc::new(Wide::default())).build().unwrap();
        Self { runtime: runtime(), client, request: request() }
    }

    fn submit(&self) {
        self.runtime.block_on(self.client.send(&self.request)).unwrap();
    }
}

fn builder(mock: &Mock) -> ClientBuilder {
    let builder = Client::builder().credentials(Mock::APP_ID, Mock::APP_SECRET);
    builder.base_url(mock.base_url()).without_proxy()
}

/// Keeps account as usual, of windows that are never full.
#[derive(Default)]
struct Wide(SlidingWindows);

impl Wide {
    fn lane<'a>(lane: Lane<'a>) -> Lane<'a> {
        const WINDOWS: &[RateWindow] =
            &[RateWindow { calls: u32::MAX, seconds: 60 }, RateWindow { calls: u32::MAX, seconds: 1 }];
        Lane::new(lane.app, lane.endpoint, WINDOWS)
    }
}

impl RateLimiter for Wide {
    fn acquire<'a>(&'a self, lane: Lane<'a>, patience: Duration) -> BoxFuture<'a, Result<Permit, TooSoon>> {
        self.0.acquire(Self::lane(lane), patience)
    }

    fn pause(&self, lane: Lane<'_>, wait: Duration) {
        self.0.pause(Self::lane(lane), wait);
    }
}

struct Plain {
    runtime: Runtime,
    http: reqwest::Client,
    url: String,
    token: String,
    json: Vec<u8>,
}

impl Plain {
    fn new(mock: &Mock) -> Self {
        let path = "open-apis/hire/v1/websites/1618209327096/deliveries/create_by_resume";
        let runtime = runtime();
        Self {
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            url: format!("{}/{path}", mock.base_url()),
            token: runtime.block_on(token(mock)),
            json: serde_json::to_vec(&request().body).unwrap(),
            runtime,
        }
    }

    fn submit(&self) {
        let post = self.http.post(&self.url).bearer_auth(&self.token);
        let post = post.header(CONTENT_TYPE, "application/json; charset=utf-8").body(self.json.clone());
        self.runtime.block_on(async {
            let answer = post.send().await.unwrap();
            assert!(answer.status().is_success());
            answer.bytes().await.unwrap();
        });
    }
}

/// A token that the mock takes, as it comes in the answer.
async fn token(mock: &Mock) -> String {
    let tokens = Arc::new(MemoryTokens::new());
    let client = builder(mock).token_store(tokens.clone()).build().unwrap();
    client.send(&request()).await.unwrap();
    tokens.load(client.app()).await.unwrap().unwrap().value().to_owned()
}
