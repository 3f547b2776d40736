//! The transport, against a server on loopback that plays every fault.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::panic)]

mod calls;
mod limits;
mod outcomes;
mod pages;
mod secrets;
mod sending;
mod server;
mod tokens;
