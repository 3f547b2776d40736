//! Deserializes records.

use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::members::Members;
use super::{Reader, Record, name_of};

/// Reads a record. For `Deserialize`.
///
/// `serde(flatten)` needs the names to know which members are the record's own; each record has a static of its own for them.
///
/// # Errors
///
/// Fails on a duplicate member, a missing required member, or a value of the wrong type.
#[inline]
pub fn deserialize<'de, R: Record, D: Deserializer<'de>>(
    deserializer: D,
    names: &'static Names,
) -> Result<R, D::Error> {
    // The visitor names the struct where a message does; to cut the path off here would cost time for each struct.
    deserializer.deserialize_struct("", names.of::<R>(), RecordVisitor(PhantomData))
}

/// The names of a record's members, collected when they are first needed.
pub struct Names(OnceLock<Vec<&'static str>>);

impl Names {
    /// Names that are not collected yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    #[inline]
    fn of<R: Record>(&self) -> &[&'static str] {
        self.0.get_or_init(|| Members(&R::placeholder()).names())
    }
}

impl Default for Names {
    fn default() -> Self {
        Self::new()
    }
}

struct RecordVisitor<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for RecordVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", name_of::<R>())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<R, A::Error> {
        let mut record = R::placeholder();
        let mut seen = Seen::default();
        let mut expected = 0;
        while let Some(member) = map.next_key_seed(Name { members: Members(&record), expected })? {
            if let Some(member) = member {
                if !seen.insert(member) {
                    return Err(Error::duplicate_field(Members(&record).name(member).unwrap_or_default()));
                }
                expected = member + 1;
            }
            let mut value = MemberValue { map: &mut map, error: None, input: PhantomData };
            match member {
                Some(member) => record.read(member, &mut value),
                None => value.skip(),
            }
            if let Some(error) = value.error {
                return Err(error);
            }
        }
        match Members(&record).first_required(|member| !seen.contains(member)) {
            None => Ok(record),
            Some(name) => Err(Error::missing_field(name)),
        }
    }
}

/// The value of the member whose name was just read.
struct MemberValue<'de, 'a, A: MapAccess<'de>> {
    map: &'a mut A,
    error: Option<A::Error>,
    input: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Reader<'de> for MemberValue<'de, '_, A> {
    #[inline]
    fn member<T: Deserialize<'de>>(&mut self, member: &mut T) {
        match self.map.next_value() {
            Ok(value) => *member = value,
            Err(error) => self.error = Some(error),
        }
    }

    #[inline]
    fn skip(&mut self) {
        self.error = self.map.next_value::<IgnoredAny>().err();
    }
}

/// Reads a member's name as its index; `None` for an unknown name.
struct Name<'a, R> {
    members: Members<'a, R>,
    /// Where to look first: members mostly come in the order of the page.
    expected: usize,
}

impl<'de, R: Record> DeserializeSeed<'de> for Name<'_, R> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<R: Record> Visitor<'_> for Name<'_, R> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        self.visit_bytes(name.as_bytes())
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Option<usize>, E> {
        let is_expected =
            self.members.name(self.expected).is_some_and(|expected| expected.as_bytes() == name);
        Ok(if is_expected { Some(self.expected) } else { self.members.index(name) })
    }
}

/// The members that were read. Nearly all structs have few enough for the bits of one number.
#[derive(Default)]
struct Seen {
    first: u64,
    others: Vec<usize>,
}

impl Seen {
    /// Adds a member, and returns whether it is new.
    #[inline]
    fn insert(&mut self, member: usize) -> bool {
        if self.contains(member) {
            return false;
        }
        match bit(member) {
            Some(bit) => self.first |= bit,
            None => self.others.push(member),
        }
        true
    }

    #[inline]
    fn contains(&self, member: usize) -> bool {
        bit(member).map_or_else(|| self.others.contains(&member), |bit| self.first & bit != 0)
    }
}

fn bit(member: usize) -> Option<u64> {
    1_u64.checked_shl(u32::try_from(member).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_beyond_the_first_number_are_seen_once_too() {
        let mut seen = Seen::default();
        for member in [0, 63, 64, 500] {
            assert!(!seen.contains(member));
            assert!(seen.insert(member));
            assert!(!seen.insert(member));
        }
        assert!(!seen.contains(65));
    }
}
