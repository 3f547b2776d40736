//! Error codes that mean the same for every endpoint of the platform.

use std::fmt;
use std::ops::RangeInclusive;

/// The meaning of an error code that any endpoint may return, whether or not its documentation lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum GenericCode {
    /// There is no access token, or the header is malformed.
    TokenMissing,
    /// The access token is invalid or has expired, or is of a kind that the endpoint does not take. A new one may
    /// help, once.
    TokenInvalid,
    /// The service itself could not get a token. Trying again may help, once.
    TokenServiceFailed,
    /// The app id or the app secret is wrong.
    CredentialsWrong,
    /// The app is disabled, or not installed in the tenant.
    AppUnavailable,
    /// The app, or the user of the token, lacks a permission; the error names the scopes.
    PermissionMissing,
    /// The caller's address is not in the app's list.
    AddressNotAllowed,
    /// Too many calls; waiting helps.
    RateLimited,
    /// The tenant's quota for the month is used up.
    QuotaUsedUp,
    /// There is no such endpoint.
    PathUnknown,
    /// The endpoint takes another HTTP method.
    MethodWrong,
    /// A parameter is missing or wrong; the error may name it.
    ParameterInvalid,
    /// The id of a user is unknown, or belongs to another app or tenant.
    UserIdInvalid,
    /// The service failed. Trying again may help, if the call may be repeated.
    ServiceFailed,
}

impl GenericCode {
    /// The codes that the platform keeps for itself.
    pub(crate) const RESERVED: RangeInclusive<i64> = 99_990_000..=99_999_999;

    /// What the code means where the endpoint does not say otherwise. `None` for all other codes.
    #[must_use]
    pub const fn from_code(code: i64) -> Option<Self> {
        Some(match code {
            99991661 => Self::TokenMissing,
            99991663..=99991665 | 99991668 | 99991671 | 99991677 | 20013 | 4001 => Self::TokenInvalid,
            10012 | 10013 => Self::TokenServiceFailed,
            99991543 | 20002 | 10015 => Self::CredentialsWrong,
            10014 | 99991662 | 99991673 | 11210 => Self::AppUnavailable,
            99991672 | 99991676 | 99991679 => Self::PermissionMissing,
            99991401 => Self::AddressNotAllowed,
            99991400 => Self::RateLimited,
            99991403 => Self::QuotaUsedUp,
            99991201 => Self::PathUnknown,
            99991301 => Self::MethodWrong,
            99992402 | 9499 | 10003 | 40001 | 4000 => Self::ParameterInvalid,
            99992351..=99992353 | 99992360 | 99992361 | 99992364 | 99992381 => Self::UserIdInvalid,
            1500 | 1663 | 2200 | 5000 | 10500 | 55001 | 1000003 => Self::ServiceFailed,
            _ => return None,
        })
    }
}

impl fmt::Display for GenericCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::TokenMissing => "the access token is missing or malformed",
            Self::TokenInvalid => "the access token is invalid",
            Self::TokenServiceFailed => "the service could not get an access token",
            Self::CredentialsWrong => "the app id or the app secret is wrong",
            Self::AppUnavailable => "the app is disabled or not installed",
            Self::PermissionMissing => "a permission is missing",
            Self::AddressNotAllowed => "the caller's address is not allowed",
            Self::RateLimited => "too many calls",
            Self::QuotaUsedUp => "the quota of the month is used up",
            Self::PathUnknown => "there is no such endpoint",
            Self::MethodWrong => "the endpoint takes another HTTP method",
            Self::ParameterInvalid => "a parameter is missing or wrong",
            Self::UserIdInvalid => "a user id is unknown here",
            Self::ServiceFailed => "the service failed",
        })
    }
}
