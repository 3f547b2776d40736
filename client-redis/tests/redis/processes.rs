//! Two processes that send at the same time.

use std::collections::HashSet;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use feishu_client::{
    AnyCode, Client, Endpoint, EndpointInfo, FieldPath, Method, RateWindow, RawResponse, ReadError,
    RequestBody, TokenKind, Validate, Validator,
};
use feishu_client_redis::{Redis, RedisRateLimiter, RedisTokens};
use serde::Serialize;
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

use crate::http::{Reply, Seen, Server, most_within};
use crate::limiter::has_been_running;
use crate::redis_server::RedisServer;

/// A submission, with a number of its own.
#[derive(Serialize)]
struct Submit {
    number: String,
}

impl Validate for Submit {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for Submit {
    type Response = ();
    type Code = AnyCode;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.submissions.post",
        title: "",
        docs: "",
        method: Method::POST,
        path: "/open-apis/demo/v1/submissions",
        tokens: &[TokenKind::Tenant],
        rate_limits: &[RateWindow { calls: 1000, seconds: 60 }, RateWindow { calls: 50, seconds: 1 }],
        scopes: &[],
        field_scopes: &[],
        fields: "number",
    };

    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        RequestBody::json(self)
    }

    fn read(response: &RawResponse<'_>) -> Result<(), ReadError<AnyCode>> {
        response.empty()
    }
}

const TASKS: usize = 100;

/// One of the processes: sends until its time is over.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
#[ignore = "is a process of the other tests"]
async fn process() {
    let Ok(settings) = std::env::var("FEISHU_TEST_PROCESS") else { return };
    let [name, url, redis, seconds] = settings.split(' ').collect::<Vec<_>>().try_into().unwrap();
    // Generous: on a busy machine nothing may be taken for a failure that is none.
    let redis = Redis::open(redis).unwrap().timeout(5 * SECOND);
    let client = Client::builder()
        .base_url(url)
        .credentials("cli_1", "secret")
        .token_store(Arc::new(RedisTokens::new(redis.clone()).fetch_time(5 * SECOND)))
        .token_store_timeout(10 * SECOND)
        .limiter(Arc::new(RedisRateLimiter::new(redis)))
        .build()
        .unwrap();
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let (client, name) = (client.clone(), name.to_owned());
        tasks.spawn(async move {
            for call in 0.. {
                client.send(&Submit { number: format!("{name}-{task}-{call}") }).await.unwrap();
            }
        });
    }
    let over = tokio::time::sleep(Duration::from_secs(seconds.parse().unwrap()));
    tokio::select! {
        failed = tasks.join_next() => failed.unwrap().unwrap(),
        () = over => {}
    }
}

/// The service, the server that the processes share, and the processes.
struct Setup {
    service: Server,
    redis: RedisServer,
    processes: [Child; 2],
    start: Instant,
}

impl Setup {
    async fn start(seconds: u64) -> Self {
        let service = Server::start(|_, _| Reply::json(200, r#"{"code":0,"msg":"ok"}"#).after(3)).await;
        let redis = RedisServer::start().await;
        let key = format!("feishu:{{{}|cli_1|{}}}", service.url, Submit::INFO.id);
        has_been_running(&redis, &key).await;
        let processes = ["a", "b"].map(|name| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "processes::process", "--ignored", "--nocapture"])
                .env("FEISHU_TEST_PROCESS", format!("{name} {} {} {seconds}", service.url, redis.url()))
                .stdout(Stdio::null())
                .kill_on_drop(true)
                .spawn()
                .unwrap()
        });
        Self { service, redis, processes, start: Instant::now() }
    }

    async fn end(&mut self) {
        for process in &mut self.processes {
            assert!(process.wait().await.unwrap().success());
        }
    }

    /// When the calls reached the service.
    fn times(&self) -> Vec<Duration> {
        self.service.calls().iter().map(|call| call.at - self.start).collect()
    }

    fn assert_nothing_was_sent_twice(&self) {
        let calls = self.service.calls();
        let numbers: HashSet<&str> = calls.iter().map(|call| call.body.as_str()).collect();
        assert_eq!(numbers.len(), calls.len());
    }
}

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn two_processes_keep_within_the_limits_and_fetch_one_token() {
    let mut setup = Setup::start(70).await;
    setup.end().await;
    let times = setup.times();
    assert!(most_within(times.clone(), SECOND) <= 50);
    assert!(most_within(times.clone(), MINUTE) <= 1000);
    // The limits are used, and the second minute has begun.
    assert!(times.len() > 1200, "{}", times.len());
    for process in ["a", "b"] {
        let from = |call: &Seen| call.body.contains(&format!(r#""{process}-"#));
        assert!(setup.service.calls().iter().filter(|call| from(call)).count() > 200, "{process}");
    }
    assert_eq!(setup.service.tokens().len(), 1);
    setup.assert_nothing_was_sent_twice();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs FEISHU_REDIS_SERVER, the name of a server's program"]
async fn calls_go_on_when_the_server_is_killed_and_restarted() {
    let mut setup = Setup::start(15).await;
    tokio::time::sleep(4 * SECOND).await;
    setup.redis.kill();
    let killed = setup.start.elapsed();
    tokio::time::sleep(4 * SECOND).await;
    setup.redis.restart().await;
    let back = setup.start.elapsed();
    setup.end().await;
    setup.assert_nothing_was_sent_twice();

    let times = setup.times();
    let within = |from: Duration, to: Duration| -> Vec<Duration> {
        times.iter().copied().filter(|time| (from..to).contains(time)).collect()
    };
    // Each process has a part of 25 calls a second, which it may have begun with calls of the second before.
    assert!(most_within(within(Duration::ZERO, killed), SECOND) <= 50);
    assert!(most_within(within(killed + SECOND, MINUTE), SECOND) <= 50);
    assert!(most_within(times.clone(), SECOND) <= 100);
    assert!(most_within(times.clone(), MINUTE) <= 1000);
    for (from, to) in [(killed, back), (back, back + 3 * SECOND)] {
        let calls = within(from, to).len();
        assert!(calls >= 50, "{calls} from {from:?} to {to:?}");
    }
    // The keys of the new server hold the calls again.
    let key = format!("feishu:{{{}|cli_1|{}}}:calls", setup.service.url, Submit::INFO.id);
    let counted: usize = setup.redis.query(&["ZCARD", &key]).await.unwrap();
    assert!(counted >= 100, "{counted}");
}
