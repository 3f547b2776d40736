//! The encodings of a time.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serializer};

use crate::Timestamp;

/// How a time is written on the wire.
pub trait Form: private::Sealed {
    /// The number that stands for the time.
    fn number(time: Timestamp) -> i64;

    /// The time that the number stands for, if it fits.
    fn time(number: i64) -> Option<Timestamp>;

    /// Writes the time.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn serialize<S: Serializer>(time: Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(Self::number(time))
    }

    /// Reads a time.
    ///
    /// # Errors
    ///
    /// It is not in this form, or its milliseconds do not fit 64 bits.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let number = i64::deserialize(deserializer)?;
        Self::time(number).ok_or_else(|| too_great(number))
    }

    /// Reads a time or `null`.
    ///
    /// # Errors
    ///
    /// As [`deserialize`](Self::deserialize).
    fn deserialize_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        let Some(number) = Option::<i64>::deserialize(deserializer)? else { return Ok(None) };
        Self::time(number).map(Some).ok_or_else(|| too_great(number))
    }
}

/// Seconds since 1970, as a number.
pub enum Seconds {}

impl Form for Seconds {
    fn number(time: Timestamp) -> i64 {
        time.as_seconds()
    }

    fn time(number: i64) -> Option<Timestamp> {
        Timestamp::from_seconds(number)
    }
}

/// Milliseconds since 1970, as a number.
pub enum Millis {}

impl Form for Millis {
    fn number(time: Timestamp) -> i64 {
        time.as_millis()
    }

    fn time(number: i64) -> Option<Timestamp> {
        Some(Timestamp::from_millis(number))
    }
}

/// A number in decimal digits, as a string.
pub struct Text<F>(PhantomData<F>);

/// Seconds since 1970, in a string.
pub type SecondsText = Text<Seconds>;

/// Milliseconds since 1970, in a string.
pub type MillisText = Text<Millis>;

impl<F: Form> Form for Text<F> {
    fn number(time: Timestamp) -> i64 {
        F::number(time)
    }

    fn time(number: i64) -> Option<Timestamp> {
        F::time(number)
    }

    fn serialize<S: Serializer>(time: Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&F::number(time))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Self::from_text(&<Cow<'de, str>>::deserialize(deserializer)?)
    }

    /// Reads a time, `null`, or an empty string: the service writes that for a time that is not set.
    fn deserialize_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        match Option::<Cow<'de, str>>::deserialize(deserializer)?.as_deref() {
            None | Some("") => Ok(None),
            Some(text) => Self::from_text(text).map(Some),
        }
    }
}

impl<F: Form> Text<F> {
    fn from_text<E: Error>(text: &str) -> Result<Timestamp, E> {
        let number = text
            .parse()
            .map_err(|_| Error::invalid_value(Unexpected::Str(text), &"an integer in decimal digits"))?;
        F::time(number).ok_or_else(|| too_great(number))
    }
}

fn too_great<E: Error>(number: i64) -> E {
    Error::invalid_value(Unexpected::Signed(number), &"a time whose milliseconds fit 64 bits")
}

mod private {
    pub trait Sealed {}

    impl Sealed for super::Seconds {}
    impl Sealed for super::Millis {}
    impl<F> Sealed for super::Text<F> {}
}
