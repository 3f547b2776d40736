//! The whole site, seen from outside: the program, a browser's requests to it, and a mock of the service.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod browser;
mod kills;
mod load;
mod logs;
mod pages;
mod support;
