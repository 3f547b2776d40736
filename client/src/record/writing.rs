//! Serializes records, and formats them for `Debug`.

use std::fmt::{self, Debug};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Record, Writer, name_of};
use crate::Redacted;

/// Writes a record as a map of its members. For `Serialize`.
///
/// The map has no length: counting the members that are not `None` would take a pass of its own, only for formats other
/// than JSON.
///
/// # Errors
///
/// The first error of the serializer.
#[inline]
pub fn serialize<R: Record, S: Serializer>(record: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = Map::<S> { members: serializer.serialize_map(None) };
    record.write(&mut map);
    map.members?.end()
}

struct Map<S: Serializer> {
    /// The first error ends the writing.
    members: Result<S::SerializeMap, S::Error>,
}

impl<S: Serializer> Writer for Map<S> {
    #[inline]
    fn member<T: Serialize + Debug>(&mut self, name: &'static str, value: &T) {
        if let Ok(members) = &mut self.members
            && let Err(error) = members.serialize_entry(name, value)
        {
            self.members = Err(error);
        }
    }

    #[inline]
    fn public<T: Serialize + Debug>(&mut self, name: &'static str, value: &T) {
        self.member(name, value);
    }
}

/// Formats a record as a derived `Debug` does, and of members that are not public only whether they are present. For
/// `Debug`.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug<R: Record>(record: &R, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut shown = Shown(f.debug_struct(name_of::<R>()));
    record.write(&mut shown);
    shown.0.finish()
}

struct Shown<'a, 'b>(fmt::DebugStruct<'a, 'b>);

impl Writer for Shown<'_, '_> {
    fn member<T: Serialize + Debug>(&mut self, name: &'static str, _: &T) {
        self.0.field(name, &Redacted);
    }

    fn public<T: Serialize + Debug>(&mut self, name: &'static str, value: &T) {
        self.0.field(name, value);
    }

    fn optional<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>) {
        self.0.field(name, &Redacted::from_option(value));
    }

    fn optional_public<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>) {
        self.0.field(name, value);
    }
}
