//! Checking a value before it is sent: every broken rule, each with its place.

mod checker;
mod checks;
mod given;
mod path;
mod required;
mod rules;
mod values;
mod violation;

pub use checker::Checker;
pub use checks::Checks;
pub use given::Given;
pub use path::Path;
pub use required::UnknownField;
pub use violation::{Violation, ViolationKind, Violations};

/// A value that knows the rules it has to obey.
///
/// Checking finds *every* broken rule, and allocates nothing when there is none.
///
/// ```
/// use feishu_client::{Checker, Path, Timestamp, Until, Validate};
///
/// struct Career {
///     start_time: Option<Timestamp>,
///     end_time: Option<Until>,
/// }
///
/// impl Validate for Career {
///     fn check(&self, at: &Path<'_>, to: &mut Checker<'_>) {
///         to.field(at, "start_time", &self.start_time);
///         to.field(at, "end_time", &self.end_time);
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
    fn check(&self, at: &Path<'_>, to: &mut Checker<'_>);

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
        static NONE_BESIDE: Checks = Checks::new();
        self.validate_with(&NONE_BESIDE)
    }

    /// Checks the rules that hold for everybody, and those that the caller adds.
    ///
    /// # Errors
    ///
    /// Every broken rule.
    fn validate_with(&self, checks: &Checks) -> Result<(), Violations> {
        let mut checker = Checker::new(checks);
        self.check(&Path::ROOT, &mut checker);
        checker.finish()
    }
}
