//! Rules that the caller adds to those of the documentation.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::required::Required;
use super::{FieldPath, UnknownField};
use crate::{CustomKind, Endpoint};

type KindOf = dyn Fn(&str) -> Option<CustomKind> + Send + Sync;

/// What to check beyond the rules that hold for everybody.
///
/// Which of the optional fields a career site needs is configured for each site (「申请表」), and so are the custom
/// fields of a tenant: the documentation cannot tell, the caller can.
///
/// ```
/// use feishu_client::{ValidationOptions, CustomKind};
/// # use feishu_client::{AnyCode, RawResponse, Validator, Endpoint, EndpointInfo, Method, FieldPath, ReadError, Validate};
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
/// #         optional_fields: "resume.basic_info.mobile\nresume.education_list[].end_time_v2",
/// #     };
/// #     fn read(response: &RawResponse<'_>) -> Result<(), ReadError<AnyCode>> { response.empty() }
/// # }
///
/// let required = ["resume.basic_info.mobile", "resume.education_list[].end_time_v2"];
/// let checks = ValidationOptions::requiring::<CreateByResume>(&required)?
///     .strict_options(true)
///     .custom_kinds([("6960663240925956649", CustomKind::Line)]);
///
/// let slip = ValidationOptions::requiring::<CreateByResume>(&["resume.basic_info.moblie"]).unwrap_err();
/// assert_eq!(slip.nearest, Some("resume.basic_info.mobile"));
/// # Ok::<(), feishu_client::UnknownField>(())
/// ```
#[derive(Clone, Default)]
pub struct ValidationOptions {
    endpoint: Option<&'static str>,
    required: Vec<Required>,
    strict_options: bool,
    kind_of: Option<Arc<KindOf>>,
}

impl ValidationOptions {
    /// The rules that hold for everybody, and nothing more.
    #[must_use]
    pub const fn new() -> Self {
        Self { endpoint: None, required: Vec::new(), strict_options: false, kind_of: None }
    }

    /// Requires fields of one endpoint that its documentation leaves optional.
    ///
    /// A field is named by its path from the body, the query or the URL's path, with `[]` for every element of a
    /// list: `resume.education_list[].end_time_v2`. A blank text and an empty list count as not given. A field of
    /// an object that is left out is not given either; a list that is left out has no elements to ask it of.
    ///
    /// # Errors
    ///
    /// The endpoint has no such optional field.
    pub fn requiring<E: Endpoint>(fields: &[&str]) -> Result<Self, UnknownField> {
        let optional: Vec<&'static str> = E::INFO.optional_fields.lines().collect();
        match fields.iter().find(|field| !optional.contains(field)) {
            Some(unknown) => Err(UnknownField::new(unknown, &optional)),
            None => Ok(Self {
                endpoint: Some(E::INFO.id),
                required: fields.iter().map(|field| Required::new(field)).collect(),
                ..Self::new()
            }),
        }
    }

    /// Whether to report options that the documentation does not list. Off at first: the service may know more
    /// options than the documentation that the types were made from.
    #[must_use]
    pub fn strict_options(self, strict: bool) -> Self {
        Self { strict_options: strict, ..self }
    }

    /// Tells the kinds of the tenant's custom fields, by `object_id`, so that their values can be checked. Fields
    /// that are not named are not checked.
    #[must_use]
    pub fn custom_kinds<Id: Into<String>>(self, kinds: impl IntoIterator<Item = (Id, CustomKind)>) -> Self {
        let kinds: HashMap<String, CustomKind> =
            kinds.into_iter().map(|(id, kind)| (id.into(), kind)).collect();
        self.custom_kinds_with(move |object_id| kinds.get(object_id).copied())
    }

    /// Like [`ValidationOptions::custom_kinds`], with a function in place of a list.
    #[must_use]
    pub fn custom_kinds_with(
        self,
        kind_of: impl Fn(&str) -> Option<CustomKind> + Send + Sync + 'static,
    ) -> Self {
        Self { kind_of: Some(Arc::new(kind_of)), ..self }
    }

    /// The id of the endpoint whose fields are required; `None` if none are.
    #[must_use]
    pub const fn endpoint(&self) -> Option<&'static str> {
        self.endpoint
    }

    pub(super) fn require_any(&self) -> bool {
        !self.required.is_empty()
    }

    /// The required fields that are left out when the value at this place is.
    pub(super) fn required_below(&self, here: &FieldPath<'_>) -> impl Iterator<Item = &Required> {
        self.required.iter().filter(|required| required.is_left_out_at(here))
    }

    pub(super) const fn are_options_strict(&self) -> bool {
        self.strict_options
    }

    pub(super) const fn knows_custom_kinds(&self) -> bool {
        self.kind_of.is_some()
    }

    pub(super) fn custom_kind(&self, object_id: &str) -> Option<CustomKind> {
        self.kind_of.as_ref().and_then(|kind_of| kind_of(object_id))
    }
}

impl fmt::Debug for ValidationOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValidationOptions")
            .field("endpoint", &self.endpoint)
            .field("required", &self.required)
            .field("strict_options", &self.strict_options)
            .field("knows_custom_kinds", &self.knows_custom_kinds())
            .finish()
    }
}
