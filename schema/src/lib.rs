//! The description of a Feishu (Lark) Open Platform endpoint, as a value.
//!
//! The tool `feishu-codegen` writes an [`Endpoint`] from a page of the documentation, and every other tool (Rust code, the
//! mock server, the exports, the comparison of two versions) reads it. This crate is for programs that read or write
//! descriptions. Programs that call endpoints need `feishu-client` instead. It holds:
//!
//! * the model ([`Endpoint`], [`Field`], [`Type`], …) with its JSON form,
//! * the [JSON Schema](json_schema) of that form,
//! * the [`Lexicon`]: the English names, sentences and corrections that people add.
//!
//! ```
//! use feishu_schema::{Endpoint, Method};
//!
//! let json = r#"{
//!   "$schema": "../endpoint.schema.json",
//!   "id": "demo.v1.greetings.get",
//!   "title": "问候",
//!   "source": { "page": "greetings.md", "digest": "0" },
//!   "method": "GET",
//!   "host": "open.feishu.cn",
//!   "path": "/open-apis/demo/v1/greetings",
//!   "request": {},
//!   "response": { "form": "data", "fields": [
//!     { "name": "text", "line": 12, "placed": "only", "type": "string", "spelled": "string", "text": "问候语" }
//!   ] }
//! }"#;
//! let endpoint = Endpoint::from_json(json)?;
//! assert_eq!(endpoint.method, Method::Get);
//! assert_eq!(endpoint.response.fields[0].name, "text");
//! # Ok::<(), feishu_schema::Error>(())
//! ```

mod endpoint;
mod english;
mod error;
mod field;
pub mod lexicon;

pub use endpoint::{
    App, Body, Content, Contradiction, ContradictionKind, Endpoint, ErrorCase, Example, Host, Method, Note,
    RateLimit, Request, Response, ResponseForm, Scope, Source, Token, ValueFormat, Window,
};
pub use english::{EndpointTexts, ErrorTexts, FieldTexts, Language, has_chinese, is_translated};
pub use error::Error;
pub use field::{Choice, Field, Key, Placed, Required, Rule, Sentinel, TimeUnit, Type};
pub use lexicon::{
    EndpointWords, ErrorWords, FieldWords, Lexicon, LexiconError, OptionWords, ServiceWords, StructWords,
    ValueKind,
};

/// The JSON Schema (draft 2020-12) of a description, derived from the model. It is `endpoint.schema.json` in the folder
/// above the descriptions.
#[must_use]
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(Endpoint).to_value()
}
