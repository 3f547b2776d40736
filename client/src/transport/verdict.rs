//! What an exchange means for the call.

use std::time::Duration;

use http::StatusCode;

use super::error::{is_passing, is_turned_away};
use super::exchange::{ExchangeError, Received};
use crate::transport::Error;
use crate::{ApiError, BuildError, Defect, Endpoint, ErrorCode, GenericCode, ReadError, Unreadable};

/// What to do next.
pub(super) enum Verdict<T, C: ErrorCode> {
    /// The call is over.
    Done(Result<T, Error<C>>),
    /// The service refuses the token; another may help. Nothing was carried out.
    TokenRefused(Box<ApiError<C>>),
    /// There are too many calls. Nothing was carried out.
    Limited { asked_wait: Option<Duration>, refusal: Option<Box<ApiError<C>>> },
    /// The call failed, and may be repeated.
    Failed(Error<C>),
}

impl<T, C: ErrorCode> Verdict<T, C> {
    /// `is_repeatable` says that the call may be carried out twice.
    pub(super) fn from_exchange<E: Endpoint<Code = C>>(
        exchange: Result<Received, ExchangeError>,
        is_repeatable: bool,
        read: fn(&Received) -> Result<T, ReadError<C>>,
    ) -> Self {
        match exchange {
            Ok(received) => Self::from_response::<E>(&received, is_repeatable, read),
            Err(ExchangeError::Transport(error)) if error.is_before_sending() => {
                Self::Failed(Error::Transport(error))
            }
            Err(ExchangeError::Transport(error)) => Self::uncertain(Error::Transport(error), is_repeatable),
            Err(ExchangeError::Open(error)) => Self::Done(Err(Error::Unbuildable(BuildError::File(error)))),
            Err(ExchangeError::Save(error)) => Self::final_unless_unknown(Error::File(error), is_repeatable),
        }
    }

    fn from_response<E: Endpoint<Code = C>>(
        received: &Received,
        is_repeatable: bool,
        read: fn(&Received) -> Result<T, ReadError<C>>,
    ) -> Self {
        if let Some(error) = received.too_large() {
            return Self::from_unreadable(error, received, is_repeatable);
        }
        match read(received) {
            Ok(response) => Self::Done(Ok(response)),
            Err(ReadError::Refused(mut error)) => {
                error.recognize_fields(E::INFO.fields);
                Self::from_refusal(error, received, is_repeatable)
            }
            Err(ReadError::Unreadable(error)) => Self::from_unreadable(error, received, is_repeatable),
        }
    }

    /// A code that is neither documented nor reserved may mean something else at this endpoint, and a failing server
    /// may have carried out what it refuses: for a call that must not be carried out twice, neither is taken for
    /// a refusal that allows to repeat it.
    fn from_refusal(error: Box<ApiError<C>>, received: &Received, is_repeatable: bool) -> Self {
        let is_safe = is_repeatable || !received.status.is_server_error();
        let is_certain = is_repeatable || is_safe && error.is_reserved();
        match error.generic() {
            Some(GenericCode::TokenInvalid | GenericCode::TokenMissing) if is_certain => {
                Self::TokenRefused(error)
            }
            Some(GenericCode::RateLimited) if is_certain => Self::limited(received, Some(error)),
            _ if is_safe && is_limit(&error, received) => Self::limited(received, Some(error)),
            _ if received.status == StatusCode::TOO_MANY_REQUESTS && is_repeatable => {
                Self::limited(received, Some(error))
            }
            _ if received.status == StatusCode::TOO_MANY_REQUESTS => {
                Self::Done(Err(Error::Limited { retry_after: received.asked_wait(), refusal: Some(error) }))
            }
            _ if is_passing(&error) => Self::uncertain(Error::Refused(error), is_repeatable),
            _ => Self::Done(Err(Error::Refused(error))),
        }
    }

    fn from_unreadable(error: Unreadable, received: &Received, is_repeatable: bool) -> Self {
        match (error.defect(), received.status) {
            // The body says that the call was carried out, whatever the status says.
            (Defect::WrongData, _) => Self::Done(Err(Error::Unreadable(error))),
            (_, StatusCode::TOO_MANY_REQUESTS) => Self::limited(received, None),
            (_, status) if is_turned_away(status) => Self::Done(Err(Error::Unreadable(error))),
            (Defect::TooLarge, _) => Self::final_unless_unknown(Error::Unreadable(error), is_repeatable),
            _ => Self::uncertain(Error::Unreadable(error), is_repeatable),
        }
    }

    fn limited(received: &Received, refusal: Option<Box<ApiError<C>>>) -> Self {
        Self::Limited { asked_wait: received.asked_wait(), refusal }
    }

    /// The call may have been carried out.
    fn uncertain(error: Error<C>, is_repeatable: bool) -> Self {
        if is_repeatable {
            Self::Failed(error)
        } else {
            Self::Done(Err(Error::OutcomeUnknown(Box::new(error))))
        }
    }

    /// The call may have been carried out, and to repeat it does not help.
    fn final_unless_unknown(error: Error<C>, is_repeatable: bool) -> Self {
        if is_repeatable { Self::Done(Err(error)) } else { Self::uncertain(error, is_repeatable) }
    }
}

/// Whether the endpoint documents the code as a rate limit, or the platform's gateway says when its limit is reset
/// while nothing is known about the code.
fn is_limit<C: ErrorCode>(error: &ApiError<C>, received: &Received) -> bool {
    match error.code.info() {
        Some(info) => info.is_rate_limit(),
        None => error.generic().is_none() && received.limit_reset().is_some(),
    }
}
