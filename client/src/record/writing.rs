use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Record, Writer};

pub(super) fn serialize<R: Record, S: Serializer>(record: &R, serializer: S) -> Result<S::Ok, S::Error> {
    // Some formats write the number of members first.
    let mut counter = Counter(0);
    record.write(&mut counter);
    let mut members =
        Members { to: serializer.serialize_struct(super::name::<R>(), counter.0)?, error: None };
    record.write(&mut members);
    match members.error {
        None => members.to.end(),
        Some(error) => Err(error),
    }
}

/// Counts the members that are there.
struct Counter(usize);

impl Writer for Counter {
    #[inline]
    fn member<T: Serialize>(&mut self, _: &'static str, _: &T) {
        self.0 += 1;
    }

    #[inline]
    fn optional<T: Serialize>(&mut self, _: &'static str, value: &Option<T>) {
        self.0 += usize::from(value.is_some());
    }
}

/// Writes members until one of them fails.
struct Members<S: SerializeStruct> {
    to: S,
    error: Option<S::Error>,
}

impl<S: SerializeStruct> Writer for Members<S> {
    #[inline]
    fn member<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if self.error.is_none()
            && let Err(error) = self.to.serialize_field(name, value)
        {
            self.error = Some(error);
        }
    }

    #[inline]
    fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        match value {
            Some(value) => self.member(name, value),
            None if self.error.is_none() => self.error = self.to.skip_field(name).err(),
            None => {}
        }
    }
}
