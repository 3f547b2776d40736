//! The typed form of a custom value.

use std::fmt;

use super::{CustomKind, Decimal, EncodedValue, form};
use crate::{Timestamp, Until};

/// The value of a custom field. `Debug` shows the kind, not the content, which is mostly personal.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CustomValue {
    /// 单选: the key of the option.
    SingleChoice(String),
    /// 多选: the keys of the options.
    MultipleChoice(Vec<String>),
    /// 单行: a line of text.
    Line(String),
    /// 多行: a text of several lines.
    Text(String),
    /// 数字: a number.
    Number(Decimal),
    /// 月份选择: a time within the month.
    Month(Timestamp),
    /// 年份选择: a time within the year.
    Year(Timestamp),
    /// 日期选择: a time within the day.
    Date(Timestamp),
    /// 附件: the ids of the files (`file_id`), as the call 创建附件 returns them.
    Attachments(Vec<String>),
    /// 时间段: from a time to another.
    Period {
        /// When it started.
        start: Timestamp,
        /// When it ended. That it may go on, written as -1, is documented by the official Java SDK
        /// only, not by the page of the endpoint.
        end: Until,
    },
}

impl CustomValue {
    /// The kind of field that the value belongs in.
    #[must_use]
    pub const fn kind(&self) -> CustomKind {
        match self {
            Self::SingleChoice(_) => CustomKind::SingleChoice,
            Self::MultipleChoice(_) => CustomKind::MultipleChoice,
            Self::Line(_) => CustomKind::Line,
            Self::Text(_) => CustomKind::Text,
            Self::Number(_) => CustomKind::Number,
            Self::Month(_) => CustomKind::Month,
            Self::Year(_) => CustomKind::Year,
            Self::Date(_) => CustomKind::Date,
            Self::Attachments(_) => CustomKind::Attachments,
            Self::Period { .. } => CustomKind::Period,
        }
    }

    /// The string form, as the documentation prints it.
    #[must_use]
    pub fn encode(&self) -> EncodedValue {
        EncodedValue::from(match self {
            Self::SingleChoice(text) | Self::Line(text) | Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Month(time) | Self::Year(time) | Self::Date(time) => time.to_string(),
            Self::MultipleChoice(keys) => array(keys.iter().map(|key| quoted(key)), ", "),
            Self::Attachments(ids) => {
                array(ids.iter().map(|id| format!(r#"{{"file_id": {}}}"#, quoted(id))), ",")
            }
            Self::Period { start, end } => format!(r#"["{start}", "{}"]"#, end.as_wire()),
        })
    }

    pub(super) fn decode(kind: CustomKind, text: &str) -> Result<Self, CustomValueError> {
        let value = match kind {
            CustomKind::SingleChoice => (!text.is_empty()).then(|| Self::SingleChoice(text.to_owned())),
            CustomKind::MultipleChoice => collect(text, form::each_choice).map(Self::MultipleChoice),
            CustomKind::Line => Some(Self::Line(text.to_owned())),
            CustomKind::Text => Some(Self::Text(text.to_owned())),
            CustomKind::Number => text.parse().ok().map(Self::Number),
            CustomKind::Month => form::time(text).map(Self::Month),
            CustomKind::Year => form::time(text).map(Self::Year),
            CustomKind::Date => form::time(text).map(Self::Date),
            CustomKind::Attachments => collect(text, form::each_file_id).map(Self::Attachments),
            CustomKind::Period => form::period(text).map(|(start, end)| Self::Period { start, end }),
        };
        value.ok_or(CustomValueError::new(kind))
    }
}

fn array(elements: impl Iterator<Item = String>, separator: &str) -> String {
    format!("[{}]", elements.collect::<Vec<_>>().join(separator))
}

/// The text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Reads a list and passes on each of its texts.
type EachText = fn(&str, &mut dyn FnMut(&str)) -> Option<()>;

/// The texts of a list.
fn collect(text: &str, each: EachText) -> Option<Vec<String>> {
    let mut list = Vec::new();
    each(text, &mut |element| list.push(element.to_owned()))?;
    Some(list)
}

impl fmt::Debug for CustomValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CustomValue({}, [redacted])", self.kind())
    }
}

/// A string that does not have the form that its field's kind prescribes. The message describes the form, and does not hold the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a value of the kind {kind}: expected {}", .kind.form())]
pub struct CustomValueError {
    kind: CustomKind,
}

impl CustomValueError {
    pub(super) const fn new(kind: CustomKind) -> Self {
        Self { kind }
    }

    /// The kind that was asked for.
    #[must_use]
    pub const fn kind(&self) -> CustomKind {
        self.kind
    }
}
