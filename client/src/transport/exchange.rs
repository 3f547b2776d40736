//! One HTTP exchange: a request goes out, and all of the answer comes back.

use std::mem;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderValue, USER_AGENT};
use http::{HeaderMap, StatusCode};
use reqwest::Url;

use crate::endpoint::RequestParts;
use crate::{BuildError, Endpoint, RawResponse};

/// How many headers a request has room for at first: those of this file, and those that are added below.
const HEADERS: usize = 12;

/// A request without its token, ready to be sent once.
pub(super) struct PreparedRequest(reqwest::Request);

impl PreparedRequest {
    pub(super) fn new<E: Endpoint>(
        request: &E,
        base_url: &Url,
        user_agent: &HeaderValue,
        timeout: Duration,
    ) -> Result<Self, BuildError> {
        let RequestParts { path, query, headers: own, body } =
            RequestParts::new(request, base_url.path().trim_end_matches('/'))?;
        // The base was read once, host and all; this puts in what is new only.
        let mut url = base_url.clone();
        url.set_path(&path);
        url.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
        let mut prepared = reqwest::Request::new(E::INFO.method.clone(), url);
        let mut headers = HeaderMap::with_capacity(HEADERS);
        headers.insert(USER_AGENT, user_agent.clone());
        headers.extend(own);
        *prepared.headers_mut() = headers;
        *prepared.body_mut() = Some(body).filter(|body| !body.is_empty()).map(Into::into);
        *prepared.timeout_mut() = Some(timeout);
        Ok(Self(prepared))
    }

    /// Sends the request with this token, and waits for all of the answer.
    pub(super) async fn send(
        self,
        http: &reqwest::Client,
        bearer: Option<HeaderValue>,
    ) -> Result<Received, TransportError> {
        let Self(mut request) = self;
        if let Some(bearer) = bearer {
            request.headers_mut().insert(AUTHORIZATION, bearer);
        }
        let mut response = http.execute(request).await.map_err(TransportError::new)?;
        let (status, headers) = (response.status(), mem::take(response.headers_mut()));
        let body = response.bytes().await.map_err(TransportError::new)?;
        Ok(Received { status, headers, body })
    }
}

/// An answer, whole.
pub(super) struct Received {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Received {
    pub(super) fn answer(&self) -> RawResponse<'_> {
        RawResponse::new(self.status, &self.headers, &self.body)
    }

    /// How long the service asks to wait, if it does.
    pub(super) fn asked_wait(&self) -> Option<Duration> {
        let seconds = |name| self.headers.get(name)?.to_str().ok()?.trim().parse::<u32>().ok();
        let seconds = seconds("x-ogw-ratelimit-reset").or_else(|| seconds("retry-after"))?;
        Some(Duration::from_secs(seconds.into()))
    }
}

/// A request or its answer that did not get through. Neither `Debug` nor `Display` shows the URL, whose query may
/// hold personal data.
#[derive(Debug, thiserror::Error)]
#[error("{}", .stage.in_words(self.is_timeout()))]
pub struct TransportError {
    stage: Stage,
    source: reqwest::Error,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Connecting,
    Exchanging,
}

impl TransportError {
    fn new(error: reqwest::Error) -> Self {
        let stage =
            if error.is_connect() || error.is_builder() { Stage::Connecting } else { Stage::Exchanging };
        Self { stage, source: error.without_url() }
    }

    /// Whether the request cannot have reached the service, because there was no connection.
    #[must_use]
    pub fn is_before_sending(&self) -> bool {
        self.stage == Stage::Connecting
    }

    /// Whether it took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.source.is_timeout()
    }
}

impl Stage {
    const fn in_words(self, is_timeout: bool) -> &'static str {
        match (self, is_timeout) {
            (Self::Connecting, true) => "no connection to the service in time",
            (Self::Connecting, false) => "no connection to the service",
            (Self::Exchanging, true) => "no answer from the service in time",
            (Self::Exchanging, false) => "the connection to the service failed before the answer was whole",
        }
    }
}
