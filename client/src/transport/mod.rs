//! Sending: HTTP, access tokens, rate limits, repetition.

mod app;
mod auth;
mod builder;
mod call;
mod client;
mod engine;
mod error;
mod exchange;
mod future;
mod limiter;
mod pages;
mod retry;
mod token;
mod verdict;

pub use app::App;
pub use builder::{ClientBuilder, ConfigError, FEISHU, LARK};
pub use call::Call;
pub use client::Client;
pub use error::Error;
pub use exchange::TransportError;
pub use future::BoxFuture;
pub use limiter::{Lane, Permit, RateLimiter, SlidingWindows, TooSoon};
pub use pages::{Items, Pages};
pub use retry::Retry;
pub use token::{MemoryTokens, StoreError, Token, TokenStore};
