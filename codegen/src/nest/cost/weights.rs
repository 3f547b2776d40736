//! The weight of each kind of evidence, in thousandths of a nat (`1000 * -ln(probability)`).
//!
//! The weights are rounded frequencies over tables whose nesting is known (for the prior: a logistic fit of a dozen
//! yes/no questions). None is specific to a page. Their order of magnitude matters; changing any of them by a third has
//! little effect.

/// A sum of surprises. The tree with the smallest is the most likely one.
pub(in crate::nest) type Cost = i32;

// Impossible places.

/// The lexicon or the page states another place.
pub(in crate::nest) const AGAINST_ORDER: Cost = 1_000_000;
/// Two fields of one object share a name.
pub(in crate::nest) const SAME_NAME: Cost = 25_000;

// The example.

/// The row's name is a key of its parent's example.
pub(in crate::nest) const SHOWN: Cost = 40;
/// The example shows an object for a row without fields, or a scalar for one with fields.
pub(in crate::nest) const OTHER_KIND: Cost = 3_000;
/// The keys come in another order than the rows.
pub(in crate::nest) const OUT_OF_ORDER: Cost = 1_500;
/// A key of the example finds no row …
pub(in crate::nest) const EXTRA_KEY: Cost = 7_000;
/// … nor do the keys below it, each.
pub(in crate::nest) const EXTRA_BELOW: Cost = 1_500;
/// The maximum for all such keys of an object.
pub(in crate::nest) const EXTRA_KEYS: Cost = 60_000;
/// A row passes over a key of its name further out, though the example has none where the row goes …
pub(in crate::nest) const SKIPPED_KEY: Cost = 2_500;
/// … and over the keys below that key, each.
pub(in crate::nest) const SKIPPED_BELOW: Cost = 1_000;

// Structs without rows.

/// A struct has no rows.
pub(in crate::nest) const CHILDLESS: Cost = 3_000;
/// The same, and the example shows an object whose keys are names of rows.
pub(in crate::nest) const CHILDLESS_OBJECT: Cost = 4_000;
/// The same, and the example shows an empty value, or the type says nothing.
pub(in crate::nest) const CHILDLESS_EMPTY: Cost = 1_500;
/// The same, and the example shows an object, but none of its keys is the name of any row.
pub(in crate::nest) const CHILDLESS_OPAQUE: Cost = 1_000;
/// The same, and the example shows a scalar.
pub(in crate::nest) const CHILDLESS_EXCUSED: Cost = 700;
/// The discount if another struct of the table has no rows either.
pub(in crate::nest) const CHILDLESS_AGAIN: Cost = 2_000;
/// A map has rows.
pub(in crate::nest) const MAP_WITH_ROWS: Cost = 1_500;

// Structs and their field lists.

/// The struct has other fields elsewhere in this table.
pub(in crate::nest) const OTHER_LIST: Cost = 6_000;
/// The struct is known, but not with these fields.
pub(in crate::nest) const UNKNOWN_LIST: Cost = 2_500;
/// The struct is known, here or elsewhere, with these fields.
pub(in crate::nest) const KNOWN_LIST: Cost = 50;
/// The row passes over an open object whose struct is known to have such a field.
pub(in crate::nest) const ESTRANGED: Cost = 2_500;
/// An object holds rows behind the point where the occurrences of its struct part.
pub(in crate::nest) const OVERREACH: Cost = 3_500;
/// An object ends before rows that follow its struct wherever it occurs.
pub(in crate::nest) const EARLY_END: Cost = 2_000;
/// An object ends before a struct that is named after its own: `user_role`, `user_role_group`.
pub(in crate::nest) const PARTING: Cost = 2_500;
/// A row passes over an object that has a series of such fields, for each of them.
pub(in crate::nest) const OUT_OF_SERIES: Cost = 1_500;
/// A member of a union is not beside the field that selects it.
pub(in crate::nest) const PARTED: Cost = 4_000;
/// An object is within one of its own struct.
pub(in crate::nest) const NESTED_IN_ITSELF: Cost = 4_000;
/// A row is deeper than the platform goes, for each level beyond.
pub(in crate::nest) const DEPTH: Cost = 300;
/// The platform's maximum depth.
pub(in crate::nest) const SHALLOW: u8 = 9;

// The outer members of a response.

/// A row beside `data` that is not one of the platform's outer members.
pub(in crate::nest) const BESIDE_DATA: Cost = 9_000;
/// An outer member behind `data`.
pub(in crate::nest) const LATE_OUTER: Cost = 3_000;
/// A paging member that is not in `data`.
pub(in crate::nest) const PAGING_ELSEWHERE: Cost = 2_000;

// The prior: where the next row usually belongs. "Ends" means that the row is not a field of the object that the
// previous row is in.

/// A row without fields ends an object …
pub(in crate::nest) const LEAVE: Cost = 3_200;
/// … and each further one.
pub(in crate::nest) const LEAVE_MORE: Cost = 1_000;
/// A row that may have fields ends an object …
pub(in crate::nest) const LEAVE_STRUCT: Cost = 1_600;
/// … and each further one.
pub(in crate::nest) const LEAVE_MORE_STRUCT: Cost = 500;
/// The object that ends has one field; the row has none.
pub(in crate::nest) const LEAVE_ONE: Cost = 700;
/// The object that ends has one field; the row may have fields.
pub(in crate::nest) const LEAVE_ONE_STRUCT: Cost = 300;
/// The object that ends has one field, and the example shows it: it is probably complete.
pub(in crate::nest) const LEAVE_ONE_IN_FULL: Cost = -2_000;
/// The object that ends has two fields.
pub(in crate::nest) const LEAVE_TWO: Cost = -1_550;
/// The object that ends has three or four fields.
pub(in crate::nest) const LEAVE_FEW: Cost = -700;
/// A row that the example lacks goes on in an object with one field that the example shows.
pub(in crate::nest) const STAY_IN_FULL: Cost = 800;
/// A list of scalars goes on in the object of the row before.
pub(in crate::nest) const STAY_LIST: Cost = 1_000;
/// The row goes on in `data`, where one object or list and the paging members are usual.
pub(in crate::nest) const RESUME_DATA: Cost = 1_300;
/// The same, and the row may have fields.
pub(in crate::nest) const RESUME_DATA_STRUCT: Cost = 2_200;
/// The row goes on at the root.
pub(in crate::nest) const RESUME_ROOT: Cost = 700;
/// A row that may have fields goes on in an object that had only one so far.
pub(in crate::nest) const RESUME_ONLY: Cost = 900;
/// The row's name has no word in common with the fields of the object it goes on in.
pub(in crate::nest) const STRANGER: Cost = 1_500;
/// The row's description has nothing in common with those of the fields beside it …
pub(in crate::nest) const UNRELATED: Cost = 2_000;
/// … in an object further out …
pub(in crate::nest) const UNRELATED_FURTHER_OUT: Cost = 1_300;
/// … or, as the first field of an object, with that of the object's own row.
pub(in crate::nest) const UNRELATED_FIRST: Cost = 800;
/// The first field of an object is named like the fields beside the object.
pub(in crate::nest) const LIKE_OUTER: Cost = 900;

/// `-ln(k / 32)` for k from 1 to 32: a table, so that no rounding depends on the machine.
const SURPRISES: [Cost; 32] = [
    3466, 2773, 2367, 2079, 1856, 1674, 1520, 1386, 1269, 1163, 1068, 981, 901, 827, 758, 693, 633, 575, 521,
    470, 421, 375, 330, 288, 247, 208, 170, 134, 98, 65, 32, 0,
];

/// The cost of an event with this probability in thousandths.
pub(in crate::nest) fn surprise(chances: u32) -> Cost {
    let step = (chances.min(1000) * 32 / 1000).max(1) as usize;
    SURPRISES[step - 1]
}
