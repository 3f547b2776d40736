//! What each kind of evidence weighs, in thousandths of a nat (`1000 * -ln(probability)`).
//!
//! The weights are rounded frequencies over known tables; none is about a certain page. What matters is their order of size.

/// A sum of surprises. The tree with the smallest is the most likely one.
pub(super) type Cost = i32;

/// Two fields of one object share a name: does not happen.
pub(super) const SAME_NAME: Cost = 25_000;
/// A person or the page says that it is elsewhere.
pub(super) const AGAINST_ORDER: Cost = 1_000_000;

/// The row's name is a key of its parent's example.
pub(super) const SHOWN: Cost = 40;
/// The parent's example is there, the key is not: in a table whose rows are nearly all shown …
pub(super) const OMITTED: Cost = 3_200;
/// … and in one with an example that omits a lot.
pub(super) const OMITTED_OFTEN: Cost = 1_200;
/// The example shows an object for a scalar, or a scalar for a parent of rows.
pub(super) const OTHER_KIND: Cost = 3_000;
/// The keys come in another order than the rows.
pub(super) const OUT_OF_ORDER: Cost = 1_500;
/// A key of the example that no row took, in an object where others were taken.
pub(super) const EXTRA_KEY: Cost = 7_000;
/// Each key below it.
pub(super) const EXTRA_BELOW: Cost = 1_500;
/// So much at most for all extra keys of an object.
pub(super) const EXTRA_KEYS: Cost = 60_000;
/// No key of the object was taken, though it has rows.
pub(super) const ALL_EXTRA: Cost = 7_000;

/// A struct without rows of its own.
pub(super) const CHILDLESS: Cost = 3_500;
/// The same where the example shows an object with keys.
pub(super) const CHILDLESS_OBJECT: Cost = 4_000;
/// The same where the example shows an empty value.
pub(super) const CHILDLESS_EMPTY: Cost = 1_500;
/// The same where the example shows a scalar, or the struct is within one of its own name, or the type says nothing.
pub(super) const CHILDLESS_EXCUSED: Cost = 700;
/// A map with rows.
pub(super) const MAP_WITH_ROWS: Cost = 1_500;

/// The row could be a field of an open object whose struct is known to have it, and is not.
pub(super) const ESTRANGED: Cost = 4_000;

/// The struct was seen with other fields in this table.
pub(super) const OTHER_LIST: Cost = 6_000;
/// The struct is in the book, but not with these fields.
pub(super) const UNKNOWN_LIST: Cost = 2_500;
/// The struct is in the book with these fields, or was seen so in this table.
pub(super) const KNOWN_LIST: Cost = 50;

/// A row of a struct not seen before, for each level it is deep.
pub(super) const DEPTH: Cost = 150;
/// Levels that cost nothing.
pub(super) const SHALLOW: u8 = 4;

/// A row beside `data` that is none of the platform's outer members.
pub(super) const BESIDE_DATA: Cost = 9_000;
/// A late outer member (`msg` after `data`).
pub(super) const LATE_OUTER: Cost = 3_000;

/// A row without fields goes on in the object of the row before …
pub(super) const STAY: Cost = 60;
/// … or ends it …
pub(super) const LEAVE: Cost = 2_200;
/// … and further ones.
pub(super) const LEAVE_MORE: Cost = 1_000;
/// A row that may have fields goes on in the object of the row before …
pub(super) const STAY_STRUCT: Cost = 500;
/// … or ends it …
pub(super) const LEAVE_STRUCT: Cost = 700;
/// … and further ones.
pub(super) const LEAVE_MORE_STRUCT: Cost = 700;
/// The object that ends has one field only.
pub(super) const LEAVE_LONE: Cost = 900;
