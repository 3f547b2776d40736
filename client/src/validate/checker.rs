use std::fmt::Display;
use std::ops::RangeBounds;

use super::rules::{self, Problem};
use super::{Checks, Given, Path, Validate, Violation, ViolationKind, Violations};
use crate::{OpenEnum, Timestamp};

/// Collects the rules that a value breaks, while [`Validate::check`] goes through its fields.
///
/// Every method takes the place of the object, `at`, the name of one of its fields, and the field. Four of them
/// take the whole care of a field: [`field`](Self::field), and in its place [`boxed`](Self::boxed) for a pointer,
/// [`not_empty`](Self::not_empty) for a required text and [`birth_date`](Self::birth_date) for a day of birth. The
/// others add a rule to one of these.
pub struct Checker<'a> {
    checks: &'a Checks,
    found: Vec<Violation>,
}

impl<'a> Checker<'a> {
    /// A checker that has found nothing yet.
    #[must_use]
    pub const fn new(checks: &'a Checks) -> Self {
        Self { checks, found: Vec::new() }
    }

    /// What was found.
    ///
    /// # Errors
    ///
    /// Every broken rule.
    pub fn finish(self) -> Result<(), Violations> {
        Violations::none_of(self.found)
    }

    /// Checks a field by the rules of its type, and that it is given if the caller requires it.
    #[inline]
    pub fn field<T: Validate + ?Sized>(&mut self, at: &Path<'_>, name: &'static str, value: &T) {
        if self.checks.require_any() {
            self.require(at, name, value);
        }
        value.check(&at.field(name), self);
    }

    /// Checks a boxed field, as [`field`](Self::field) does.
    #[inline]
    pub fn boxed<T: Validate>(&mut self, at: &Path<'_>, name: &'static str, value: &Option<Box<T>>) {
        match value {
            Some(value) => self.field(at, name, &**value),
            None => self.field(at, name, &None::<T>),
        }
    }

    /// Not inlined: what only some callers ask for is not to weigh on every field of every request.
    #[inline(never)]
    fn require<T: Validate + ?Sized>(&mut self, at: &Path<'_>, name: &'static str, value: &T) {
        if value.is_absent() {
            self.absent(&at.field(name));
        }
    }

    /// Checks a required text: it must hold more than white space.
    pub fn not_empty(&mut self, at: &Path<'_>, name: &'static str, value: &impl Given<Value = str>) {
        if value.given().is_some_and(rules::is_blank) {
            self.violation(&at.field(name), ViolationKind::Empty, "is required, but empty");
        }
    }

    /// Checks a day of birth: a time, which may lie before 1970.
    ///
    /// Who was born before 1970 has a negative time, and who was born in its first months a small one. Such a time is
    /// accepted if it is a whole quarter of an hour and not before 1900, since a day begins so in every time zone in
    /// use today; everything else that is negative or small is a slip, such as -1 or a time in seconds. (One
    /// midnight in 125 in seconds is a whole quarter of an hour as well, and slips through. A midnight in one of the
    /// local mean times that a few places kept, the last until 1972, is taken for a slip.)
    pub fn birth_date(&mut self, at: &Path<'_>, name: &'static str, value: &impl Given<Value = Timestamp>) {
        let here = at.field(name);
        match value.given() {
            Some(birth) => self.problem(&here, rules::birth_date(*birth)),
            None if self.checks.require_any() => self.absent(&here),
            None => {}
        }
    }

    /// Checks a text that becomes part of the URL: it must not be able to change what the URL means.
    pub fn path_value(&mut self, at: &Path<'_>, name: &'static str, value: &impl Given<Value = str>) {
        self.problem(&at.field(name), value.given().and_then(rules::path_value));
    }

    /// Checks the number of characters (Unicode scalar values) of a text.
    pub fn length(
        &mut self,
        at: &Path<'_>,
        name: &'static str,
        value: &impl Given<Value = str>,
        bounds: impl RangeBounds<usize>,
    ) {
        let length = value.given().map(|text| text.chars().count());
        self.within(&at.field(name), ViolationKind::Length, length.as_ref(), bounds, "characters");
    }

    /// Checks the number of elements of a list.
    pub fn count<T>(
        &mut self,
        at: &Path<'_>,
        name: &'static str,
        value: &impl Given<Value = [T]>,
        bounds: impl RangeBounds<usize>,
    ) {
        let count = value.given().map(<[T]>::len);
        self.within(&at.field(name), ViolationKind::Count, count.as_ref(), bounds, "elements");
    }

    /// Checks the size of a number.
    pub fn range<N: PartialOrd + Display>(
        &mut self,
        at: &Path<'_>,
        name: &'static str,
        value: &impl Given<Value = N>,
        bounds: impl RangeBounds<N>,
    ) {
        self.within(&at.field(name), ViolationKind::Range, value.given(), bounds, "");
    }

    /// Checks the value of a custom field against the kind of the field `object_id`, where the caller told the
    /// kinds; see [`Checks::custom_kinds`].
    pub fn custom_value(
        &mut self,
        at: &Path<'_>,
        object_id: &impl Given<Value = str>,
        name: &'static str,
        value: &impl Given<Value = str>,
    ) {
        // Most callers know no kinds, and there is a value in every custom field of a request.
        if self.checks.knows_custom_kinds()
            && let (Some(object_id), Some(text)) = (object_id.given(), value.given())
            && let Some(kind) = self.checks.custom_kind(object_id)
        {
            match kind.check(text) {
                Ok(()) => {
                    let problem = kind.times_in(text).into_iter().flatten().find_map(rules::birth_date);
                    self.problem(&at.field(name), problem);
                }
                Err(error) => self.violation(&at.field(name), ViolationKind::CustomValue, error),
            }
        }
    }

    /// Checks an option: the documentation must list it, if the caller wants that.
    pub fn option<E: OpenEnum>(&mut self, at: &Path<'_>, option: &E) {
        if self.checks.are_options_strict() && !option.is_known() {
            let message = "is not one of the options that the documentation lists";
            self.violation(at, ViolationKind::UnknownOption, message);
        }
    }

    /// Adds a broken rule. The message completes a sentence that begins with the place, such as `is empty`; it must
    /// not hold the value, which may be personal.
    #[cold]
    pub fn violation(&mut self, at: &Path<'_>, kind: ViolationKind, message: impl Display) {
        self.found.push(Violation { path: at.to_string(), message: message.to_string(), kind });
    }

    #[inline]
    pub(super) fn problem(&mut self, at: &Path<'_>, problem: Option<Problem>) {
        if let Some(Problem { kind, message }) = problem {
            self.violation(at, kind, message);
        }
    }

    fn within<N: PartialOrd + Display>(
        &mut self,
        at: &Path<'_>,
        kind: ViolationKind,
        number: Option<&N>,
        bounds: impl RangeBounds<N>,
        unit: &str,
    ) {
        let (min, max) = (bounds.start_bound(), bounds.end_bound());
        if number.is_some_and(|number| !rules::is_within(number, min, max)) {
            let space = if unit.is_empty() { "" } else { " " };
            self.violation(at, kind, format_args!("must be {}{space}{unit}", rules::in_words(min, max)));
        }
    }

    /// Finds the fields that the caller requires among those that a missing value leaves out.
    fn absent(&mut self, here: &Path<'_>) {
        let checks = self.checks;
        for required in checks.required_below(here) {
            self.found.push(Violation {
                path: required.below(here),
                message: "is required by the caller's settings, but not given".to_owned(),
                kind: ViolationKind::Missing,
            });
        }
    }
}
