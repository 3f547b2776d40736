//! A server of Redis or Valkey for one test.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use feishu_client_redis::Redis;

pub const PASSWORD: &str = "password-of-the-server";

/// A server on loopback. It ends with this.
pub struct RedisServer {
    port: u16,
    process: Option<Child>,
}

impl RedisServer {
    pub async fn start() -> Self {
        // Somebody else may take the port in between; then this fails rather than to talk to a stranger, who has
        // another password.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut server = Self { port, process: None };
        server.restart().await;
        server
    }

    pub fn url(&self) -> String {
        format!("redis://:{PASSWORD}@127.0.0.1:{}/0", self.port)
    }

    pub fn redis(&self) -> Redis {
        // Generous: the machine may be busy.
        Redis::open(&self.url()).unwrap().timeout(Duration::from_secs(5))
    }

    /// Ends the server at once; what it knows is lost.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// Starts it again at the same port.
    pub async fn restart(&mut self) {
        let program = std::env::var("FEISHU_REDIS_SERVER").expect("FEISHU_REDIS_SERVER names the program");
        let process = Command::new(program)
            .args(["--port", &self.port.to_string(), "--bind", "127.0.0.1", "--requirepass", PASSWORD])
            .args(["--save", "", "--appendonly", "no", "--dir", env!("CARGO_TARGET_TMPDIR")])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        self.process = Some(process);
        while self.query::<String>(&["PING"]).await.is_none() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// What a command returns, through a connection that has nothing to do with what is tested.
    pub async fn query<T: redis::FromRedisValue>(&self, command: &[&str]) -> Option<T> {
        self.query_as(PASSWORD, command).await
    }

    pub async fn query_as<T: redis::FromRedisValue>(&self, password: &str, command: &[&str]) -> Option<T> {
        let client = redis::Client::open(format!("redis://:{password}@127.0.0.1:{}/0", self.port)).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.ok()?;
        redis::cmd(command[0]).arg(&command[1..]).query_async(&mut connection).await.ok()
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}
