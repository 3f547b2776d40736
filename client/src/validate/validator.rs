//! Collects violations while a value is checked.

use std::fmt::Display;
use std::ops::RangeBounds;

use super::number::{self, Numeric};
use super::rules::{self, Problem};
use super::{
    Bounds, FieldPath, PathSegment, Present, Validate, ValidationOptions, Violation, ViolationKind,
    Violations,
};
use crate::{OpenEnum, Timestamp};

/// Collects the rules that a value breaks, while [`Validate::check`] goes through its fields.
///
/// Every method takes the path of the object, the name of one of its fields, and the field's value. Each field has one
/// call of [`field`](Self::field), or in its place of [`boxed`](Self::boxed) for a pointer,
/// [`not_empty`](Self::not_empty) for a required text, or [`birth_date`](Self::birth_date) for a date of birth. The
/// other methods add a rule.
pub struct Validator<'a> {
    options: &'a ValidationOptions,
    requires: Requirements,
    found: Vec<Violation>,
    /// The custom fields that have a value, if the caller requires any.
    custom_fields: Vec<String>,
}

/// What the caller requires, looked up once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Requirements {
    Nothing,
    Fields,
    CustomFields,
}

impl<'a> Validator<'a> {
    /// A validator without violations.
    #[must_use]
    pub fn new(options: &'a ValidationOptions) -> Self {
        Self { options, requires: options.requirements(), found: Vec::new(), custom_fields: Vec::new() }
    }

    /// Ends the validation.
    ///
    /// # Errors
    ///
    /// Every broken rule.
    pub fn finish(self) -> Result<(), Violations> {
        Violations::into_result(self.found)
    }

    /// Checks a field by the rules of its type, and that it is present if the caller requires it.
    #[inline]
    pub fn field<T: Validate + ?Sized>(&mut self, path: &FieldPath<'_>, name: &'static str, value: &T) {
        if self.requires != Requirements::Nothing {
            return self.field_with_requirements(path, name, value);
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

    /// Not inlined: what only some callers ask for must not slow down every field of every request.
    #[inline(never)]
    fn field_with_requirements<T: Validate + ?Sized>(
        &mut self,
        path: &FieldPath<'_>,
        name: &'static str,
        value: &T,
    ) {
        let path = path.field(name);
        if value.is_absent() {
            self.absent(&path);
        }
        let before = self.custom_fields.len();
        value.check(&path, self);
        if self.requires == Requirements::CustomFields {
            self.require_custom_fields(&path, before);
        }
    }

    /// Checks a required text: it must hold more than white space.
    pub fn not_empty(&mut self, path: &FieldPath<'_>, name: &'static str, value: &impl Present<Value = str>) {
        if value.present().is_some_and(rules::is_blank) {
            self.violation(&path.field(name), ViolationKind::Empty, "is required, but empty");
        }
    }

    /// Checks a date of birth: a time that may be before 1970.
    ///
    /// A birth before 1970 has a negative time, and one in the first months of 1970 a small one. Such a time is valid
    /// if it is a multiple of 15 minutes and not before 1900, since days begin so in every time zone in use today.
    /// Every other negative or small time is a mistake, such as -1 or a time in seconds. (One midnight in 125 in
    /// seconds is a multiple of 15 minutes as well and is not found. A midnight in one of the local mean times that a
    /// few places kept, the last until 1972, is reported as a mistake.)
    pub fn birth_date(
        &mut self,
        path: &FieldPath<'_>,
        name: &'static str,
        value: &impl Present<Value = Timestamp>,
    ) {
        let field = path.field(name);
        match value.present() {
            Some(birth) => self.problem(&field, rules::birth_date(*birth)),
            None if self.requires != Requirements::Nothing => self.absent(&field),
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
    pub fn range<N: Numeric>(
        &mut self,
        path: &FieldPath<'_>,
        name: &'static str,
        value: &impl Present<Value = N>,
        bounds: impl RangeBounds<N>,
    ) {
        self.within(&path.field(name), ViolationKind::Range, value.present(), bounds, "");
    }

    /// Checks the value of the custom field `object_id` as far as the caller has described the field; see
    /// [`ValidationOptions::custom_fields`].
    pub fn custom_value(
        &mut self,
        path: &FieldPath<'_>,
        object_id: &impl Present<Value = str>,
        name: &'static str,
        value: &impl Present<Value = str>,
    ) {
        // Most callers describe no custom fields, and every custom field of a request comes here.
        if self.options.knows_custom_fields()
            && let (Some(object_id), Some(text)) = (object_id.present(), value.present())
        {
            self.described_custom_value(&path.field(name), object_id, text);
        }
    }

    fn described_custom_value(&mut self, path: &FieldPath<'_>, object_id: &str, text: &str) {
        if self.requires == Requirements::CustomFields && !rules::is_blank(text) {
            self.custom_fields.push(object_id.to_owned());
        }
        let described = self.options.custom_field(object_id);
        let kind = described.map(|field| field.kind).or_else(|| self.options.custom_kind(object_id));
        let Some(kind) = kind else { return };
        if let Err(error) = kind.check(text) {
            return self.violation(path, ViolationKind::CustomValue, error);
        }
        self.problem(path, kind.times_in(text).into_iter().flatten().find_map(rules::birth_date));
        if described.is_some_and(|field| !field.has_options_of(text)) {
            self.violation(
                path,
                ViolationKind::UnknownOption,
                "is not one of the options of the custom field",
            );
        }
    }

    /// Checks, if the caller asks for it, that the documentation lists an option.
    pub fn option<E: OpenEnum>(&mut self, path: &FieldPath<'_>, option: &E) {
        if self.options.are_options_strict() && !option.is_known() {
            let message = "is not one of the options that the documentation lists";
            self.violation(path, ViolationKind::UnknownOption, message);
        }
    }

    /// Adds a violation. The message completes a sentence that begins with the path, such as `is empty`. It must not
    /// hold the value, which may be personal.
    #[cold]
    pub fn violation(&mut self, path: &FieldPath<'_>, kind: ViolationKind, message: impl Display) {
        self.found.push(Violation::new(path.segments(), kind, message.to_string(), None));
    }

    #[inline]
    pub(super) fn problem(&mut self, path: &FieldPath<'_>, problem: Option<Problem>) {
        if let Some(Problem { kind, message }) = problem {
            self.violation(path, kind, message);
        }
    }

    fn within<N: Numeric>(
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
            let message = format!("must be {}{space}{unit}", rules::describe(min, max));
            let bounds = Bounds { min: number::bound(min), max: number::bound(max) };
            self.found.push(Violation::new(path.segments(), kind, message, Some(bounds)));
        }
    }

    /// Reports the fields that the caller requires and that are absent with the value at `path`.
    fn absent(&mut self, path: &FieldPath<'_>) {
        let options = self.options;
        for pattern in options.required_with(path) {
            let mut segments = path.segments();
            segments.extend(pattern.names_below(path).map(|name| PathSegment::Field(name.to_owned())));
            let message = "is required by the caller's settings, but absent".to_owned();
            self.found.push(Violation::new(segments, ViolationKind::Missing, message, None));
        }
    }

    /// Reports the custom fields that the caller requires in the list at `path` and that have no value there. Those
    /// that do were found since there were `before` of them.
    fn require_custom_fields(&mut self, path: &FieldPath<'_>, before: usize) {
        let options = self.options;
        for field in options.required_custom_fields(path) {
            let found = self.custom_fields.get(before..).unwrap_or_default();
            if !found.contains(&field.object_id) {
                let message = format!(
                    "lacks the custom field {}, which the caller's settings require",
                    field.object_id
                );
                self.violation(path, ViolationKind::Missing, message);
            }
        }
    }
}
