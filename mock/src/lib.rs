//! A server that simulates any described Feishu (Lark) endpoint on this machine: for tests of programs that call the
//! platform, in any language. The program `feishu-mock` serves a folder of descriptions.
//!
//! It knows the endpoints by their descriptions ([`feishu_schema::Endpoint`]): the form of a request, the response, the
//! rate limits and the documented errors. Around them it simulates the platform: the token endpoint, `Authorization`,
//! rate limits, the form of errors. It injects faults on demand, see [`Fault`].
//!
//! ```
//! use feishu_mock::{FaultKind, Mock, Verdict};
//! use serde_json::{Value, json};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mock = Mock::builder().endpoints("tests/endpoints").app("cli_a", "secret").start().await?;
//! let url = |path: &str| format!("{}/open-apis/{path}", mock.base_url());
//! let http = reqwest::Client::new();
//!
//! let credentials = json!({ "app_id": "cli_a", "app_secret": "secret" });
//! let answer = http.post(url("auth/v3/tenant_access_token/internal")).json(&credentials).send().await?;
//! let answer: Value = answer.json().await?;
//! let token = answer["tenant_access_token"].as_str().unwrap_or_default();
//!
//! let greet = || http.get(url("demo/v1/greetings/7?lang=en")).bearer_auth(token).send();
//! let answer: Value = greet().await?.json().await?;
//! assert_eq!(answer["data"]["text"], "Hello");
//!
//! mock.inject(FaultKind::CutAfterRead)?;
//! assert!(greet().await.is_err());
//! assert_eq!(mock.requests().len(), 3);
//! assert_eq!(mock.requests()[2].verdict, Verdict::Accepted);
//! # Ok(())
//! # }
//! ```
//!
//! A client of `feishu-client` sends to it with `Client::builder().base_url(mock.base_url())`. [`Mock::builder`] has the
//! settings, [`Mock::inject`] injects faults, and [`Mock::requests`] returns what was received.
//!
//! # What it decides
//!
//! What the documentation leaves open is decided here as follows.
//!
//! * What a call breaks against its description is refused with 99992402 and `field_violations` (HTTP 400), as the
//!   platform's gateway does, never with an error of the endpoint's own list: those come on demand. A body that
//!   cannot be read at all is refused with 9499 (HTTP 400).
//! * Members and parameters that the description does not know are accepted, and recorded.
//! * `null` counts as absent. Patterns and prose rules are not enforced.
//! * Windows slide by default ([`RateLimitMode`]); a limited call does not count.
//! * An endpoint answers with its documented example, or with [`Mock::answer`]'s. An example that is a page is followed by
//!   one more, which is the last.
//! * What Feishu Hire's application workflow creates is remembered: a site user's `external_id` returns the same user,
//!   and a delivery's task, application and talent can be looked up. A task is new, then running, then done.
//! * Requests that a web page of another site sends through a browser (by `Host`, `Origin` and `Sec-Fetch-Site`) get HTTP
//!   403, and are not recorded.
//! * Ids are counted up from 7000000000000000001, so that two runs of a test see the same.

mod answer;
mod auth;
mod body;
mod builder;
mod call;
mod canned;
mod catalog;
mod check;
mod clock;
mod control;
mod documented;
mod error;
mod fault;
mod gate;
mod limit;
mod loopback;
mod memory;
mod mock;
mod paging;
mod parsed;
mod platform;
mod recorded;
mod refusal;
mod reply;
mod route;
mod server;
mod token;

pub use builder::MockBuilder;
pub use canned::{CannedAnswer, CannedAnswerState, CannedContent};
pub use check::Violation;
pub use documented::DocumentedError;
pub use error::Error;
pub use fault::{Fault, FaultKind, FaultState};
pub use limit::RateLimitMode;
pub use mock::Mock;
pub use recorded::{RecordedRequest, Verdict, fingerprint};
pub use token::TOKEN_ENDPOINT;
