//! Reads the string forms. Nothing is allocated here unless a JSON string holds escapes.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use crate::{Timestamp, Until};

/// Digits, with a sign and a fraction if need be: `1`, `-2.50`.
pub(super) fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match digits.split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(digits),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Milliseconds in decimal digits.
pub(super) fn time(text: &str) -> Option<Timestamp> {
    whole_number(text).map(Timestamp::from_millis)
}

fn whole_number(text: &str) -> Option<i64> {
    if is_digits(text.strip_prefix('-').unwrap_or(text)) { text.parse().ok() } else { None }
}

/// Two times as strings in a JSON array; the second may say that it has not ended.
pub(super) fn period(text: &str) -> Option<(Timestamp, Until)> {
    let mut ends = [None; 2];
    let mut count = 0;
    each_element(text, |Key(end)| {
        if let Some(place) = ends.get_mut(count) {
            *place = whole_number(&end);
        }
        count += 1;
    })?;
    match (count, ends) {
        (2, [Some(start), Some(end)]) => Some((Timestamp::from_millis(start), Until::from_wire(end))),
        _ => None,
    }
}

/// The option keys of a JSON array of strings; none may be empty.
pub(super) fn each_choice(text: &str, found: &mut dyn FnMut(&str)) -> Option<()> {
    let mut all_given = true;
    each_element(text, |Key(key)| {
        all_given &= !key.is_empty();
        found(&key);
    })?;
    all_given.then_some(())
}

/// The ids of a JSON array of `{"file_id": …}`; none may be empty.
pub(super) fn each_file_id(text: &str, found: &mut dyn FnMut(&str)) -> Option<()> {
    let mut all_given = true;
    each_element(text, |Attachment { file_id }| {
        all_given &= !file_id.is_empty();
        found(&file_id);
    })?;
    all_given.then_some(())
}

#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
struct Attachment<'a> {
    #[serde(borrow)]
    file_id: Cow<'a, str>,
}

/// Hands on the elements of a JSON array one by one, so that no list of them is needed.
fn each_element<'de, T: Deserialize<'de>>(text: &'de str, found: impl FnMut(T)) -> Option<()> {
    let mut json = serde_json::Deserializer::from_str(text);
    json.deserialize_seq(Elements { found, element: PhantomData }).ok()?;
    json.end().ok()
}

struct Elements<T, F> {
    found: F,
    element: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>, F: FnMut(T)> Visitor<'de> for Elements<T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element()? {
            (self.found)(element);
        }
        Ok(())
    }
}
