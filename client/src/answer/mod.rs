//! Responses of the service.

mod envelope;
mod error;
mod generic;
pub(crate) mod printable;
mod read;
mod unreadable;

pub use error::{ApiError, Detail, FieldViolation, Help, PermissionViolation, ReadError};
pub use generic::GenericCode;
pub use read::RawResponse;
pub use unreadable::{Defect, Unreadable};
