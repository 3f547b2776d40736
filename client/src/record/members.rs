//! Looks up the names of a record's members.

use std::fmt::Debug;

use serde::Serialize;

use super::{Record, Writer};

/// The members of a record, as it writes them; their values do not matter.
///
/// A walk over them is compiled into the record's own `write`, where names and places are constants: reading takes no
/// longer than with a list of names.
pub(super) struct Members<'a, R>(pub(super) &'a R);

impl<R: Record> Members<'_, R> {
    /// The name of the member at a place.
    #[inline]
    pub(super) fn name(&self, place: usize) -> Option<&'static str> {
        let mut found = None;
        self.each(|at, name, _| {
            if at == place {
                found = Some(name);
            }
        });
        found
    }

    /// The place of the member with a name.
    pub(super) fn place(&self, name: &[u8]) -> Option<usize> {
        let mut found = None;
        self.each(|at, member, _| {
            if found.is_none() && member.as_bytes() == name {
                found = Some(at);
            }
        });
        found
    }

    /// The name of the first member that must be there and of which this holds.
    #[inline]
    pub(super) fn first_required(&self, holds: impl Fn(usize) -> bool) -> Option<&'static str> {
        let mut found = None;
        self.each(|at, name, is_required| {
            if is_required && found.is_none() && holds(at) {
                found = Some(name);
            }
        });
        found
    }

    /// Goes through places, names, and whether the member must be there.
    #[inline]
    fn each(&self, mut visit: impl FnMut(usize, &'static str, bool)) {
        let mut place = 0;
        self.0.write(&mut Names(|name, is_required| {
            visit(place, name, is_required);
            place += 1;
        }));
    }
}

/// Takes the names, and whether each member must be there.
struct Names<F>(F);

impl<F: FnMut(&'static str, bool)> Writer for Names<F> {
    #[inline]
    fn member<T: Serialize + Debug>(&mut self, name: &'static str, _: &T) {
        (self.0)(name, true);
    }

    #[inline]
    fn personal<T: Serialize + Debug>(&mut self, name: &'static str, _: &T) {
        (self.0)(name, true);
    }

    #[inline]
    fn optional<T: Serialize + Debug>(&mut self, name: &'static str, _: &Option<T>) {
        (self.0)(name, false);
    }

    #[inline]
    fn optional_personal<T: Serialize + Debug>(&mut self, name: &'static str, _: &Option<T>) {
        (self.0)(name, false);
    }
}
