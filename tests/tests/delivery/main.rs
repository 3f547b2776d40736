//! The page's request, through the client, to the mock: what reaches the service, how often, and what the caller hears.

mod faults;
mod many;
mod secrets;
mod support;
mod time;
mod tokens;
mod validation;
mod workflow;
