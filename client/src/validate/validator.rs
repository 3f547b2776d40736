//! Collects violations while a value is checked.

use std::fmt::Display;
use std::ops::RangeBounds;

use super::rules::{self, Problem};
use super::{FieldPath, Present, Validate, ValidationOptions, Violation, ViolationKind, Violations};
use crate::{OpenEnum, Timestamp};

/// Collects the rules that a value breaks, while [`Validate::check`] goes through its fields.
///
/// Every method takes the place of the object, `at`, the name of one of its fields, and the field. Four of them
/// take the whole care of a field: [`field`](Self::field), and in its place [`boxed`](Self::boxed) for a pointer,
/// [`not_empty`](Self::not_empty) for a required text and [`birth_date`](Self::birth_date) for a day of birth. The
/// others add a rule to one of these.
pub struct Validator<'a> {
    checks: &'a ValidationOptions,
    found: Vec<Violation>,
}

impl<'a> Validator<'a> {
    /// A checker that has found nothing yet.
    #[must_use]
    pub const fn new(checks: &'a ValidationOptions) -> Self {
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
    pub fn field<T: Validate + ?Sized>(&mut self, path: &FieldPath<'_>, name: &'static str, value: &T) {
        if self.checks.require_any() {
            self.require(path, name, value);
        }
        value.check(&path.field(name), self);
    }

    /// Checks a boxed field, as [`field`](Self::field) does.
    #[inline]
    pub fn boxed<T: Validate>(&mut self, path: &FieldPath<'_>, name: &'static str, value: &Option<Box<T>>) {
        match value {
            Some(value) => self.field(path, name, &**value),
            None => self.field(path, name, &None::<T>),
        }
    }

    /// Not inlined: what only some callers ask for is not to weigh on every field of every request.
    #[inline(never)]
    fn require<T: Validate + ?Sized>(&mut self, path: &FieldPath<'_>, name: &'static str, value: &T) {
        if value.is_absent() {
            self.absent(&path.field(name));
        }
    }

    /// Checks a required text: it must hold more than white space.
    pub fn not_empty(&mut self, path: &FieldPath<'_>, name: &'static str, value: &impl Present<Value = str>) {
        if value.present().is_some_and(rules::is_blank) {
            self.violation(&path.field(name), ViolationKind::Empty, "is required, but empty");
        }
    }

    /// Checks a day of birth: a time, which may lie before 1970.
    ///
    /// Who was born before 1970 has a negative time, and who was born in its first months a small one. Such a time is
    /// accepted if it is a whole quarter of an hour and not before 1900, since a day begins so in every time zone in
    /// use today; everything else that is negative or small is a slip, such as -1 or a time in seconds. (One
    /// midnight in 125 in seconds is a whole quarter of an hour as well, and slips through. A midnight in one of the
    /// local mean times that a few places kept, the last until 1972, is taken for a slip.)
    pub fn birth_date(
        &mut self,
        path: &FieldPath<'_>,
        name: &'static str,
        value: &impl Present<Value = Timestamp>,
    ) {
        let field = path.field(name);
        match value.present() {
            Some(birth) => self.problem(&field, rules::birth_date(*birth)),
            None if self.checks.require_any() => self.absent(&field),
            None => {}
        }
    }

    /// Checks a text that becomes part of the URL: it must not be able to change what the URL means.
    pub fn path_value(
        &mut self,
        path: &FieldPath<'_>,
        name: &'static str,
        value: &impl Present<Value = str>,
    ) {
        self.problem(&path.field(name), value.present().and_then(rules::path_value));
    }

    /// Checks the number of characters (Unicode scalar values) of a text.
    pub fn length(
        &mut self,
        path: &FieldPath<'_>,
        name: &'static str,
        value: &impl Present<Value = str>,
        bounds: impl RangeBounds<usize>,
    ) {
        let length = value.present().map(|text| text.chars().count());
        self.within(&path.field(name), ViolationKind::Length, length.as_ref(), bounds, "characters");
    }

    /// Checks the number of elements of a list.
    pub fn count<T>(
        &mut self,
        path: &FieldPath<'_>,
        name: &'static str,
        value: &impl Present<Value = [T]>,
        bounds: impl RangeBounds<usize>,
    ) {
        let count = value.present().map(<[T]>::len);
        self.within(&path.field(name), ViolationKind::Count, count.as_ref(), bounds, "elements");
    }

    /// Checks the size of a number.
    pub fn range<N: PartialOrd + Display>(
        &mut self,
        path: &FieldPath<'_>,
        name: &'static str,
        value: &impl Present<Value = N>,
        bounds: impl RangeBounds<N>,
    ) {
        self.within(&path.field(name), ViolationKind::Range, value.present(), bounds, "");
    }

    /// Checks the value of a custom field against the kind of the field `object_id`, where the caller told the
    /// kinds; see [`ValidationOptions::custom_kinds`].
    pub fn custom_value(
        &mut self,
        path: &FieldPath<'_>,
        object_id: &impl Present<Value = str>,
        name: &'static str,
        value: &impl Present<Value = str>,
    ) {
        // Most callers know no kinds, and there is a value in every custom field of a request.
        if self.checks.knows_custom_kinds()
            && let (Some(object_id), Some(text)) = (object_id.present(), value.present())
            && let Some(kind) = self.checks.custom_kind(object_id)
        {
            match kind.check(text) {
                Ok(()) => {
                    let problem = kind.times_in(text).into_iter().flatten().find_map(rules::birth_date);
                    self.problem(&path.field(name), problem);
                }
                Err(error) => self.violation(&path.field(name), ViolationKind::CustomValue, error),
            }
        }
    }

    /// Checks an option: the documentation must list it, if the caller wants that.
    pub fn option<E: OpenEnum>(&mut self, path: &FieldPath<'_>, option: &E) {
        if self.checks.are_options_strict() && !option.is_known() {
            let message = "is not one of the options that the documentation lists";
            self.violation(path, ViolationKind::UnknownOption, message);
        }
    }

    /// Adds a broken rule. The message completes a sentence that begins with the place, such as `is empty`; it must
    /// not hold the value, which may be personal.
    #[cold]
    pub fn violation(&mut self, path: &FieldPath<'_>, kind: ViolationKind, message: impl Display) {
        self.found.push(Violation { path: path.to_string(), message: message.to_string(), kind });
    }

    #[inline]
    pub(super) fn problem(&mut self, path: &FieldPath<'_>, problem: Option<Problem>) {
        if let Some(Problem { kind, message }) = problem {
            self.violation(path, kind, message);
        }
    }

    fn within<N: PartialOrd + Display>(
        &mut self,
        path: &FieldPath<'_>,
        kind: ViolationKind,
        number: Option<&N>,
        bounds: impl RangeBounds<N>,
        unit: &str,
    ) {
        let (min, max) = (bounds.start_bound(), bounds.end_bound());
        if number.is_some_and(|number| !rules::is_within(number, min, max)) {
            let space = if unit.is_empty() { "" } else { " " };
            self.violation(path, kind, format_args!("must be {}{space}{unit}", rules::in_words(min, max)));
        }
    }

    /// Finds the fields that the caller requires among those that a missing value leaves out.
    fn absent(&mut self, here: &FieldPath<'_>) {
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
