//! Checking a value before it is sent: every broken rule, each with its place.

mod options;
mod path;
mod present;
mod required;
mod rules;
mod validator;
mod values;
mod violation;

pub use options::ValidationOptions;
pub use path::FieldPath;
pub use present::Present;
pub use required::UnknownField;
pub use validator::Validator;
pub use violation::{Violation, ViolationKind, Violations};

/// A value that knows the rules it has to obey.
///
/// Checking finds *every* broken rule, and allocates nothing when there is none.
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
    /// Tells `to` each rule that the value at `at` breaks.
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>);

    /// Whether the value counts as not given where the caller requires the field: `None`, an empty list, a blank
    /// text.
    fn is_absent(&self) -> bool {
        false
    }

    /// Checks the rules that hold for everybody.
    ///
    /// # Errors
    ///
    /// Every broken rule.
    fn validate(&self) -> Result<(), Violations> {
        static NONE_BESIDE: ValidationOptions = ValidationOptions::new();
        self.validate_with(&NONE_BESIDE)
    }

    /// Checks the rules that hold for everybody, and those that the caller adds.
    ///
    /// # Errors
    ///
    /// Every broken rule.
    fn validate_with(&self, checks: &ValidationOptions) -> Result<(), Violations> {
        let mut checker = Validator::new(checks);
        self.check(&FieldPath::ROOT, &mut checker);
        checker.finish()
    }
}
