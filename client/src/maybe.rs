//! Values that setters take.

use std::borrow::Cow;

use crate::{CustomValue, EncodedValue, Timestamp, Until};

/// A value or none: what a setter takes that accepts both a value and an `Option` of one, where the value may be given
/// as another type, such as `&str` for a `String`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maybe<T>(pub Option<T>);

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        Self(value)
    }
}

/// Conversions from other types, and from `Option`s of them.
macro_rules! converted {
    ($($from:ty => $to:ty),* $(,)?) => {
        $(impl From<$from> for Maybe<$to> {
            fn from(value: $from) -> Self {
                Self(Some(value.into()))
            }
        }

        impl From<Option<$from>> for Maybe<$to> {
            fn from(value: Option<$from>) -> Self {
                Self(value.map(Into::into))
            }
        })*
    };
}

converted! {
    &str => String,
    &String => String,
    Box<str> => String,
    Cow<'_, str> => String,
    char => String,
    Timestamp => Until,
    &str => EncodedValue,
    String => EncodedValue,
    CustomValue => EncodedValue,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setter_takes_values_and_options() {
        fn text(value: impl Into<Maybe<String>>) -> Option<String> {
            value.into().0
        }
        fn number(value: impl Into<Option<i64>>) -> Option<i64> {
            value.into()
        }
        let owned = "a".to_owned();
        for given in [text("a"), text(&owned), text(Some("a")), text(Some(owned.clone())), text('a')] {
            assert_eq!(given.as_deref(), Some("a"));
        }
        assert_eq!(text(None::<&str>), None);
        assert_eq!((number(5), number(Some(5)), number(None)), (Some(5), Some(5), None));
        let until: Maybe<Until> = Timestamp::from_millis(1).into();
        assert_eq!(until.0, Some(Until::At(Timestamp::from_millis(1))));
    }
}
