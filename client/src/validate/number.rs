//! Numbers as bounds.

use std::fmt::Display;
use std::ops::Bound;

use serde_json::Number;

/// A number that has bounds: `i64`, `f64`, or a length.
pub trait Numeric: PartialOrd + Display + Copy + private::Sealed {
    /// The number for a [`Violation`](crate::Violation); `None` for a float that JSON cannot express.
    #[doc(hidden)]
    fn to_number(self) -> Option<Number>;
}

impl Numeric for i64 {
    fn to_number(self) -> Option<Number> {
        Some(self.into())
    }
}

impl Numeric for usize {
    fn to_number(self) -> Option<Number> {
        Some(self.into())
    }
}

impl Numeric for f64 {
    fn to_number(self) -> Option<Number> {
        Number::from_f64(self)
    }
}

pub(super) fn bound<N: Numeric>(bound: Bound<&N>) -> Bound<Number> {
    let number = |number: &N| number.to_number();
    match bound {
        Bound::Included(bound) => number(bound).map_or(Bound::Unbounded, Bound::Included),
        Bound::Excluded(bound) => number(bound).map_or(Bound::Unbounded, Bound::Excluded),
        Bound::Unbounded => Bound::Unbounded,
    }
}

mod private {
    pub trait Sealed {}

    impl Sealed for i64 {}
    impl Sealed for usize {}
    impl Sealed for f64 {}
}
