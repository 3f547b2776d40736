//! One HTTP exchange: a request is sent, and its whole response received.

use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderValue, USER_AGENT};
use http::{HeaderMap, StatusCode};
use reqwest::Url;

use super::download::{self, Download};
use super::options::CallOptions;
use super::upload::Upload;
use crate::endpoint::{Chunk, RequestParts};
use crate::{BuildError, Endpoint, File, RawResponse, Unreadable};

/// How many headers a request has room for at first: those of this file, and those that are added below it.
const HEADERS: usize = 12;

/// The longest wait that is distinguished.
const MAX_ASKED_WAIT: u64 = 366 * 24 * 60 * 60;

/// A request without its token, ready to be sent once.
pub(super) struct PreparedRequest {
    request: reqwest::Request,
    /// The body, if it is not all in memory.
    chunks: Vec<Chunk>,
}

/// Where a response goes, and how large it may be.
#[derive(Clone, Copy)]
pub(super) struct Destination<'a> {
    /// In memory if `None`.
    pub(super) path: Option<&'a Path>,
    pub(super) limit: u64,
}

impl PreparedRequest {
    pub(super) fn new<E: Endpoint>(
        request: &E,
        base_url: &Url,
        user_agent: &HeaderValue,
        options: &CallOptions<'_>,
    ) -> Result<Self, BuildError> {
        let RequestParts { path, query, headers: own, body } =
            RequestParts::new(request, base_url.path().trim_end_matches('/'), &options.nulls)?;
        // The base was parsed once, with its host; only what is new is added here.
        let mut url = base_url.clone();
        url.set_path(&path);
        url.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
        let mut prepared = reqwest::Request::new(E::INFO.method.clone(), url);
        let mut headers = HeaderMap::with_capacity(HEADERS);
        headers.insert(USER_AGENT, user_agent.clone());
        headers.extend(own);
        if !options.headers.is_empty() {
            headers.extend(options.headers.clone());
        }
        *prepared.headers_mut() = headers;
        let mut chunks = body.into_chunks();
        if let [Chunk::Bytes(bytes)] = chunks.as_mut_slice() {
            *prepared.body_mut() = Some(mem::take(bytes).into());
            chunks.clear();
        }
        Ok(Self { request: prepared, chunks })
    }

    /// Sends the request with this token, and receives the whole response.
    pub(super) async fn send(
        self,
        http: &reqwest::Client,
        bearer: Option<HeaderValue>,
        timeout: Duration,
        destination: Destination<'_>,
    ) -> Result<Received, ExchangeError> {
        let Self { mut request, chunks } = self;
        if let Some(bearer) = bearer {
            request.headers_mut().insert(AUTHORIZATION, bearer);
        }
        *request.timeout_mut() = Some(timeout);
        if !chunks.is_empty() {
            let upload = Upload::open(chunks).await.map_err(ExchangeError::Open)?;
            *request.body_mut() = Some(reqwest::Body::wrap(upload));
        }
        let mut response = http.execute(request).await.map_err(TransportError::new)?;
        let (status, headers) = (response.status(), mem::take(response.headers_mut()));
        let content = match destination.path {
            Some(path) if status.is_success() => {
                match download::save(&mut response, status, &headers, path, destination.limit).await? {
                    Download::Saved => Content::Disk(path.to_owned()),
                    Download::Refusal(body) => Content::Memory(body),
                    Download::TooLarge => Content::TooLarge(destination.limit),
                }
            }
            _ => match read(&mut response, destination.limit).await? {
                Some(body) => Content::Memory(body),
                None => Content::TooLarge(destination.limit),
            },
        };
        Ok(Received { status, headers, content })
    }
}

/// The body; `None` if it is larger than the limit.
async fn read(response: &mut reqwest::Response, limit: u64) -> Result<Option<Bytes>, TransportError> {
    let fits = |size: usize| size as u64 <= limit;
    if response.content_length().is_some_and(|length| length > limit) {
        return Ok(None);
    }
    let first = response.chunk().await.map_err(TransportError::new)?.unwrap_or_default();
    // Most responses are one chunk, which needs no copy.
    let Some(second) = response.chunk().await.map_err(TransportError::new)? else {
        return Ok(Some(first).filter(|body| fits(body.len())));
    };
    let mut body = Vec::with_capacity(2 * (first.len() + second.len()));
    body.extend_from_slice(&first);
    body.extend_from_slice(&second);
    while fits(body.len()) {
        match response.chunk().await.map_err(TransportError::new)? {
            Some(chunk) => body.extend_from_slice(&chunk),
            None => return Ok(Some(body.into())),
        }
    }
    Ok(None)
}

/// A response that was received as a whole.
pub(super) struct Received {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    content: Content,
}

enum Content {
    Memory(Bytes),
    Disk(PathBuf),
    TooLarge(u64),
}

impl Received {
    /// The response; one that is on disk or too large has no body here.
    pub(super) fn response(&self) -> RawResponse<'_> {
        let body = match &self.content {
            Content::Memory(body) => body.as_ref(),
            Content::Disk(_) | Content::TooLarge(_) => &[],
        };
        RawResponse::new(self.status, &self.headers, body)
    }

    /// The file, if the response was written to disk.
    pub(super) fn saved(&self) -> Option<File> {
        let Content::Disk(path) = &self.content else { return None };
        let (name, content_type) = self.response().file_headers();
        Some(File::saved(name, content_type, path.clone()))
    }

    pub(super) fn too_large(&self) -> Option<Unreadable> {
        let Content::TooLarge(limit) = self.content else { return None };
        Some(Unreadable::too_large(self.status, self.response().log_id(), limit))
    }

    /// How long the service asks to wait, if it does.
    pub(super) fn asked_wait(&self) -> Option<Duration> {
        self.limit_reset().or_else(|| self.seconds("retry-after"))
    }

    /// How long it is until the platform's own limit is reset, if it names one.
    pub(super) fn limit_reset(&self) -> Option<Duration> {
        self.seconds("x-ogw-ratelimit-reset")
    }

    /// Seconds in a header; those that do not fit a year are a year.
    fn seconds(&self, header: &str) -> Option<Duration> {
        let digits = self.headers.get(header)?.to_str().ok()?.trim();
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| Duration::from_secs(digits.parse().unwrap_or(u64::MAX).min(MAX_ASKED_WAIT)))
    }
}

/// Why an exchange did not come about, or not to its end.
pub(super) enum ExchangeError {
    /// The request or its response did not get through.
    Transport(TransportError),
    /// A file of the request cannot be opened; nothing was sent.
    Open(io::Error),
    /// The response cannot be written to disk.
    Save(io::Error),
}

impl From<TransportError> for ExchangeError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

/// A request or its response that did not get through. Neither `Debug` nor `Display` shows the URL, whose query may
/// hold personal data.
#[derive(Debug, thiserror::Error)]
#[error("{}", .stage.describe(self.is_timeout()))]
pub struct TransportError {
    stage: Stage,
    source: Option<reqwest::Error>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The deadline of the call passed before it was sent.
    Waiting,
    Connecting,
    Exchanging,
    /// The runtime is shutting down.
    Aborted,
}

impl TransportError {
    pub(super) fn new(error: reqwest::Error) -> Self {
        let stage =
            if error.is_connect() || error.is_builder() { Stage::Connecting } else { Stage::Exchanging };
        Self { stage, source: Some(error.without_url()) }
    }

    pub(super) const fn deadline() -> Self {
        Self { stage: Stage::Waiting, source: None }
    }

    pub(super) const fn aborted() -> Self {
        Self { stage: Stage::Aborted, source: None }
    }

    /// Whether the request cannot have reached the service, because there was no connection.
    #[must_use]
    pub fn is_before_sending(&self) -> bool {
        matches!(self.stage, Stage::Waiting | Stage::Connecting)
    }

    /// Whether it took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.stage == Stage::Waiting || self.source.as_ref().is_some_and(reqwest::Error::is_timeout)
    }
}

impl Stage {
    const fn describe(self, is_timeout: bool) -> &'static str {
        match (self, is_timeout) {
            (Self::Waiting, _) => "the deadline of the call passed before it was sent",
            (Self::Connecting, true) => "no connection to the service in time",
            (Self::Connecting, false) => "no connection to the service",
            (Self::Exchanging, true) => "no response from the service in time",
            (Self::Exchanging, false) => {
                "the connection to the service failed before the response was complete"
            }
            (Self::Aborted, _) => "the runtime is shutting down",
        }
    }
}
