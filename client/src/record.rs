//! Structs that are written and read member by member.
//!
//! A generated struct tells its members in [`Record`], with their names once; its `Serialize`, `Deserialize` and `Debug`
//! are one line each, which calls [`serialize`], [`deserialize`] or [`debug`]. Derives would do the same, and write so
//! much code for each struct that serde's alone take nine tenths of the time in which a crate of generated structs
//! compiles.
//!
//! ```
//! use std::fmt;
//!
//! use feishu_client::record::{self, Reader, Record, Writer};
//! use serde::{Deserialize, Deserializer, Serialize, Serializer};
//!
//! #[derive(Default, PartialEq)]
//! struct Language {
//!     name: Option<String>,
//!     level: Option<i64>,
//! }
//!
//! impl Record for Language {
//!     fn write(&self, writer: &mut impl Writer) {
//!         writer.optional("name", &self.name);
//!         writer.optional("level", &self.level);
//!     }
//!
//!     fn read<'de>(&mut self, member: usize, reader: &mut impl Reader<'de>) {
//!         match member {
//!             0 => reader.member(&mut self.name),
//!             1 => reader.member(&mut self.level),
//!             _ => reader.skip(),
//!         }
//!     }
//! }
//!
//! impl fmt::Debug for Language {
//!     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//!         record::debug(self, f)
//!     }
//! }
//!
//! impl Serialize for Language {
//!     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
//!         record::serialize(self, serializer)
//!     }
//! }
//!
//! impl<'de> Deserialize<'de> for Language {
//!     fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
//!         record::deserialize(deserializer)
//!     }
//! }
//!
//! let language: Language = serde_json::from_str(r#"{"name": "English", "new": 1}"#)?;
//! assert_eq!(language, Language { name: Some("English".to_owned()), level: None });
//! assert_eq!(serde_json::to_string(&language)?, r#"{"name":"English"}"#);
//! assert_eq!(format!("{language:?}"), r#"Language { name: Some("English"), level: None }"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod members;
mod reading;
mod writing;

use std::any;
use std::fmt::Debug;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use crate::wire::{Form, ReadAs, Times};

pub use reading::deserialize;
pub use writing::{debug, serialize};

/// A struct that is written and read member by member.
pub trait Record: Placeholder {
    /// Writes all members, in order: always the same ones, whatever their values.
    fn write(&self, writer: &mut impl Writer);

    /// Reads a member, by its place among those that [`write`](Self::write) writes; what stands at any other is passed
    /// over.
    fn read<'de>(&mut self, member: usize, reader: &mut impl Reader<'de>);
}

/// A value to read the members into. A struct without required members has one by its `Default`; one with required
/// members has no value that may be taken for a default, and makes one of members that are replaced by what is read.
pub trait Placeholder: Sized {
    /// The value.
    fn placeholder() -> Self;
}

impl<T: Default> Placeholder for T {
    #[inline]
    fn placeholder() -> Self {
        Self::default()
    }
}

/// Where a record writes its members to, by their names on the wire.
pub trait Writer {
    /// Writes a member.
    fn member<T: Serialize + Debug>(&mut self, name: &'static str, value: &T);

    /// Writes a member that is personal data, and not to be shown.
    fn personal<T: Serialize + Debug>(&mut self, name: &'static str, value: &T);

    /// Writes a member unless it is left out.
    #[inline]
    fn optional<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Writes a member that is personal data unless it is left out.
    #[inline]
    fn optional_personal<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.personal(name, value);
        }
    }
}

/// Where a record reads a member from.
pub trait Reader<'de> {
    /// Reads the member's value.
    fn member<T: Deserialize<'de>>(&mut self, to: &mut T);

    /// Reads times that are written in a form of their own.
    fn times<F: Form, T: Times>(&mut self, times: &mut T) {
        let mut read = ReadAs::<F, T>(None, PhantomData);
        self.member(&mut read);
        if let Some(read) = read.0 {
            *times = read;
        }
    }

    /// Passes over a member that is not known.
    fn skip(&mut self);
}

/// A type's name without its path.
fn name_of<T>() -> &'static str {
    let path = any::type_name::<T>();
    path.rsplit("::").next().unwrap_or(path)
}
