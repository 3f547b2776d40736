//! The rules of plain values and of what holds them.

use std::collections::BTreeMap;

use super::{FieldPath, Validate, Validator, rules};
use crate::{EncodedValue, File, OpenEnum, Timestamp, Until};

/// Types without rules.
macro_rules! no_rules {
    ($($type:ty),*) => {
        $(impl Validate for $type {
            fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
        })*
    };
}

no_rules!(bool, i64, f64, serde_json::Value, File);

/// An optional text may be blank, unless the caller requires it.
impl Validate for String {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}

    fn is_absent(&self) -> bool {
        rules::is_blank(self)
    }
}

/// The form is checked with [`Validator::custom_value`], since it depends on the field.
impl Validate for EncodedValue {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}

    fn is_absent(&self) -> bool {
        rules::is_blank(self.as_str())
    }
}

impl Validate for Timestamp {
    #[inline]
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.problem(path, rules::time(*self));
    }
}

impl Validate for Until {
    #[inline]
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.problem(path, rules::until(*self));
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        if let Some(value) = self {
            value.check(path, validator);
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(T::is_absent)
    }
}

impl<E: OpenEnum> Validate for E {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.option(path, self);
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        for (index, element) in self.iter().enumerate() {
            element.check(&path.index(index), validator);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        for (key, value) in self {
            value.check(&path.key(key), validator);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
