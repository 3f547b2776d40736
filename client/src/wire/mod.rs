//! Times in encodings other than a number of milliseconds.
//!
//! Each module is for `#[serde(with = "…")]`, on a [`Timestamp`](crate::Timestamp), an `Option` of one, or a list of them.
//!
//! ```
//! use feishu_client::Timestamp;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! struct Talent {
//!     #[serde(with = "feishu_client::wire::seconds")]
//!     birthday: Timestamp,
//!     #[serde(with = "feishu_client::wire::millis_text", default, skip_serializing_if = "Option::is_none")]
//!     create_time: Option<Timestamp>,
//! }
//!
//! let json = r#"{"birthday":631152000,"create_time":"1609430400000"}"#;
//! let talent: Talent = serde_json::from_str(json)?;
//! assert_eq!(talent.birthday, Timestamp::from_millis(631_152_000_000));
//! assert_eq!(serde_json::to_string(&talent)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod form;
mod times;

pub use form::{Form, Millis, MillisText, Seconds, SecondsText, Text};
pub(crate) use times::ReadAs;
pub use times::{Times, Written, written, written_option};

/// A JSON number of seconds since 1970-01-01 UTC. Writing cuts off the milliseconds, towards the past.
pub mod seconds {
    use serde::{Deserializer, Serializer};

    use super::form::{Form, Seconds};
    use super::times::Times;

    /// Writes the times as numbers of seconds.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<T: Times, S: Serializer>(times: &T, serializer: S) -> Result<S::Ok, S::Error> {
        times.serialize::<Seconds, S>(serializer)
    }

    /// Reads times from numbers of seconds.
    ///
    /// # Errors
    ///
    /// It is not an integer, or its milliseconds do not fit 64 bits.
    pub fn deserialize<'de, T: Times, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize::<Seconds, D>(deserializer)
    }

    /// The times as numbers of seconds in decimal, for a query.
    #[must_use]
    pub fn texts<T: Times>(times: &T) -> Vec<String> {
        times.to_vec().into_iter().map(|time| Seconds::number(time).to_string()).collect()
    }
}

/// A JSON string of the seconds since 1970-01-01 UTC, in decimal. Writing cuts off the milliseconds, towards the
/// past.
pub mod seconds_text {
    use serde::{Deserializer, Serializer};

    use super::form::{Seconds, Text};
    use super::times::Times;

    /// Writes the times as strings of seconds.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<T: Times, S: Serializer>(times: &T, serializer: S) -> Result<S::Ok, S::Error> {
        times.serialize::<Text<Seconds>, S>(serializer)
    }

    /// Reads times from strings of seconds.
    ///
    /// # Errors
    ///
    /// It is not a string of an integer, or its milliseconds do not fit 64 bits.
    pub fn deserialize<'de, T: Times, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize::<Text<Seconds>, D>(deserializer)
    }
}

/// A JSON string of the milliseconds since 1970-01-01 UTC, in decimal.
pub mod millis_text {
    use serde::{Deserializer, Serializer};

    use super::form::{Millis, Text};
    use super::times::Times;

    /// Writes the times as strings of milliseconds.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<T: Times, S: Serializer>(times: &T, serializer: S) -> Result<S::Ok, S::Error> {
        times.serialize::<Text<Millis>, S>(serializer)
    }

    /// Reads times from strings of milliseconds.
    ///
    /// # Errors
    ///
    /// It is not a string of a 64-bit integer.
    pub fn deserialize<'de, T: Times, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize::<Text<Millis>, D>(deserializer)
    }
}
