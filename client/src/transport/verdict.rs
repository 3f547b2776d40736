//! What an exchange means for the call.

use std::time::Duration;

use http::StatusCode;

use super::error::{is_passing, is_turned_away};
use super::exchange::{Received, TransportError};
use crate::transport::Error;
use crate::{ApiError, Defect, Endpoint, GenericCode, ReadError, Unreadable};

/// What to do next.
pub(super) enum Verdict<E: Endpoint> {
    /// There is nothing more to do.
    Over(Result<E::Response, Error<E::Code>>),
    /// The service does not take the token; another may help. Nothing was carried out.
    TokenRefused(Box<ApiError<E::Code>>),
    /// There are too many calls. Nothing was carried out.
    Limited { asked_wait: Option<Duration>, refusal: Option<Box<ApiError<E::Code>>> },
    /// It failed, and may be tried again.
    Failed(Error<E::Code>),
}

impl<E: Endpoint> Verdict<E> {
    /// `is_repeatable` says that the call may be carried out twice.
    pub(super) fn of(exchange: Result<Received, TransportError>, is_repeatable: bool) -> Self {
        match exchange {
            Ok(received) => Self::of_answer(&received, is_repeatable),
            Err(error) if error.is_before_sending() => Self::Failed(Error::Transport(error)),
            Err(error) => Self::uncertain(Error::Transport(error), is_repeatable),
        }
    }

    fn of_answer(received: &Received, is_repeatable: bool) -> Self {
        match E::read(&received.answer()) {
            Ok(response) => Self::Over(Ok(response)),
            Err(ReadError::Refused(error)) => Self::of_refusal(error, received, is_repeatable),
            Err(ReadError::Unreadable(error)) => Self::of_unreadable(error, received, is_repeatable),
        }
    }

    fn of_refusal(error: Box<ApiError<E::Code>>, received: &Received, is_repeatable: bool) -> Self {
        match error.generic() {
            Some(GenericCode::TokenInvalid) => Self::TokenRefused(error),
            Some(GenericCode::RateLimited) => Self::limited(received, Some(error)),
            _ if received.status == StatusCode::TOO_MANY_REQUESTS => Self::limited(received, Some(error)),
            _ if is_passing(&error) => Self::uncertain(Error::Refused(error), is_repeatable),
            _ => Self::Over(Err(Error::Refused(error))),
        }
    }

    fn of_unreadable(error: Unreadable, received: &Received, is_repeatable: bool) -> Self {
        match received.status {
            StatusCode::TOO_MANY_REQUESTS => Self::limited(received, None),
            status if is_turned_away(status) => Self::Over(Err(Error::Unreadable(error))),
            _ if error.defect() == Defect::WrongData => Self::Over(Err(Error::Unreadable(error))),
            _ => Self::uncertain(Error::Unreadable(error), is_repeatable),
        }
    }

    fn limited(received: &Received, refusal: Option<Box<ApiError<E::Code>>>) -> Self {
        Self::Limited { asked_wait: received.asked_wait(), refusal }
    }

    /// The call may have been carried out.
    fn uncertain(error: Error<E::Code>, is_repeatable: bool) -> Self {
        if is_repeatable {
            Self::Failed(error)
        } else {
            Self::Over(Err(Error::OutcomeUnknown(Box::new(error))))
        }
    }
}
