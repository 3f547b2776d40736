//! Errors of a call.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::TransportError;
use crate::{
    AnyCode, ApiError, BuildError, Defect, ErasedCode, ErrorCode, GenericCode, TokenKind, Unreadable,
    Violation, Violations,
};

/// Why a call has no response. `C` are the error codes of the endpoint; [`Error::erased`] leaves them out.
///
/// Neither `Display` nor `Debug` shows a secret, a token, a value of the request, or words of the service, which may
/// repeat one of them. [`Error::class`] is for programs that decide what to do.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<C: ErrorCode> {
    /// The request breaks rules; nothing was sent.
    Invalid(Violations),
    /// The values do not form an HTTP request; nothing was sent.
    Unbuildable(BuildError),
    /// The client has no token of a kind that the endpoint takes; nothing was sent. Pass a token with
    /// [`Call::token`](super::Call::token), or give the client credentials.
    NoToken(&'static [TokenKind]),
    /// The client could not get an access token; the call itself was not sent. All calls that waited for the token
    /// share the reason.
    Token(Arc<Error<AnyCode>>),
    /// There are too many calls, by the client's own count or according to the service. The call was not carried out.
    Limited {
        /// How long to wait at least, if it is known.
        retry_after: Option<Duration>,
        /// The service's refusal, if the service refused the call and its response could be read.
        refusal: Option<Box<ApiError<C>>>,
    },
    /// The service says that it did not do what was asked.
    Refused(Box<ApiError<C>>),
    /// The call may or may not have been carried out: it was sent, and the response, if there was one, does not say.
    /// It was not repeated, since that might do the same thing twice. Look at the service whether it took effect
    /// before you send it again. Inside is what happened: [`Error::Transport`], [`Error::Unreadable`],
    /// [`Error::File`], or [`Error::Refused`] with a failure of the service.
    ///
    /// This includes a connection that is cut, even if the service read nothing of the call: the client has sent it and
    /// cannot know.
    OutcomeUnknown(Box<Error<C>>),
    /// The request or its response did not get through: there was no connection, the deadline passed before the call
    /// was sent, or, for calls that may be repeated, the connection failed.
    Transport(TransportError),
    /// The response does not match the documentation. The call was not carried out, or may be repeated, or, if the
    /// defect is [`Defect::WrongData`], was carried out.
    Unreadable(Unreadable),
    /// The response cannot be written to disk; see [`Call::save_to`](super::Call::save_to).
    File(io::Error),
}

/// What an error means for the caller, for example for the HTTP status of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// The request has to be corrected. The call was not carried out.
    Invalid,
    /// There are too many calls. The call was not carried out.
    Limited {
        /// How long to wait at least, if it is known.
        retry_after: Option<Duration>,
    },
    /// The service cannot be reached or fails. The same call may succeed later, and does no harm then.
    Unavailable,
    /// The app, its credentials or its permissions have to be corrected. The call was not carried out.
    Misconfigured,
    /// The service refused the call for a reason of its own. The call was not carried out.
    Refused,
    /// The call may or may not have been carried out. Look at the service before you send it again.
    OutcomeUnknown,
    /// The call was carried out, but its response does not match the documentation.
    Unreadable,
}

impl<C: ErrorCode> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => write!(f, "the request is not valid: {violations}"),
            Self::Unbuildable(error) => write!(f, "the request cannot be sent: {error}"),
            Self::NoToken(kinds) => {
                write!(f, "the endpoint takes other tokens ({kinds:?}), or the client has no credentials")
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
            Self::File(error) => write!(f, "the response cannot be written to disk: {}", error.kind()),
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
            Self::File(error) => Some(error),
            _ => None,
        }
    }
}

impl<C: ErrorCode> Error<C> {
    /// What the error means for the caller.
    #[must_use]
    pub fn class(&self) -> ErrorClass {
        match self {
            Self::Invalid(_) => ErrorClass::Invalid,
            Self::Unbuildable(BuildError::BaseUrl | BuildError::Token) | Self::NoToken(_) => {
                ErrorClass::Misconfigured
            }
            Self::Unbuildable(_) => ErrorClass::Invalid,
            // A token is never refused for what the call asks.
            Self::Token(error) => match error.class() {
                ErrorClass::Invalid | ErrorClass::Refused => ErrorClass::Misconfigured,
                ErrorClass::Unreadable => ErrorClass::Unavailable,
                class => class,
            },
            Self::Limited { retry_after, .. } => ErrorClass::Limited { retry_after: *retry_after },
            Self::Refused(error) => class_of_refusal(error),
            Self::OutcomeUnknown(_) => ErrorClass::OutcomeUnknown,
            Self::Transport(_) | Self::File(_) => ErrorClass::Unavailable,
            Self::Unreadable(error) if error.defect() == Defect::WrongData => ErrorClass::Unreadable,
            Self::Unreadable(error) if is_turned_away(error.status()) => ErrorClass::Refused,
            Self::Unreadable(_) => ErrorClass::Unavailable,
        }
    }

    /// The same error with the type of its codes erased, so that calls to several endpoints can share one error type.
    /// Code, documented meaning, status, log id and violations are kept.
    #[must_use]
    pub fn erased(self) -> Error<ErasedCode> {
        let erase = |error: Box<ApiError<C>>| Box::new(error.map_code(ErasedCode::new));
        match self {
            Self::Invalid(violations) => Error::Invalid(violations),
            Self::Unbuildable(error) => Error::Unbuildable(error),
            Self::NoToken(kinds) => Error::NoToken(kinds),
            Self::Token(error) => Error::Token(error),
            Self::Limited { retry_after, refusal } => {
                Error::Limited { retry_after, refusal: refusal.map(erase) }
            }
            Self::Refused(error) => Error::Refused(erase(error)),
            Self::OutcomeUnknown(error) => Error::OutcomeUnknown(Box::new(error.erased())),
            Self::Transport(error) => Error::Transport(error),
            Self::Unreadable(error) => Error::Unreadable(error),
            Self::File(error) => Error::File(error),
        }
    }

    /// Whether the same call may succeed later and can do no harm when it is sent again.
    ///
    /// Never so if the outcome is unknown. The client has repeated the call already, as often as it may.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Limited { .. } | Self::Transport(_) => true,
            Self::Token(error) => error.is_retryable(),
            Self::Refused(error) => is_passing(error),
            Self::Unreadable(error) => {
                !matches!(error.defect(), Defect::WrongData | Defect::TooLarge)
                    && !is_turned_away(error.status())
            }
            _ => false,
        }
    }

    /// Whether the call may have been carried out although there is no response.
    #[must_use]
    pub const fn is_outcome_unknown(&self) -> bool {
        matches!(self, Self::OutcomeUnknown(_))
    }

    /// The service's refusal, if it refused the call.
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

    /// The id that the service's support asks for, as the service wrote it, if the response names one.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        match self {
            Self::Unreadable(error) => error.log_id(),
            Self::OutcomeUnknown(cause) => cause.log_id(),
            Self::Token(error) => error.log_id(),
            _ => self.api_error()?.log_id.as_deref(),
        }
    }

    /// The HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Unreadable(error) => Some(error.status()),
            Self::OutcomeUnknown(cause) => cause.status(),
            Self::Token(error) => error.status(),
            _ => self.api_error().map(|error| error.status),
        }
    }

    /// What is wrong with fields of the request: the broken rules if the request is invalid, or the fields that the
    /// service objects to. Empty if neither is the reason.
    #[must_use]
    pub fn violations(&self) -> Cow<'_, [Violation]> {
        match self {
            Self::Invalid(violations) => violations.as_slice().into(),
            _ => self.api_error().map(ApiError::violations).unwrap_or_default().into(),
        }
    }
}

fn class_of_refusal<C: ErrorCode>(error: &ApiError<C>) -> ErrorClass {
    use GenericCode as Code;
    match error.generic() {
        _ if is_passing(error) => ErrorClass::Unavailable,
        Some(Code::RateLimited | Code::QuotaUsedUp) => ErrorClass::Limited { retry_after: None },
        Some(Code::ParameterInvalid | Code::UserIdInvalid) => ErrorClass::Invalid,
        Some(
            Code::TokenMissing
            | Code::TokenInvalid
            | Code::CredentialsWrong
            | Code::AppUnavailable
            | Code::PermissionMissing
            | Code::AddressNotAllowed
            | Code::PathUnknown
            | Code::MethodWrong,
        ) => ErrorClass::Misconfigured,
        _ => ErrorClass::Refused,
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
