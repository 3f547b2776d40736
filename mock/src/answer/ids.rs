//! Replaces the ids of an example with fresh ones.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

/// Ids begin here, as long as the platform's.
const FIRST: u64 = 7_000_000_000_000_000_001;

/// No id of the platform is as small: above it, doubles no longer represent every integer.
const GREATEST_NON_ID: u128 = 1 << 53;

/// Gives out ids, each once.
#[derive(Default)]
pub(crate) struct Ids(AtomicU64);

impl Ids {
    /// Puts a new id in the place of each id in the answer: the one `given` under the same name if there is one;
    /// otherwise a fresh one, where the same id stands twice the same fresh one.
    pub(crate) fn renew(&self, answer: &mut Value, given: &BTreeMap<String, String>) {
        self.renew_in(answer, given, &mut BTreeMap::new());
    }

    fn renew_in(
        &self,
        value: &mut Value,
        given: &BTreeMap<String, String>,
        fresh: &mut BTreeMap<String, String>,
    ) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    match given.get(name).filter(|_| is_id(member)) {
                        Some(id) => *member = Value::String(id.clone()),
                        None => self.renew_in(member, given, fresh),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.renew_in(item, given, fresh)),
            Value::String(id) if is_decimal_id(id) => {
                *id = fresh.entry(id.clone()).or_insert_with(|| self.next()).clone();
            }
            _ => {}
        }
    }

    fn next(&self) -> String {
        (FIRST + self.0.fetch_add(1, Ordering::Relaxed)).to_string()
    }
}

fn is_id(value: &Value) -> bool {
    value.as_str().is_some_and(is_decimal_id)
}

fn is_decimal_id(text: &str) -> bool {
    text.parse::<u128>().is_ok_and(|number| number > GREATEST_NON_ID)
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_are_fresh_or_the_given_ones_and_nothing_else_changes() {
        let mut answer = json!({
            "user_id": "6960663240925956656",
            "items": [{ "id": "6960663240925956655", "same": ["6960663240925956655"], "time": "1618500278667" }],
            "zip_id": "100084", "count": 6960663240925956655_u64,
        });
        let given = [("user_id", "42"), ("zip_id", "43"), ("items", "44")];
        let given = given.map(|(name, id)| (name.to_owned(), id.to_owned())).into();
        Ids::default().renew(&mut answer, &given);
        let expected = json!({
            "user_id": "42",
            "items": [{ "id": "7000000000000000001", "same": ["7000000000000000001"], "time": "1618500278667" }],
            "zip_id": "100084", "count": 6960663240925956655_u64,
        });
        assert_eq!(answer, expected);
    }
}
