//! Applies an encoding to one time, an optional time or a list of times.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::form::Form;
use crate::{Parameter, Timestamp, Values};

/// A [`Timestamp`], an `Option` of one, or a list of them.
pub trait Times: Sized + private::Sealed {
    #[doc(hidden)]
    fn serialize<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    #[doc(hidden)]
    fn deserialize<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    #[doc(hidden)]
    fn to_vec(&self) -> Vec<Timestamp>;
}

impl Times for Timestamp {
    fn serialize<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::serialize(*self, serializer)
    }

    fn deserialize<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        F::deserialize(deserializer)
    }

    fn to_vec(&self) -> Vec<Timestamp> {
        vec![*self]
    }
}

impl Times for Option<Timestamp> {
    fn serialize<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(written::<F, _>).serialize(serializer)
    }

    fn deserialize<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        F::deserialize_option(deserializer)
    }

    fn to_vec(&self) -> Vec<Timestamp> {
        self.iter().copied().collect()
    }
}

impl<T: Times> Times for Option<Vec<T>> {
    fn serialize<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(written::<F, _>).serialize(serializer)
    }

    fn deserialize<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Option::<Written<F, Vec<T>>>::deserialize(deserializer)?;
        Ok(read.map(|Written(times, _)| times))
    }

    fn to_vec(&self) -> Vec<Timestamp> {
        self.as_ref().map(Times::to_vec).unwrap_or_default()
    }
}

impl<T: Times> Times for Vec<T> {
    fn serialize<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|times| Written::<F, &T>(times, PhantomData)))
    }

    fn deserialize<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Vec::<Written<F, T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|Written(times, _)| times).collect())
    }

    fn to_vec(&self) -> Vec<Timestamp> {
        self.iter().flat_map(T::to_vec).collect()
    }
}

/// Times together with the form in which they are written: for a record's [`Writer`](crate::record::Writer), and as a
/// [`Parameter`].
pub struct Written<F, T>(T, PhantomData<F>);

/// Times in a form.
///
/// ```
/// use feishu_client::Timestamp;
/// use feishu_client::wire::{MillisText, written};
///
/// let time = Timestamp::from_millis(1_609_430_400_000);
/// assert_eq!(serde_json::to_string(&written::<MillisText, _>(&time))?, "\"1609430400000\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn written<F: Form, T: Times>(times: &T) -> Written<F, &T> {
    Written(times, PhantomData)
}

/// Times in a form, where there are any.
pub fn written_option<F: Form, T: Times>(times: &Option<T>) -> Option<Written<F, &T>> {
    times.as_ref().map(written)
}

impl<F, T: fmt::Debug> fmt::Debug for Written<F, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<F: Form, T: Times> Parameter for Written<F, &T> {
    fn add_to(&self, values: &mut Values, name: &'static str) {
        for time in self.0.to_vec() {
            values.add_text(name, F::number(time).to_string());
        }
    }
}

impl<F: Form, T: Times> Serialize for Written<F, &T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize::<F, S>(serializer)
    }
}

impl<'de, F: Form, T: Times> Deserialize<'de> for Written<F, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize::<F, D>(deserializer).map(|times| Self(times, PhantomData))
    }
}

/// Times that are read in a form; none until then.
pub(crate) struct ReadAs<F, T>(pub(crate) Option<T>, pub(crate) PhantomData<F>);

impl<'de, F: Form, T: Times> Deserialize<'de> for ReadAs<F, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize::<F, D>(deserializer).map(|times| Self(Some(times), PhantomData))
    }
}

mod private {
    pub trait Sealed {}

    impl Sealed for crate::Timestamp {}
    impl<T> Sealed for Option<T> {}
    impl<T> Sealed for Vec<T> {}
}
