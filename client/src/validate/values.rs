//! The rules of plain values and of what holds them.

use std::collections::BTreeMap;

use super::{Checker, Path, Validate, rules};
use crate::{EncodedValue, File, OpenEnum, Timestamp, Until};

/// Any value will do.
macro_rules! no_rules {
    ($($type:ty),*) => {
        $(impl Validate for $type {
            fn check(&self, _: &Path<'_>, _: &mut Checker<'_>) {}
        })*
    };
}

no_rules!(bool, i64, f64, serde_json::Value, File);

/// An optional text may be blank, unless the caller requires it.
impl Validate for String {
    fn check(&self, _: &Path<'_>, _: &mut Checker<'_>) {}

    fn is_absent(&self) -> bool {
        rules::is_blank(self)
    }
}

/// The form is checked with [`Checker::custom_value`], since it depends on the field.
impl Validate for EncodedValue {
    fn check(&self, _: &Path<'_>, _: &mut Checker<'_>) {}

    fn is_absent(&self) -> bool {
        rules::is_blank(self.as_str())
    }
}

impl Validate for Timestamp {
    #[inline]
    fn check(&self, at: &Path<'_>, to: &mut Checker<'_>) {
        to.problem(at, rules::time(*self));
    }
}

impl Validate for Until {
    #[inline]
    fn check(&self, at: &Path<'_>, to: &mut Checker<'_>) {
        to.problem(at, rules::until(*self));
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, at: &Path<'_>, to: &mut Checker<'_>) {
        if let Some(value) = self {
            value.check(at, to);
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(T::is_absent)
    }
}

impl<E: OpenEnum> Validate for E {
    fn check(&self, at: &Path<'_>, to: &mut Checker<'_>) {
        to.option(at, self);
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, at: &Path<'_>, to: &mut Checker<'_>) {
        for (index, element) in self.iter().enumerate() {
            element.check(&at.index(index), to);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, at: &Path<'_>, to: &mut Checker<'_>) {
        for (key, value) in self {
            value.check(&at.key(key), to);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
