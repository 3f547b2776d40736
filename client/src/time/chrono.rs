use chrono::{DateTime, TimeZone, Utc};

use super::{OutOfRange, Timestamp};

/// Cuts off what is finer than a millisecond.
impl<Zone: TimeZone> From<DateTime<Zone>> for Timestamp {
    fn from(time: DateTime<Zone>) -> Self {
        Self::from_millis(time.timestamp_millis())
    }
}

impl TryFrom<Timestamp> for DateTime<Utc> {
    type Error = OutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, OutOfRange> {
        Self::from_timestamp_millis(time.as_millis()).ok_or(OutOfRange)
    }
}
