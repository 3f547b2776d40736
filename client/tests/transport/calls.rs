//! Two endpoints to call: one that changes something, and one that only reads.

use feishu_client::{
    Client, ClientBuilder, Endpoint, EndpointInfo, ErrorInfo, FieldPath, Method, RateWindow, RawResponse,
    ReadError, RequestBody, RetryPolicy, TokenKind, Validate, Validator, Values, error_code,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;

use crate::server::Server;

pub const SECRET: &str = "secret-of-the-app";

/// A client that does not wait long between two attempts.
pub fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .base_url(&server.url)
        .credentials("cli_1", SECRET)
        .without_proxy()
        .retry(RetryPolicy::new().backoff(Duration::from_millis(10), Duration::from_millis(50)))
}

pub fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A delivery: a POST, which must not be made twice.
#[derive(Serialize)]
pub struct Deliver {
    #[serde(skip)]
    pub website_id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
}

pub fn deliver() -> Deliver {
    Deliver { website_id: "1618209327096".into(), name: "张三".into(), mobile: None }
}

pub const DELIVERED: &str = r#"{"code":0,"msg":"ok","data":{"id":"6960663240925956655"}}"#;

#[derive(Debug, PartialEq, Deserialize)]
pub struct Delivered {
    pub id: Option<String>,
}

impl Validate for Deliver {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.path_value(path, "website_id", &self.website_id);
        validator.not_empty(path, "name", &self.name);
        validator.field(path, "mobile", &self.mobile);
    }
}

impl Endpoint for Deliver {
    type Response = Delivered;
    type Code = Code;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.deliveries.post",
        title: "",
        docs: "",
        method: Method::POST,
        path: "/open-apis/demo/v1/websites/:website_id/deliveries",
        tokens: &[TokenKind::Tenant],
        rate_limits: &[],
        scopes: &[],
        field_scopes: &[],
        fields: "website_id\nname\nmobile",
    };

    fn path_values(&self, values: &mut Values) {
        values.add("website_id", &self.website_id);
    }

    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        RequestBody::json(self)
    }

    fn read(response: &RawResponse<'_>) -> Result<Delivered, ReadError<Code>> {
        response.data()
    }
}

/// A POST of which there may be too many.
pub struct Busy;

impl Validate for Busy {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for Busy {
    type Response = ();
    type Code = BusyCode;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.busy.post",
        method: Method::POST,
        path: "/open-apis/demo/v1/busy",
        ..*Deliver::INFO
    };

    fn read(response: &RawResponse<'_>) -> Result<(), ReadError<BusyCode>> {
        response.empty()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusyCode(i64);

impl feishu_client::ErrorCode for BusyCode {
    const DOCUMENTED: &'static [ErrorInfo] = &[
        ErrorInfo {
            code: 1_002_003,
            name: "busy",
            status: 429,
            message: "繁忙",
            english: "Busy",
            ..*SYSTEM_ERROR
        },
        ErrorInfo {
            code: 1_002_004,
            name: "limited",
            status: 400,
            message: "接口频率限制",
            english: "",
            ..*SYSTEM_ERROR
        },
    ];

    fn code(self) -> i64 {
        self.0
    }

    fn from_code(code: i64) -> Self {
        Self(code)
    }
}

impl fmt::Display for BusyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        error_code::fmt(*self, f)
    }
}

/// A look-up: a GET.
pub struct Look;

impl Validate for Look {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for Look {
    type Response = Delivered;
    type Code = Code;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.deliveries.get",
        method: Method::GET,
        path: "/open-apis/demo/v1/deliveries",
        tokens: &[TokenKind::User, TokenKind::Tenant],
        ..*Deliver::INFO
    };

    fn query_values(&self, values: &mut Values) {
        values.add_text("mobile", "182900291190");
    }

    fn read(response: &RawResponse<'_>) -> Result<Delivered, ReadError<Code>> {
        response.data()
    }
}

/// A look-up of which there may be five a second.
pub struct LimitedLook;

impl Validate for LimitedLook {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for LimitedLook {
    type Response = ();
    type Code = Code;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.limited.get",
        method: Method::GET,
        rate_limits: &[RateWindow { calls: 100, seconds: 60 }, RateWindow { calls: 5, seconds: 1 }],
        ..*Look::INFO
    };

    fn read(response: &RawResponse<'_>) -> Result<(), ReadError<Code>> {
        response.empty()
    }
}

/// What only users may call.
pub struct OfUser;

impl Validate for OfUser {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for OfUser {
    type Response = ();
    type Code = Code;

    const INFO: &'static EndpointInfo =
        &EndpointInfo { method: Method::GET, tokens: &[TokenKind::User], ..*Look::INFO };

    fn read(response: &RawResponse<'_>) -> Result<(), ReadError<Code>> {
        response.empty()
    }
}

const SYSTEM_ERROR: &ErrorInfo = &ErrorInfo {
    code: 1_002_001,
    name: "system_error",
    status: 500,
    message: "系统错误",
    english: "The service failed",
    advice: "",
    advice_original: "",
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    SystemError,
    Unknown(i64),
}

impl feishu_client::ErrorCode for Code {
    const DOCUMENTED: &'static [ErrorInfo] = &[*SYSTEM_ERROR];

    fn code(self) -> i64 {
        match self {
            Self::SystemError => 1_002_001,
            Self::Unknown(code) => code,
        }
    }

    fn from_code(code: i64) -> Self {
        if code == 1_002_001 { Self::SystemError } else { Self::Unknown(code) }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        error_code::fmt(*self, f)
    }
}
