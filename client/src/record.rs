//! Structs that are written and read member by member.
//!
//! The `Serialize` of a generated struct names its members to a [`Writer`]; its `Deserialize` is one line, which calls
//! [`deserialize`], and that reads the members by means of [`Record`]. Serde's derives would do the same, and write so
//! much code for each struct that they take nine tenths of the time in which a crate of generated structs compiles.
//!
//! ```
//! use feishu_client::record::{self, Reader, Record, Writer};
//! use serde::{Deserialize, Deserializer, Serialize, Serializer};
//!
//! #[derive(Debug, Default, PartialEq)]
//! struct Language {
//!     name: Option<String>,
//!     level: Option<i64>,
//! }
//!
//! impl Serialize for Language {
//!     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
//!         let mut to = Writer::new(serializer);
//!         to.optional("name", &self.name);
//!         to.optional("level", &self.level);
//!         to.end()
//!     }
//! }
//!
//! impl Record for Language {
//!     fn read<'de>(&mut self, member: usize, from: &mut impl Reader<'de>) {
//!         match member {
//!             0 => from.member(&mut self.name),
//!             1 => from.member(&mut self.level),
//!             _ => from.other(),
//!         }
//!     }
//! }
//!
//! impl<'de> Deserialize<'de> for Language {
//!     fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
//!         record::deserialize(deserializer, &["name", "level"], &[])
//!     }
//! }
//!
//! let language: Language = serde_json::from_str(r#"{"name": "English", "new": 1}"#)?;
//! assert_eq!(language, Language { name: Some("English".to_owned()), level: None });
//! assert_eq!(serde_json::to_string(&language)?, r#"{"name":"English"}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod reading;
mod writing;

use serde::Deserialize;

pub use reading::deserialize;
pub use writing::Writer;

/// A struct whose members are read one by one.
pub trait Record: Blank {
    /// Reads a member, by its place among the names that [`deserialize`] is called with; any other number means a
    /// member that is not known.
    fn read<'de>(&mut self, member: usize, from: &mut impl Reader<'de>);
}

/// A value to read the members into. A struct without required members has one by its `Default`; one with required
/// members has no value that may be taken for a default, and makes one of members that are replaced by what is read.
pub trait Blank: Sized {
    /// The value.
    fn blank() -> Self;
}

impl<T: Default> Blank for T {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
}

/// Where a record reads a member from.
pub trait Reader<'de> {
    /// Reads the member's value.
    fn member<T: Deserialize<'de>>(&mut self, to: &mut T);

    /// Passes over a member that is not known.
    fn other(&mut self);
}
