//! Submissions over loopback to one mock, through the client and with reqwest alone, over connections that stay open:
//! one after the other, where all that a side does adds to the time; and many at once, where it counts only as far as
//! it keeps the mock waiting.
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
    BoxFuture, Client, ClientBuilder, MemoryTokens, Permit, RateLimitKey, RateLimiter, RateWindow,
    SlidingWindowLimiter, TokenStore as _, WouldWait,
};
use feishu_mock::{Mock, RateLimitMode};
use reqwest::header::CONTENT_TYPE;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use crate::{pace, request};

const BOUND: &str = "at most 1.11, as 1 / 0.9";

/// No more than what the documentation allows in a second.
const AT_ONCE: usize = 32;

pub fn compare() {
    // The server has threads of its own: what it does is nobody's time but its.
    let server = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let endpoints = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/endpoints");
    let mock =
        server.block_on(Mock::builder().endpoints(endpoints).limits(RateLimitMode::Off).start()).unwrap();
    let (ours, plain) = (Ours::new(&mock), Plain::new(&mock));
    let times = pace::compare(25, || ours.submit(1), || plain.submit(1));
    times.print("submit", "reqwest", BOUND);
    let times = pace::compare(1, || ours.submit(AT_ONCE), || plain.submit(AT_ONCE));
    times.print(&format!("submit {AT_ONCE} at once"), "reqwest", BOUND);
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

struct Ours {
    runtime: Runtime,
    client: Client,
    request: Arc<Request>,
}

impl Ours {
    fn new(mock: &Mock) -> Self {
        let client = builder(mock).limiter(Arc::new(Wide::default())).build().unwrap();
        Self { runtime: runtime(), client, request: Arc::new(request()) }
    }

    fn submit(&self, times: usize) {
        at_once(&self.runtime, times, || {
            let (client, request) = (self.client.clone(), Arc::clone(&self.request));
            async move { drop(client.send(&*request).await.unwrap()) }
        });
    }
}

fn builder(mock: &Mock) -> ClientBuilder {
    let builder = Client::builder().credentials(Mock::APP_ID, Mock::APP_SECRET);
    builder.base_url(mock.base_url()).without_proxy()
}

/// Keeps account as usual, of windows that are never full.
#[derive(Default)]
struct Wide(SlidingWindowLimiter);

impl Wide {
    fn key<'a>(key: RateLimitKey<'a>) -> RateLimitKey<'a> {
        const WINDOWS: &[RateWindow] =
            &[RateWindow { calls: u32::MAX, seconds: 60 }, RateWindow { calls: u32::MAX, seconds: 1 }];
        RateLimitKey::new(key.app, key.endpoint, WINDOWS)
    }
}

impl RateLimiter for Wide {
    fn acquire<'a>(
        &'a self,
        key: RateLimitKey<'a>,
        max_wait: Duration,
    ) -> BoxFuture<'a, Result<Permit, WouldWait>> {
        self.0.acquire(Self::key(key), max_wait)
    }

    fn pause(&self, key: RateLimitKey<'_>, wait: Duration) {
        self.0.pause(Self::key(key), wait);
    }
}

struct Plain {
    runtime: Runtime,
    post: Arc<Post>,
}

struct Post {
    http: reqwest::Client,
    url: String,
    token: String,
    json: Vec<u8>,
}

impl Plain {
    fn new(mock: &Mock) -> Self {
        let path = "open-apis/hire/v1/websites/1618209327096/deliveries/create_by_resume";
        let runtime = runtime();
        let post = Post {
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            url: format!("{}/{path}", mock.base_url()),
            token: runtime.block_on(token(mock)),
            json: serde_json::to_vec(&request().body).unwrap(),
        };
        Self { runtime, post: Arc::new(post) }
    }

    fn submit(&self, times: usize) {
        at_once(&self.runtime, times, || {
            let post = Arc::clone(&self.post);
            async move { post.send().await }
        });
    }
}

impl Post {
    async fn send(&self) {
        let post = self.http.post(&self.url).bearer_auth(&self.token);
        let post = post.header(CONTENT_TYPE, "application/json; charset=utf-8").body(self.json.clone());
        let answer = post.send().await.unwrap();
        assert!(answer.status().is_success());
        answer.bytes().await.unwrap();
    }
}

/// Makes calls at the same time; a single one without a task of its own.
fn at_once<F>(runtime: &Runtime, times: usize, call: impl Fn() -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    runtime.block_on(async {
        if times == 1 {
            return call().await;
        }
        (0..times).map(|_| call()).collect::<JoinSet<_>>().join_all().await;
    });
}

/// A token that the mock takes, as it comes in the answer.
async fn token(mock: &Mock) -> String {
    let tokens = Arc::new(MemoryTokens::new());
    let client = builder(mock).token_store(tokens.clone()).build().unwrap();
    client.send(&request()).await.unwrap();
    tokens.load(client.app()).await.unwrap().unwrap().value().to_owned()
}
