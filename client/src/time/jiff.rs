//! Conversions between [`Timestamp`] and the types of jiff.

use super::{Timestamp, TimestampOutOfRange};

/// Cuts off what is finer than a millisecond, towards 1970.
impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        Self::from_millis(time.as_millisecond())
    }
}

impl From<&jiff::Zoned> for Timestamp {
    fn from(time: &jiff::Zoned) -> Self {
        time.timestamp().into()
    }
}

impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = TimestampOutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, TimestampOutOfRange> {
        Self::from_millisecond(time.as_millis()).map_err(|_| TimestampOutOfRange)
    }
}
