//! The HTTP client: access tokens, rate limits, repetition, deadlines.

mod app;
mod auth;
mod builder;
mod call;
mod client;
mod deadline;
mod download;
mod engine;
mod error;
mod exchange;
mod future;
mod limiter;
mod limits;
mod options;
mod pages;
mod retry;
mod token;
mod upload;
mod verdict;

pub use app::App;
pub use builder::{ClientBuilder, ConfigError, FEISHU_BASE_URL, LARK_BASE_URL};
pub use call::Call;
pub use client::Client;
pub use error::{Error, ErrorClass};
pub use exchange::TransportError;
pub use future::BoxFuture;
pub use limiter::{Permit, RateLimitKey, RateLimiter, SlidingWindowLimiter, WouldWait};
pub use limits::SizeLimits;
pub use pages::{Items, Pages};
pub use retry::RetryPolicy;
pub use token::{MemoryTokens, StoreError, Token, TokenStore};
