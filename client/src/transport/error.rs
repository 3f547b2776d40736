//! Errors of a call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::TransportError;
use crate::{
    AnyCode, ApiError, BuildError, Defect, ErrorCode, GenericCode, TokenKind, Unreadable, Violations,
};

/// Why a call has no response. `C` are the error codes of the endpoint.
///
/// No message and no `Debug` output holds a secret, a token, or a value of the request.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<C: ErrorCode> {
    /// The request breaks rules; nothing was sent.
    Invalid(Violations),
    /// No HTTP request can be made of the values; nothing was sent.
    Unbuildable(BuildError),
    /// The endpoint takes none of the tokens that the client can get; nothing was sent. Hand the call a token with
    /// [`Call::token`](super::Call::token), or the client credentials.
    NoToken(&'static [TokenKind]),
    /// There was no access token to be had; the call itself was not sent. All calls that waited for the token share
    /// the reason.
    Token(Arc<Error<AnyCode>>),
    /// There are too many calls: the client's own account says so, or the service refused the call for it. The call
    /// was not carried out.
    Limited {
        /// How long to wait at least, if it is known.
        retry_after: Option<Duration>,
        /// The service's refusal, if it was the service that refused and its answer could be read.
        refusal: Option<Box<ApiError<C>>>,
    },
    /// The service says that it did not do what was asked.
    Refused(Box<ApiError<C>>),
    /// The call may have been carried out or not: it was sent, and what came back, if anything, does not tell. It
    /// was not repeated, since that might do the same thing twice. Look at the service whether it took effect before
    /// you send it again. Inside is what happened: [`Error::Transport`], [`Error::Unreadable`], or
    /// [`Error::Refused`] with a failure of the service.
    ///
    /// A connection that is cut counts as this even if the service read nothing of the call: the client, which has
    /// sent it, cannot see that.
    OutcomeUnknown(Box<Error<C>>),
    /// The request or its answer did not get through: there was no connection, or, for calls that may be repeated
    /// freely, the connection failed.
    Transport(TransportError),
    /// The answer is not what the documentation promises. The call was not carried out, or may be repeated freely,
    /// or, if the defect is [`Defect::WrongData`], was carried out.
    Unreadable(Unreadable),
}

impl<C: ErrorCode> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => write!(f, "the request is not valid: {violations}"),
            Self::Unbuildable(error) => write!(f, "the request cannot be sent: {error}"),
            Self::NoToken(kinds) => {
                write!(
                    f,
                    "the endpoint takes tokens of other kinds ({kinds:?}), or the client has no credentials"
                )
            }
            Self::Token(error) => write!(f, "no access token: {error}"),
            Self::Limited { retry_after: Some(wait), .. } => {
                write!(f, "too many calls; wait {:.1} s", wait.as_secs_f64())
            }
            Self::Limited { retry_after: None, .. } => f.write_str("too many calls"),
            Self::Refused(error) => error.fmt(f),
            Self::OutcomeUnknown(error) => write!(
                f,
                "it is not known whether the service carried out the call, look there before you send it again: {error}"
            ),
            Self::Transport(error) => error.fmt(f),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

impl<C: ErrorCode> std::error::Error for Error<C> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Token(error) => Some(&**error),
            Self::OutcomeUnknown(error) => Some(&**error),
            Self::Unbuildable(error) => error.source(),
            Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}

impl<C: ErrorCode> Error<C> {
    /// Whether the same call may go well later and can do no harm when it is sent again.
    ///
    /// Never so if the outcome is unknown. The client has repeated the call already, as often as it may.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Limited { .. } | Self::Transport(_) => true,
            Self::Token(error) => error.is_retryable(),
            Self::Refused(error) => is_passing(error),
            Self::Unreadable(error) => error.defect() != Defect::WrongData && !is_turned_away(error.status()),
            _ => false,
        }
    }

    /// Whether the call may have been carried out although there is no response.
    #[must_use]
    pub const fn is_outcome_unknown(&self) -> bool {
        matches!(self, Self::OutcomeUnknown(_))
    }

    /// What the service refused the call with, if it did.
    #[must_use]
    pub fn api_error(&self) -> Option<&ApiError<C>> {
        match self {
            Self::Refused(error) | Self::Limited { refusal: Some(error), .. } => Some(error),
            Self::OutcomeUnknown(cause) => cause.api_error(),
            _ => None,
        }
    }

    /// The service's code, if it refused the call.
    #[must_use]
    pub fn code(&self) -> Option<C> {
        self.api_error().map(|error| error.code)
    }

    /// What the service's support asks for, if there was an answer that named it.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        match self {
            Self::Unreadable(error) => error.log_id(),
            Self::OutcomeUnknown(cause) => cause.log_id(),
            Self::Token(error) => error.log_id(),
            _ => self.api_error()?.log_id.as_deref(),
        }
    }

    /// The HTTP status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Unreadable(error) => Some(error.status()),
            Self::OutcomeUnknown(cause) => cause.status(),
            Self::Token(error) => error.status(),
            _ => self.api_error().map(|error| error.status),
        }
    }

    /// The broken rules, if that is why.
    #[must_use]
    pub const fn violations(&self) -> Option<&Violations> {
        match self {
            Self::Invalid(violations) => Some(violations),
            _ => None,
        }
    }
}

/// Whether a refusal is a failure of the service that passes.
pub(super) fn is_passing<C: ErrorCode>(error: &ApiError<C>) -> bool {
    let is_documented_so = error.code.info().is_some_and(|info| info.status >= 500);
    let generic = error.generic();
    error.status.is_server_error()
        || is_documented_so
        || matches!(generic, Some(GenericCode::ServiceFailed | GenericCode::TokenServiceFailed))
}

/// Whether a status means, whatever a gateway says with it, that the call was not handed on.
pub(super) fn is_turned_away(status: StatusCode) -> bool {
    status.is_redirection() || status.is_client_error() && status != StatusCode::REQUEST_TIMEOUT
}
