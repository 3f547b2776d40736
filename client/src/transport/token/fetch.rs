//! The call that returns an access token.

use std::ops::RangeInclusive;
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use super::Token;
use super::source::USELESS_BELOW;
use crate::transport::App;
use crate::{
    AnyCode, Endpoint, EndpointInfo, FieldPath, Method, RawResponse, ReadError, RequestBody, Unreadable,
    Validate, Validator, endpoint,
};

/// 自建应用获取 tenant_access_token.
#[derive(Serialize)]
pub(super) struct GetToken<'a> {
    app_id: &'a str,
    #[serde(serialize_with = "expose")]
    app_secret: &'a SecretString,
}

impl<'a> GetToken<'a> {
    pub(super) fn new(app: &'a App, app_secret: &'a SecretString) -> Self {
        Self { app_id: app.id(), app_secret }
    }
}

#[derive(Deserialize)]
pub(super) struct Fetched {
    tenant_access_token: String,
    /// How long it is valid, in seconds.
    expire: i64,
}

/// The only place where the secret leaves the client.
fn expose<S: Serializer>(secret: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose_secret())
}

/// The documented validity at most. At least so long that not every call fetches a token, whatever the service says:
/// a token that is no longer valid is refused, and then replaced.
const VALIDITY: RangeInclusive<u64> = USELESS_BELOW.as_secs() + 10..=2 * 60 * 60;

impl Fetched {
    pub(super) fn into_token(self, asked_at: SystemTime) -> Token {
        let seconds = u64::try_from(self.expire).unwrap_or_default();
        let valid_for = Duration::from_secs(seconds.clamp(*VALIDITY.start(), *VALIDITY.end()));
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
        fields: "app_id\napp_secret",
    };

    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        RequestBody::json(self)
    }

    fn read(response: &RawResponse<'_>) -> Result<Fetched, ReadError<AnyCode>> {
        let fetched: Fetched = response.flat()?;
        match endpoint::bearer(&fetched.tenant_access_token) {
            Ok(_) => Ok(fetched),
            Err(_) => Err(ReadError::Unreadable(Unreadable::wrong_data(
                response.status(),
                response.log_id(),
                "the access token is empty or not a header value",
            ))),
        }
    }
}
