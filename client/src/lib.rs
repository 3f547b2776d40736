//! HTTP client, traits and value types for typed endpoints of the Feishu (Lark) Open Platform.
//!
//! The types of an endpoint (its request, its response, its options and error codes) are generated from its page of the
//! documentation, for example those in `feishu-api`. This crate sends them, and holds what they have in common. It is for
//! programs that call the platform, such as a career site that submits applications to Feishu Hire:
//!
//! ```
//! use feishu_client::{Client, ErrorClass};
//!
//! # use feishu_client::{ConfigError, Endpoint, Error};
//! # fn client() -> Result<Client, ConfigError> {
//! let client = Client::builder()
//!     .credentials("cli_a1b2c3", "the app's secret")
//!     .interactive() // a call takes at most 15 s; `batch` is for background work
//!     .build()?;
//! # Ok(client)
//! # }
//! # async fn submit<E: Endpoint + Sync>(client: &Client, request: E) -> Result<E::Response, Error<E::Code>> {
//!
//! // `request` is the request of any endpoint.
//! let response = match client.send(&request).await {
//!     Ok(response) => response,
//!     Err(error) => {
//!         match error.class() {
//!             ErrorClass::Invalid => println!("correct these fields: {:?}", error.violations()),
//!             ErrorClass::OutcomeUnknown => println!("look at the service before you send it again"),
//!             _ => println!("{error}"),
//!         }
//!         return Err(error);
//!     }
//! };
//! # Ok(response)
//! # }
//! ```
//!
//! A client never sends a POST again unless the first one cannot have been carried out, or the caller says that it does no
//! harm. Every call ends within its deadline, and every response has a size limit. `Debug`, errors and logs show structure,
//! ids, options and booleans; everything else is redacted.
//!
//! # What is here
//!
//! | for | see |
//! |---|---|
//! | sending | [`Client`], [`ClientBuilder`], [`Call`] for the options of one call, [`Error`] and [`ErrorClass`] |
//! | responses in pages | [`Client::items`] and [`Client::pages`], streams over all pages |
//! | several machines | [`TokenStore`] and [`RateLimiter`], which `feishu-client-redis` implements |
//! | validation | [`Validate`] reports every broken rule as a [`Violation`]; [`ValidationOptions`] adds rules |
//! | values | [`Timestamp`], [`Until`], [`CustomValue`] and [`EncodedValue`], [`OpenEnum`], [`File`] |
//! | other HTTP clients | [`Endpoint`] builds an HTTP request and reads a [`RawResponse`], without I/O |
//! | errors | [`ErrorCode`], [`ApiError`] |
//!
//! ```
//! use feishu_client::{CustomValue, EncodedValue, Timestamp, Until, Validate};
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
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `transport` | yes | [`Client`]; without it this crate has no I/O and needs no async runtime |
//! | `rustls` | yes | HTTPS with rustls and aws-lc-rs, which needs a C compiler |
//! | `native-tls` | no | HTTPS with the TLS of the system, which compiles no C: Schannel, Secure Transport, or OpenSSL with its headers |
//! | `chrono`, `jiff` | no | conversions between [`Timestamp`] and the types of these crates |
//!
//! Where both `rustls` and `native-tls` are on, the client uses the TLS of the system. With neither, it sends to addresses
//! that begin with `http://` only.
//!
//! # Where next
//!
//! [`Client::send`] says what a call takes care of, and [`ClientBuilder`] what can be set. The repository's guide has a page
//! each on submitting, custom fields, validation, errors, several machines, and testing with a mock.

// Without the transport, the documentation refers to items that are not there.
#![cfg_attr(not(feature = "transport"), allow(rustdoc::broken_intra_doc_links))]

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
