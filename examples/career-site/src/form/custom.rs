//! The tenant's custom fields in the form.

use feishu_client::{CustomKind, CustomValue, Timestamp, Until};
use feishu_hire::{Names, TalentField};

use super::value::{day, month, year};
use super::{NOT_A_DECIMAL, NOT_AN_OPTION, Posted};
use crate::language::Text;

/// Custom fields that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomSection {
    /// The heading.
    pub title: Names,
    /// Where the values go.
    pub place: CustomPlace,
    /// The fields.
    pub inputs: Vec<CustomInput>,
}

/// Where the values of custom fields go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomPlace {
    /// Into the `customized_data` of the basic information.
    BasicInfo,
    /// Into a custom module with this id.
    Module(String),
}

/// A custom field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomInput(pub TalentField);

impl CustomInput {
    /// The name of the input.
    #[must_use]
    pub fn name(&self) -> String {
        format!("custom.{}", self.0.id)
    }

    /// The name of the second input of a period.
    #[must_use]
    pub fn end_name(&self) -> String {
        format!("{}.end", self.name())
    }

    /// The name of the checkbox of a period that goes on.
    #[must_use]
    pub fn now_name(&self) -> String {
        format!("{}.now", self.end_name())
    }

    /// The value that was put in, if any.
    pub(super) fn value(&self, posted: &Posted) -> Result<Option<CustomValue>, Text> {
        let name = self.name();
        let text = posted.text(&name);
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self.0.kind {
            CustomKind::SingleChoice => CustomValue::SingleChoice(self.chosen(text)?),
            CustomKind::MultipleChoice => {
                let keys = posted.texts(&name).iter().map(|text| self.chosen(text));
                CustomValue::MultipleChoice(keys.collect::<Result<_, _>>()?)
            }
            CustomKind::Line => CustomValue::Line(text.to_owned()),
            CustomKind::Number => CustomValue::Number(text.parse().map_err(|_| NOT_A_DECIMAL)?),
            CustomKind::Month => CustomValue::Month(Timestamp::from_millis(month(text)?)),
            CustomKind::Year => CustomValue::Year(Timestamp::from_millis(year(text)?)),
            CustomKind::Date => CustomValue::Date(Timestamp::from_millis(day(text)?)),
            CustomKind::Period => self.period(posted, text)?,
            _ => CustomValue::Text(text.to_owned()),
        }))
    }

    fn period(&self, posted: &Posted, start: &str) -> Result<CustomValue, Text> {
        let start = Timestamp::from_millis(month(start)?);
        let end = posted.text(&self.end_name());
        let is_now = end.is_empty() || posted.has(&self.now_name(), "yes");
        let end = if is_now { Until::Ongoing } else { Until::from(Timestamp::from_millis(month(end)?)) };
        Ok(CustomValue::Period { start, end })
    }

    fn chosen(&self, key: &str) -> Result<String, Text> {
        let choice = self.0.choices.iter().find(|choice| choice.key == key);
        choice.map(|choice| choice.key.clone()).ok_or(NOT_AN_OPTION)
    }
}
