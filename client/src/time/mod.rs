//! Points in time as the platform writes them.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
mod timestamp;
mod until;

pub use timestamp::{Timestamp, TimestampOutOfRange};
pub use until::Until;

pub(crate) use until::ONGOING;
