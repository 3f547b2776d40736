//! Structs that are read and written member by member.
//!
//! A generated struct implements [`Record`]; its `Serialize` and `Deserialize` are one line each, which call the
//! functions of this module. Serde's derives would do the same, and write so much code for each struct that they take
//! nine tenths of the time in which a crate of generated structs compiles.
//!
//! ```
//! use feishu_client::record::{self, Reader, Record, Writer};
//!
//! #[derive(Debug, PartialEq)]
//! struct Language {
//!     name: String,
//!     level: Option<i64>,
//! }
//!
//! impl Record for Language {
//!     const MEMBERS: &'static [&'static str] = &["name", "level"];
//!
//!     fn blank() -> Self {
//!         Self { name: String::new(), level: None }
//!     }
//!
//!     fn write(&self, to: &mut impl Writer) {
//!         to.member("name", &self.name);
//!         to.optional("level", &self.level);
//!     }
//!
//!     fn read<'de>(&mut self, member: usize, from: &mut impl Reader<'de>) {
//!         match member {
//!             0 => from.member(&mut self.name),
//!             1 => from.member(&mut self.level),
//!             _ => from.other(),
//!         }
//!     }
//! }
//!
//! let mut json = serde_json::Deserializer::from_str(r#"{"name": "English", "new": 1}"#);
//! let language: Language = record::deserialize(&mut json)?;
//! assert_eq!(language, Language { name: "English".to_owned(), level: None });
//! assert_eq!(record::serialize(&language, serde_json::value::Serializer)?, serde_json::json!({"name": "English"}));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod reading;
mod writing;

use std::any;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A struct whose members have names on the wire.
pub trait Record: Sized {
    /// The names of the members on the wire.
    const MEMBERS: &'static [&'static str];

    /// A value to read the members into.
    fn blank() -> Self;

    /// Writes the members, in the order of [`Record::MEMBERS`].
    fn write(&self, to: &mut impl Writer);

    /// Reads a member, by its place among [`Record::MEMBERS`]; any other number means a member that is not known.
    fn read<'de>(&mut self, member: usize, from: &mut impl Reader<'de>);
}

/// Where a record writes its members.
pub trait Writer {
    /// Writes a member that must always be there.
    fn member<T: Serialize>(&mut self, name: &'static str, value: &T);

    /// Writes a member unless it is left out.
    fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>);
}

/// Where a record reads a member from.
pub trait Reader<'de> {
    /// Reads the member's value.
    fn member<T: Deserialize<'de>>(&mut self, to: &mut T);

    /// Passes over a member that is not known.
    fn other(&mut self);
}

/// The struct's name, for messages.
#[inline]
fn name<R>() -> &'static str {
    let path = any::type_name::<R>();
    // Byte by byte: names are so short that a search by words would take longer to begin than to end.
    path.bytes().rposition(|byte| byte == b':').map_or(path, |end| &path[end + 1..])
}

/// Writes a record. For `Serialize`.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<R: Record, S: Serializer>(record: &R, serializer: S) -> Result<S::Ok, S::Error> {
    writing::serialize(record, serializer)
}

/// Reads a record. For `Deserialize`.
///
/// # Errors
///
/// A member is there twice, lacks although it is required, or is not of its type.
pub fn deserialize<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    reading::deserialize(deserializer)
}
