//! Optional fields as rules see them.

use crate::{EncodedValue, Timestamp};

/// A field that may be optional, as rules see it: they hold for the value that is given.
pub trait Present {
    /// What a rule looks at.
    type Value: ?Sized;

    /// The value, if the field is given.
    fn present(&self) -> Option<&Self::Value>;
}

impl<T: Present> Present for Option<T> {
    type Value = T::Value;

    fn present(&self) -> Option<&T::Value> {
        self.as_ref().and_then(T::present)
    }
}

impl Present for String {
    type Value = str;

    fn present(&self) -> Option<&str> {
        Some(self)
    }
}

impl Present for EncodedValue {
    type Value = str;

    fn present(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl<T> Present for Vec<T> {
    type Value = [T];

    fn present(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl Present for i64 {
    type Value = Self;

    fn present(&self) -> Option<&Self> {
        Some(self)
    }
}

impl Present for f64 {
    type Value = Self;

    fn present(&self) -> Option<&Self> {
        Some(self)
    }
}

impl Present for Timestamp {
    type Value = Self;

    fn present(&self) -> Option<&Self> {
        Some(self)
    }
}
