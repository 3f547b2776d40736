//! Runtime of the generated Feishu (Lark) Open Platform API: traits, value types, and an HTTP client.
//!
//! The types of an endpoint (its request, its response, its options and error codes) are generated from its page of
//! the documentation. They are plain structs and enums. What they have in common is here:
//!
//! * values: [`Timestamp`], [`Until`], [`CustomValue`] and [`EncodedValue`], [`OpenEnum`], [`File`];
//! * validation before sending: [`Validate`] reports every broken rule as a [`Violation`]; [`ValidationOptions`] adds
//!   rules that only the caller can know;
//! * endpoints: an [`Endpoint`] builds an HTTP request and reads a [`RawResponse`], without any I/O;
//! * pages: [`Paged`], [`Listed`], and [`PageTokens`], which knows when to stop;
//! * errors: [`ErrorCode`], [`ApiError`];
//! * sending (feature `transport`, on by default): `Client` sends any [`Endpoint`] as an app, and takes care of access
//!   tokens, rate limits, repetition and deadlines; its `items` and `pages` are streams over all pages.
//!
//! ```
//! use feishu_client::{ValidationOptions, CustomKind, CustomValue, EncodedValue, Timestamp, Until, Validate};
//!
//! // A time in milliseconds, "until now", and the value of a custom field.
//! let start = Timestamp::from_millis(1_609_430_400_000);
//! let end = Until::Ongoing;
//! let languages = EncodedValue::from(CustomValue::MultipleChoice(vec!["1".into(), "2".into()]));
//! assert_eq!(serde_json::to_string(&(start, end, languages))?, r#"[1609430400000,-1,"[\"1\", \"2\"]"]"#);
//!
//! // Seconds where the service expects milliseconds: reported before anything is sent.
//! let violations = Timestamp::from_millis(1_609_430_400).validate().unwrap_err();
//! assert!(violations.to_string().contains("looks like seconds"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Without the feature `transport` this crate needs no async runtime and sends nothing. The features `jiff` and `chrono`
//! (off by default) add conversions between [`Timestamp`] and the types of these crates.

mod answer;
mod custom;
mod endpoint;
pub mod error_code;
mod maybe;
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

/// For the macros of this crate. Not all of serde, whose private names would lengthen the compiler's messages.
#[doc(hidden)]
pub mod __private {
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}

pub use answer::{
    ApiError, Defect, Detail, FieldViolation, GenericCode, Help, PermissionViolation, RawResponse, ReadError,
    Unreadable,
};
pub use custom::{CustomKind, CustomValue, CustomValueError, Decimal, EncodedValue, InvalidDecimal};
pub use endpoint::{
    BuildError, Endpoint, EndpointInfo, File, Multipart, Parameter, RateWindow, RequestBody, ResponseKind,
    TokenKind, Values,
};
pub use error_code::{AnyCode, ErasedCode, ErrorCode, ErrorInfo};
pub use http::Method;
pub use maybe::{Maybe, MaybeList, MaybeTextList};
pub use open_enum::{OpenEnum, OptionInfo, UnknownOption};
pub use paging::{Listed, NextPage, NextStep, PageTokens, Paged};
pub use record::Record;
pub use redacted::Redacted;
#[cfg(feature = "transport")]
pub use secrecy;
pub use time::{Timestamp, TimestampOutOfRange, Until};
#[cfg(feature = "transport")]
pub use transport::{
    App, BoxFuture, Call, Client, ClientBuilder, ConfigError, Error, ErrorClass, FEISHU_BASE_URL, Items,
    LARK_BASE_URL, MemoryTokens, Pages, Permit, RateLimitKey, RateLimiter, RetryPolicy, SizeLimits,
    SlidingWindowLimiter, StoreError, Token, TokenStore, TransportError, WouldWait,
};
pub use validate::{
    Bounds, CustomFieldRule, FieldPath, Numeric, PathSegment, Present, RequestField, UnknownField, Validate,
    ValidationOptions, Validator, Violation, ViolationKind, Violations,
};
