use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Reader, Record, name_of};

/// Reads a record. For `Deserialize`.
///
/// `members` are the names on the wire; `required` are the places, among them, of those that must be there. They are no
/// constants of the trait because each constant takes the compiler as long as a function.
///
/// # Errors
///
/// A member is there twice, lacks although it is required, or is not of its type.
pub fn deserialize<'de, R: Record, D: Deserializer<'de>>(
    deserializer: D,
    members: &'static [&'static str],
    required: &'static [usize],
) -> Result<R, D::Error> {
    deserializer.deserialize_map(RecordVisitor { members, required, record: PhantomData })
}

struct RecordVisitor<R> {
    members: &'static [&'static str],
    required: &'static [usize],
    record: PhantomData<R>,
}

impl<'de, R: Record> Visitor<'de> for RecordVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", name_of::<R>())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<R, A::Error> {
        let mut record = R::blank();
        let mut seen = Seen::default();
        let mut expected = 0;
        while let Some(member) = map.next_key_seed(Name { members: self.members, expected })? {
            if let Some(name) = self.members.get(member) {
                if !seen.insert(member) {
                    return Err(Error::duplicate_field(name));
                }
                expected = member + 1;
            }
            let mut value = MemberValue { map: &mut map, error: None, input: PhantomData };
            record.read(member, &mut value);
            if let Some(error) = value.error {
                return Err(error);
            }
        }
        let mut missing = self.required.iter().filter(|place| !seen.contains(**place));
        match missing.find_map(|place| self.members.get(*place)) {
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
    fn member<T: Deserialize<'de>>(&mut self, to: &mut T) {
        match self.map.next_value() {
            Ok(value) => *to = value,
            Err(error) => self.error = Some(error),
        }
    }

    #[inline]
    fn other(&mut self) {
        self.error = self.map.next_value::<IgnoredAny>().err();
    }
}

/// Reads a member's name as its place among the members; their number stands for a name that is not among them.
struct Name {
    members: &'static [&'static str],
    /// Where to look first: members mostly come in the order of the page.
    expected: usize,
}

impl Name {
    fn place(&self, name: &[u8]) -> usize {
        let (before, from) = self.members.split_at(self.expected);
        let is_it = |member: &&str| member.as_bytes() == name;
        match from.iter().position(is_it) {
            Some(place) => self.expected + place,
            None => before.iter().position(is_it).unwrap_or(self.members.len()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        Ok(self.place(name.as_bytes()))
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<usize, E> {
        Ok(self.place(name))
    }
}

/// Which members were there. Nearly all structs have few enough for one number.
#[derive(Default)]
struct Seen {
    first: u64,
    others: Vec<usize>,
}

impl Seen {
    /// Whether it is new.
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

    #[test]
    fn names_are_found_wherever_the_search_begins() {
        let members = &["a", "b", "c"];
        for expected in 0..=3 {
            let place = |name: &str| Name { members, expected }.place(name.as_bytes());
            assert_eq!([place("a"), place("b"), place("c"), place("d")], [0, 1, 2, 3]);
        }
    }
}
