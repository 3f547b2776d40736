//! A loopback server that answers as each test asks and records what reaches it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// A log id, as the service writes them.
pub const LOG_ID: &str = "20230807192712DD4F1F2F0123456789AB";

/// A request, as it reached the server.
#[derive(Clone, Debug)]
pub struct Seen {
    pub at: Instant,
    /// Method and target, such as `GET /a?b=c`.
    pub line: String,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Seen {
    fn is_for_token(&self) -> bool {
        self.line.ends_with("/tenant_access_token/internal")
    }

    pub fn token(&self) -> &str {
        self.headers["authorization"].strip_prefix("Bearer ").unwrap()
    }
}

/// What the server does with a request.
pub enum Reply {
    /// Status, headers and body.
    Response(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// The same, but the body ends before its promised length.
    CutOff(Vec<u8>),
    /// Closes the connection.
    Cut,
    /// Waits before it does something else.
    Slow(Duration, Box<Reply>),
    /// Waits for a word before it does something else.
    Held(Arc<Notify>, Box<Reply>),
}

impl Reply {
    pub fn json(status: u16, body: &str) -> Self {
        Self::Response(status, vec![("content-type", "application/json".into())], body.into())
    }

    pub fn html(status: u16) -> Self {
        Self::Response(status, vec![("content-type", "text/html".into())], "<h1>gateway</h1>".into())
    }

    /// A token that is valid for this many seconds.
    pub fn token(token: &str, seconds: i64) -> Self {
        Self::json(
            200,
            &format!(r#"{{"code":0,"msg":"ok","tenant_access_token":"{token}","expire":{seconds}}}"#),
        )
    }

    pub fn refusal(status: u16, code: i64) -> Self {
        let body = format!(r#"{{"code":{code},"msg":"no"}}"#);
        Self::Response(status, vec![("x-tt-logid", LOG_ID.into())], body.into())
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Response(_, headers, _) = &mut self {
            headers.push((name, value.into()));
        }
        self
    }

    pub fn when(self, word: &Arc<Notify>) -> Self {
        Self::Held(Arc::clone(word), Box::new(self))
    }

    pub fn after(self, millis: u64) -> Self {
        Self::Slow(Duration::from_millis(millis), Box::new(self))
    }

    async fn play(self, stream: &mut (impl AsyncWriteExt + Unpin)) -> bool {
        let mut reply = self;
        loop {
            reply = match reply {
                Self::Slow(wait, then) => {
                    tokio::time::sleep(wait).await;
                    *then
                }
                Self::Held(word, then) => {
                    word.notified().await;
                    *then
                }
                _ => break,
            };
        }
        let (status, headers, body, length) = match reply {
            Self::Response(status, headers, body) => (status, headers, body.clone(), body.len()),
            Self::CutOff(body) => (200, Vec::new(), body.clone(), body.len() + 100),
            _ => return false,
        };
        let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n");
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        stream.write_all(&[head.as_bytes(), &body].concat()).await.is_ok() && body.len() == length
    }
}

/// What to do with a request: its number among those for a token or the others, from 1.
type Script = dyn Fn(&Seen, usize) -> Reply + Send + Sync;

pub struct Server {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// A server that hands out the tokens `t-1`, `t-2`, … and follows the script for everything else.
    pub async fn start(calls: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::with_tokens(|_, nth| Reply::token(&format!("t-{nth}"), 7200), calls).await
    }

    pub async fn with_tokens(
        tokens: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
        calls: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self::on(listener, Arc::new(tokens), Arc::new(calls))
    }

    pub fn on(listener: TcpListener, tokens: Arc<Script>, calls: Arc<Script>) -> Self {
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&log), Arc::clone(&tokens), Arc::clone(&calls)));
            }
        });
        Self { url, seen }
    }

    /// The requests for a token.
    pub fn tokens(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().iter().filter(|seen| seen.is_for_token()).cloned().collect()
    }

    /// The other requests.
    pub fn calls(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().iter().filter(|seen| !seen.is_for_token()).cloned().collect()
    }

    /// How many requests there were for a token, and how many others.
    pub fn counts(&self) -> (usize, usize) {
        (self.tokens().len(), self.calls().len())
    }
}

async fn serve(stream: TcpStream, log: Arc<Mutex<Vec<Seen>>>, tokens: Arc<Script>, calls: Arc<Script>) {
    stream.set_nodelay(true).unwrap();
    let (reading, mut writing) = stream.into_split();
    let mut reading = BufReader::new(reading);
    while let Some(seen) = read(&mut reading).await {
        let for_token = seen.is_for_token();
        let nth = {
            let mut log = log.lock().unwrap();
            log.push(seen.clone());
            log.iter().filter(|seen| seen.is_for_token() == for_token).count()
        };
        let script = if for_token { &tokens } else { &calls };
        if !script(&seen, nth).play(&mut writing).await {
            return;
        }
    }
}

async fn read(stream: &mut BufReader<OwnedReadHalf>) -> Option<Seen> {
    let line = line(stream).await?;
    let mut headers = HashMap::new();
    loop {
        let header = self::line(stream).await?;
        let Some((name, value)) = header.split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    let line = line.rsplit_once(' ')?.0.to_owned();
    Some(Seen { at: Instant::now(), line, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

async fn line(stream: &mut BufReader<OwnedReadHalf>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then(|| line.trim_end().to_owned())
}

/// The most that fall into any span of that length.
pub fn most_within(mut times: Vec<Duration>, length: Duration) -> usize {
    times.sort_unstable();
    let within = |from: usize| times[from..].iter().take_while(|time| **time - times[from] < length).count();
    (0..times.len()).map(within).max().unwrap_or_default()
}
