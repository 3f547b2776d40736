//! The transport, against a server on loopback that plays every fault.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::panic)]

mod bounds;
mod calls;
mod errors;
mod files;
mod limits;
mod once;
mod outcomes;
mod pages;
mod secrets;
mod sending;
mod server;
mod tokens;
