//! Sets members of a JSON body to null.

use serde_json::{Map, Value};

use crate::validate::{FieldPattern, PatternStep};

/// Sets the member at the pattern to null, in every element of the lists on the way. Objects on the way that are
/// absent are added, lists are not.
pub(super) fn set_null(body: &mut Value, pattern: &FieldPattern) -> Result<(), ()> {
    set(body, pattern.steps())
}

fn set(value: &mut Value, steps: &[PatternStep]) -> Result<(), ()> {
    match (steps, value) {
        ([PatternStep::Field(name)], Value::Object(members)) => {
            members.insert(name.clone(), Value::Null);
            Ok(())
        }
        ([PatternStep::Field(name), below @ ..], Value::Object(members)) => match below.first() {
            Some(PatternStep::Each) => members.get_mut(name).map_or(Ok(()), |list| set(list, below)),
            _ => set(members.entry(name).or_insert_with(|| Value::Object(Map::new())), below),
        },
        ([PatternStep::Each, below @ ..], Value::Array(elements)) => {
            elements.iter_mut().try_for_each(|element| set(element, below))
        }
        ([PatternStep::Each, below @ ..], Value::Object(entries)) => {
            entries.values_mut().try_for_each(|entry| set(entry, below))
        }
        _ => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_set_where_their_parents_are() {
        let mut body = json!({ "name": "a", "list": [{ "b": 1 }, {}] });
        for path in ["name", "info.mobile", "list[].b", "absent[].c"] {
            set_null(&mut body, &FieldPattern::new(path)).unwrap();
        }
        let expected =
            json!({ "name": null, "info": { "mobile": null }, "list": [{ "b": null }, { "b": null }] });
        assert_eq!(body, expected);
        assert!(set_null(&mut body, &FieldPattern::new("name.x")).is_err());
        assert!(set_null(&mut body, &FieldPattern::new("list[]")).is_err());
    }
}
