//! Single values: from a text that was put in to what the service takes.

use feishu_hire::NoLocation;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{
    AMBIGUOUS_CITY, InputKind, NO_EMAIL, NOT_A_DAY, NOT_A_MONTH, NOT_A_NUMBER, NOT_A_YEAR, NOT_AN_OPTION,
    Places, TOO_LONG, UNKNOWN_CITY,
};
use crate::language::Text;

/// More than any honest answer has.
const MOST_CHARACTERS: usize = 10_000;

/// The service takes moments where people mean days. The documentation's own examples are midnight in China.
const HOURS_EAST: i8 = 8;

/// The value for the service; the message for the candidate if the text is not one.
pub(super) fn value(kind: InputKind, text: &str, places: &Places) -> Result<Value, Text> {
    if text.chars().count() > MOST_CHARACTERS {
        return Err(TOO_LONG);
    }
    match kind {
        InputKind::Line | InputKind::Lines | InputKind::Phone => Ok(json!(text)),
        InputKind::Email if is_email(text) => Ok(json!(text)),
        InputKind::Email => Err(NO_EMAIL),
        InputKind::Integer => {
            let number = text.parse::<u32>().map_err(|_| NOT_A_NUMBER)?;
            Ok(json!(number))
        }
        InputKind::Day => Ok(json!(day(text)?)),
        InputKind::Month | InputKind::MonthOrNow => Ok(json!(month(text)?)),
        InputKind::Options(options) => {
            let is_listed = options().iter().any(|choice| choice.key == text);
            let key = text.parse::<i64>().ok().filter(|_| is_listed).ok_or(NOT_AN_OPTION)?;
            Ok(json!(key))
        }
        InputKind::Country if places.countries.iter().any(|choice| choice.key == text) => Ok(json!(text)),
        InputKind::Country => Err(NOT_AN_OPTION),
        InputKind::City => match places.cities.code(text) {
            Ok(code) => Ok(json!(code)),
            Err(NoLocation::Ambiguous(_)) => Err(AMBIGUOUS_CITY),
            Err(_) => Err(UNKNOWN_CITY),
        },
    }
}

/// Something before and after one `@`; whether mail arrives there only sending it shows.
fn is_email(text: &str) -> bool {
    let parts: Vec<&str> = text.split('@').collect();
    matches!(parts.as_slice(), [name, host] if !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace))
}

/// The beginning of a day, as epoch milliseconds.
pub(super) fn day(text: &str) -> Result<i64, Text> {
    let day: Date = text.parse().map_err(|_| NOT_A_DAY)?;
    milliseconds(day).filter(|_| is_plausible(day)).ok_or(NOT_A_DAY)
}

/// The beginning of a month.
pub(super) fn month(text: &str) -> Result<i64, Text> {
    let day: Date = format!("{text}-01").parse().map_err(|_| NOT_A_MONTH)?;
    milliseconds(day).filter(|_| is_plausible(day)).ok_or(NOT_A_MONTH)
}

/// The beginning of a year.
pub(super) fn year(text: &str) -> Result<i64, Text> {
    let year = text.parse().map_err(|_| NOT_A_YEAR)?;
    let day = Date::new(year, 1, 1).map_err(|_| NOT_A_YEAR)?;
    milliseconds(day).filter(|_| is_plausible(day)).ok_or(NOT_A_YEAR)
}

/// People live and plan between these years.
fn is_plausible(day: Date) -> bool {
    date(1900, 1, 1) <= day && day < date(2100, 1, 1)
}

fn milliseconds(day: Date) -> Option<i64> {
    let china = TimeZone::fixed(jiff::tz::offset(HOURS_EAST));
    Some(day.to_zoned(china).ok()?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_midnight_in_china() {
        // 1609430400000 is the documentation's example of a start time: `date -d @1609430400 -u` prints 2020-12-31 16:00.
        assert_eq!(day("2021-01-01"), Ok(1_609_430_400_000));
        assert_eq!(month("2021-01"), Ok(1_609_430_400_000));
        assert_eq!(year("2021"), Ok(1_609_430_400_000));
        for wrong in ["", "2021", "2021-02-30", "31.12.2021", "0001-01-01", "2100-01-01"] {
            assert_eq!(day(wrong), Err(NOT_A_DAY), "{wrong}");
        }
        for wrong in ["2021-13", "2021-1", "21-01", "2021-01-01"] {
            assert_eq!(month(wrong), Err(NOT_A_MONTH), "{wrong}");
        }
        assert_eq!(year("202"), Err(NOT_A_YEAR));
    }

    #[test]
    fn an_email_has_a_name_and_a_host() {
        for right in ["a@b.co", "first.last+tag@mail.example.com"] {
            assert!(is_email(right), "{right}");
        }
        for wrong in ["", "a", "a@b", "@b.co", "a@b@c.co", "a b@c.co"] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
