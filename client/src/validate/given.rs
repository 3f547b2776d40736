use crate::{EncodedValue, Timestamp};

/// A field that may be optional, as rules see it: they hold for the value that is given.
pub trait Given {
    /// What a rule looks at.
    type Value: ?Sized;

    /// The value, if the field is given.
    fn given(&self) -> Option<&Self::Value>;
}

impl<T: Given> Given for Option<T> {
    type Value = T::Value;

    fn given(&self) -> Option<&T::Value> {
        self.as_ref().and_then(T::given)
    }
}

impl Given for String {
    type Value = str;

    fn given(&self) -> Option<&str> {
        Some(self)
    }
}

impl Given for EncodedValue {
    type Value = str;

    fn given(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl<T> Given for Vec<T> {
    type Value = [T];

    fn given(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl Given for i64 {
    type Value = Self;

    fn given(&self) -> Option<&Self> {
        Some(self)
    }
}

impl Given for f64 {
    type Value = Self;

    fn given(&self) -> Option<&Self> {
        Some(self)
    }
}

impl Given for Timestamp {
    type Value = Self;

    fn given(&self) -> Option<&Self> {
        Some(self)
    }
}
