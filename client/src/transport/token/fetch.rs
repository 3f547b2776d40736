//! The call that returns a token.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::Token;
use crate::transport::app::{App, Secret};
use crate::{
    AnyCode, Endpoint, EndpointInfo, FieldPath, Method, RawResponse, ReadError, RequestBody, Validate,
    Validator,
};

/// 自建应用获取 tenant_access_token.
#[derive(Serialize)]
pub(super) struct GetToken<'a> {
    app_id: &'a str,
    app_secret: &'a Secret,
}

impl<'a> GetToken<'a> {
    pub(super) fn new(app: &'a App, app_secret: &'a Secret) -> Self {
        Self { app_id: app.id(), app_secret }
    }
}

#[derive(Deserialize)]
pub(super) struct Fetched {
    tenant_access_token: String,
    /// How long it is valid, in seconds.
    expire: i64,
}

impl Fetched {
    pub(super) fn into_token(self, asked_at: SystemTime) -> Token {
        let valid_for = Duration::from_secs(self.expire.try_into().unwrap_or_default());
        Token::new(self.tenant_access_token, asked_at.checked_add(valid_for).unwrap_or(asked_at))
    }
}

impl Validate for GetToken<'_> {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for GetToken<'_> {
    type Response = Fetched;
    type Code = AnyCode;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "auth.v3.tenant_access_token.internal.post",
        title: "自建应用获取 tenant_access_token",
        docs: "https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal",
        method: Method::POST,
        path: "/open-apis/auth/v3/tenant_access_token/internal",
        tokens: &[],
        rate_limits: &[],
        scopes: &[],
        field_scopes: &[],
        optional_fields: "",
    };

    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        RequestBody::json(self)
    }

    fn read(response: &RawResponse<'_>) -> Result<Fetched, ReadError<AnyCode>> {
        response.flat()
    }
}
