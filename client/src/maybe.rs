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

/// A list, or an `Option` of one: what a setter of a list takes. Everything that can be iterated is a list.
///
/// `Kind` says which of the two it is; the compiler finds it.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list of `{T}`, nor an `Option` of one")]
pub trait MaybeList<T, Kind> {
    /// The elements, if there is a list.
    fn into_list(self) -> Option<Vec<T>>;
}

/// A list of texts, or an `Option` of one; each text is a `String` or converts to one, such as `&str`.
///
/// `Kind` says which of the two it is; the compiler finds it.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list of texts, nor an `Option` of one")]
pub trait MaybeTextList<Kind> {
    /// The texts, if there is a list.
    fn into_list(self) -> Option<Vec<String>>;
}

/// The kind of lists.
#[derive(Debug)]
pub enum List {}

/// The kind of `Option`s of lists.
#[derive(Debug)]
pub enum OptionalList {}

impl<T, L: IntoIterator<Item = T>> MaybeList<T, List> for L {
    #[inline]
    fn into_list(self) -> Option<Vec<T>> {
        Some(self.into_iter().collect())
    }
}

impl<T, L: IntoIterator<Item = T>> MaybeList<T, OptionalList> for Option<L> {
    #[inline]
    fn into_list(self) -> Option<Vec<T>> {
        self.map(|list| list.into_iter().collect())
    }
}

impl<L: IntoIterator<Item: Into<String>>> MaybeTextList<List> for L {
    #[inline]
    fn into_list(self) -> Option<Vec<String>> {
        Some(self.into_iter().map(Into::into).collect())
    }
}

impl<L: IntoIterator<Item: Into<String>>> MaybeTextList<OptionalList> for Option<L> {
    #[inline]
    fn into_list(self) -> Option<Vec<String>> {
        self.map(|list| list.into_iter().map(Into::into).collect())
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
        fn list<Kind>(value: impl MaybeList<i64, Kind>) -> Option<Vec<i64>> {
            value.into_list()
        }
        fn texts<Kind>(value: impl MaybeTextList<Kind>) -> Option<Vec<String>> {
            value.into_list()
        }
        for given in [list([5, 6]), list(vec![5, 6]), list(Some([5, 6])), list((5..7).map(Into::into))] {
            assert_eq!(given, Some(vec![5, 6]));
        }
        assert_eq!((list(None::<Vec<i64>>), list(Some([])), list([])), (None, Some(vec![]), Some(vec![])));
        for given in [texts(["a"]), texts(vec![owned.clone()]), texts(Some(["a"])), texts(Some(&[owned]))] {
            assert_eq!(given, Some(vec!["a".to_owned()]));
        }
        assert_eq!(texts(None::<[&str; 1]>), None);
        let until: Maybe<Until> = Timestamp::from_millis(1).into();
        assert_eq!(until.0, Some(Until::At(Timestamp::from_millis(1))));
    }
}
