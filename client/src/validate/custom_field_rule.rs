//! Custom fields of a tenant, as the caller describes them.

use super::pattern::FieldPattern;
use super::{FieldPath, RequestField};
use crate::{CustomKind, Endpoint};

/// A custom field of the tenant, as 获取人才字段 (`GET /open-apis/hire/v1/talent_objects/query`) describes it: what its
/// values look like, and where one is required.
///
/// ```
/// use feishu_client::{CustomFieldRule, CustomKind, ValidationOptions};
///
/// let source = CustomFieldRule::new("6960663240925956649", CustomKind::SingleChoice).option_keys(["1", "2"]);
/// let options = ValidationOptions::new().custom_fields([source]);
/// ```
#[derive(Clone, Debug)]
pub struct CustomFieldRule {
    pub(super) object_id: String,
    pub(super) kind: CustomKind,
    option_keys: Option<Vec<String>>,
    required_in: Vec<(&'static str, FieldPattern)>,
}

impl CustomFieldRule {
    /// The custom field with this `object_id`.
    #[must_use]
    pub fn new(object_id: impl Into<String>, kind: CustomKind) -> Self {
        Self { object_id: object_id.into(), kind, option_keys: None, required_in: Vec::new() }
    }

    /// The keys of its options. A choice of any other is a violation.
    #[must_use]
    pub fn option_keys(self, keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { option_keys: Some(keys.into_iter().map(Into::into).collect()), ..self }
    }

    /// Requires a value of the field in every list at `list`, such as `resume.basic_info.customized_data` or
    /// `resume.education_list[].customized_data`.
    #[must_use]
    pub fn required_in<E: Endpoint>(mut self, list: RequestField<E>) -> Self {
        self.required_in.push((E::INFO.id, FieldPattern::new(list.path())));
        self
    }

    #[cfg(feature = "transport")]
    pub(super) fn endpoints(&self) -> impl Iterator<Item = &'static str> {
        self.required_in.iter().map(|(endpoint, _)| *endpoint)
    }

    #[cfg(feature = "transport")]
    /// Drops what it requires of other endpoints.
    pub(super) fn restrict_to(&mut self, endpoint: &str) {
        self.required_in.retain(|(of, _)| *of == endpoint);
    }

    pub(super) fn is_required(&self) -> bool {
        !self.required_in.is_empty()
    }

    pub(super) fn is_required_in(&self, list: &FieldPath<'_>) -> bool {
        self.required_in.iter().any(|(_, pattern)| pattern.matches(list))
    }

    /// Whether the text, which has the form of the field's kind, chooses only options that the field has.
    pub(super) fn has_options_of(&self, text: &str) -> bool {
        let Some(keys) = &self.option_keys else { return true };
        let mut has_all = true;
        self.kind.each_choice(text, &mut |choice| has_all &= keys.iter().any(|key| key == choice));
        has_all
    }
}
