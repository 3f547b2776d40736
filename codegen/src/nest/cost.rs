//! What each kind of evidence weighs, in thousandths of a nat (`1000 * -ln(probability)`).
//!
//! The weights are rounded frequencies over known tables; none is about a certain page. What matters is their order of size.

/// A sum of surprises. The tree with the smallest is the most likely one.
pub(super) type Cost = i32;

/// Two fields of one object share a name: does not happen.
pub(super) const SAME_NAME: Cost = 25_000;
/// A person or the page says that it is elsewhere.
pub(super) const AGAINST_ORDER: Cost = 1_000_000;

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
pub(super) const ESTRANGED: Cost = 2_500;

/// The struct was seen with other fields in this table.
pub(super) const OTHER_LIST: Cost = 6_000;
/// The struct is in the book, but not with these fields.
pub(super) const UNKNOWN_LIST: Cost = 2_500;
/// The struct is in the book with these fields, or was seen so in this table.
pub(super) const KNOWN_LIST: Cost = 50;

/// A row of a struct not seen before, for each level it is deep.
pub(super) const DEPTH: Cost = 300;
/// Levels that cost nothing.
pub(super) const SHALLOW: u8 = 9;

/// A row beside `data` that is none of the platform's outer members.
pub(super) const BESIDE_DATA: Cost = 9_000;
/// A late outer member (`msg` after `data`).
pub(super) const LATE_OUTER: Cost = 3_000;

/// … or ends it …
pub(super) const LEAVE: Cost = 3_200;
/// … and further ones.
pub(super) const LEAVE_MORE: Cost = 1_000;
/// … or ends it …
pub(super) const LEAVE_STRUCT: Cost = 1_600;
/// … and further ones.
pub(super) const LEAVE_MORE_STRUCT: Cost = 700;

/// An object holds rows behind the point where its struct's occurrences part.
pub(super) const OVERREACH: Cost = 3_500;
/// An object ends before rows that follow its struct wherever it occurs.
pub(super) const EARLY_END: Cost = 2_000;
/// An object within one of its own struct.
pub(super) const NESTED_IN_ITSELF: Cost = 4_000;
/// So much less for a struct without rows, where another one is.
pub(super) const CHILDLESS_AGAIN: Cost = 2_000;

/// The row's name is a key of its parent's example.
pub(super) const SHOWN: Cost = 40;
/// A row of the name of a key that awaits one is placed further in, where the example has no such key.
pub(super) const SKIPPED_KEY: Cost = 2_500;
/// Each key below that key.
pub(super) const SKIPPED_BELOW: Cost = 1_000;

/// `-ln(k / 32)` for k from 1 to 32.
const SURPRISES: [Cost; 32] = [
    3466, 2773, 2367, 2079, 1856, 1674, 1520, 1386, 1269, 1163, 1068, 981, 901, 827, 758, 693, 633, 575, 521,
    470, 421, 375, 330, 288, 247, 208, 170, 134, 98, 65, 32, 0,
];

/// What an event costs that has so many chances of a thousand.
pub(super) fn surprise(chances: u32) -> Cost {
    let step = (chances * 32 / 1000).clamp(1, 32) as usize;
    SURPRISES[step - 1]
}

/// The row's name has no word in common with the fields beside it.
pub(super) const STRANGER: Cost = 1_500;
/// The object that ends has one field, and the example shows it: it is probably complete …
pub(super) const LEAVE_ONE_IN_FULL: Cost = -2_000;
/// A row missing from the example goes on in such an object all the same.
pub(super) const STAY_IN_FULL: Cost = 800;
/// A paging member outside `data`.
pub(super) const PAGING_ELSEWHERE: Cost = 2_000;
/// A struct without rows where the example shows an object none of whose keys is a row's name.
pub(super) const CHILDLESS_OPAQUE: Cost = 1_000;
/// The first field of an object is named like the fields beside the object.
pub(super) const LIKE_OUTER: Cost = 900;
/// The row's description speaks of nothing that the fields beside it speak of …
pub(super) const UNRELATED: Cost = 2_000;
/// … in an object further out …
pub(super) const UNRELATED_FURTHER_OUT: Cost = 1_300;
/// … or as the first field of an object, of nothing that the object's own row speaks of.
pub(super) const UNRELATED_FIRST: Cost = 800;
/// The object that ends has one field …
pub(super) const LEAVE_ONE: Cost = 700;
/// … and the row may have fields; or it …
pub(super) const LEAVE_ONE_STRUCT: Cost = 300;
/// … has two …
pub(super) const LEAVE_TWO: Cost = -1_550;
/// … or a few.
pub(super) const LEAVE_FEW: Cost = -700;
/// The row goes on in `data`, where only one object or list and paging members are usual …
pub(super) const RESUME_DATA: Cost = 1_300;
/// … and may have fields itself.
pub(super) const RESUME_DATA_STRUCT: Cost = 2_200;
/// The row goes on at the root.
pub(super) const RESUME_ROOT: Cost = 700;
/// A row that may have fields goes on in an object that had one field so far.
pub(super) const RESUME_ONLY: Cost = 900;
/// A list of scalars goes on in the object of the row before.
pub(super) const STAY_LIST: Cost = 1_000;
