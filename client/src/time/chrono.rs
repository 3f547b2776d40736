//! Conversions between [`Timestamp`] and the types of chrono.

use chrono::{DateTime, TimeZone, Utc};

use super::{Timestamp, TimestampOutOfRange};

/// Cuts off what is finer than a millisecond.
impl<Zone: TimeZone> From<DateTime<Zone>> for Timestamp {
    fn from(time: DateTime<Zone>) -> Self {
        Self::from_millis(time.timestamp_millis())
    }
}

impl TryFrom<Timestamp> for DateTime<Utc> {
    type Error = TimestampOutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, TimestampOutOfRange> {
        Self::from_timestamp_millis(time.as_millis()).ok_or(TimestampOutOfRange)
    }
}
