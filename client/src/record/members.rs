//! Looks up the names of a record's members.

use std::fmt::Debug;

use serde::Serialize;

use super::{Record, Writer};

/// The members of a record, as it writes them; their values do not matter.
///
/// The compiler inlines a walk over them into the record's own `write`, where names and indexes are constants, so that
/// it takes no longer than a lookup in a list of names.
pub(super) struct Members<'a, R>(pub(super) &'a R);

impl<R: Record> Members<'_, R> {
    /// The name of the member at an index.
    #[inline]
    pub(super) fn name(&self, index: usize) -> Option<&'static str> {
        let mut found = None;
        self.each(|at, name, _| {
            if at == index {
                found = Some(name);
            }
        });
        found
    }

    /// The index of the member with a name.
    pub(super) fn index(&self, name: &[u8]) -> Option<usize> {
        let mut found = None;
        self.each(|at, member, _| {
            if found.is_none() && member.as_bytes() == name {
                found = Some(at);
            }
        });
        found
    }

    /// The name of the first required member of which this holds.
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

    /// The names of all members.
    pub(super) fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        self.each(|_, name, _| names.push(name));
        names
    }

    /// Visits indexes, names, and whether the member is required.
    #[inline]
    fn each(&self, mut visit: impl FnMut(usize, &'static str, bool)) {
        let mut index = 0;
        self.0.write(&mut Names(|name, is_required| {
            visit(index, name, is_required);
            index += 1;
        }));
    }
}

/// Collects the names, and whether each member is required.
struct Names<F>(F);

impl<F: FnMut(&'static str, bool)> Writer for Names<F> {
    #[inline]
    fn member<T: Serialize + Debug>(&mut self, name: &'static str, _: &T) {
        (self.0)(name, true);
    }

    #[inline]
    fn public<T: Serialize + Debug>(&mut self, name: &'static str, _: &T) {
        (self.0)(name, true);
    }

    #[inline]
    fn optional<T: Serialize + Debug>(&mut self, name: &'static str, _: &Option<T>) {
        (self.0)(name, false);
    }

    #[inline]
    fn optional_public<T: Serialize + Debug>(&mut self, name: &'static str, _: &Option<T>) {
        (self.0)(name, false);
    }
}
