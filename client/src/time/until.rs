//! End times that may say "until now".

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Timestamp;

/// When something ended, or that it goes on (至今): the type of those end times for which the documentation allows
/// -1 in place of a time.
///
/// ```
/// use feishu_client::{Timestamp, Until};
///
/// assert_eq!(serde_json::to_string(&Until::Ongoing)?, "-1");
/// assert_eq!(serde_json::from_str::<Until>("1618500278667")?, Until::At(Timestamp::from_millis(1_618_500_278_667)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Until {
    /// It ended at this time. `At` of -1 ms is a violation: on the wire it would be [`Until::Ongoing`].
    At(Timestamp),
    /// It has not ended: -1 on the wire.
    Ongoing,
}

impl Until {
    /// The number on the wire: milliseconds since 1970-01-01 UTC, or -1.
    #[must_use]
    pub const fn as_wire(self) -> i64 {
        match self {
            Self::At(time) => time.as_millis(),
            Self::Ongoing => ONGOING,
        }
    }

    /// What a number on the wire means.
    #[must_use]
    pub const fn from_wire(number: i64) -> Self {
        match number {
            ONGOING => Self::Ongoing,
            millis => Self::At(Timestamp::from_millis(millis)),
        }
    }

    /// The time, unless it goes on.
    #[must_use]
    pub const fn time(self) -> Option<Timestamp> {
        match self {
            Self::At(time) => Some(time),
            Self::Ongoing => None,
        }
    }
}

/// The number that stands for "until now".
pub(crate) const ONGOING: i64 = -1;

impl From<Timestamp> for Until {
    fn from(time: Timestamp) -> Self {
        Self::At(time)
    }
}

impl Serialize for Until {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.as_wire())
    }
}

impl<'de> Deserialize<'de> for Until {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Self::from_wire)
    }
}
