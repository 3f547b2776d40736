//! The mock, seen from the wire. What it should say stands in the platform's documentation; the descriptions
//! under `endpoints` are invented.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod answers;
mod auth;
mod bounds;
mod canned;
mod checks;
mod control;
mod delivery;
mod documented;
mod faults;
mod limits;
mod memory;
mod program;
mod routes;
mod support;
