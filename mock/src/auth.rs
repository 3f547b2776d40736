//! Checks the `Authorization` header.

use std::time::Duration;

use axum::http::{HeaderMap, header};
use feishu_schema::{Endpoint, Token};

use crate::refusal::Refusal;
use crate::token::Tokens;

/// The app that calls, or `None` where the endpoint asks for no token; `refused` is the HTTP status with which
/// a token is refused.
pub(crate) fn app(
    endpoint: &Endpoint,
    headers: &HeaderMap,
    tokens: &Tokens,
    now: Duration,
    refused: u16,
) -> Result<Option<String>, Refusal> {
    if !needs_token(endpoint) {
        return Ok(None);
    }
    let token = bearer(headers).ok_or_else(|| missing(refused))?;
    let kind = Kind::from_token(token).ok_or_else(|| malformed(refused))?;
    let app =
        tokens.app_of(token, now).filter(|_| endpoint.tokens.is_empty() || endpoint.tokens.contains(&kind.0));
    app.map(Some).ok_or_else(|| kind.refusal(refused))
}

/// An endpoint whose page lists neither token kinds nor the header is open to all.
fn needs_token(endpoint: &Endpoint) -> bool {
    let names_header =
        endpoint.request.header.iter().any(|field| field.name.eq_ignore_ascii_case("authorization"));
    names_header || !endpoint.tokens.is_empty()
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").filter(|token| !token.is_empty())
}

/// The kind of a token, by its prefix.
struct Kind(Token);

impl Kind {
    fn from_token(token: &str) -> Option<Self> {
        match token.get(..2)? {
            "t-" => Some(Kind(Token::Tenant)),
            "u-" => Some(Kind(Token::User)),
            "a-" => Some(Kind(Token::App)),
            _ => None,
        }
    }

    /// The same code stands for an invalid token and for a kind that the endpoint does not take.
    fn refusal(&self, status: u16) -> Refusal {
        match self.0 {
            Token::Tenant => Refusal::token_refused(status),
            Token::User => {
                Refusal::new(status, 99991668, "Invalid access token for authorization: user token.")
            }
            Token::App => Refusal::new(status, 99991664, "Invalid app_access_token."),
        }
    }
}

fn missing(status: u16) -> Refusal {
    Refusal::new(
        status,
        99991661,
        "Missing access token for authorization. Please make a test attempt later.",
    )
}

fn malformed(status: u16) -> Refusal {
    Refusal::new(status, 99991671, "Invalid access token format: it must start with 't-' or 'u-'.")
}
