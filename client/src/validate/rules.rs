//! The rules, as plain functions from a value to what is wrong with it.

use std::fmt::{Display, Write};
use std::ops::Bound;

use super::ViolationKind;
use crate::time::ONGOING;
use crate::{Timestamp, Until};

/// What is wrong with a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) kind: ViolationKind,
    pub(super) message: &'static str,
}

const fn problem(kind: ViolationKind, message: &'static str) -> Option<Problem> {
    Some(Problem { kind, message })
}

/// Times before this many milliseconds (26 April 1970) are today's times in seconds, if they are anything.
const SECONDS_BELOW: i64 = 10_000_000_000;

/// A quarter of an hour, in milliseconds.
const QUARTER: i64 = 15 * 60 * 1000;

/// 1900-01-01 UTC, in milliseconds.
const YEAR_1900: i64 = -2_208_988_800_000;

/// Checks a time that cannot be before 1970.
#[inline]
pub(super) const fn time(time: Timestamp) -> Option<Problem> {
    match time.as_millis() {
        ONGOING => problem(
            ViolationKind::MisplacedOngoing,
            "is -1, which says \"until now\"; this field takes a time only: leave it out or give the time",
        ),
        0 => None,
        ..0 => problem(ViolationKind::NegativeTime, "is a time before 1970: negative milliseconds"),
        1..SECONDS_BELOW => problem(
            ViolationKind::LooksLikeSeconds,
            "looks like seconds; the service counts milliseconds since 1970",
        ),
        _ => None,
    }
}

/// Checks an end that may be open.
#[inline]
pub(super) const fn until(until: Until) -> Option<Problem> {
    match until {
        Until::Ongoing => None,
        Until::At(end) if end.as_millis() == ONGOING => problem(
            ViolationKind::MisplacedOngoing,
            "is a time of -1 ms, which the service reads as \"until now\": use `Until::Ongoing` if that is meant",
        ),
        Until::At(end) => time(end),
    }
}

/// Checks a date of birth, which may be before 1970; for the reasons see [`Validator::birth_date`](super::Validator::birth_date).
pub(super) const fn birth_date(birth: Timestamp) -> Option<Problem> {
    let millis = birth.as_millis();
    if millis == ONGOING || millis >= SECONDS_BELOW || millis % QUARTER != 0 {
        time(birth)
    } else if millis < YEAR_1900 {
        problem(ViolationKind::NegativeTime, "is a time before 1900")
    } else {
        None
    }
}

/// Whether a text holds only white space; for most texts the first character decides.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Checks a text that becomes one segment of a URL's path.
pub(super) fn path_value(text: &str) -> Option<Problem> {
    // What nearly all of them are.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let message = match text {
        "" => "is empty, but part of the URL",
        "." | ".." => "is `.` or `..`, which would lead elsewhere in the URL",
        _ if text.chars().any(|c| c.is_control() || c.is_whitespace()) => {
            "holds white space or control characters, but is part of the URL"
        }
        _ if text.contains(['/', '\\', '?', '#', '%']) => {
            "holds a character that has a meaning in URLs (one of / \\ ? # %), but is part of the URL"
        }
        _ => return None,
    };
    problem(ViolationKind::UnsafeInPath, message)
}

/// Whether a number lies within bounds.
pub(super) fn is_within<N: PartialOrd>(number: &N, min: Bound<&N>, max: Bound<&N>) -> bool {
    let not_below = match min {
        Bound::Included(min) => number >= min,
        Bound::Excluded(min) => number > min,
        Bound::Unbounded => true,
    };
    let not_above = match max {
        Bound::Included(max) => number <= max,
        Bound::Excluded(max) => number < max,
        Bound::Unbounded => true,
    };
    not_below && not_above
}

/// Describes bounds: `at least 1 and at most 100`.
pub(super) fn describe<N: Display>(min: Bound<&N>, max: Bound<&N>) -> String {
    let mut words = match min {
        Bound::Included(min) => format!("at least {min}"),
        Bound::Excluded(min) => format!("more than {min}"),
        Bound::Unbounded => String::new(),
    };
    let and = if words.is_empty() { "" } else { " and " };
    // Writing to a string cannot fail.
    let _ = match max {
        Bound::Included(max) => write!(words, "{and}at most {max}"),
        Bound::Excluded(max) => write!(words, "{and}less than {max}"),
        Bound::Unbounded => Ok(()),
    };
    words
}
