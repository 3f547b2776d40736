use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// Writes the members of a record. For `Serialize`.
///
/// They are written as a map of unknown length: to count the members that are not left out would take a pass of its
/// own, for the sake of formats that are not JSON.
pub struct Writer<S: Serializer> {
    /// The first error ends the writing.
    members: Result<S::SerializeMap, S::Error>,
}

impl<S: Serializer> Writer<S> {
    /// Begins a record.
    #[inline]
    pub fn new(serializer: S) -> Self {
        Self { members: serializer.serialize_map(None) }
    }

    /// Writes a member that must always be there.
    #[inline]
    pub fn member<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if let Ok(members) = &mut self.members
            && let Err(error) = members.serialize_entry(name, value)
        {
            self.members = Err(error);
        }
    }

    /// Writes a member unless it is left out.
    #[inline]
    pub fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Ends the record.
    ///
    /// # Errors
    ///
    /// The first error of the serializer.
    #[inline]
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.members?.end()
    }
}
