//! Values of custom fields, from what a form holds.

use feishu_client::{CustomKind, CustomValue, Timestamp, Until};
use serde_json::Value;

use crate::TalentField;

/// A form's value that is not one of its field. Messages do not hold the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// The JSON has another type than the kind of the field asks for.
    #[error("a value of the kind {kind} is expected as {expected}")]
    Type {
        /// The kind of the field.
        kind: CustomKind,
        /// The JSON that is expected.
        expected: &'static str,
    },
    /// The field has no such option.
    #[error("the field has no such option")]
    UnknownOption,
}

impl TalentField {
    /// The value of the field that a form holds as JSON. [`CustomValue::encode`] writes it for the service.
    ///
    /// | kind | JSON |
    /// |---|---|
    /// | line, text | a string |
    /// | single choice | a string: the key of an option, or its name in either language |
    /// | multiple choice | an array of such strings |
    /// | number | a number, or a string of decimal digits |
    /// | date, month, year | milliseconds since 1970 as a number, or as a string of digits |
    /// | period | an array of two times; the second is `null` or -1 if it goes on |
    /// | attachments | an array of the ids of uploaded files |
    ///
    /// # Errors
    ///
    /// The JSON is of another type, or chooses an option that the field does not have.
    pub fn value(&self, json: &Value) -> Result<CustomValue, ValueError> {
        let wrong = |expected| ValueError::Type { kind: self.kind, expected };
        let string = || json.as_str().map(str::to_owned).ok_or(wrong("a string"));
        Ok(match self.kind {
            CustomKind::Line => CustomValue::Line(string()?),
            CustomKind::Text => CustomValue::Text(string()?),
            CustomKind::SingleChoice => CustomValue::SingleChoice(self.key(json)?),
            CustomKind::MultipleChoice => {
                let chosen = json.as_array().ok_or(wrong("an array of strings"))?;
                CustomValue::MultipleChoice(
                    chosen.iter().map(|choice| self.key(choice)).collect::<Result<_, _>>()?,
                )
            }
            CustomKind::Number => {
                let digits = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
                CustomValue::Number(digits.parse().map_err(|_| wrong("a decimal number"))?)
            }
            CustomKind::Month => CustomValue::Month(time(json).ok_or(wrong(TIME))?),
            CustomKind::Year => CustomValue::Year(time(json).ok_or(wrong(TIME))?),
            CustomKind::Date => CustomValue::Date(time(json).ok_or(wrong(TIME))?),
            CustomKind::Attachments => {
                let ids = json.as_array().ok_or(wrong("an array of file ids"))?.iter();
                let ids = ids.map(|id| id.as_str().map(str::to_owned).ok_or(wrong("an array of file ids")));
                CustomValue::Attachments(ids.collect::<Result<_, _>>()?)
            }
            CustomKind::Period => {
                let expected = wrong("an array of two times");
                let Some([start, end]) = json.as_array().map(Vec::as_slice) else { return Err(expected) };
                let end = if end.is_null() {
                    Some(Until::Ongoing)
                } else {
                    milliseconds(end).map(Until::from_wire)
                };
                CustomValue::Period { start: time(start).ok_or(expected)?, end: end.ok_or(expected)? }
            }
            // A kind that this version does not know has no JSON form here.
            _ => return Err(wrong("a kind that is supported")),
        })
    }

    fn key(&self, json: &Value) -> Result<String, ValueError> {
        let text = json.as_str().ok_or(ValueError::Type { kind: self.kind, expected: "a string" })?;
        self.choice(text).map(|choice| choice.key.clone()).ok_or(ValueError::UnknownOption)
    }
}

const TIME: &str = "milliseconds since 1970";

fn time(json: &Value) -> Option<Timestamp> {
    milliseconds(json).map(Timestamp::from_millis)
}

fn milliseconds(json: &Value) -> Option<i64> {
    json.as_i64().or_else(|| json.as_str()?.parse().ok())
}
