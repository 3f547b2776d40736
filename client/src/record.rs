//! Structs that are serialized, deserialized and formatted member by member.
//!
//! A generated struct lists its members in [`Record`]; the macro [`record!`](crate::record!) implements `Serialize`,
//! `Deserialize` and `Debug`, which call [`serialize`], [`deserialize`] and [`debug`]. Derives would do the same with so
//! much code for each struct that serde's alone take nine tenths of the time that a crate of generated structs needs to
//! compile.
//!
//! `Debug` shows only the members that are written as `public`; of others, it shows whether they are present.
//!
//! ```
//! use feishu_client::record::{Reader, Record, Writer};
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
//!         writer.optional_public("level", &self.level);
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
//! feishu_client::record!(Language);
//!
//! let language: Language = serde_json::from_str(r#"{"name": "English", "new": 1}"#)?;
//! assert_eq!(language, Language { name: Some("English".to_owned()), level: None });
//! assert_eq!(serde_json::to_string(&language)?, r#"{"name":"English"}"#);
//! assert_eq!(format!("{language:?}"), "Language { name: Some([redacted]), level: None }");
//! # Ok::<(), serde_json::Error>(())
//! ```

mod implement;
mod members;
mod reading;
mod writing;

use std::any;
use std::fmt::Debug;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use crate::wire::{Form, ReadAs, Times};

pub use reading::{Names, deserialize};
pub use writing::{debug, serialize};

/// A struct that is read and written member by member.
pub trait Record: Placeholder {
    /// Writes all members, in order: always the same ones, whatever their values.
    fn write(&self, writer: &mut impl Writer);

    /// Reads the member at an index among those that [`write`](Self::write) writes, and skips any other.
    fn read<'de>(&mut self, member: usize, reader: &mut impl Reader<'de>);
}

/// A value to read the members into. For a struct without required members it is the `Default`; for others it has
/// values in the required members that are replaced by what is read.
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

/// What a record writes its members to, by their names on the wire.
pub trait Writer {
    /// Writes a member that `Debug` does not show.
    fn member<T: Serialize + Debug>(&mut self, name: &'static str, value: &T);

    /// Writes a member that `Debug` shows.
    fn public<T: Serialize + Debug>(&mut self, name: &'static str, value: &T);

    /// Writes a member that `Debug` does not show, unless it is `None`.
    #[inline]
    fn optional<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Writes a member that `Debug` shows, unless it is `None`.
    #[inline]
    fn optional_public<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.public(name, value);
        }
    }
}

/// What a record reads a member from.
pub trait Reader<'de> {
    /// Reads the member's value.
    fn member<T: Deserialize<'de>>(&mut self, value: &mut T);

    /// Reads times in an encoding of their own.
    fn times<F: Form, T: Times>(&mut self, times: &mut T) {
        let mut read = ReadAs::<F, T>(None, PhantomData);
        self.member(&mut read);
        if let Some(read) = read.0 {
            *times = read;
        }
    }

    /// Skips an unknown member.
    fn skip(&mut self);
}

/// A type's name without its path.
fn name_of<T>() -> &'static str {
    let path = any::type_name::<T>();
    path.rsplit("::").next().unwrap_or(path)
}
