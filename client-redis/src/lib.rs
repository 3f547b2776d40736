//! Shares the access tokens and the rate limits of [`feishu_client`] between processes and machines, through a server
//! of [Redis](https://redis.io) (5 or later) or [Valkey](https://valkey.io): for programs that send as one app from several
//! places, which share its rate limits whether they know of each other or not.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use feishu_client::Client;
//! use feishu_client_redis::{Redis, RedisRateLimiter, RedisTokens};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let redis = Redis::open("redis://:password@cache.internal:6379/0")?.prefix("career-site");
//! let client = Client::builder()
//!     .credentials("cli_a1b2c3", "the app's secret")
//!     .token_store(Arc::new(RedisTokens::new(redis.clone())))
//!     .limiter(Arc::new(RedisRateLimiter::new(redis).processes(4)))
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! * [`RedisTokens`]: all processes use one token of an app, and one of them fetches it.
//! * [`RedisRateLimiter`]: all processes together keep within the limits of an endpoint.
//!
//! A call costs two operations of the server before it is sent, and one after its response, in the background.
//!
//! What is shared belongs to one app at one address of the service: both are in every key, behind the
//! [prefix](Redis::prefix). Apps and addresses can share a server.
//!
//! The feature `tls`, off by default, adds addresses that begin with `rediss://`.
//!
//! # When the server is away
//!
//! No call fails because the server does, and none is sent twice: whether a call may be sent again is decided by
//! the client alone. An operation that fails or takes longer than the [timeout](Redis::timeout) is given up, and the
//! server is left alone for a second. The next operation connects again. Meanwhile:
//!
//! * *Tokens*: each process goes on with the token that it fetched last, or fetches one itself. The service returns
//!   the same token to all of them. A client leaves the store alone for 10 s.
//! * *Rate limits*: each process counts its own calls, those before the failure included, and keeps to its part of
//!   the limits, as set by [`processes`](RedisRateLimiter::processes).
//!
//! A server that comes back may have lost its data, and does not know the calls that were made while it was away. Until
//! it has counted for as long as the longest window (a minute for most endpoints), each process keeps to its part, too;
//! this also applies to a server that is used for the first time. So the processes together keep within the limits while
//! the server is away and when it comes back, with two exceptions: in the first window after the server fails, if they
//! made use of the limits unequally before; and as long as only some of them cannot reach the server. Then they make less
//! than twice as many calls as are allowed. The service refuses what is too much without carrying it out, and the client
//! waits and sends it again.
//!
//! A server that removes keys when its memory is full forgets calls. Use the policy `noeviction`, which is the default.
//!
//! # Secrets
//!
//! Tokens are stored as they are: whoever can read the server's data can act as the app until they expire, two hours at
//! most. Protect the server with a password, and the connection with TLS (feature `tls`, URLs that begin with
//! `rediss://`). Neither `Debug` nor an error shows the URL's password or a token.

mod limiter;
mod script;
mod server;
mod tokens;

pub use limiter::RedisRateLimiter;
pub use server::{InvalidUrl, Redis};
pub use tokens::RedisTokens;
