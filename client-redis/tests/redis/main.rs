//! Tokens and rate limits that processes share.
//!
//! Most tests need a program of Redis or Valkey, whose name is in `FEISHU_REDIS_SERVER`; each starts a server of its
//! own on a free port of loopback: `FEISHU_REDIS_SERVER=redis-server cargo test -p feishu-client-redis -- --ignored`.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod away;
/// The service, as the client's tests play it.
#[expect(dead_code, reason = "the client's tests need more of it")]
#[path = "../../../client/tests/transport/server.rs"]
mod http;
mod limiter;
mod processes;
mod redis_server;
mod settings;
mod tokens;
