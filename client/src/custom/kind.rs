//! The kinds of custom fields.

use std::fmt;

use super::form;
use super::value::CustomValueError;
use crate::Timestamp;

/// The kind of a custom field, which decides how its value is written.
///
/// The service returns the kind of each field of a tenant as `object_type` in the answer of 获取人才字段
/// (`GET /open-apis/hire/v1/talent_objects/query`): see [`CustomKind::from_object_type`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CustomKind {
    /// 单选: one option.
    SingleChoice,
    /// 多选: any number of options.
    MultipleChoice,
    /// 单行: a line of text.
    Line,
    /// 多行: a text of several lines.
    Text,
    /// 数字: a number.
    Number,
    /// 月份选择: a month, as a time within it.
    Month,
    /// 年份选择: a year, as a time within it.
    Year,
    /// 日期选择: a day, as a time within it.
    Date,
    /// 附件: uploaded files.
    Attachments,
    /// 时间段: from one time to another.
    Period,
}

impl CustomKind {
    /// The kind for an `object_type` of the service. `None` for 10 (a built-in field) and 11 (a module), which have
    /// no value of their own, and for numbers that are not documented. 5 and 12 are both documented as dates.
    #[must_use]
    pub const fn from_object_type(number: i64) -> Option<Self> {
        Some(match number {
            1 => Self::Line,
            2 => Self::Text,
            3 => Self::SingleChoice,
            4 => Self::MultipleChoice,
            5 | 12 => Self::Date,
            6 => Self::Month,
            7 => Self::Year,
            8 => Self::Period,
            9 => Self::Number,
            13 => Self::Attachments,
            _ => return None,
        })
    }

    /// Checks that a text is a value of this kind, without decoding it.
    ///
    /// # Errors
    ///
    /// The text does not have the form that the documentation prescribes for the kind.
    pub fn check(self, text: &str) -> Result<(), CustomValueError> {
        let well_formed = match self {
            Self::SingleChoice => !text.is_empty(),
            Self::MultipleChoice => form::each_choice(text, &mut |_| ()).is_some(),
            Self::Line | Self::Text => true,
            Self::Number => form::is_decimal(text),
            Self::Month | Self::Year | Self::Date => form::time(text).is_some(),
            Self::Attachments => form::each_file_id(text, &mut |_| ()).is_some(),
            Self::Period => form::period(text).is_some(),
        };
        if well_formed { Ok(()) } else { Err(CustomValueError::new(self)) }
    }

    /// Passes the keys of the options that a text of this kind chooses to `found`; none if it is not a choice.
    pub(crate) fn each_choice(self, text: &str, found: &mut dyn FnMut(&str)) {
        match self {
            Self::SingleChoice => found(text),
            // A malformed text is a violation of its own.
            Self::MultipleChoice => drop(form::each_choice(text, found)),
            _ => {}
        }
    }

    /// The times in a text of this kind, without the end of a period that has not ended.
    pub(crate) fn times_in(self, text: &str) -> [Option<Timestamp>; 2] {
        match self {
            Self::Month | Self::Year | Self::Date => [form::time(text), None],
            Self::Period => match form::period(text) {
                Some((start, end)) => [Some(start), end.time()],
                None => [None, None],
            },
            _ => [None, None],
        }
    }

    /// Describes the form of a value.
    pub(super) const fn form(self) -> &'static str {
        match self {
            Self::SingleChoice => "the key of an option",
            Self::MultipleChoice => r#"a JSON array of option keys as strings, such as ["1", "2"]"#,
            Self::Line | Self::Text => "a text",
            Self::Number => "a decimal number, such as 1 or -2.50",
            Self::Month | Self::Year | Self::Date => {
                "milliseconds since 1970 in decimal digits, such as 1627379423000"
            }
            Self::Attachments => r#"a JSON array of objects with a file_id, such as [{"file_id": "725"}]"#,
            Self::Period => {
                r#"a JSON array of two times in milliseconds as strings, such as ["1577808000000", "1612108800000"]"#
            }
        }
    }
}

impl fmt::Display for CustomKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SingleChoice => "single choice",
            Self::MultipleChoice => "multiple choice",
            Self::Line => "line of text",
            Self::Text => "text",
            Self::Number => "number",
            Self::Month => "month",
            Self::Year => "year",
            Self::Date => "date",
            Self::Attachments => "attachments",
            Self::Period => "period",
        })
    }
}
