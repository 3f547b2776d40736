//! Checks a value before it is sent, and reports every broken rule with its path.

mod custom_field_rule;
mod field;
mod number;
mod options;
mod path;
mod pattern;
mod present;
mod rules;
mod segment;
mod validator;
mod values;
mod violation;

pub use custom_field_rule::CustomFieldRule;
pub use field::RequestField;
pub use number::Numeric;
pub use options::ValidationOptions;
pub use path::FieldPath;
pub use pattern::UnknownField;
pub(crate) use pattern::{FieldPattern, PatternStep};
pub use present::Present;
pub use segment::PathSegment;
pub use validator::Validator;
pub use violation::{Bounds, Violation, ViolationKind, Violations};

/// A value that can be checked before it is sent.
///
/// Validation reports *every* broken rule, and allocates nothing if there is none.
///
/// ```
/// use feishu_client::{Validator, FieldPath, Timestamp, Until, Validate};
///
/// struct Career {
///     start_time: Option<Timestamp>,
///     end_time: Option<Until>,
/// }
///
/// impl Validate for Career {
///     fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
///         validator.field(path, "start_time", &self.start_time);
///         validator.field(path, "end_time", &self.end_time);
///     }
/// }
///
/// let seconds = Timestamp::from_millis(1_609_430_400);
/// let career = Career { start_time: Some(seconds), end_time: Some(Until::Ongoing) };
/// let violations = career.validate().unwrap_err();
/// assert_eq!(violations.as_slice()[0].path, "start_time");
/// ```
pub trait Validate {
    /// Reports each rule that the value at `path` breaks.
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>);

    /// Whether the value counts as absent where the caller requires the field: `None`, an empty list, a blank text.
    fn is_absent(&self) -> bool {
        false
    }

    /// Checks the documented rules.
    ///
    /// # Errors
    ///
    /// Every broken rule.
    fn validate(&self) -> Result<(), Violations> {
        static DOCUMENTED_ONLY: ValidationOptions = ValidationOptions::new();
        self.validate_with(&DOCUMENTED_ONLY)
    }

    /// Checks the documented rules, and those that the caller adds. Fields that the options require of other endpoints
    /// are required here as well; a client sorts them out.
    ///
    /// # Errors
    ///
    /// Every broken rule.
    fn validate_with(&self, options: &ValidationOptions) -> Result<(), Violations> {
        let mut validator = Validator::new(options);
        self.check(&FieldPath::ROOT, &mut validator);
        validator.finish()
    }
}
