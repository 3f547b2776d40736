//! Issues and checks access tokens.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use feishu_schema::Endpoint;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::refusal::Refusal;

/// The id of the token endpoint in records and faults.
pub const TOKEN_ENDPOINT: &str = "auth.v3.tenant_access_token.internal.post";

/// A token that lasts at least so much longer is handed out again.
const REUSED_FROM: Duration = Duration::from_secs(30 * 60);

/// The description of the token endpoint.
pub(crate) fn endpoint() -> Result<Endpoint, feishu_schema::Error> {
    Endpoint::from_json(include_str!("token/tenant_access_token.json"))
}

/// The apps, and the tokens that they were given.
pub(crate) struct Tokens {
    secrets: BTreeMap<String, String>,
    lifetime: Duration,
    /// Goes into each token, so that two mocks never give the same one.
    salt: String,
    issued: Mutex<Issued>,
}

#[derive(Default)]
struct Issued {
    count: u64,
    by_token: BTreeMap<String, Owner>,
    /// The latest token of each app.
    current: BTreeMap<String, String>,
}

/// Whose token it is, and until when (as time since the mock started).
struct Owner {
    app: String,
    end: Duration,
}

impl Tokens {
    pub(crate) fn new(secrets: BTreeMap<String, String>, lifetime: Duration, salt: String) -> Self {
        Tokens { secrets, lifetime, salt, issued: Mutex::default() }
    }

    /// Registers a user access token of `app`, which does not end.
    pub(crate) fn add_user(&self, token: String, app: String) {
        self.issued().by_token.insert(token, Owner { app, end: Duration::MAX });
    }

    /// The app whose token this is, if it is still good.
    pub(crate) fn app_of(&self, token: &str, now: Duration) -> Option<String> {
        let issued = self.issued();
        issued.by_token.get(token).filter(|owner| now < owner.end).map(|owner| owner.app.clone())
    }

    /// Forgets every tenant access token.
    pub(crate) fn revoke(&self) {
        let mut issued = self.issued();
        issued.current.clear();
        issued.by_token.retain(|token, _| !token.starts_with("t-"));
    }

    /// The answer of the token endpoint to a body that fits its description.
    pub(crate) fn grant(&self, body: &Map<String, Value>, now: Duration) -> Result<Value, Refusal> {
        let text = |name| body.get(name).and_then(Value::as_str).unwrap_or_default();
        let (app, secret) = (text("app_id"), text("app_secret"));
        if self.secrets.get(app).is_none_or(|right| right != secret) {
            return Err(Refusal::new(400, 10015, "app_id or app_secret is wrong"));
        }
        let mut issued = self.issued();
        issued.by_token.retain(|_, owner| now < owner.end);
        let (token, left) = issued.token_for(app, now, self.lifetime, &self.salt);
        Ok(json!({ "code": 0, "msg": "ok", "tenant_access_token": token, "expire": left.as_secs() }))
    }

    fn issued(&self) -> MutexGuard<'_, Issued> {
        self.issued.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Issued {
    /// A good token of `app` and how long it lasts.
    fn token_for(&mut self, app: &str, now: Duration, lifetime: Duration, salt: &str) -> (String, Duration) {
        if let Some(token) = self.current.get(app)
            && let Some(owner) = self.by_token.get(token)
            && let left = owner.end.saturating_sub(now)
            && left >= REUSED_FROM
        {
            return (token.clone(), left);
        }
        self.count += 1;
        let token = new_token(&format!("{salt} {app} {}", self.count));
        self.by_token.insert(token.clone(), Owner { app: app.to_owned(), end: now.saturating_add(lifetime) });
        self.current.insert(app.to_owned(), token.clone());
        (token, lifetime)
    }
}

/// A token in the platform's form: `t-` and thirty hexadecimal digits.
fn new_token(seed: &str) -> String {
    let digits = Sha256::digest(seed).iter().take(15).map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("t-{digits}")
}
