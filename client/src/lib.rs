//! What typed endpoints of the Feishu (Lark) Open Platform stand on.
//!
//! The types of an endpoint (its request, its response, its options and error codes) are generated from the
//! endpoint's page of documentation. They are plain structs and enumerations; everything that they have in common is
//! here:
//!
//! * values: [`Timestamp`], [`Until`], [`CustomValue`] and [`EncodedValue`], [`OpenEnum`], [`File`];
//! * checking before sending: [`Validate`] finds every broken rule as a [`Violation`], [`ValidationOptions`] adds the rules that
//!   only the caller can know;
//! * a call as a value: an [`Endpoint`] makes an HTTP request, and reads an [`RawResponse`], without any I/O;
//! * answers in pages: [`Paged`], [`Listed`], and [`PageTokens`], which knows when to stop;
//! * errors: [`ErrorCode`], [`ApiError`];
//! * sending (feature `transport`, on by default): `Client` sends any [`Endpoint`] as an app, and takes care of access
//!   tokens, rate limits and repetition; its `items` and `pages` are streams over all pages.
//!
//! ```
//! use feishu_client::{ValidationOptions, CustomKind, CustomValue, EncodedValue, Timestamp, Until, Validate};
//!
//! // A time in milliseconds, "until now", and the value of a custom field, each a type of its own.
//! let start = Timestamp::from_millis(1_609_430_400_000);
//! let end = Until::Ongoing;
//! let languages = EncodedValue::from(CustomValue::MultipleChoice(vec!["1".into(), "2".into()]));
//! assert_eq!(serde_json::to_string(&(start, end, languages))?, r#"[1609430400000,-1,"[\"1\", \"2\"]"]"#);
//!
//! // Seconds where the service counts milliseconds: found before anything is sent.
//! let violations = Timestamp::from_millis(1_609_430_400).validate().unwrap_err();
//! assert!(violations.to_string().contains("looks like seconds"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Without the feature `transport` nothing here does any I/O or needs an async runtime. The features `jiff` and `chrono`
//! (off by default) add conversions of [`Timestamp`] from and to the types of these crates.

mod answer;
mod custom;
mod endpoint;
pub mod error_code;
pub mod open_enum;
mod paging;
pub mod record;
mod redacted;
mod time;
#[cfg(feature = "transport")]
mod transport;
mod validate;
pub mod wire;

pub use http;
pub use serde_json;

pub use answer::{
    ApiError, Defect, Detail, FieldViolation, GenericCode, Help, PermissionViolation, RawResponse, ReadError,
    Unreadable,
};
pub use custom::{CustomKind, CustomValue, CustomValueError, Decimal, EncodedValue, InvalidDecimal};
pub use endpoint::{
    BuildError, Endpoint, EndpointInfo, File, Multipart, Parameter, RateWindow, RequestBody, TokenKind,
    Values,
};
pub use error_code::{AnyCode, ErrorCode, ErrorInfo};
pub use http::Method;
pub use open_enum::{OpenEnum, OptionInfo, UnknownOption};
pub use paging::{Listed, NextPage, NextStep, PageTokens, Paged};
pub use record::Record;
pub use redacted::Redacted;
pub use time::{Timestamp, TimestampOutOfRange, Until};
#[cfg(feature = "transport")]
pub use transport::{
    App, BoxFuture, Call, Client, ClientBuilder, ConfigError, Error, FEISHU_BASE_URL, Items, LARK_BASE_URL,
    MemoryTokens, Pages, Permit, RateLimitKey, RateLimiter, RetryPolicy, SlidingWindowLimiter, StoreError,
    Token, TokenStore, TransportError, WouldWait,
};
pub use validate::{
    FieldPath, Present, UnknownField, Validate, ValidationOptions, Validator, Violation, ViolationKind,
    Violations,
};
