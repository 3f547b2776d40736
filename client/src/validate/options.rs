//! Rules that the caller adds to those of the documentation.

#[cfg(feature = "transport")]
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::pattern::FieldPattern;
use super::validator::Requirements;
use super::{CustomFieldRule, FieldPath, RequestField, UnknownField};
use crate::{CustomKind, Endpoint};

type KindOf = dyn Fn(&str) -> Option<CustomKind> + Send + Sync;

/// What to check beyond the documented rules.
///
/// Which of the optional fields a career site needs is configured for each site (「申请表」), and so are the custom
/// fields of a tenant. The documentation cannot know them; the caller can.
///
/// ```
/// use feishu_client::{CustomFieldRule, CustomKind, ValidationOptions, request_field};
/// # use feishu_client::{AnyCode, Endpoint, EndpointInfo, FieldPath, Method, RawResponse, ReadError, Validate, Validator};
/// # struct CreateByResume;
/// # impl Validate for CreateByResume {
/// #     fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
/// # }
/// # impl Endpoint for CreateByResume {
/// #     type Response = ();
/// #     type Code = AnyCode;
/// #     const INFO: &'static EndpointInfo = &EndpointInfo {
/// #         id: "", title: "", docs: "", method: Method::POST, path: "", tokens: &[], rate_limits: &[],
/// #         scopes: &[], field_scopes: &[],
/// #         fields: "resume.basic_info.mobile\nresume.education_list[].end_time_v2\nresume.customized_data",
/// #     };
/// #     fn read(response: &RawResponse<'_>) -> Result<(), ReadError<AnyCode>> { response.empty() }
/// # }
///
/// let question = CustomFieldRule::new("6960663240925956649", CustomKind::SingleChoice)
///     .option_keys(["1", "2"])
///     .required_in(request_field!(CreateByResume, "resume.customized_data"));
/// let options = ValidationOptions::new()
///     .require([request_field!(CreateByResume, "resume.basic_info.mobile")])
///     .strict_options(true)
///     .custom_fields([question]);
///
/// // A path from a configuration file is checked when it is read.
/// let typo = ValidationOptions::new().require_paths::<CreateByResume>(["resume.basic_info.moblie"]).unwrap_err();
/// assert_eq!(typo.nearest, Some("resume.basic_info.mobile"));
/// ```
#[derive(Clone, Default)]
pub struct ValidationOptions {
    required: Vec<(&'static str, FieldPattern)>,
    strict_options: bool,
    custom_fields: Vec<CustomFieldRule>,
    kind_of: Option<Arc<KindOf>>,
}

impl ValidationOptions {
    /// Only the documented rules.
    #[must_use]
    pub const fn new() -> Self {
        Self { required: Vec::new(), strict_options: false, custom_fields: Vec::new(), kind_of: None }
    }

    /// Requires fields of an endpoint's request, whether or not the documentation requires them.
    ///
    /// A blank text and an empty list count as absent. A field of an object that is absent is absent as well; a list
    /// that is absent has no elements that could lack a field.
    #[must_use]
    pub fn require<E: Endpoint>(mut self, fields: impl IntoIterator<Item = RequestField<E>>) -> Self {
        let fields = fields.into_iter().map(|field| (E::INFO.id, FieldPattern::new(field.path())));
        self.required.extend(fields);
        self
    }

    /// As [`require`](Self::require), with paths that are known only at run time.
    ///
    /// # Errors
    ///
    /// The request of the endpoint has no field with one of the paths.
    pub fn require_paths<E: Endpoint>(
        self,
        paths: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, UnknownField> {
        let fields = paths.into_iter().map(|path| RequestField::<E>::find(path.as_ref()));
        Ok(self.require(fields.collect::<Result<Vec<_>, _>>()?))
    }

    /// Whether to report options that the documentation does not list. Off by default: the service may know more
    /// options than the documentation that the types were generated from.
    #[must_use]
    pub fn strict_options(self, strict: bool) -> Self {
        Self { strict_options: strict, ..self }
    }

    /// Describes custom fields of the tenant, so that their values can be checked. Values of other custom fields are
    /// not checked.
    #[must_use]
    pub fn custom_fields(mut self, fields: impl IntoIterator<Item = CustomFieldRule>) -> Self {
        self.custom_fields.extend(fields);
        self
    }

    /// Looks up the kinds of custom fields by `object_id`, where [`custom_fields`](Self::custom_fields) has none.
    #[must_use]
    pub fn custom_kinds(self, kind_of: impl Fn(&str) -> Option<CustomKind> + Send + Sync + 'static) -> Self {
        Self { kind_of: Some(Arc::new(kind_of)), ..self }
    }

    /// These options and others: a request must satisfy both. Where both look up the kinds of custom fields, `others`
    /// comes first.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.required.extend(others.required.iter().cloned());
        self.strict_options |= others.strict_options;
        let known = std::mem::replace(&mut self.custom_fields, others.custom_fields.clone());
        self.custom_fields.extend(known);
        self.kind_of = match (others.kind_of.clone(), self.kind_of) {
            (Some(first), Some(second)) => Some(Arc::new(move |id| first(id).or_else(|| second(id)))),
            (first, second) => first.or(second),
        };
        self
    }

    #[cfg(feature = "transport")]
    /// What applies to one endpoint: without the fields that other endpoints require.
    pub(crate) fn for_endpoint(&self, endpoint: &str) -> Self {
        let mut options = self.clone();
        options.required.retain(|(of, _)| *of == endpoint);
        options.custom_fields.iter_mut().for_each(|field| field.restrict_to(endpoint));
        options
    }

    #[cfg(feature = "transport")]
    /// The options for each endpoint of which they require fields.
    pub(crate) fn by_endpoint(&self) -> HashMap<&'static str, Self> {
        let of_fields = self.required.iter().map(|(endpoint, _)| *endpoint);
        let endpoints = of_fields.chain(self.custom_fields.iter().flat_map(CustomFieldRule::endpoints));
        endpoints.map(|endpoint| (endpoint, self.for_endpoint(endpoint))).collect()
    }

    pub(super) fn requirements(&self) -> Requirements {
        if self.custom_fields.iter().any(CustomFieldRule::is_required) {
            Requirements::CustomFields
        } else if self.required.is_empty() {
            Requirements::Nothing
        } else {
            Requirements::Fields
        }
    }

    /// The required fields that are absent when the value at this path is.
    pub(super) fn required_with(&self, path: &FieldPath<'_>) -> impl Iterator<Item = &FieldPattern> {
        self.required.iter().map(|(_, pattern)| pattern).filter(|pattern| pattern.is_absent_with(path))
    }

    /// The custom fields that are required in the list at this path.
    pub(super) fn required_custom_fields(
        &self,
        list: &FieldPath<'_>,
    ) -> impl Iterator<Item = &CustomFieldRule> {
        self.custom_fields.iter().filter(|field| field.is_required_in(list))
    }

    pub(super) const fn are_options_strict(&self) -> bool {
        self.strict_options
    }

    pub(super) const fn knows_custom_fields(&self) -> bool {
        self.kind_of.is_some() || !self.custom_fields.is_empty()
    }

    pub(super) fn custom_field(&self, object_id: &str) -> Option<&CustomFieldRule> {
        self.custom_fields.iter().find(|field| field.object_id == object_id)
    }

    /// The kind of a custom field that is not described.
    pub(super) fn custom_kind(&self, object_id: &str) -> Option<CustomKind> {
        self.kind_of.as_ref().and_then(|kind_of| kind_of(object_id))
    }
}

impl fmt::Debug for ValidationOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let required: Vec<String> = self.required.iter().map(|(_, pattern)| pattern.to_string()).collect();
        f.debug_struct("ValidationOptions")
            .field("required", &required)
            .field("strict_options", &self.strict_options)
            .field("custom_fields", &self.custom_fields.len())
            .finish_non_exhaustive()
    }
}
