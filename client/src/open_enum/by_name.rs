//! Options by their identifiers, for formats of the caller's own: `#[serde(with = "feishu_client::open_enum::by_name")]`
//! on an option, an `Option` of one, or a list of them.
//!
//! An option that the documentation does not list has no identifier. It is written as the text of its wire value, and
//! read from it if it is a number.
//!
//! ```
//! use feishu_client::{OpenEnum, open_enum::by_name};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! #[serde(bound = "E: OpenEnum")]
//! struct Form<E> {
//!     #[serde(with = "by_name")]
//!     degree: E,
//!     #[serde(with = "by_name", default, skip_serializing_if = "Option::is_none")]
//!     minor: Option<E>,
//! }
//! ```

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::{OpenEnum, parse};

/// Writes the identifiers.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Named, S: Serializer>(options: &T, serializer: S) -> Result<S::Ok, S::Error> {
    options.serialize(serializer)
}

/// Reads identifiers.
///
/// # Errors
///
/// A text is neither an identifier nor a wire value.
pub fn deserialize<'de, T: Named, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// An [`OpenEnum`], an `Option` of one, or a list of them.
pub trait Named: Sized {
    #[doc(hidden)]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    #[doc(hidden)]
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<E: OpenEnum> Named for E {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.info() {
            Some(info) => serializer.serialize_str(info.name),
            None => serializer.collect_str(self.wire()),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        parse(&text).map_err(D::Error::custom)
    }
}

impl<T: Named> Named for Option<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(ByName).serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Read<T>>::deserialize(deserializer)?.map(|Read(option)| option))
    }
}

impl<T: Named> Named for Vec<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(ByName))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Read<T>>::deserialize(deserializer)?.into_iter().map(|Read(option)| option).collect())
    }
}

struct ByName<'a, T>(&'a T);

impl<T: Named> Serialize for ByName<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

struct Read<T>(T);

impl<'de, T: Named> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}
